"""A mail to be written, and a desk that brings its own templates."""

from datetime import UTC, datetime
from pathlib import Path

from mailbot.adapters.templates import TemplateRenderer
from mailbot.core.message import Attachment
from mailbot.core.writing.view import MailView

LOCALES = ("en", "fr", "es", "ar", "pt", "ru", "uk")
DUE = "Tuesday 3 February 2026, 17:00 UTC"
VIEW = MailView(
    locale="en",
    desk_name="Mine Action Help Desk",
    reference="GPC-10001",
    subject="Convoy route to the north",
    area="mine_action",
    topic="ma_clearance",
    country="SD",
    urgency="normal",
    language="en",
    requester="amal@ngo.example.org",
    requester_name="Amal R.",
    requester_type="ngo",
    owner_name="Carla",
    former_owner="Jonas",
    text="Can our trucks use the road?",
    attachments=(Attachment("map.pdf", "application/pdf", 183_204, "0" * 64, False),),
    due=datetime(2026, 2, 3, 17, tzinfo=UTC),
    reasons=("topic: route check (road)",),
)


def own(folder: Path, body: str, kind: str = "ack", ending: str = "txt") -> TemplateRenderer:
    """A desk whose folder has this text of a mail in English."""
    place = folder / "en"
    place.mkdir(exist_ok=True)
    source = body if ending == "html" else f"Subject: Own {{{{ reference }}}}\n\n{body}"
    (place / f"{kind}.{ending}").write_text(source, encoding="utf-8")
    return TemplateRenderer(folder)
