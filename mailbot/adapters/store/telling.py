"""Tells other processes of work, when the transaction that brings it commits (PostgreSQL; SQLite counts its commits itself)."""

from sqlalchemy import Connection, func, select

CHANNEL = "mailbot"

BROUGHT = "brought"
"""Where a connection remembers to which queues its transaction brought work."""


def tell(connection: Connection, queue: str) -> None:
    """This transaction brings work that is due now."""
    connection.info.setdefault(BROUGHT, set()).add(queue)


def tell_nothing(connection: Connection) -> None:
    """At the begin of a transaction: the one before may have been rolled back."""
    connection.info.pop(BROUGHT, None)


def pass_on(connection: Connection) -> None:
    """At the end of a transaction: let the others hear of what it brings, if it commits."""
    queues = connection.info.pop(BROUGHT, ())
    if connection.dialect.name == "postgresql":
        for queue in sorted(queues):
            connection.execute(select(func.pg_notify(CHANNEL, queue)))
