"""Mails attached to a mail (message/rfc822, or a file named so): their text and headers, one level deep.

Their files stay inside them.
"""

from dataclasses import dataclass

from mailbot.core.reading.header.headers import decode_value
from mailbot.core.reading.limits import Defects, Limits
from mailbot.core.reading.marks import without_marks
from mailbot.core.reading.parts.body import Leaves, body_text
from mailbot.core.reading.parts.mime import Part, split_mail
from mailbot.core.reading.parts.sorting import sort_leaves
from mailbot.core.reading.parts.transfer import decode_transfer

MOST = 10
# The first piece of a mail that was sent in pieces (RFC 2046, 5.2.2) is the begin of one.
MAIL_TYPES = frozenset({"message/rfc822", "message/global", "message/partial"})
ATTACHED_BYTES = 4 * 1024 * 1024
FILE_NAME = ".eml"
"""How a file is named that holds a mail; some programs send it as one of no certain type."""


@dataclass(frozen=True, slots=True)
class Attached:
    """One attached mail: its bytes (at most 4 MiB of them), its tree, what its parts are, and its body as text."""

    raw: bytes
    root: Part
    leaves: Leaves
    body: str

    def header(self, name: str) -> str:
        """The first field `name`, decoded; "" if there is none."""
        return decode_value(self.root.raw_field(name))

    def text(self, limits: Limits) -> str:
        """Its body as text, at most `limits.text` characters."""
        return self.body[: limits.text]


def read_attached(leaves: Leaves, limits: Limits) -> list[Attached]:
    """The mails among the files, in order, at most ten. What is wrong with them is no defect of the mail that carries them,
    whose budget theirs is.
    """
    found: list[Attached] = []
    for part in leaves.files:
        only_named = part.content_type not in {"message/rfc822", "message/global"}
        if (only_named and not part.filename.lower().endswith(FILE_NAME)) or len(found) >= MOST:
            continue
        data, _ = decode_transfer(part.span[:ATTACHED_BYTES], part.encoding)
        defects = Defects()
        root = split_mail(data, limits, defects)
        if only_named and not root.raw_field("from"):  # whatever its name says, no mail
            continue
        inner = sort_leaves(root, limits, defects, leaves.budget)
        body = without_marks(body_text(inner, limits, defects)).strip("\n")
        found.append(Attached(data, root, inner, body))
    return found
