"""Delivery reports in free text, in the manner of any vendor: whom they name, what they say of each, and whether it is final."""

from dataclasses import dataclass

from mailbot.core.message import Bounce, BouncedRecipient
from mailbot.core.reading.report.bounce_words import (
    DEFERRALS,
    DELAY_SUBJECTS,
    DELAYS,
    FAILURES,
    GIVEN_UP,
    HINTS,
    SUCCESSES,
    WAITING,
)
from mailbot.core.reading.report.failed_recipients import Named, find_recipients
from mailbot.core.reading.report.original import find_original_id, find_original_to, split_returned
from mailbot.core.reading.report.reason import OTHER, find_reason
from mailbot.core.reading.report.status_code import find_failed_status, find_reply_status

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Clues:
    """What the mail says besides its text.

    `ours`: addresses (casefolded) that are not the ones that failed. `failed`: those that its header names. `domain`: the
    reporter's. `sure`: whether its header alone shows a mail server, so that any word of trouble is enough.
    """

    ours: frozenset[str]
    failed: tuple[str, ...]
    domain: str
    sure: bool


def read_free_text(text: str, subject: str, clues: Clues) -> Bounce | None:
    """Read a report. None where it tells of no failure and no delay.

    A report in free text is final unless it says that the server still tries, or quotes a status of class 4 (RFC 3463, 2) and
    does not say that it gives up.
    """
    report, returned = split_returned(text[:LONGEST])
    low = report.casefold().replace("’", "'")
    about = subject.casefold()
    if not clues.failed and not _tells_failure(low, about, sure=clues.sure):
        return None
    named = _find_named(report, clues) or _find_named(returned[:LONGEST] if not report.strip() else "", clues)
    if not named:
        named = [Named(address, "") for address in find_original_to(returned) if address.casefold() not in clues.ours]
    verdict = _Verdict(report, delayed=_is_delay(low, about), given_up=any(words in low or words in about for words in GIVEN_UP))
    recipients = tuple(verdict.of(name) for name in named)
    if not recipients and not clues.sure and not returned:
        return None
    return Bounce(recipients, find_original_id(returned) or find_original_id(text))


def _tells_failure(low: str, subject: str, *, sure: bool) -> bool:
    failure = any(words in low or words in subject for words in FAILURES)
    if not failure and any(words in low for words in SUCCESSES):
        return False
    if find_failed_status(low):
        return True
    if failure:
        return sure or _first(low, FAILURES) <= _first(low, WAITING)
    return sure and (find_reply_status(low) != "" or any(words in low or words in subject for words in HINTS))


def _first(low: str, phrases: tuple[str, ...]) -> int:
    """Where the first of some phrases stands; the end where there is none."""
    return min([at for at in map(low.find, phrases) if at >= 0], default=len(low))


def _is_delay(low: str, subject: str) -> bool:
    """Whether the server still tries."""
    if subject.startswith(DELAY_SUBJECTS) or "(delay" in subject or any(words in low for words in DELAYS):
        return True
    return any(words in low for words in DEFERRALS) and not any(words in low or words in subject for words in GIVEN_UP)


def _find_named(report: str, clues: Clues) -> list[Named]:
    """The recipients that the header or the text names; those of the header count, with what the text says of them."""
    named = find_recipients(report, ours=clues.ours, domain=clues.domain)
    if not clues.failed:
        return named
    texts = {n.address.casefold(): n.text for n in named}
    return [Named(address, texts.get(address.casefold(), "")) for address in clues.failed]


class _Verdict:
    """What the report says of all its recipients, for those of whom it says nothing by name."""

    __slots__ = ("_delayed", "_given_up", "_reasons", "_report", "_status")

    def __init__(self, report: str, *, delayed: bool, given_up: bool) -> None:
        self._report = report
        self._delayed = delayed
        self._given_up = given_up
        self._status = find_failed_status(report) or find_reply_status(report) or ("4.0.0" if delayed else "5.0.0")
        self._reasons: dict[str, str] = {}

    def of(self, named: Named) -> BouncedRecipient:
        """The outcome for one recipient."""
        own = find_failed_status(named.text) or find_reply_status(named.text)
        status = own or self._status
        if self._delayed and not status.startswith("4"):
            status = "4.0.0"
        reason = find_reason(own, named.text) if named.text else OTHER
        if reason == OTHER:
            reason = self._general_reason(status)
        permanent = not self._delayed and (self._given_up or not status.startswith("4"))
        return BouncedRecipient(named.address, "delayed" if self._delayed else "failed", status, permanent, reason)

    def _general_reason(self, status: str) -> str:
        if status not in self._reasons:
            self._reasons[status] = find_reason(status, self._report)
        return self._reasons[status]
