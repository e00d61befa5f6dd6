"""The parts of a mail: its tree, what is text and what is a file, and containers opened on the way."""
