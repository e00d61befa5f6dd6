"""The database: tables, statements, and the one place that commits."""

from mailbot.adapters.store.store import SqlStore

__all__ = ["SqlStore"]
