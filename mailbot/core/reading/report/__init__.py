"""Delivery reports, complaints and receipts."""
