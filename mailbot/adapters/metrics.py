"""What Prometheus reads: counters of this process, and figures of the database, read when they are asked for.

No label holds anything of a mail or of a person: they are kinds, states, queues, and the names of loops, mailboxes among them.
"""

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from mailbot.ports.watching import Sight


class Metrics:
    """A registry of its own: nothing of another library is told. `look` reads the figures at each scrape."""

    def __init__(self, look: Callable[[], Sight]) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Gauges(look))
        self.kept = self._counter("mails_kept", "Mails kept by this process.")
        self.decided = self._counter("mails_decided", "Mails decided by this process, by what became of them.", "disposition")
        self.tries = self._counter("mail_tries", "Tries to send by this process, by kind of mail and outcome.", "kind", "outcome")
        self.troubles = self._counter("troubles", "Times that something could not be done, by loop.", "loop")
        self.templates = self._counter("template_failures", "Times that a template of the desk could not be used.")

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(name, text, labels, namespace="mailbot", registry=self._registry)

    def page(self) -> bytes:
        """All figures in the text format. Raises StoreTrouble."""
        return generate_latest(self._registry)


class _Gauges:
    """prometheus_client asks it at each scrape."""

    def __init__(self, look: Callable[[], Sight]) -> None:
        self._look = look

    def describe(self) -> list[Metric]:
        """Nothing is read before the first scrape."""
        return []

    def collect(self) -> Iterator[Metric]:
        """The figures as they are now."""
        sight = self._look()
        yield _family("queue_due", "Jobs that are due, by queue.", "queue", {one.queue: one.due for one in sight.backlog})
        ages = {one.queue: (sight.now - one.oldest).total_seconds() if one.oldest else 0.0 for one in sight.backlog}
        yield _family("queue_oldest_seconds", "For how long the oldest due job has been due.", "queue", ages)
        yield _family("mails_waiting", "Mails that wait for a person, by state.", "state", dict(sight.waiting))
        turns = {name: int(turned) for name, turned in sight.turns.items()}
        yield _family("loop_turns", "1 where the loop of this process comes round.", "loop", turns)
        yield _family("loop_got_on_seconds", "When the loop got on last (Unix time).", "loop", dict(sight.got_on))
        yield _single("leases", "Leases that somebody holds.", sight.leases)
        yield _single("alarms", "Troubles that alarm now.", sight.alarms)
        if sight.canary_seconds is not None:
            yield _single("canary_seconds", "How long the last canary that came back was on its way.", sight.canary_seconds)
        if sight.canary_back_at is not None:
            yield _single("canary_back_at_seconds", "When it came back (Unix time).", sight.canary_back_at)


def _family(name: str, text: str, label: str, values: dict[str, int] | dict[str, float]) -> GaugeMetricFamily:
    family = GaugeMetricFamily(f"mailbot_{name}", text, labels=[label])
    for key, value in values.items():
        family.add_metric([key], float(value))
    return family


def _single(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"mailbot_{name}", text, value=float(value))
