"""What the clock does beside its timers: erases what is over its period, once a day, wipes what was erased, lets canaries fly."""

from mailbot.pipeline.canary import fly_canary
from mailbot.pipeline.purge import Purging, purge_due
from mailbot.pipeline.tick import Ticking
from mailbot.pipeline.timers import place_of
from mailbot.pipeline.wipe import wipe_due
from mailbot.ports import StoreTrouble


def keep_house(work: Ticking) -> bool:
    """Purge, wipe and let a canary fly, where it is time; whether it was. Raises StoreTrouble."""
    flown = work.canary is not None and fly_canary(work, work.canary)
    try:
        purged = purge_due(Purging(work.store, work.clock, work.holder, work.rulebooks))
    except StoreTrouble:
        raise
    except Exception as wrong:  # noqa: BLE001 - whatever it is, it may not stop the timers; it is tried again when its lease is over
        work.complain(f"what is over its period could not be erased: {place_of(wrong)}")
        return flown
    return wipe_due(work) or purged or flown
