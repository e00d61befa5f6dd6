"""The desk: mailbot itself, joined as `mailbot run --once` joins it, its log written to a file.

With DRAIN_PROFILE set, a cProfile of all its threads is written there at the end; the figures of such a run say nothing.
"""

import cProfile
import os
import pstats
import threading
from types import FrameType

from benchmarks.drain.measured import be_measured
from mailbot.adapters.clock import SystemClock
from mailbot.adapters.log import LogSay, open_log
from mailbot.pipeline.drain import drain
from mailbot.settings import load_settings
from mailbot.wiring.desk import ROLES, character_of, join, open_ways
from mailbot.wiring.revisions import publish_draft
from mailbot.wiring.stores import open_store


def main() -> None:
    """Be measured."""
    settings = load_settings()
    open_log(machine=True)
    with open_store(settings) as store:
        publish_draft(settings, store, always=False)
        desk = join(character_of(settings), store, open_ways(settings, ROLES), LogSay(), ROLES)

        def drain_once() -> None:
            report = drain(desk, store, SystemClock())
            wrong = [*report.unreachable, *report.refused, *report.usage, report.no_server]
            if any(wrong) or report.quarantined or report.dead:
                raise SystemExit(f"the drain went wrong: {report}")

        be_measured(drain_once)


def profiled(path: str) -> None:
    """Be measured under cProfile, each thread by a profile of its own, all joined in the file."""
    profiles: list[cProfile.Profile] = []

    def begin(_frame: FrameType, _event: str, _argument: object) -> None:
        profile = cProfile.Profile()
        profiles.append(profile)
        profile.enable()  # takes the place of this function in its thread

    threading.setprofile(begin)
    own = cProfile.Profile()
    own.runcall(main)
    joined = pstats.Stats(own)
    for profile in profiles:
        if profile.getstats():
            joined.add(profile)
    joined.dump_stats(path)


if __name__ == "__main__":
    target = os.environ.get("DRAIN_PROFILE", "")
    if target:
        profiled(target)
    else:
        main()
