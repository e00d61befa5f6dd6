"""Mails to try a template with: one with all that a mail can have, one with nearly nothing, and all that lies between."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from mailbot.adapters.templates.variables import TO_OWNERS
from mailbot.core.decision import OF_PARTICIPANT, MailKind
from mailbot.core.message import Attachment
from mailbot.core.overview import Part
from mailbot.core.remark import Remark
from mailbot.core.ticket import EntryKind, Urgency
from mailbot.core.writing.forms import ACK_CRITICAL, ANSWER_COPY, COMMANDS, HINTS, form_of, kind_of
from mailbot.core.writing.taps import ANSWER, ASK, Tap
from mailbot.core.writing.view import DigestItem, MailView, OverviewItem, StoryLine

REFERENCE = "GPC-10001"
ABOUT_NONE = frozenset({MailKind.ALERT, MailKind.DIGEST, MailKind.OVERVIEW, MailKind.REPORT, MailKind.ERASURE})
"""Mails that are about no ticket, or about several."""

DUE = datetime(2026, 2, 6, 17, 0, tzinfo=UTC)

_CHANGED = (
    Remark("urgency", (("before_urgency", "normal"), ("urgency", "high"))),
    Remark("owner", (("before_owner", "Jonas Keller"), ("owner", "Grace Wanjiru"))),
)

_SAID = {
    "en": ("Convoy route to the north", "Amal Rahim", "Hello,\ncan our trucks use the road to the clinic? We leave on Sunday."),
    "fr": ("Route du convoi vers le nord", "Amina Diallo", "Bonjour,\nnos camions peuvent-ils prendre la piste de la clinique ?"),
    "es": ("Ruta del convoy al norte", "Lucía Herrera", "Buenos días:\n¿pueden nuestros camiones usar el camino a la clínica?"),
    "ar": (
        "طريق القافلة إلى الشمال",
        "أمل رحيم",
        "السلام عليكم،\nهل يمكن لشاحناتنا استخدام الطريق إلى العيادة؟ نحتاج خرائط IMSMA.",
    ),
    "pt": ("Rota da coluna para o norte", "Sofia Mendes", "Bom dia,\nos nossos camiões podem usar a estrada da clínica?"),
    "ru": ("Маршрут колонны на север", "Анна Ким", "Здравствуйте!\nМожно ли нашим грузовикам ехать по дороге к больнице?"),
    "uk": ("Маршрут колони на північ", "Оксана Коваль", "Добрий день!\nЧи можна нашим вантажівкам їхати дорогою до лікарні?"),
}
_TAPS = tuple(
    Tap(label, f"helpdesk+{REFERENCE.lower()}.abcdefghij234567klmn@gpc.example.org", REFERENCE, command)
    for label, command in (
        (Remark("take"), "#take"),
        (Remark(ASK), "#wait 3d"),
        (Remark("history"), "#history"),
        (Remark("close"), "#close"),
        (Remark("to_person", (("owner", "Grace Wanjiru"),)), "#to east-africa@duty.gpc.example.org"),
        *((Remark("to_area", (("area", area),)), f"#to {area}") for area in ("protection", "child_protection", "gbv", "hlp")),
        (Remark("to_whom"), "#to "),
    )
)
_YES = (Tap(Remark("yes"), f"helpdesk+{REFERENCE.lower()}.abcdefghij234567klmn@gpc.example.org", REFERENCE, "yes"),)
_ADDRESS = f"helpdesk+{REFERENCE.lower()}.abcdefghij234567klmn@gpc.example.org"
_ANSWER, _HISTORY = (Tap(Remark(name), _ADDRESS, REFERENCE, said) for name, said in ((ANSWER, ""), ("history", "#history")))
_ITEM = DigestItem(
    REFERENCE, _ADDRESS, urgency=Urgency.NORMAL, area="mine_action", topic="ma_clearance", country="SD", due=DUE, files=2
)
_REQUEST = OverviewItem(
    *(REFERENCE, Part.LATE),
    urgency=Urgency.NORMAL,
    area="mine_action",
    topic="ma_clearance",
    country="SD",
    requester_type="ngo",
    asked=DUE - timedelta(days=4),
    due=DUE,
)
_BARE = OverviewItem(REFERENCE, Part.REST, heads=True, count=1, urgency=Urgency.LOW, area="none", topic="none")
_NOTHING = DigestItem(REFERENCE, _ADDRESS, urgency=Urgency.LOW, area="none", topic="none")
_HINTS: dict[str, str] = {
    MailKind.RECEIPT: "nothing_written",
    COMMANDS: "done",
    MailKind.ESCALATION: "late",
    MailKind.CLOSING: "answered",
    ANSWER_COPY: OF_PARTICIPANT,
    MailKind.ERASED: "person",
}
_REMARKS: dict[str, tuple[Remark, ...]] = {
    MailKind.REPORT: (Remark("report_period", (("period", "2026-10"),)), Remark("report_requests", (("count", "381"),))),
    MailKind.CROSSING: (Remark("crossed", (("who", "Jonas Keller"), ("until", DUE.isoformat()))),),
    MailKind.UNDELIVERED: (Remark("undelivered", (("who", "amal.rahim@ngo.example.org"), ("reason", "user_unknown"))),),
    MailKind.ERASURE: (Remark("erased_on", (("since", DUE.isoformat()),)), Remark("erased_requests", (("count", "3"),))),
}


def sample_items(requester: str, text: str) -> tuple[DigestItem, ...]:
    """Return the requests of a digest: a new one, one whose requester wrote again, a restricted one, one of nearly nothing."""
    new = replace(_ITEM, requester_type="ngo", requester=requester, text=text, taps=(_ANSWER,))
    restricted = replace(_ITEM, area="protection", topic="pr_case", restricted=True, taps=(_HISTORY,))
    return new, replace(new, again=True, files=0), restricted, _NOTHING


def sample_requests() -> tuple[OverviewItem, ...]:
    """Return the requests of an overview: a late one, a restricted one that is due, a late one of somebody else, one that waits
    for its requester, one that was put off, one of nearly nothing.
    """
    late = replace(_REQUEST, heads=True, count=2, address=_ADDRESS, taps=(_ANSWER,))
    soon = replace(_REQUEST, part=Part.SOON, heads=True, count=1, topic="pr_case", restricted=True)
    others = replace(_REQUEST, part=Part.OTHERS, heads=True, count=1, owner="Grace Wanjiru")
    waits = replace(late, part=Part.REST, count=3, waits=True, due=None)
    put_off = replace(waits, heads=False, waits=False, put_off=True, due=DUE)
    return late, replace(soon, address=_ADDRESS, taps=(_HISTORY,)), others, waits, put_off, replace(_BARE, heads=False)


_UNREAD = "imap://desk@mail.example.org/INBOX: cannot be done since 2026-01-12 09:00 UTC; the log says why, or `mailbot doctor`"
_TEXTS_OF_HINTS = {
    (str(MailKind.ALERT), "disowned"): "inbound 12",
    (str(MailKind.ALERT), "trouble"): _UNREAD,
    (str(MailKind.ALERT), "over"): f"over: {_UNREAD}",
}


def sample_view(form: str, locale: str) -> MailView:
    """Return a view with all that a mail on this form can have."""
    subject, name, text = _SAID.get(locale.partition("-")[0], _SAID["en"])
    return MailView(
        locale=locale,
        desk_name="GPC Help Desk, Global desk",
        reference="" if form in ABOUT_NONE else REFERENCE,
        subject=subject,
        area="mine_action",
        topic="ma_clearance",
        country="SD",
        urgency=Urgency.CRITICAL if form == ACK_CRITICAL else Urgency.NORMAL,
        language=locale.partition("-")[0],
        requester="amal.rahim@ngo.example.org",
        requester_name=name,
        requester_type="ngo",
        owner_name="Grace Wanjiru",
        former_owner="Jonas Keller",
        back_on=date(2026, 2, 16),
        text="inbound 12: the mail could not be read" if form == MailKind.ALERT else text,
        attachments=(
            Attachment("route-map.pdf", "application/pdf", 183_204, "0" * 64, False),
            Attachment("خريطة الطريق.jpg", "image/jpeg", 2_412_000, "1" * 64, False),
        ),
        due=DUE,
        reasons=("topic: route check (road)", "country: Sudan (Kassala)"),
        hint=_HINTS.get(form, ""),
        mentions=("GPC-10002",),
        remarks=_REMARKS.get(
            form, (Remark("urgency", (("before", "normal"), ("urgency", "high"))), Remark("to", (("owner", "Grace Wanjiru"),)))
        ),
        taps=_TAPS if form in TO_OWNERS else _YES if form == MailKind.CONFIRMATION else (),
        story=(
            StoryLine(DUE - timedelta(days=3), EntryKind.REQUEST, name, text),
            StoryLine(DUE - timedelta(days=3), EntryKind.EVENT, "Jonas Keller", "", _CHANGED),
            StoryLine(DUE - timedelta(days=2), EntryKind.NOTE, "Jonas Keller", "IMSMA: route A1"),
        ),
        author="logistics@ngo.example.org",
        note="IMSMA: route A1" if form == MailKind.ROUTE else "",
        noted_by="Jonas Keller",
        others=2,
        participants=("logistics@ngo.example.org", "info@imsma.example.org"),
        items=sample_items(name, text) if form == MailKind.DIGEST else (),
        requests=sample_requests() if form == MailKind.OVERVIEW else (),
        more=4 if form == MailKind.OVERVIEW else 0,
    )


def with_hint(view: MailView, form: str, hint: str) -> MailView:
    """Return the view with a hint, and with the text that it then has."""
    return replace(view, hint=hint, text=_TEXTS_OF_HINTS.get((form, hint), view.text))


def sample_views(form: str, locale: str) -> Iterator[MailView]:
    """Yield the full view, the same with each urgency and hint that the form knows, restricted, and a view of nearly nothing."""
    full = sample_view(form, locale)
    yield full
    for urgency in Urgency:
        if form_of(kind_of(form), urgency, full.hint) == form:
            yield replace(full, urgency=urgency, untaken=urgency is Urgency.CRITICAL)
    for hint in (*(() if form in {COMMANDS, ANSWER_COPY} else ("", "a hint of a later version")), *HINTS.get(form, ())):
        yield with_hint(full, form, hint)
    yield replace(full, restricted=True)
    yield minimal_view(form, locale)


def minimal_view(form: str, locale: str) -> MailView:
    """Return a view of nearly nothing: what a mail on this form has in any case."""
    bare = MailView(locale, "GPC Help Desk", text="Yes." if form in {MailKind.ALERT, MailKind.ANSWER, ANSWER_COPY} else "")
    if form in {
        MailKind.ALERT,
        MailKind.QUESTION,
        MailKind.RECEIPT,
        MailKind.CONFIRMATION,
        MailKind.REPORT,
    }:  # these may belong to no ticket
        return bare
    if form == MailKind.DIGEST:
        return replace(bare, items=(_NOTHING,) * 2)
    if form == MailKind.OVERVIEW:
        return replace(bare, requests=(_BARE,))
    if form == MailKind.ERASURE:
        return replace(bare, remarks=_REMARKS[form])
    if form == COMMANDS:
        bare = replace(bare, hint="done", remarks=(Remark("take"),))
    if form == ANSWER_COPY:
        bare = replace(bare, hint=OF_PARTICIPANT)
    bare = replace(bare, remarks=_REMARKS.get(form, bare.remarks))
    urgency = Urgency.CRITICAL if form == ACK_CRITICAL else Urgency.NORMAL
    return replace(bare, reference=REFERENCE, area="none", topic="none", urgency=urgency, owner_name="Grace Wanjiru")
