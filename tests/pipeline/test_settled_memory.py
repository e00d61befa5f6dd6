"""What is frozen after compiling a rulebook is let go when the next one is compiled."""

import gc
import weakref

from mailbot.pipeline.rulebooks import settle_memory


class Ring:
    """Refers to itself, so that only the collector can free it."""

    def __init__(self) -> None:
        self.itself = self


def test_what_nobody_needs_any_more_is_collected_the_next_time() -> None:
    try:
        ring = Ring()
        there = weakref.ref(ring)
        settle_memory()
        del ring
        gc.collect()
        assert there() is not None  # frozen: no round of the collector walks it
        settle_memory()
        assert there() is None
    finally:
        gc.unfreeze()
