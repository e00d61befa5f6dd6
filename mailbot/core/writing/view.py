"""What a template may speak of."""

from dataclasses import dataclass

from mailbot.core.message import Attachment


@dataclass(frozen=True, slots=True)
class MailView:
    """The variables of a template. All text; nothing here gives a template a way to anything else.

    `text` is what the requester or coordinator newly wrote, "" where it must not be shown. `due` is the deadline, written out.
    `hint` is the key of the reason in a receipt. `reasons` say which rule led here, one a line. `mentions` are references of
    other tickets that the mail named. Area, topic, country and urgency are ids of the rulebook.
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
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    due: str = ""
    reasons: tuple[str, ...] = ()
    hint: str = ""
    restricted: bool = False
    mentions: tuple[str, ...] = ()
