"""Whether a machine sent it, and why we think so (RFC 3834, 2; RFC 5230, 4.6; RFC 2919; RFC 8098; RFC 5965).

A reason means: never answer (`threats` L1). It says nothing of whether a person wrote it: list headers on a real request leave
it a request that is not acknowledged, and so do the marks of a form on the web or of another help desk.
"""

from dataclasses import dataclass, replace
from enum import Enum

from mailbot.core.reading.header.addresses import parse_mailboxes
from mailbot.core.reading.header.headers import Fields
from mailbot.core.reading.machine.list_mail import find_campaign, find_carrier, find_list_header, is_carried, is_discussion
from mailbot.core.reading.machine.machine_address import (
    is_ambiguous,
    is_daemon,
    is_machine_address,
    is_null_path,
    is_passing,
    is_unread,
    local_part,
    without_comments,
)
from mailbot.core.reading.machine.machine_words import (
    AUTO_HEADERS,
    AUTO_MAILERS,
    AUTO_VALUES,
    CAMPAIGNS,
    CHALLENGES,
    DESK_HEADERS,
    DESK_MAILERS,
    LIST_HEADERS,
    NOT_AUTOMATIC,
    ROBOT_HEADERS,
)

__all__ = ["Fields", "Machine", "Sign", "find_sign", "is_machine_address", "is_null_path"]


class Machine(Enum):
    """What sort of machine mail it is. LIST: a program passed on what a person wrote, which is read but not answered."""

    REPLY = "reply"
    LIST = "list"
    NEWSLETTER = "newsletter"
    ROBOT = "robot"
    SPAM = "spam"


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that a machine sent the mail: what sort, and in words by what it shows. `weak`: people's mail may have it, too.

    `carrier` is the address of the list that carried it, where nothing else speaks for a machine.
    """

    sort: Machine
    reason: str
    weak: bool = False
    carrier: str = ""


_ANSWERING = frozenset({"auto_reply", "auto-reply", "autoreply", "auto_replied", "auto-replied"})
_BULK = frozenset({"bulk", "junk"})
# What Exchange does not do for mail that asks so: these two stop the answers of programs, the rest only receipts and reports.
_NO_ANSWERS = frozenset({"all", "autoreply"})
_DESKS = frozenset(DESK_HEADERS)
_OF_A_LIST = frozenset({*LIST_HEADERS, "precedence", "x-precedence"}) - {"x-loop"}
# Without any of these a mail costs no closer look.
_LOUD = frozenset(
    {
        *("auto-submitted", "precedence", "x-precedence", "x-auto-response-suppress", "x-ms-exchange-inbox-rules-loop"),
        *(*AUTO_HEADERS, *CHALLENGES, *ROBOT_HEADERS, *DESK_HEADERS, *LIST_HEADERS, *CAMPAIGNS),
    }
)


def find_sign(fields: Fields, *, sender: str) -> Sign | None:
    """The strongest sign of a machine in the fields, or None."""
    if _LOUD.isdisjoint(fields):
        return _auto_values(fields) or _report(fields) or _sender(fields, sender) or _other_desk(fields)
    sign = _find_first(fields, sender)
    if sign and sign.sort is Machine.LIST:
        return replace(sign, carrier=find_carrier(fields)) if _is_only_carried(fields, sender) else sign
    return replace(sign, weak=False) if sign and sign.weak and _is_sure(fields, sender) else sign


def _is_only_carried(fields: Fields, sender: str) -> bool:
    """Whether nothing is left that speaks for a machine, were the marks of the list not there."""
    passed = (
        {"return-path"} if any(is_passing(local_part(value.strip("<> "))) for value in fields.get("return-path", ())) else set()
    )
    bare = {name: values for name, values in fields.items() if name not in _OF_A_LIST | passed}
    return _find_first(bare, sender) is None


def _is_sure(fields: Fields, sender: str) -> bool:
    """Whether beside a weak sign stands a strong one."""
    others = (_auto_headers(fields), _auto_values(fields), _report(fields), _inbox_rule(fields, sender), _sender(fields, sender))
    return any(sign is not None and not sign.weak and sign.sort is not Machine.LIST for sign in others)


def _find_first(fields: Fields, sender: str) -> Sign | None:
    return (
        _auto_submitted(fields)
        or _auto_headers(fields)
        or _auto_values(fields)
        or _precedence(fields)
        or _report(fields)
        or _inbox_rule(fields, sender)
        or _suppress(fields)
        or _lists(fields)
        or _sender(fields, sender)
        or _other_desk(fields)
    )


def _first_word(value: str) -> str:
    """What a field says before its parameters and apart from comments, case folded."""
    return without_comments(value).partition(";")[0].strip().casefold()


def _auto_submitted(fields: Fields) -> Sign | None:
    for value in fields.get("auto-submitted", ()):
        said = _first_word(value)
        if said != "no":  # RFC 3834, 5: also what is empty or unknown does not say that a person wrote it
            sort = Machine.REPLY if said.startswith("auto-replied") else Machine.ROBOT
            return Sign(sort, f"Auto-Submitted: {said[:60]}".rstrip(), weak=said.startswith("auto-forwarded"))
    return None


def _precedence(fields: Fields) -> Sign | None:
    """Precedence (RFC 2076, 3.9), which vacation programs, lists and senders of mass mail each use in their own way."""
    for name in ("precedence", "x-precedence"):
        for value in fields.get(name, ()):
            said, reason = _first_word(value), f"Precedence: {value.strip()[:40]}"
            if said in _ANSWERING:
                return Sign(Machine.REPLY, reason)
            if said in _BULK and not find_list_header(fields):
                mass = bool(find_campaign(fields)) or is_carried(fields)
                return Sign(Machine.NEWSLETTER if mass else Machine.ROBOT, reason, weak=True)
            if said in _BULK or (said == "list" and "list-unsubscribe" not in fields):
                mass = said != "list" and not is_discussion(fields)
                return Sign(Machine.NEWSLETTER if mass else Machine.LIST, reason, weak=mass)
    return None


def _auto_headers(fields: Fields) -> Sign | None:
    for name in AUTO_HEADERS:
        if name in fields and any(value.strip().casefold() not in NOT_AUTOMATIC for value in fields[name]):
            return Sign(Machine.REPLY, f"{name} is there")
    for name in CHALLENGES:
        if name in fields:
            return Sign(Machine.REPLY, "a challenge of a spam filter")
    return next((Sign(Machine.ROBOT, f"{name} is there") for name in ROBOT_HEADERS if name in fields), None)


def _auto_values(fields: Fields) -> Sign | None:
    for name, words in AUTO_VALUES.items():
        for value in fields.get(name, ()):
            for piece in value.casefold().split(";"):
                if piece.strip(' \t<>"') in words:
                    return Sign(Machine.REPLY, f"{name}: {piece.strip()}")
    if any(value.casefold().startswith(AUTO_MAILERS) for value in fields.get("x-mailer", ())):
        return Sign(Machine.REPLY, "X-Mailer is a program that answers")
    return None


def _suppress(fields: Fields) -> Sign | None:
    """X-Auto-Response-Suppress (MS-OXCMAIL, 2.1.3.2.20). Servers put the milder words on what people send to lists, too."""
    said = {w.strip().casefold() for v in fields.get("x-auto-response-suppress", ()) for w in v.split(",")} - {"", "none"}
    if not said:
        return None
    answers = said.isdisjoint(_NO_ANSWERS)
    return Sign(Machine.LIST if answers else Machine.ROBOT, "X-Auto-Response-Suppress is there", weak=not answers)


def _report(fields: Fields) -> Sign | None:
    """A report of whatever type, also where the type is not said (RFC 6522, 3): only programs send these."""
    for value in fields.get("content-type", ())[:1]:
        if _first_word(value) == "multipart/report":
            return Sign(Machine.ROBOT, "a report (multipart/report)")
    return None


def _inbox_rule(fields: Fields, sender: str) -> Sign | None:
    """A rule of an Exchange mailbox wrote it, unless it names another mailbox than the sender's: that one only redirected it."""
    for value in fields.get("x-ms-exchange-inbox-rules-loop", ()):
        who = value.strip(" \t<>").casefold()
        if "@" not in who or who == sender.casefold():
            return Sign(Machine.REPLY, "x-ms-exchange-inbox-rules-loop is there")
    return None


def _lists(fields: Fields) -> Sign | None:
    campaign = find_campaign(fields)
    if campaign:
        return Sign(Machine.NEWSLETTER, f"a campaign ({campaign})", weak=True)
    named = find_list_header(fields)
    if not named:
        return None
    if named == "x-loop":
        return Sign(Machine.LIST, "X-Loop is there")
    mass = "list-unsubscribe" in fields and not is_discussion(fields)
    return Sign(Machine.NEWSLETTER if mass else Machine.LIST, f"a mailing list ({named})", weak=mass)


def _sender(fields: Fields, sender: str) -> Sign | None:
    if is_machine_address(sender):
        who = local_part(sender)[:60]
        if _writes_for_a_person(fields, sender):
            return Sign(Machine.LIST, f"the sender {who} is a machine that passes on what a person wrote")
        return Sign(Machine.ROBOT, f"the sender {who} is a machine", weak=is_ambiguous(sender))
    for value in fields.get("return-path", ())[:1]:
        if is_null_path(value):
            return Sign(Machine.ROBOT, "null return path", weak=True)
        who = local_part(value.strip("<> "))
        if is_passing(who):
            return Sign(Machine.LIST, f"the return path {who[:60]} is a list's or a web server's")
        if who and is_daemon(who) and not who.startswith(("bounce", "prvs=")) and "bounce" not in who:
            return Sign(Machine.ROBOT, f"the return path {who[:60]} is a machine's", weak=is_ambiguous(value.strip("<> ")))
    return None


def _writes_for_a_person(fields: Fields, sender: str) -> bool:
    """Whether an unread address writes for somebody elsewhere who can be answered, as forms on the web do."""
    if "reply-to" not in fields or not is_unread(sender):
        return False
    answered = parse_mailboxes(fields["reply-to"][0], 2).found
    if len(answered) != 1 or is_machine_address(answered[0].address):
        return False
    here, there = (address.rpartition("@")[2].casefold() for address in (sender, answered[0].address))
    return not (here == there or here.endswith("." + there) or there.endswith("." + here))


def _other_desk(fields: Fields) -> Sign | None:
    """Another help desk: its people are read, but two desks that acknowledge each other never end."""
    if not _DESKS.isdisjoint(fields):
        return Sign(Machine.LIST, f"another help desk ({next(name for name in DESK_HEADERS if name in fields)})")
    for name in ("x-mailer", "x-powered-by"):
        for value in fields.get(name, ()):
            if value.casefold().startswith(DESK_MAILERS):
                return Sign(Machine.LIST, f"another help desk ({value[:40]})")
    return None
