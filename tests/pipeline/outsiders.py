"""Who writes to a desk from outside: people, forgers, and machines that answer whatever they get, each in a manner of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parseaddr

from tests.mails import DESK, authenticated, mail, parse, text_of
from tests.stage import Stage

LETTERS = "abcdefghij"


def spelled(number: int) -> str:
    """A number as a word, so that two texts differ in their words."""
    return "".join(LETTERS[int(digit)] for digit in str(number))


@dataclass
class Sender:
    """A counter of mails: no two are the same mail."""

    stage: Stage
    number: int = 0

    def write(self, sender: str, text: str, *, verdict: str = "", **more: object) -> None:
        """One mail arrives at this hour, and is decided."""
        self.number += 1
        fields: dict[str, object] = {"subject": f"q {spelled(self.number)}", **more}
        raw = mail(text, sender=sender, date=self.stage.clock.now(), message_id=f"<{self.number}@x.example.org>", **fields)  # type: ignore[arg-type]  # fields of `mail`
        if verdict:
            raw = authenticated(raw, verdict, parseaddr(sender)[1].rpartition("@")[2])
        self.stage.arrive(raw)


Answering = Callable[["Machine", bytes], None]


@dataclass
class Machine:
    """A robot at a domain of its own that answers each mail to any of its addresses, and never says what it is."""

    sender: Sender
    name: str
    answer: Answering
    verdict: str = "pass"
    read: int = 0
    answers: int = 0
    heard: list[bytes] = field(default_factory=list)

    @property
    def domain(self) -> str:
        return f"{self.name}.example.net"

    @property
    def address(self) -> str:
        return f"support@{self.domain}"

    def begin(self) -> None:
        """Somebody there asks by way of it."""
        text = f"A colleague of {spelled(self.sender.number)} asks who leads the cluster."
        self.sender.write(self.address, text, verdict=self.verdict)

    def take_turn(self) -> int:
        """Answer what came since; how many mails that were."""
        mine = [parcel.data for parcel in self.sender.stage.transport.sent if parcel.recipient.endswith(f"@{self.domain}")]
        new = mine[self.read :]
        self.read = len(mine)
        for ours in new:
            self.heard.append(ours)
            self.answers += 1
            self.answer(self, ours)
        return len(new)

    def write(self, text: str, *, sender: str = "", **more: object) -> None:
        self.sender.write(sender or self.address, text, verdict=self.verdict, **more)


def names(ours: bytes) -> list[tuple[str, str]]:
    """The fields by which a reply names what it answers."""
    return [("In-Reply-To", str(parse(ours)["Message-ID"])), ("References", str(parse(ours)["Message-ID"]))]


def quoted(ours: bytes) -> str:
    return "".join(f"> {line}\n" for line in text_of(ours).split("\n"))


def reply_to_it(machine: Machine, ours: bytes) -> None:
    """As a mail program does: to where we want replies."""
    to = str(parse(ours)["Reply-To"] or DESK)
    machine.write(f"We have it.\n\nOn Tuesday we wrote:\n\n{quoted(ours)}", to=to, extra=names(ours))


def keep_the_subject(machine: Machine, ours: bytes) -> None:
    """With nothing but our subject."""
    machine.write(f"Noted by {spelled(machine.answers)} of us.", subject=f"Re: {parse(ours)['Subject']}")


def quote_it(machine: Machine, ours: bytes) -> None:
    """Under a subject of its own, with our text below."""
    machine.write(f"Noted by {spelled(machine.answers)} of us.\n\n{quoted(ours)}")


def change_its_address(machine: Machine, ours: bytes) -> None:
    """From another address each time."""
    sender = f"case-{spelled(machine.sender.number)}@{machine.domain}"
    machine.write(f"Noted by {spelled(machine.answers)} of us.", sender=sender, extra=names(ours))


def change_all(machine: Machine, ours: bytes) -> None:
    """Another address, another subject, another number, no trace of what it answers: as a person would who asks anew."""
    sender = f"case-{spelled(machine.sender.number)}@{machine.domain}"
    machine.write(f"We opened case {machine.sender.number} for you and will look into it.", sender=sender)


TRACEABLE = (reply_to_it, keep_the_subject, quote_it, change_its_address)
"""The manners that leave a trace of the mail which is answered."""
