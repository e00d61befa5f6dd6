"""Who runs a command."""

import getpass
import os


def operator() -> str:
    """The user of the machine; that of a container may have a number and no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())
