"""A coordinator's answer: what of his reply it is, and why it may not be passed on."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from mailbot.core.deciding.confirming_words import NO, YES
from mailbot.core.deciding.title_words import TITLES
from mailbot.core.decision import OF_PARTICIPANT, MailKind, OweMail, Role
from mailbot.core.desk import Coordinator, Desk
from mailbot.core.message import Attachment, InboundMessage
from mailbot.core.remark import Remark, remark
from mailbot.core.rulebook.folding import fold
from mailbot.core.ticket import Stage, Status, Ticket

TOKEN = re.compile(
    r"(?:[a-z0-9]-\d{5,9}|(?:\+|%2b)[a-z0-9]{1,20})\.[a-z2-7]{20}(?![a-z0-9])",
    re.IGNORECASE,
)
"""The tag of a reply address of ours, whatever a link has made of the signs around it: it stands in mails to its reader only, and
is nobody else's to read."""

MAX_NAME = 80

COURTESIES = frozenset(
    fold(
        "thanks thank you many best kind warm regards wishes cheers hi hello merci bien cordialement bonjour salutations gracias "
        "saludos un saludo atentamente hola obrigado obrigada cumprimentos olá شكرا شكرًا جزيلا تحياتي مع "
        "التحية спасибо уважением с привет дякую повагою з вітаю ok okay"
    ).text.split()
)
"""Words of thanks and greetings in the languages of the desk."""

MOST_TITLE = 7
"""Words of a title below a name."""

LONGEST_PARTICLE = 3
"""Letters of the small words between those of a title."""

_TITLES = frozenset(fold(TITLES).text.split())
_SENTENCE_ENDS = (".", "!", "?", "؟", ":", "…")
_INITIALS_SIGNS = " ./-\u2013"
_PICTURE = re.compile(r"\[[^\[\]\n]*\]")
_STORY_LINE = re.compile(r"\d{2}:\d{2} UTC(?:[+-]\d{1,2}(?::\d{2})?)? \u00b7 .{1,80} \u00b7 ")
"""A line as mails with the story of a ticket have it: nobody outside is to read those."""

_DIGEST_LINE = re.compile(r"(?<![^\W_])[A-Z][A-Z0-9]{1,9}-\d{5,9}\s{1,3}\u00b7\s")
"""The line by which a digest or an overview tells of a request: it stands in a mail of the desk, above the words of others."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_AROUND_AT = re.compile(r"\s{0,9}@\s{0,9}")

_PLACE = re.compile(r"[\[<][^\[\]<>\n]{1,300}[\]>]")
"""Where mail programs write that a picture stands in a text."""

LARGE_PICTURE = 50_000
"""Octets of a picture that is more than the sign of a house."""

MAX_ANSWER = 200_000
"""Characters of an answer; what is longer was not typed."""

MAX_FILES = 10_000_000
"""Octets of an answer's attachments, decoded: with base64 it still passes the usual limits of 20 MB and more."""


def own_words(reply: str) -> str:
    """A reply without the lines that it quotes between its answers.

    They are of a routing mail, which is not the requester's to read. A line that was typed with a ">" has a blank before it.
    """
    kept = "\n".join(line for line in reply.split("\n") if not line.startswith(">"))
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


def perhaps_quoted(message: InboundMessage, answer: str, ticket: Ticket) -> tuple[Remark, ...]:
    """The lines of an answer that may be of a mail of ours, and may as well be a distance: their writer has to say.

    Of a restricted ticket no line is repeated.
    """
    written = {line.strip() for line in answer.split("\n")}
    lines = [line for line in message.doubtful if line in written]
    return tuple(remark("perhaps_quoted", word=word) for word in dict.fromkeys(_shown(line, ticket) for line in lines))


def _shown(line: str, ticket: Ticket) -> str:
    """As much of a line as a receipt repeats."""
    most = 1 if ticket.restricted else MAX_NAME
    return line if len(line) <= most else line[:most] + "\u2026"


def is_only_name(text: str, person: Coordinator) -> bool:
    """Whether a text is nothing but a sign-off, or stands for a picture: a signature below commands, no answer.

    That is the name of who wrote it, its first letters (`L.`, `LL`), or the whole name above one line of a title.
    """
    bare = _PICTURE.sub(" ", text).strip()
    if not text or len(bare) > MAX_NAME:
        return False
    words, name = fold(bare).text.split(), fold(person.name).text.split()
    return set(words) <= set(name) or _is_initials(bare, words, name) or _is_name_and_title(bare, name)


def _is_initials(text: str, words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a text is the first letters of a name, of all its parts or of the first; `ok`, `no` and `sí` say something."""
    letters = "".join(words)
    initials = "".join(part[0] for part in name)
    written = all(letter in _INITIALS_SIGNS or letter.isalpha() for letter in text)
    return written and letters not in COURTESIES | YES | NO and bool(letters) and letters in (initials, initials[:1])


def _is_name_and_title(text: str, name: Sequence[str]) -> bool:
    """Whether a name stands above one short line that names an office and is no sentence."""
    first, _, second = text.partition("\n")
    title = second.strip()
    if "\n" in title or title.endswith(_SENTENCE_ENDS):
        return False
    words = fold(title).text.split()
    if fold(first).text.split() != list(name) or not 0 < len(words) <= MOST_TITLE:
        return False
    capital = all(word[0].isupper() for word in title.split() if len(word) > LONGEST_PARTICLE)
    return words[0] in _TITLES or (capital and words[-1] in _TITLES)


def is_only_courtesy(text: str, person: Coordinator) -> bool:
    """Whether a text is nothing but thanks or a greeting, with a name or without: perhaps no answer."""
    words = set(fold(_PICTURE.sub(" ", text)).text.split()) if len(text) <= MAX_NAME else set()
    return bool(words & COURTESIES) and words <= COURTESIES | set(fold(person.name).text.split())


def files_of(message: InboundMessage, text: str) -> tuple[Attachment, ...]:
    """The files that an answer of this text takes along."""
    return tuple(file for file in message.attachments if goes_with(file, text))


def goes_with(file: Attachment, text: str) -> bool:
    """Whether an answer takes a file along: what is attached to it, and a picture whose place stands in its text, as
    `[image: map.png]`, `[cid:map.png@01DB2F]` or `<map.png>`. That of a signature is left behind with it.
    """
    if file.goes_along or not _is_picture_in_text(file):
        return file.goes_along
    name = file.filename.casefold()
    return any(name in place.casefold() for place in _PLACE.findall(text))


def left_behind(message: InboundMessage, text: str) -> bool:
    """Whether a picture stays behind that may be meant for the requester: one that is larger than those of signatures."""
    return any(
        _is_picture_in_text(file) and file.size >= LARGE_PICTURE and not goes_with(file, text) for file in message.attachments
    )


def _is_picture_in_text(file: Attachment) -> bool:
    return file.inline and file.content_type.lower().startswith("image/")


def objection(text: str, files: Sequence[Attachment], desk: Desk, ticket: Ticket) -> tuple[str, str]:
    """Why an answer may not be relayed: the hint of the receipt, and the reason in the ledger; "" for both where it may."""
    octets = sum(file.size for file in files)
    said = "\n".join((text, *(file.filename for file in files)))
    if any(form.search(said) for form in (TOKEN, _STORY_LINE, _DIGEST_LINE)) or _names_team(said, desk):
        return "private", "the answer holds a coordinator's own address, or text of a mail of the desk"
    if len(text) > MAX_ANSWER:
        return "too_long", f"an answer of {len(text)} characters is too long to relay"
    if octets > MAX_FILES:
        return "attachments_left_out", f"attachments of {octets} octets are too large to relay"
    if not ticket.requester:
        return "no_requester", "the ticket has no requester's address"
    return "", ""


def _names_team(text: str, desk: Desk) -> bool:
    """Whether the address of one of the desk's people stands in a text, whatever stands around its @."""
    plain = _AROUND_AT.sub("@", _UNSEEN.sub("", unicodedata.normalize("NFKC", text))).casefold()
    return "@" in plain and any(key in plain for key in desk.coordinators)


def after_answer(ticket: Ticket) -> Ticket:
    """The ticket once its requester has an answer: the desk waits for him."""
    return replace(ticket, status=Status.WAITING, due_at=None, stage=Stage.UNSEEN, ending="")


def answer_mails(ticket: Ticket, participants: Sequence[str] = ()) -> tuple[OweMail, ...]:
    """The answer on its way to the requester and to each who takes part, a mail of its own for each."""
    others = len(participants)
    return (
        OweMail(MailKind.ANSWER, ticket.requester, Role.REQUESTER, ticket.language, ticket.id, others=others),
        *(
            OweMail(MailKind.ANSWER, address, Role.PARTICIPANT, ticket.language, ticket.id, OF_PARTICIPANT, others=others)
            for address in participants
        ),
    )
