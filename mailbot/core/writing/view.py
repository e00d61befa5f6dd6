"""What a template may speak of."""

from dataclasses import dataclass
from datetime import date, datetime

from mailbot.core.message import Attachment
from mailbot.core.remark import Remark
from mailbot.core.writing.taps import Tap


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line of a ticket's story, as a reader shall see it. `kind` is an id of the word list, `author` a name.

    `remarks` are said instead of the text, where there are any.
    """

    at: datetime
    kind: str
    author: str
    text: str
    remarks: tuple[Remark, ...] = ()

    @property
    def carried(self) -> str:
        """What of others it carries: a text, or what stands in the gaps of its remarks."""
        return " ".join(value for one in self.remarks for _, value in one.values) if self.remarks else self.text


@dataclass(frozen=True, slots=True)
class DigestItem:
    """A request in a digest, as its owner shall see it. Area, topic, country, urgency and requester_type are ids.

    `again`: its requester wrote again. `requester` is who asks, by name or address, `text` how his text begins, `files` how many
    files came with it, `due` the deadline, aware. `address` takes the answer, `taps` are links; of a restricted request there is
    neither `requester` nor `text`.
    """

    reference: str
    address: str
    again: bool = False
    urgency: str = ""
    area: str = ""
    topic: str = ""
    country: str = ""
    requester_type: str = ""
    requester: str = ""
    due: datetime | None = None
    text: str = ""
    files: int = 0
    restricted: bool = False
    taps: tuple[Tap, ...] = ()


@dataclass(frozen=True, slots=True)
class OverviewItem:
    """A request in an overview, as its reader shall see it. Area, topic, country, urgency and requester_type are ids, `part`
    is a `Part`. No name and no text: such a mail could not be found when a person is to be forgotten.

    `heads`: it is the first of its part, which has `count` requests, listed or not. `asked` is when it came, `due` its date,
    aware; `waits`: the desk waits for its requester, `put_off`: its owner put it off until then. `owner` is the
    name of whose it is where that is not the reader. `address` takes the answer, `taps` are links.
    """

    reference: str
    part: str
    heads: bool = False
    count: int = 0
    urgency: str = ""
    area: str = ""
    topic: str = ""
    country: str = ""
    requester_type: str = ""
    owner: str = ""
    asked: datetime | None = None
    due: datetime | None = None
    waits: bool = False
    put_off: bool = False
    restricted: bool = False
    address: str = ""
    taps: tuple[Tap, ...] = ()


@dataclass(frozen=True, slots=True)
class MailView:
    """The variables of a template. Nothing here gives a template a way to anything else.

    `text` is what the requester or coordinator newly wrote, "" where it must not be shown. `due` is the deadline, aware, in the
    zone in which its reader shall see it, None where nobody waits for the desk; a template is given it in words. `hint` is the
    key of the reason that the mail gives (`forms.HINTS`), `remarks` are the lines of a receipt, `story` the lines of the
    ticket, oldest first. `reasons` say which rule led here, one a line. `mentions` are references of other tickets that the
    mail named. `former_owner` is the name of who had the ticket before `owner_name`, or whose it would be; `back_on` is the
    first day on which he is back. `untaken`: it is critical, and its owner is asked to say that he has it. `taps` are the links
    of a mail to an owner, `items` what a digest tells, `requests` what an overview lists, `more` how many it does not. `author`
    is the address of who wrote the text, `others` to how many more people the same answer goes, `participants` are the addresses
    of who takes part, for coordinators alone. `note` is what the coordinator `noted_by` wrote above a mail that he passed on, for
    the team alone. Area, topic, country and urgency are ids of the rulebook. `left_out` are the octets of people's text that do
    not fit into the mail.
    """

    locale: str
    desk_name: str
    reference: str = ""
    subject: str = ""
    area: str = ""
    topic: str = ""
    country: str = ""
    urgency: str = ""
    language: str = ""
    requester: str = ""
    requester_name: str = ""
    requester_type: str = ""
    owner_name: str = ""
    former_owner: str = ""
    back_on: date | None = None
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    due: datetime | None = None
    reasons: tuple[str, ...] = ()
    hint: str = ""
    restricted: bool = False
    mentions: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    story: tuple[StoryLine, ...] = ()
    taps: tuple[Tap, ...] = ()
    author: str = ""
    others: int = 0
    participants: tuple[str, ...] = ()
    items: tuple[DigestItem, ...] = ()
    requests: tuple[OverviewItem, ...] = ()
    more: int = 0
    left_out: int = 0
    note: str = ""
    noted_by: str = ""
    untaken: bool = False

    @property
    def carried(self) -> int:
        """Characters of others that the mail carries: its size beside these is bounded."""
        return sum(map(len, self._texts))

    @property
    def carried_octets(self) -> int:
        """The same in octets of UTF-8."""
        return sum(len(text.encode("utf-8", "replace")) for text in self._texts)

    @property
    def _texts(self) -> tuple[str, ...]:
        return (self.text, self.note, *(line.carried for line in self.story), *(item.text for item in self.items))
