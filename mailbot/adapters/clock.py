"""The time of this machine."""

import time
from datetime import UTC, datetime


class SystemClock:
    """ports.Clock over the operating system."""

    def now(self) -> datetime:
        """Aware, in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)
