"""What can be seen of a desk from outside: figures, and whether this process lives."""

from datetime import datetime

from mailbot.core.alarm import UNSEEN_FOR
from mailbot.pipeline.pulse import Pulse
from mailbot.ports import Clock, Queue, Store
from mailbot.ports.watching import Sight

QUEUES = (
    *(Queue.PROCESS, Queue.SEND, Queue.CLOCK, Queue.COUNTDOWN),
    *(Queue.OWNERS, Queue.OVERVIEW, Queue.PURGE, Queue.WIPE, Queue.NOTICE),
)


def see(store: Store, clock: Clock, pulse: Pulse) -> Sight:
    """Look at all of it. Raises StoreTrouble."""
    now = clock.now()
    with store.transaction() as tx:
        backlog = tx.watch.backlog(QUEUES, now)
        waiting, leases = tx.watch.waiting(), tx.watch.leases(now)
        alarms = sum(now - alarm.seen_at < UNSEEN_FOR for alarm in tx.watch.alarms())
        canary = tx.watch.last_back()
    beats = pulse.beats()
    came = canary.came_at if canary is not None else None
    return Sight(
        now=now,
        backlog=tuple(backlog),
        waiting=waiting,
        leases=leases,
        alarms=alarms,
        turns={beat.name: beat.turns(now) for beat in beats},
        got_on={beat.name: beat.got_on.timestamp() for beat in beats if beat.got_on is not None},
        canary_seconds=(came - canary.owed_at).total_seconds() if canary is not None and came is not None else None,
        canary_back_at=came.timestamp() if came is not None else None,
    )


def tell_health(pulse: Pulse, now: datetime) -> dict[str, object]:
    """The loops of this process. `live`: each comes round. `ready`: each gets on; a server that is away makes it unready."""
    loops = {
        beat.name: {
            "turns": beat.turns(now),
            "got_on_at": beat.got_on.isoformat() if beat.got_on is not None else None,
            "failing_since": beat.failing_since.isoformat() if beat.failing_since is not None else None,
        }
        for beat in pulse.beats()
    }
    return {"live": pulse.lives(), "ready": pulse.ready(), "loops": loops}
