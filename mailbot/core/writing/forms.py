"""The forms that mails are written on: one for each kind, and one more where a kind must be said in another way.

A form is the name of a template: `<locale>/<form>.txt`.
"""

from collections.abc import Mapping

from mailbot.core.decision import LANGUAGE_IN_DOUBT, OF_COLLEAGUE, OF_PARTICIPANT, MailKind
from mailbot.core.ticket import Urgency

ACK_CRITICAL = "ack_critical"
"""The acknowledgement of a critical request: what keeps people alive stands in its first two lines."""

COMMANDS = "commands"
"""The receipt of commands: what was done, or what is wrong with them."""

ANSWER_COPY = "answer_copy"
"""The answer as somebody reads it who takes part: why he has it, and how to leave."""

FORMS: tuple[str, ...] = (
    *(MailKind.ACK, ACK_CRITICAL),
    *(kind for kind in MailKind if kind not in (MailKind.ACK, MailKind.CANARY)),
    *(COMMANDS, ANSWER_COPY),
)

HINTS: Mapping[str, tuple[str, ...]] = {
    MailKind.ACK: (LANGUAGE_IN_DOUBT,),
    ACK_CRITICAL: (LANGUAGE_IN_DOUBT,),
    MailKind.QUESTION: (LANGUAGE_IN_DOUBT,),
    MailKind.RECEIPT: (
        *("no_reference", "nothing_written"),
        *("attachments_left_out", "too_long", "private", "no_requester"),
        *("no_yes", "no_longer_open", "yes_to_what", "passed_on", "whose_mail", "too_long_to_confirm", "digest", "encrypted"),
    ),
    COMMANDS: ("done", "not_done", "help", "held"),
    MailKind.ESCALATION: (
        "late",
        "not_taken",
        "nobody_there",
        "handed_on",
        "taken",
        "away",
        "duty",
        "back",
        "returned",
        "merged",
        "parted",
    ),
    MailKind.ROUTE: ("away", "duty"),
    MailKind.REMINDER: ("late", "not_taken", "put_off", "wait_over"),
    MailKind.FOLLOW_UP: ("new_question", OF_PARTICIPANT),
    MailKind.CROSSING: ("answered",),
    MailKind.FILES: ("left_out", "none"),
    MailKind.ALERT: ("disowned", "trouble", "over"),
    MailKind.UNDELIVERED: (OF_COLLEAGUE,),
    MailKind.CONFIRMATION: ("forward",),
    ANSWER_COPY: (OF_PARTICIPANT,),
    MailKind.ERASURE: ("some_kept", "request"),
    MailKind.ERASED: ("person",),
    MailKind.CLOSING: ("answered", "handed_over", "withdrawn", "silence", "unmet"),
}
"""The hints that a form knows. Each also knows "": no reason is given, or one that it has no words for."""


def form_of(kind: MailKind, urgency: str, hint: str = "") -> str:
    """The form that a mail of this kind is written on, where its ticket has this urgency and the mail gives this reason."""
    if kind is MailKind.RECEIPT and hint in HINTS[COMMANDS]:
        return COMMANDS
    if kind is MailKind.ANSWER and hint in HINTS[ANSWER_COPY]:
        return ANSWER_COPY
    return ACK_CRITICAL if kind is MailKind.ACK and urgency == Urgency.CRITICAL else kind


def kind_of(form: str) -> MailKind:
    """The kind of mail that is written on a form of FORMS."""
    return {ACK_CRITICAL: MailKind.ACK, COMMANDS: MailKind.RECEIPT, ANSWER_COPY: MailKind.ANSWER}.get(form) or MailKind(form)
