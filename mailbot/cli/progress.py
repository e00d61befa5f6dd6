"""How far a long command is: on standard error, and only where a person looks on."""

import sys
import time
from types import TracebackType
from typing import Self

EVERY = 0.2


class Progress:
    """`1,200 of 10,000 mails`, on one line that is rubbed out at the end."""

    def __init__(self, of: int | None) -> None:
        self._of, self._done, self._last = of, 0, 0.0
        self._shown = sys.stderr.isatty()

    def advance(self, mails: int = 1) -> None:
        """So many more are done."""
        self._done += mails
        now = time.monotonic()
        if self._shown and now - self._last >= EVERY:
            self._last = now
            whole = f" of {self._of:,}" if self._of is not None else ""
            sys.stderr.write(f"\r{self._done:,}{whole} mails\x1b[K")
            sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._shown and self._last:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
