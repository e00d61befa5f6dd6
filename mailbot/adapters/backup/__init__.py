"""Copies of the content and of the keys, made while a desk runs, and put back. Why it is so: docs/decisions/0031."""
