"""The header of a mail: its fields, what they are encoded in, and who wrote to whom."""
