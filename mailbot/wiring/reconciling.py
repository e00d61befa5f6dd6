"""Joins what compares the mailboxes with the ledger."""

from mailbot.adapters.clock import SystemClock
from mailbot.adapters.holder import own_name
from mailbot.adapters.imap import ImapMailbox
from mailbot.adapters.mail_url import AfterAction, AfterKept
from mailbot.adapters.oauth import OAuthTokens
from mailbot.pipeline.ingest import Intake
from mailbot.pipeline.reconcile import Compared, Gap, Reconciled, reconcile
from mailbot.settings import Settings
from mailbot.wiring.desk import character_of
from mailbot.wiring.stores import open_store, take_back

__all__ = ["Compared", "Gap", "Reconciled", "reconcile_desk"]


def reconcile_desk(settings: Settings, *, mend: bool) -> Reconciled:
    """Compare every mailbox with the ledger. Nothing changes on a server unless it is to be mended.

    Raises BadSettings, and as open_store.
    """
    character = character_of(settings)
    tokens = OAuthTokens(settings.oauth()) if settings.needs_token() else None
    after = settings.after if mend else AfterKept(AfterAction.KEEP)
    size = settings.max_message_bytes
    mailboxes = [ImapMailbox(account, after=after, max_message_bytes=size, tokens=tokens) for account in settings.imap]
    with open_store(settings) as store:
        take_back(store)
        intake = Intake(store, SystemClock(), own_name(), character.since)
        moves = settings.after.action is AfterAction.MOVE
        return reconcile(intake, character.identity, mailboxes, moves=moves, mend=mend)
