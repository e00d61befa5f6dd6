"""What the use cases ask of the outside. Adapters keep these promises; `tests/fakes.py` keeps them in memory."""

from mailbot.ports.clock import Clock
from mailbot.ports.errors import Conflict, Refused, StoreTrouble, Unreachable
from mailbot.ports.mailbox import FetchedMail, Mailbox, MailboxState
from mailbot.ports.rendering import Rendered, Renderer, RenderFailed
from mailbot.ports.rows import (
    Cursor,
    Found,
    FoundMail,
    Job,
    KeptMail,
    NewEntry,
    NewMail,
    OutboundState,
    OwedMail,
    Pending,
    Queue,
    Revision,
    Settled,
    ThreadMail,
)
from mailbot.ports.store import Jobs, Ledger, Outbox, Revisions, Store, Tickets, Transaction
from mailbot.ports.transport import Deferred, NoServer, Outcome, Parcel, Rejected, Sent, Transport, Uncertain

__all__ = [
    "Clock",
    "Conflict",
    "Cursor",
    "Deferred",
    "FetchedMail",
    "Found",
    "FoundMail",
    "Job",
    "Jobs",
    "KeptMail",
    "Ledger",
    "Mailbox",
    "MailboxState",
    "NewEntry",
    "NewMail",
    "NoServer",
    "OutboundState",
    "Outbox",
    "Outcome",
    "OwedMail",
    "Parcel",
    "Pending",
    "Queue",
    "Refused",
    "Rejected",
    "RenderFailed",
    "Rendered",
    "Renderer",
    "Revision",
    "Revisions",
    "Sent",
    "Settled",
    "Store",
    "StoreTrouble",
    "ThreadMail",
    "Tickets",
    "Transaction",
    "Transport",
    "Uncertain",
    "Unreachable",
]
