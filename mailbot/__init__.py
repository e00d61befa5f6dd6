"""mailbot: a help desk that lives wholly in e-mail."""

__version__ = "0.1.0"
