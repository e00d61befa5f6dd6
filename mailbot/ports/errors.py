"""What a server or the database could not do."""


class Unreachable(Exception):
    """A server could not be reached or did not serve us now; trying again later is right. The text holds no secret."""


class Refused(Exception):
    """A server refused what the settings say (a password, a folder, a right); a person must mend it. The text holds no secret."""


class StoreTrouble(Exception):
    """The database cannot do its work now (full disk, no right, no server). One line with the mend; nothing was changed."""


class Conflict(StoreTrouble):
    """Another worker wrote the same thing first; doing the work again will see it."""


class Outdated(Exception):
    """The database was upgraded beyond what this version can do. One line with the mend; the transaction did nothing."""


class KeysUnusable(StoreTrouble):
    """The keys are not those of the database, or the master key does not open them; a person must mend it. One line."""


ERASED = "[erased]"
"""What is read where the key is forgotten."""


class Erased(LookupError):
    """What was asked for is erased: its key is forgotten."""
