"""Bytes to text: what charset labels mean, and what a text is in when they lie."""
