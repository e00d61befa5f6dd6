"""Which ticket a person means by a reference."""

from sqlalchemy import Connection, select

from mailbot.adapters.store.tables import ticket
from mailbot.core.deciding.context import FIRST_NUMBER, reference_of


def number_in_reference(reference: str) -> int | None:
    """The number of the ticket that `GPC-10001` or `10001` would be; None where it is no reference."""
    digits = reference.rpartition("-")[2]
    number = int(digits) - FIRST_NUMBER if digits.isascii() and digits.isdigit() and len(digits) < 15 else 0
    return number if number > 0 else None


def number_of(connection: Connection, reference: str) -> int | None:
    """The number of the ticket with this reference, as `GPC-10001` or `10001`; None where there is none."""
    number = number_in_reference(reference)
    prefix = connection.execute(select(ticket.c.prefix).where(ticket.c.id == number)).scalar_one_or_none() if number else None
    if number is None or prefix is None:
        return None
    return None if "-" in reference and reference.casefold() != reference_of(prefix, number).casefold() else number
