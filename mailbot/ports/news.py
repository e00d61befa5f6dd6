"""News of work that other processes brought."""

import threading
from collections.abc import Callable
from typing import Protocol


class News(Protocol):
    """What tells of work that other processes brought; a slow poll stands behind it, since news may be lost."""

    def listen(self, heard: Callable[[str], None], beat: Callable[[], None], stop: threading.Event) -> None:
        """Call `heard` with the name of a queue whenever there may be something new in it, until `stop` is set; and `beat`
        every second or so, while it can hear.

        It may be called for nothing, and for what this process brought itself. Raises StoreTrouble where it can hear nothing now.
        """
