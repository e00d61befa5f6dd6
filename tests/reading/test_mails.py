"""What our own mails are understood as, one property a test."""

from pathlib import Path

import pytest

from mailbot.core.message import InboundMessage, Kind
from mailbot.core.reading import payloads, read

MAILS = Path(__file__).parent.parent / "mail"


def load(name: str) -> bytes:
    return (MAILS / "reading" / f"{name}.eml").read_bytes()


def understood(name: str) -> InboundMessage:
    return read(load(name))


def test_plain_request_is_read_whole() -> None:
    mail = understood("plain_request")
    assert mail.kind is Kind.REQUEST
    assert mail.sender is not None
    assert (mail.sender.name, mail.sender.address) == ("Amina Diallo", "amina@field.example")
    assert mail.message_id == "<plain_request@mail.example>"
    assert mail.date is not None
    assert mail.date.isoformat() == "2026-01-06T08:15:00+00:00"
    assert mail.reply == mail.text.strip()
    assert (mail.language, mail.automatic, mail.defects) == ("en", None, ())


def test_reply_is_told_from_what_it_quotes() -> None:
    mail = understood("gmail_reply_fr")
    assert mail.kind is Kind.REPLY
    assert mail.reply == "Merci, c'est très utile. Nous enverrons le rapport lundi."
    assert "voici le modèle" in mail.quoted
    assert mail.references == ("<zero@desk.example>", "<first@desk.example>")
    assert mail.language == "fr"


def test_header_block_of_outlook_begins_history() -> None:
    mail = understood("outlook_reply_ar")
    assert mail.reply == "شكراً لكم، سنرسل التقرير غداً صباحاً إلى المكتب."
    assert mail.forwarded is None
    assert mail.language == "ar"


def test_footers_are_no_part_of_the_reply_and_not_lost() -> None:
    mail = understood("signature_and_footers")
    assert mail.reply == "We need two maps of the district before Friday."
    assert "Sent from my iPhone" in mail.signature
    assert "intended recipient" in mail.signature


def test_signature_delimiter() -> None:
    mail = understood("dash_signature_uk")
    assert mail.reply.endswith("небезпечні предмети?")
    assert mail.signature == "-- \nАміна Діалло\nкоординаторка"
    assert mail.language == "uk"


def test_interleaved_answers_keep_their_context_behind_a_mark() -> None:
    mail = understood("interleaved")
    assert mail.reply.split("\n\n") == [
        "Dear colleagues, see below.",
        "> Who owns the land?",
        "The municipality.",
        "> For how long may you use it?",
        "Two years, in writing.",
    ]


def test_forward_keeps_what_is_forwarded() -> None:
    mail = understood("forward_es")
    assert mail.kind is Kind.REQUEST
    assert mail.reply == "Colegas, esto llegó hoy. ¿Qué respondemos?"
    assert mail.forwarded is not None
    assert mail.forwarded.sender == "Puesto de salud <puesto@frontera.example>"
    assert mail.forwarded.subject == "Agua en el pozo"
    assert mail.forwarded.text == "El pozo está seco desde el lunes."


def test_M3_html_without_plain_text_is_shown_as_text() -> None:
    mail = understood("html_only")
    assert mail.reply == "Dear desk,\n\nwe need:\n\n- two maps\n- one form <https://x.example/form>"
    assert "What do you need?" in mail.quoted
    assert "preheader" not in mail.text
    assert "color" not in mail.text


def test_M2_attachments_keep_a_safe_name_size_and_order() -> None:
    mail = understood("attachments")
    assert [a.filename for a in mail.attachments] == ["plan.pdf", "dégâts.csv", "txt.exe", "logo.png", "The inner mail.eml"]
    assert [a.inline for a in mail.attachments] == [False, False, False, True, False]
    assert mail.reply == "See the plan and the photo."
    assert "Words of the inner mail." in mail.text


def test_payloads_are_those_of_the_attachments() -> None:
    raw = load("attachments")
    found = list(payloads(raw))
    assert tuple(a for a, _ in found) == read(raw).attachments
    assert found[0][1] == b"%PDF-1.4 not really"
    assert all(a.size == len(data) for a, data in found)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("vacation_silent", Kind.AUTO_REPLY),
        ("auto_submitted_parameters", Kind.AUTO_REPLY),
        ("newsletter", Kind.NEWSLETTER),
        ("list_request", Kind.REQUEST),
        ("spam_verdict", Kind.SPAM),
        ("receipt", Kind.AUTO_REPLY),
        ("complaint", Kind.AUTO_REPLY),
        ("dsn_failed", Kind.BOUNCE),
        ("free_text_bounce", Kind.BOUNCE),
    ],
)
def test_L1_machine_mail_is_automatic(name: str, kind: Kind) -> None:
    mail = understood(name)
    assert mail.automatic
    assert mail.kind is kind


def test_L5_a_person_who_writes_about_absence_is_no_machine() -> None:
    mail = understood("human_about_absence")
    assert (mail.kind, mail.automatic) == (Kind.REQUEST, None)


def test_delivery_report_names_recipients_and_the_returned_mail() -> None:
    bounce = understood("dsn_failed").bounce
    assert bounce is not None
    assert bounce.original_message_id == "<ours-1@desk.example>"
    assert [(r.address, r.action, r.status, r.permanent, r.reason) for r in bounce.recipients] == [
        ("nobody@field.example", "failed", "5.1.1", True, "user_unknown"),
        ("full@field.example", "delayed", "4.2.2", False, "mailbox_full"),
    ]


def test_report_in_free_text() -> None:
    bounce = understood("free_text_bounce").bounce
    assert bounce is not None
    assert bounce.original_message_id == "<ours-2@desk.example>"
    assert [(r.address, r.status, r.reason) for r in bounce.recipients] == [("nobody@field.example", "5.1.1", "user_unknown")]


def test_receipts_and_complaints_are_no_bounces() -> None:
    assert understood("receipt").bounce is None
    assert understood("complaint").bounce is None
    assert understood("complaint").complaint


@pytest.mark.parametrize("name", ["two_from", "lying_display_name", "group_from"])
def test_S1_an_ambiguous_sender_is_none(name: str) -> None:
    mail = understood(name)
    assert mail.sender is None
    assert mail.senders
    assert any(defect.startswith("From:") for defect in mail.defects)


def test_H1_decoded_headers_hold_no_controls_or_breaks() -> None:
    mail = understood("control_characters")
    assert mail.subject == "One Bcc: x@y.example two three four"
    assert mail.header("Bcc") == ()


def test_raw_octets_in_a_header_are_in_the_charset_of_the_body() -> None:
    mail = understood("koi8_raw_header")
    assert mail.subject == "Новый вопрос"
    assert mail.sender is not None
    assert mail.sender.name == "Отдел"
    assert mail.language == "ru"


def test_M1_charsets_that_lie_or_would_raise_fall_back() -> None:
    assert understood("lying_charset").reply == "Un café à Nîmes, s’il vous plaît."
    assert understood("idna_charset").reply == "café ready.."


def test_nothing_but_a_footer_is_empty() -> None:
    mail = understood("empty_with_mobile_footer")
    assert (mail.kind, mail.reply, mail.signature) == (Kind.EMPTY, "", "Enviado desde mi iPhone")


@pytest.mark.parametrize("path", sorted((MAILS / "hostile").glob("*.eml")), ids=lambda p: p.stem)
def test_M1_broken_mail_still_shows_its_words(path: Path) -> None:
    mail = read(path.read_bytes())
    assert mail.size == path.stat().st_size
    assert "only words" in mail.reply or path.stem == "binary"
    assert not set("\x00\ue000\ue001") & set(mail.text)
