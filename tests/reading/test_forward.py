"""What is passed on: its sender, subject and text, in the forms of many programs, and the sender's own words around it."""

import pytest

from mailbot.core.message import Address
from mailbot.core.reading.history.author import author_of
from mailbot.core.reading.history.reply_text import divide_text

OWN = "Colleagues, what do we answer?"
OLD = "The well is dry.\n\nCome soon."

FORMS = [
    # Gmail, Yahoo (labels on one line), Lotus Notes, Mutt, KMail, Horde, NetEase (a table), eM Client, Outlook Express
    "---------- Forwarded message ---------\nFrom: Ana Roe <ana@old.example>\nDate: Mon, 5 Jan 2026 at 12:15\nSubject: Water\n"
    "To: <desk@desk.example>",
    "============ Forwarded message ============\nFrom : Ana Roe<ana@old.example>\nTo : <desk@desk.example>\n"
    "Date : Mon, 05 Jan 2026 12:15:30 +0100\nSubject : Water\n============ Forwarded message ============",
    "----- Forwarded Message -----\nFrom: Ana Roe <ana@old.example> To: desk@desk.example <desk@desk.example> "
    "Sent: Monday, January 5, 2026 at 12:15:30 PM GMT+1 Subject: Water",
    "----- Inoltrato da Lea Po/Goma il 05/01/2026 12:15 -----\nDa: Ana Roe <ana@old.example>\nPer: Lea\n"
    "Data: 05/01/2026 12:15\nOggetto: Water",
    "----- Forwarded message from Ana Roe <ana@old.example> -----\n\nDate: Mon, 5 Jan 2026 12:15:30 +0100\n"
    "From: Ana Roe <ana@old.example>\nTo: desk@desk.example\nSubject: Water",
    "----------  Forwarded Message  ----------\n\nSubject: Water\nDate: lundi 5 janvier 2026, 12:15:30 CET\n"
    "From: Ana Roe <ana@old.example>\nTo: desk@desk.example",
    "---- Forwarded Message ----\n| From | Ana Roe<ana@old.example> |\n| Date | 01/05/2026 12:15 |\n"
    "| To | <desk@desk.example> |\n| Subject | Water |",
    "---- 转发的邮件 ----\n发件人 | Ana Roe<ana@old.example>\n发送日期 | 2026年01月05日 12:15\n"
    "收件人 | desk@desk.example\n主题 | Water",
    "-------- 转发邮件信息 --------\n发件人：Ana Roe <ana@old.example>\n发送日期：2026-01-05 12:15:30\n"
    "收件人：desk@desk.example\n主题：Water",
    "-------- Пересылаемое сообщение --------\nОт кого: Ana Roe <ana@old.example>\nКому: desk@desk.example\n"
    "Дата: Понедельник, 5 января 2026, 12:15 +03:00\nТема: Water",
    "-------- Original Message --------\nSubject: \tWater\nDate: \tMon, 5 Jan 2026 12:15:30 +0100\n"
    "From: \tAna Roe <ana@old.example>\n"
    "Reply-To: \tAna <ana@home.example>\nTo: \tdesk@desk.example",
    "Gesendet: Montag, 05. Januar 2026 um 12:15 Uhr\nVon: \"Ana Roe\" <ana@old.example>\nAn: desk@desk.example\nBetreff: Water",
    "________________________________\nDe : Ana Roe <ana@old.example>\nEnvoyé : lundi 5 janvier 2026 12:15\nÀ : Desk\n"
    "Objet : Water",
    "من: Ana Roe <ana@old.example>\nتاريخ الإرسال: الاثنين، ٥ يناير، ٢٠٢٦ ١٢:١٥ م\nإلى: المكتب\nالموضوع: Water",
    "From: Ana Roe <ana@old.example>\nSent: Monday, January 5, 2026 12:15 PM\nTo: One Person <one@desk.example>;\n"
    " Two Persons <two@desk.example>\nCc: Three <three@desk.example>\nSubject: Water",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_forward_has_sender_subject_and_text(form: str) -> None:
    divided = divide_text(f"{OWN}\n\n{form}\n\n{OLD}\n", None, "Fwd: Water in May")
    assert divided.reply == OWN
    assert divided.forwarded is not None
    assert "ana@old.example" in divided.forwarded.sender
    assert divided.forwarded.sender.replace('"', "").startswith("Ana Roe")
    assert (divided.forwarded.subject, divided.forwarded.text) == ("Water", OLD)


@pytest.mark.parametrize("form", FORMS)
def test_a_forward_without_own_words_is_a_forward(form: str) -> None:
    divided = divide_text(f"{form}\n\n{OLD}\n", None, "Water")
    assert divided.reply == ""
    assert divided.forwarded is not None
    assert (divided.forwarded.subject, divided.forwarded.text) == ("Water", OLD)


@pytest.mark.parametrize(
    "end",
    [
        "----- End forwarded message -----",
        "-------- Конец пересылаемого сообщения --------",
        "----- Fin du message transféré -----",
    ],
)
def test_words_below_the_end_of_a_forward_are_the_sender_s(end: str) -> None:
    divided = divide_text(f"{OWN}\n\n{FORMS[4]}\n\n{OLD}\n\n{end}\n\nPlease answer her.\n", None, "Fwd: Water")
    assert divided.reply == f"{OWN}\n\nPlease answer her."
    assert divided.forwarded is not None
    assert divided.forwarded.text.startswith(OLD)


def test_of_nested_forwards_the_outer_one_is_told_and_holds_the_inner() -> None:
    divided = divide_text(f"{OWN}\n\n{FORMS[0]}\n\nSee below.\n\n{FORMS[9]}\n\n{OLD}\n", None, "Fwd: Fwd: Water")
    assert divided.reply == OWN
    assert divided.forwarded is not None
    assert divided.forwarded.sender == "Ana Roe <ana@old.example>"
    assert divided.forwarded.text == f"See below.\n\n{FORMS[9]}\n\n{OLD}"


def test_an_attribution_under_a_forward_s_subject_passes_on() -> None:
    text = f'{OWN}\n\nIl giorno lun 5 gen 2026 12:15 "Ana Roe" <ana@old.example> ha scritto:\n\n{OLD}\n'
    divided = divide_text(text, None, "I: Water")
    assert divided.reply == OWN
    assert divided.forwarded is not None
    assert (divided.forwarded.sender, divided.forwarded.subject) == ("ana@old.example", "Water")
    assert divide_text(text, None, "R: Water").forwarded is None


def test_an_answer_is_no_forward() -> None:
    for form in FORMS[11:]:
        assert divide_text(f"{OWN}\n\n{form}\n\n{OLD}\n", None, "Re: Fwd: Water").forwarded is None


def test_answers_below_a_separator_with_a_quotation_are_new() -> None:
    head = "----- Original Message -----\nFrom: Help Desk <desk@desk.example>\nTo: Ana\n"
    head += "Sent: Monday, January 5, 2026 12:15\nSubject: Water"
    one = divide_text(f"{head}\n\n> Who?\n\nThe mayor.\n", None, "Re: Water")
    assert (one.reply, one.forwarded) == ("The mayor.", None)
    two = divide_text(f"{head}\n\n> Who?\n\nThe mayor.\n\n> When?\n\nMonday.\n", None, "Re: Water")
    assert two.reply == "> Who?\n\nThe mayor.\n\n> When?\n\nMonday."
    top = divide_text(f"Thank you.\n\n{head}\n\n> Who?\n\nThe mayor said the desk.\n", None, "Re: Water")
    assert top.reply == "Thank you."


@pytest.mark.parametrize(
    "text",
    [
        "{new}\n\nOn Mon, Jan 5, 2026 at 12:15 PM Help Desk\n\n<\nmailto:Help Desk <desk@desk.example>\n> wrote:\n{old}",
        "{new}\n\nFrom: desk@desk.example\nDate: Mon, 5 Jan 2026 12:15:30 +0100\n\n{old}",
        "{new}\n\nDate: Mon, 5 Jan 2026 12:15:30 +0100\nTo: ana@ngo.example\n\n{old}",
        "{new}\n\n##- Please type your reply above this line -##\n\n{old}",
        "{new}\n\n=== Répondez au-dessus de cette ligne ===\n\n{old}",
        "{new}\n\n-----------------------\nFrom: desk@desk.example Date: Thu, 5 Mar 2026 08:07:12 -0700\n{old}",
        "{new}\n\nMessage du 05/01/26 12:15\nDe : Help Desk <desk@desk.example>\nA : Ana\nCopie à :\nObjet : Re: carte\n\n{old}",
        "{new}\n\n[Original Message processed by david]\nmap (05-Jan-2026 12:15)\nVon: Help Desk\n{old}",
        '{new}\n\n------ Original Message ------\nFrom "Help Desk" <desk@desk.example>\nTo ana@ngo.example\n'
        "Date 05/01/2026 12:15\nSubject x\n\n{old}",
        "{new}\n\n> Broken (http://x.example/action\n_nonce=3dd518)\n> {old}",
        "{new}\n\n> One.\n (http://x.example/YzOTYzMmE) >\n> {old}",
    ],
)
def test_rare_forms_begin_history(text: str) -> None:
    assert divide_text(text.format(new=OWN, old="We saw it."), None, "Re: map").reply == OWN


def test_a_link_as_an_answer_between_questions_stays() -> None:
    text = "> Where?\nhttps://map.example/goma\n> When?\nMonday.\n"
    assert divide_text(text, None, "Re: map").reply == "> Where?\nhttps://map.example/goma\n> When?\nMonday."


@pytest.mark.parametrize(
    "piece",
    ["On 5 Jan 2026, at 12:15, A <a@b.example> wrote:\n", "> On 5 Jan 2026 wrote:\nx\n",
     "----- Original Message -----\n> x\n", "> wrote:\n", "From: a@b.example\n",
     "From: a@b.example Sent: x To: y Subject: z ", "> Begin forwarded message:\nx\n", "---\n", "On \n", "le 5 a écrit\n",
     "----- Forwarded by x y -----\n> x\n\n", "On 5 Jan 2026, A <a@b.example> wrote:\n> q\n\nx\n", "> (http\n)\n",
     ">>> a 1:00\n", "a 5 ", "@:", "[Original Message processed by david]\n", "Von: x\n\n", "**",
     "-----BEGIN PGP MESSAGE-----\n", "Von: a@b Sent: c To: d Subject: e Date: f\n",
     "----- Forwarded Message ----- From: a@b To: ", "----- Forwarded message -----\na  b  c  d\n1/5/26 1:00\n",
     "x y z\nOn 5 Jan\nb c\nd e\nf 12:15 wrote:\n", "الى: ", "2026/1/5 <"],
)  # fmt: skip
def test_worst_text_is_read_whole_and_once(piece: str) -> None:
    text = piece * (400_000 // len(piece))
    divided = divide_text(text, None, "Fwd: x")
    assert sum(len("".join(t.split())) for t in (divided.reply, divided.quoted, divided.signature)) >= len("".join(text.split()))


def test_a_mail_quoted_with_bars_is_answered_and_not_passed_on() -> None:
    head = "  Date:  Tue, 20 Jan 2026 17:27:47 -0500\n  From:  Help Desk <desk@desk.example>\n  Message-ID:  <1@desk.example>\n"
    divided = divide_text(
        f"{head}\n  | Who owns the land?\n\nThe mayor.\n\n  | Since when?\n\nMay.\n\n| razor\n", None, "Re: land"
    )
    assert divided.forwarded is None
    assert [line for line in divided.reply.split("\n") if line and "|" not in line] == ["The mayor.", "May."]
    table = "Needs:\n\n| Goma | 5 |\n| Sake | 7 |\n\n|-- maps\n| `-- forms"
    assert divide_text(table, None, "Re: land").reply == table


def test_a_reply_that_quotes_a_header_block_is_no_forward() -> None:
    text = "> Date: Tue, 20 Jan 2026 17:27:47 -0500\n> From: Help Desk <desk@desk.example>\n>\n> Who?\n\nThe mayor.\n"
    divided = divide_text(text, None, "Re: land")
    assert (divided.reply, divided.forwarded) == ("The mayor.", None)


def test_words_broken_off_long_quoted_lines_are_no_answers() -> None:
    long = "> We were told by the office that the families of the second block of the camp will"
    divided = divide_text(f"{long}\nhave\n{long}\nhttps://map.example/\n> to move.\n\nYes.\n", None, "Re: land")
    assert divided.reply == "Yes."
    kept = f"{long} move?\nNo.\n> When?\nMonday.\n"
    assert "No." in divide_text(kept, None, "Re: land").reply


def test_a_signed_message_is_not_taken_for_history() -> None:
    text = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\nWe have no water.\n\nSince Monday."
    assert divide_text(text, None, "Re: water").reply == text


def test_the_end_of_an_inner_forward_does_not_end_the_outer_one() -> None:
    inner = f"--- begin forwarded text\n\n{FORMS[0].split(chr(10), 1)[1]}\n\n{OLD}\n\n--- end forwarded text"
    text = f"{OWN}\n\n--- begin forwarded text\n\n{inner}\n\n--- end forwarded text\n\nPlease answer her.\n"
    divided = divide_text(text, None, "for you")
    assert divided.reply == f"{OWN}\n\nPlease answer her."
    assert divided.forwarded is not None
    assert divided.quoted.count("--- end forwarded text") == 2


HEADS = [
    # Yandex, in its languages; Lotus Notes of release 5, 6 and with columns; Yahoo with its header run together
    '-------- Пересылаемое сообщение --------\n05.01.2026, 12:15, "Ana Roe" <ana@old.example>:',
    "-------- Forwarded message --------\n05.01.2026, 12:15, Ana Roe (ana@old.example):",
    '-------- Переслане повідомлення --------\n5 січня 2026, 12:15, "Ana Roe"\n<ana@old.example>:',
    '---------------------- Forwarded by Lea Po/GVA/ORG on 01/05/2026 02:30 PM ---------------------------\n\n\n"Ana Roe" '
    '<ana@old.example> on 01/05/2026 12:15:00 PM\nTo:   "Lea" <lea@desk.example>\ncc:\nSubject:  Water',
    "----- Transféré par Lea Po/GVA/ORG le 05/01/2026 14:30 -----\n\nAna Roe <ana@old.example>\n05/01/2026 12:15\n\n"
    "A\nLea <lea@desk.example>\ncc\n\nObjet\nWater",
    "----- Reenviado por Lea Po/GVA/ORG con fecha 05/01/2026 14:30 -----\n\n                      Ana Roe\n"
    "                      <ana@old.example>        Para:     lea@desk.example\n"
    "                                               cc:\n"
    "                      05/01/2026 12:15         Asunto:   Water",
    "----- Forwarded by Lea Po/GVA/ORG on 01/05/2026 02:30 PM -----\n\nAna Roe <ana@old.example>\n01/05/2026 12:15 PM\n\n"
    "To | lea@desk.example\ncc\nSubject | Water",
    "----- Forwarded Message -----From: Ana Roe <ana@old.example>To: Lea <lea@desk.example>"
    "Sent: Monday, January 5, 2026 at 12:15:30 PM GMT+1Subject: Water",
    "----- Mensaje reenviado ----- De: Ana Roe <ana@old.example> Para: Lea <lea@desk.example> "
    "Enviado: lunes, 5 de enero de 2026, 12:15:30 GMT+1 Asunto: Water",
]  # fmt: skip


@pytest.mark.parametrize("own", [OWN, ""])
@pytest.mark.parametrize("head", HEADS)
def test_a_head_without_labels_or_on_one_line_names_the_writer(head: str, own: str) -> None:
    divided = divide_text(f"{own}\n\n{head}\n\n{OLD}\n", None, "Fwd: Water")
    assert divided.reply == own
    assert divided.forwarded is not None
    assert author_of(divided.forwarded.sender) == Address("Ana Roe", "ana@old.example")
    assert (divided.forwarded.subject, divided.forwarded.text) == ("Water", OLD)


@pytest.mark.parametrize(
    "head",
    [
        '05.01.2026, 12:15, "carla@desk.example" <ana@old.example>:',
        "Ana Roe/RELIEF\n01/05/2026 12:15 PM\n\nTo\nLea Po/GVA/ORG@ORG\ncc\n\nSubject\nWater",
        "Ana Roe <ana@old.example>\n\nTo: lea@desk.example",
        "I met ana@old.example at 12:15 and she told me:",
    ],
)
def test_a_head_that_leaves_the_writer_in_doubt_names_nobody(head: str) -> None:
    divided = divide_text(f"{OWN}\n\n-------- Forwarded message --------\n{head}\n\n{OLD}\n", None, "Fwd: Water")
    assert divided.forwarded is not None
    assert author_of(divided.forwarded.sender) is None
    assert OLD in divided.forwarded.text


def test_the_line_that_ends_a_quoted_forward_is_none_of_the_senders_words() -> None:
    end = "-------- Конец пересылаемого сообщения --------"
    divided = divide_text(f"{OWN}\n\n{HEADS[0]}\n\n> The well is dry.\n\n{end}\n\nPlease answer her.\n", None, "Fwd: Water")
    assert divided.reply == f"{OWN}\n\nPlease answer her."
    assert divided.forwarded is not None
    assert divided.forwarded.text == "The well is dry."


def test_the_line_that_ends_a_forward_is_none_of_its_text() -> None:
    divided = divide_text(f"{HEADS[0]}\n\n{OLD}\n\n-------- Конец пересылаемого сообщения --------\n", None, "Fwd: Water")
    assert divided.forwarded is not None
    assert divided.forwarded.text == OLD
    assert "Конец" in divided.quoted


@pytest.mark.parametrize("text", ["----- Forwarded Message ----- is what I read.", "---- Notes: who: Ana, when: Monday ----"])
def test_a_ruled_line_of_ones_own_stays_whole(text: str) -> None:
    assert divide_text(f"{text}\n\nThe well is dry.", None, "Water").reply == f"{text}\n\nThe well is dry."
