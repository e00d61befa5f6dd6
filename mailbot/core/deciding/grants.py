"""What a mail may do, by what proves who wrote it: one table."""

from collections.abc import Mapping
from enum import StrEnum


class Right(StrEnum):
    """What a mail may do.

    APPEND: add a line to a ticket. ANSWER: write to its requester. COMMAND: change it. SPEAK_FOR: ask in the name of somebody
    whose mail is passed on. HISTORY: be sent what others wrote. PEOPLE: say who has the ticket and who takes part.
    """

    APPEND = "append"
    ANSWER = "answer"
    COMMAND = "command"
    SPEAK_FOR = "speak for"
    HISTORY = "history"
    PEOPLE = "people"


class Proof(StrEnum):
    """What proves that a mail is of the person whose address stands in its From.

    SIGNED: it bears a reference of ours that was signed for this person. AUTHENTICATED: the border server that we believe found
    the domain to be right (DMARC, RFC 7489), which says nothing of the person. CONFIRMED: the person said so, in reply to a
    question that went to the address on file.
    """

    CONFIRMED = "confirmed"
    SIGNED_AND_AUTHENTICATED = "signed and authenticated"
    SIGNED = "signed"
    AUTHENTICATED = "authenticated"
    NOTHING = "nothing"


ALL = frozenset(Right)

GUARDED: Mapping[Proof, frozenset[Right]] = {
    Proof.CONFIRMED: ALL,
    Proof.SIGNED_AND_AUTHENTICATED: ALL,
    Proof.AUTHENTICATED: ALL - {Right.PEOPLE},
    Proof.SIGNED: frozenset({Right.APPEND}),
    Proof.NOTHING: frozenset(),
}
"""Where a border server is believed. A right domain alone is too little to change who has a ticket and who reads it."""

UNGUARDED: Mapping[Proof, frozenset[Right]] = {**GUARDED, Proof.SIGNED: ALL - {Right.SPEAK_FOR}}
"""Where none is: the signed reference is all that can be asked for."""


def grants(proof: Proof, *, guarded: bool) -> frozenset[Right]:
    """What a mail with this proof may do; `guarded`: there is a border server that we believe."""
    return (GUARDED if guarded else UNGUARDED)[proof]
