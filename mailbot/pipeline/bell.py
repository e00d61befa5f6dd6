"""Wakes a loop that waits for work, within one process."""

import threading


class Bell:
    """Rung when there may be work; a slow poll stands behind it, so that a ring that is lost only costs time."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def ring(self) -> None:
        """There may be work."""
        self._event.set()

    def wait(self, seconds: float) -> None:
        """Return at the next ring, at once if it rang since the last wait, or after `seconds`."""
        self._event.wait(seconds)
        self._event.clear()
