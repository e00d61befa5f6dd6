"""What is not as it should be is told to the admins by mail and by webhook, once until it is over."""

import threading
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, update

from mailbot.adapters.store.tables import job, outbound
from mailbot.adapters.webhook import Webhook
from mailbot.core.alarm import MOST_A_DAY, MOST_OF_ONE
from mailbot.pipeline.alerting import LAST_TODAY, Watching, look
from mailbot.pipeline.loops import run
from mailbot.pipeline.parts import Desk, Signals
from mailbot.pipeline.pulse import Pulse
from mailbot.pipeline.rulebooks import RulebookInForce
from mailbot.pipeline.troubles import Surroundings
from mailbot.ports import Rejected, StoreTrouble, Unreachable
from tests.fakes import START, SilentSay
from tests.mails import AWA, mail
from tests.rulebooks import LEAD
from tests.servers.webhook import WebhookServer
from tests.stage import Stage


class Watcher:
    """Who watches a stage, with the surroundings as they are told."""

    def __init__(self, stage: Stage, hook: str = "", holder: str = "watcher") -> None:
        self.stage = stage
        self.free, self.ends = {"/data on host": 10 << 30}, dict[str, Any]()
        self.pulse = Pulse(stage.clock.now)
        around = Surroundings(lambda: self.free, 1 << 20, lambda: self.ends, timedelta(minutes=20))
        self.work = Watching(
            *(stage.store, stage.clock, holder, stage.identity, stage.keys, RulebookInForce(), self.pulse),
            complain=stage.complaints.append,
            surroundings=around,
            hook=Webhook(hook) if hook else None,
        )

    def look(self, after: float = 0) -> list[str]:
        """Look once, after so many seconds; what is told."""
        self.stage.clock.sleep(after)
        told = look(self.work)
        return [*(f"over: {one.key}" for one in told.over), *(one.key for one in told.begun)]


@pytest.fixture
def hook() -> Iterator[WebhookServer]:
    with WebhookServer() as server:
        yield server


def alerts(stage: Stage) -> list[str]:
    stage.deliver()
    return [raw.decode() for raw in stage.transport.to(LEAD) if b"Message-ID: <td.alert." in raw]


def test_a_desk_that_is_well_tells_nothing(stage: Stage, hook: WebhookServer) -> None:
    stage.arrive_one(mail("We need signs"))
    watcher = Watcher(stage, hook.url)
    watcher.pulse.worked("send")
    assert watcher.look() == []
    assert (alerts(stage), hook.told) == ([], [])


def test_a_full_disk_is_told_once_and_its_end_once(stage: Stage, hook: WebhookServer) -> None:
    watcher = Watcher(stage, hook.url)
    watcher.free["/data on host"] = 1000
    assert [watcher.look(15) for _ in range(5)] == [["disk:/data on host"], [], [], [], []]
    assert len(alerts(stage)) == 1
    watcher.free["/data on host"] = 10 << 30
    assert [watcher.look(15) for _ in range(10)].count(["over: disk:/data on host"]) == 1
    assert len(alerts(stage)) == 2
    assert [told["lines"][0].partition(":")[0] for told in hook.told] == [
        "the disk of /data on host is nearly full; free some space, or the desk stops",
        "over",
    ]


@pytest.mark.parametrize("name", ["imap://desk@mail.example.org/INBOX", "send"])
def test_a_server_is_told_only_when_it_is_away_for_long(stage: Stage, name: str) -> None:
    watcher = Watcher(stage)
    watcher.pulse.failed(name, 2)
    assert watcher.look() == []
    stage.clock.sleep(840)
    watcher.pulse.failed(name, 300)
    assert watcher.look() == []
    assert watcher.look(61) == [f"loop:{name}"]
    watcher.pulse.worked(name)
    assert watcher.look(121) == [f"over: loop:{name}"]


def test_a_loop_that_hangs_is_told(stage: Stage) -> None:
    watcher = Watcher(stage)
    watcher.pulse.begin("process")
    assert watcher.look(1800) == []
    watcher.pulse.turned("process")
    assert watcher.look(1800) == []
    assert watcher.look(120) == ["loop:process"]
    assert "start mailbot anew" in alerts(stage)[0]


def test_work_that_lies_is_told(stage: Stage) -> None:
    stage.mailbox.put(mail("We need signs"), received_at=stage.clock.now())
    stage.poll()
    watcher = Watcher(stage)
    assert watcher.look(14 * 60) == []
    assert watcher.look(2 * 60) == ["database:late:process"]
    stage.process()
    stage.deliver()
    assert watcher.look(121) == ["over: database:late:process"]


def die(stage: Stage, number: int) -> None:
    """One more mail of ours is refused for good."""
    stage.transport.say(AWA, Rejected("550 5.1.1 no"))
    stage.arrive_one(mail(f"We need signs, {number}", message_id=f"<{number}@x>"))


def test_dead_mails_are_told_when_there_are_more_but_once_an_hour(stage: Stage) -> None:
    watcher = Watcher(stage)
    die(stage, 1)
    assert watcher.look(15) == ["database:dead"]
    die(stage, 2)
    assert watcher.look(15) == []
    die(stage, 3)
    told = []
    for _ in range(3):
        stage.deliver()
        told.append(watcher.look(1800))
    assert told == [[], ["database:dead"], []]
    assert "3 mails of the desk are dead" in alerts(stage)[-1].replace("=\r\n", "")
    with stage.store.connection() as connection:
        connection.execute(update(outbound).where(outbound.c.state == "dead").values(state="cancelled"))
    assert watcher.look(121) == ["over: database:dead"]


def test_a_dead_mail_is_told_also_when_another_was_settled_before(stage: Stage) -> None:
    watcher = Watcher(stage)
    die(stage, 1)
    die(stage, 2)
    assert watcher.look() == ["database:dead"]
    stage.deliver()
    with stage.store.connection() as connection:
        one = select(func.min(outbound.c.id)).where(outbound.c.state == "dead").scalar_subquery()
        connection.execute(update(outbound).where(outbound.c.id == one).values(state="cancelled"))
    assert watcher.look(3600) == []
    die(stage, 3)
    assert watcher.look(15) == ["database:dead"]


def test_whoever_makes_mails_die_silences_no_other_alarm(stage: Stage) -> None:
    watcher = Watcher(stage)
    told = []
    for number in range(MOST_A_DAY + 2):
        die(stage, number)
        told += watcher.look(3601)
    assert told == ["database:dead"] * MOST_OF_ONE
    watcher.free["/data on host"] = 0
    assert set(watcher.look(15)) == {"database:dead", "disk:/data on host"}


def test_of_a_quarantined_mail_the_webhook_is_told_and_no_second_mail_leaves(stage: Stage, hook: WebhookServer) -> None:
    stage.arrive_one(mail("We need signs"))
    with stage.store.connection() as connection:
        from mailbot.adapters.store.tables import inbound

        connection.execute(update(inbound).values(state="quarantined"))
    watcher = Watcher(stage, hook.url)
    assert watcher.look() == ["database:quarantined"]
    assert alerts(stage) == []
    assert "1 mail could not be processed" in hook.told[0]["lines"][0]


def test_what_ends_soon_is_told_days_before(stage: Stage) -> None:
    watcher = Watcher(stage)
    watcher.ends["the certificate of mail.example.org:993"] = stage.clock.now() + timedelta(days=14, seconds=1)
    assert watcher.look() == []
    assert watcher.look(2) == ["end:the certificate of mail.example.org:993"]


def test_a_template_that_is_broken_is_told_and_over_an_hour_after_the_last_time(stage: Stage) -> None:
    watcher = Watcher(stage)
    watcher.pulse.template_failed()
    assert watcher.look() == ["template:own"]
    stage.deliver()
    assert watcher.look(3000) == []
    assert watcher.look(599) == []
    assert watcher.look(121) == ["over: template:own"]


def test_two_who_see_different_things_do_not_contradict_each_other(stage: Stage) -> None:
    one, other = Watcher(stage, holder="one"), Watcher(stage, holder="other")
    other.free["/data on host"] = 1000
    told = [*one.look(), *other.look()]
    for _ in range(20):
        told += [*one.look(15), *other.look(0)]
    assert told == ["disk:/data on host"]


def test_a_day_has_a_budget_and_the_rest_comes_together(stage: Stage) -> None:
    watcher = Watcher(stage)
    told = []
    for number in range(MOST_A_DAY + 6):
        watcher.free[f"/{number} on host"] = 0
        told.append(watcher.look(15))
    assert [len(one) for one in told] == [1] * MOST_A_DAY + [0] * 6
    mails = alerts(stage)
    assert len(mails) == MOST_A_DAY
    assert [LAST_TODAY[:30] in one.replace("=\r\n", "") for one in mails] == [False] * (MOST_A_DAY - 1) + [True]
    watcher.look(43_200)
    watcher.look(43_200)
    assert len(alerts(stage)) > MOST_A_DAY


def test_the_webhook_is_tried_again_until_it_takes_it(stage: Stage, hook: WebhookServer) -> None:
    hook.status = 500
    watcher = Watcher(stage, hook.url)
    watcher.free["/data on host"] = 0
    watcher.look()
    assert stage.complaints == ["the webhook at 127.0.0.1 answers HTTP 500"]
    hook.status = 204
    for _ in range(10):
        watcher.look(15)
    assert len(hook.told) == 1
    assert set(hook.told[0]) == {"desk", "at", "lines"}


def test_a_redirect_is_not_followed_and_no_secret_is_told(stage: Stage, hook: WebhookServer) -> None:
    hook.status = 302
    watcher = Watcher(stage, hook.url)
    watcher.free["/data on host"] = 0
    watcher.look()
    assert stage.complaints == ["the webhook at 127.0.0.1 answers HTTP 302"]
    assert "s3cr3t" not in repr(watcher.work.hook)


def test_a_database_that_is_away_is_told_to_the_webhook_once(
    stage: Stage, hook: WebhookServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    watcher = Watcher(stage, hook.url)

    def away(*_: object) -> None:
        raise StoreTrouble("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(stage.store, "transaction", away)
        assert [watcher.look(15) for _ in range(3)] == [[], [], []]
    watcher.look()
    assert [told["lines"] for told in hook.told] == [
        ["the database cannot be used; the log says why"],
        ["over: the database cannot be used"],
    ]


@pytest.mark.parametrize("url", ["http://ex..ample/hook", f"http://{'a' * 64}/hook", "http://127.0.0.1:99999/", "http://[::1/"])
def test_a_webhook_that_cannot_be_does_not_end_who_looks(stage: Stage, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    watcher = Watcher(stage, url)

    def away(*_: object) -> None:
        raise StoreTrouble("the disk is full")

    monkeypatch.setattr(stage.store, "transaction", away)
    assert watcher.look() == []
    assert len(stage.complaints) == 1


def test_nothing_of_a_mail_is_told(stage: Stage, hook: WebhookServer) -> None:
    marker = "Zibeline"
    stage.transport.say(AWA, Rejected(f"550 5.1.1 {marker}"))
    stage.arrive_one(mail(f"{marker} needs help", subject=marker, message_id=f"<{marker}@x>"))
    with stage.store.connection() as connection:
        connection.execute(delete(job).where(job.c.queue == "countdown"))
        late = {"state": "ready", "run_at": START, "holder": "", "attempts": 0}
        connection.execute(insert(job).values(queue="process", ref=1, key="process:1", **late))
    watcher = Watcher(stage, hook.url)
    watcher.pulse.failed("send", 2)
    watcher.look(1000)
    said = str(hook.told) + "".join(alerts(stage))
    assert len(hook.told[0]["lines"]) == 3
    assert marker not in said
    assert AWA not in said


class Waiting:
    """A webhook that answers only when nobody waits any more."""

    def __init__(self) -> None:
        self.asked, self.hurried = threading.Event(), threading.Event()

    def post(self, told: Mapping[str, object]) -> None:
        self.asked.set()
        assert self.hurried.wait(60)
        raise Unreachable("not waited for")

    def hurry(self) -> None:
        self.hurried.set()


def test_a_desk_that_is_stopped_does_not_wait_for_its_webhook(stage: Stage) -> None:
    watcher, hook, signals = Watcher(stage), Waiting(), Signals()
    watcher.work.hook = hook
    watcher.free["/data on host"] = 0
    working = threading.Thread(target=run, args=(Desk(SilentSay(), watching=watcher.work), signals), daemon=True)
    working.start()
    assert hook.asked.wait(60)
    signals.end()
    working.join(60)
    assert (working.is_alive(), stage.complaints) == (False, ["not waited for"])


def test_a_desk_that_stops_lets_another_one_look_at_once(stage: Stage) -> None:
    first, second, signals = Watcher(stage, holder="first"), Watcher(stage, holder="second"), Signals()
    assert first.look() == []
    second.free["/data on host"] = 0
    assert second.look() == []  # it is the first that tells
    signals.end()
    run(Desk(SilentSay(), watching=first.work), signals)
    assert second.look() == ["disk:/data on host"]
