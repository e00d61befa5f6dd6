"""Signatures and footers below what somebody wrote."""
