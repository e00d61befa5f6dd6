"""What the reader of a mail can do with one tap: a link to a mail with commands in it, which he sends. It is a reply by another
way: the address in it is the one that his replies go to, and gives no more than they have.
"""

from dataclasses import dataclass

from mailbot.core.remark import Remark
from mailbot.core.writing.mailto import mailto

ANSWER = "answer"
"""The label of the tap that opens an empty mail to a reply address, for a mail that cannot be replied to itself."""

ASK = "ask"
"""The label of the tap that asks the requester for more: below its command stand words for him."""

HAND_OVER = ("to_person", "to_area", "to_whom")
"""The labels of the taps that hand a ticket to somebody else."""

MOST_TEXT = 1_500
"""Octets that a text may take in the link of a tap, so that the whole stays within `mailto.LONGEST`."""


@dataclass(frozen=True, slots=True)
class Tap:
    """One such link. `label` is a pattern of the word list and what stands in its gaps, `address` the reply address that was
    signed for the reader and the ticket `reference`, `command` the first line of the mail, "" for an empty one.

    Commands and subject are plain ASCII, whatever the reader's language: an old Outlook makes other letters of all else.
    """

    label: Remark
    address: str
    reference: str
    command: str

    def link(self, text: str = "") -> str:
        """The link, with a text for the requester below the command. A blank line ends it, lest a signature runs into it."""
        if not self.command:
            return mailto(self.address, f"[{self.reference}]", "")
        body = f"{self.command}\n\n{text}\n" if text else f"{self.command}\n\n"
        return mailto(self.address, f"[{self.reference}] {self.command.split()[0]}", body)
