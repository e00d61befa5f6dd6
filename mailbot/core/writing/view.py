"""What a template may speak of."""

from dataclasses import dataclass
from datetime import datetime

from mailbot.core.message import Attachment


@dataclass(frozen=True, slots=True)
class MailView:
    """The variables of a template. Nothing here gives a template a way to anything else.

    `text` is what the requester or coordinator newly wrote, "" where it must not be shown. `due` is the deadline, aware, in the
    zone in which its reader shall see it; a template is given it in words. `hint` is the key of the reason that the mail gives
    (`forms.HINTS`). `reasons` say which rule led here, one a line. `mentions` are references of other tickets that the mail
    named. `former_owner` is the name of who had the ticket before `owner_name`. Area, topic, country and urgency are ids of the
    rulebook.
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
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    due: datetime | None = None
    reasons: tuple[str, ...] = ()
    hint: str = ""
    restricted: bool = False
    mentions: tuple[str, ...] = ()
