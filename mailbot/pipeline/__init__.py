"""The use cases: what happens to a mail, one a file."""
