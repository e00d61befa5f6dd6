"""A weak sign of a machine does not outweigh a person's plea; a strong one does (threats L1, L5)."""

import pytest

from mailbot.core.message import Kind
from mailbot.core.reading import read
from mailbot.core.reading.machine.machine_mail import Machine, find_sign
from mailbot.core.reading.machine.person import may_be_a_person, yield_to_person

ANA = "ana@ngo.example.org"
PLEA = "Hello desk, my son found a grenade in the garden in Izium. What should I do?"
PLEAS = [
    PLEA,
    "Bonjour, nous avons besoin d'une tente, notre maison a été brûlée.",
    "Hola, necesitamos agua en el albergue.",
    "Precisamos de ajuda, há uma criança ferida.",
    "Помогите, возле школы нашли снаряд.",
    "Допоможіть, біля школи знайшли снаряд.",
    "نحتاج إلى خيمة بعد القصف.",
]
WEAK: list[dict[str, list[str]]] = [
    {"precedence": ["bulk"]},
    {"precedence": ["junk"]},
    {"x-auto-response-suppress": ["All"]},
    {"return-path": ["<>"]},
    {"auto-submitted": ["auto-forwarded"]},
    {"list-unsubscribe": ["<https://ngo.example.org/u>"]},
    {"x-campaign-id": ["7"]},
    {"x-mc-user": ["7"]},
    {"list-id": ["<camps.ngo.example.org>"], "list-unsubscribe": ["<mailto:camps+unsubscribe@ngo.example.org>"]},
]
STRONG: list[dict[str, list[str]]] = [
    {"auto-submitted": ["auto-generated"]},
    {"auto-submitted": ["auto-replied"]},
    {"auto-submitted": ["auto-notified"]},
    {"auto-submitted": [""]},
    {"x-autoreply": ["yes"]},
    {"content-type": ["multipart/report; boundary=b"]},
    {"x-ms-exchange-inbox-rules-loop": [ANA]},
]
NOT_A_PERSON_S = [
    ("Question", f"{PLEA}\nTo unsubscribe, write to us."),
    ("Question", f"{PLEA}\nSe désabonner"),
    ("Question", f"{PLEA}\nPara darse de baja, escriba."),
    ("Question", f"{PLEA}\nОтписаться от рассылки"),
    ("Question", f"{PLEA}\nلإلغاء الاشتراك"),
    ("Question", f"{PLEA}\nPlease do not reply to this message."),
    ("Question", f"{PLEA}\nhttps://a.example/1 https://a.example/2"),
    ("Question", f"We have received your request. Your case number is 7. {PLEA}"),
    ("Automatic reply: Question", PLEA),
    ("Out of office", PLEA),
    ("Question", f"I am out of the office. {PLEA}"),
    ("Question", f"This is an automatic reply. {PLEA}"),
    ("Question", PLEA + " more" * 400),
    ("Question", "The newsletter of March."),
    ("Question", ""),
]


@pytest.mark.parametrize("text", PLEAS)
@pytest.mark.parametrize("fields", WEAK)
def test_L5_a_plea_with_a_weak_sign_is_read_and_not_answered(fields: dict[str, list[str]], text: str) -> None:
    found = yield_to_person(find_sign(fields, sender=ANA), "Question", text, "")
    assert found is not None
    assert found.sort is Machine.LIST
    assert found.reason


@pytest.mark.parametrize("local", ["noreply.nyabenda", "bounce", "daemon", "notification"])
def test_L5_a_plea_from_an_address_like_a_program_s_is_read(local: str) -> None:
    found = yield_to_person(find_sign({}, sender=f"{local}@ngo.example.org"), "Question", PLEA, "")
    assert found is not None
    assert found.sort is Machine.LIST


@pytest.mark.parametrize("weak", [{}, *WEAK])
@pytest.mark.parametrize("strong", STRONG)
def test_L1_a_strong_sign_never_yields(strong: dict[str, list[str]], weak: dict[str, list[str]]) -> None:
    sign = find_sign({**weak, **strong}, sender=ANA)
    assert sign is not None
    assert yield_to_person(sign, "Question", PLEA, "") == sign
    assert sign.sort in {Machine.REPLY, Machine.ROBOT, Machine.NEWSLETTER}


@pytest.mark.parametrize("local", ["mailer-daemon", "postmaster", "MAILER-DAEMON+7", "autoresponder", "camps-bounces"])
@pytest.mark.parametrize("fields", [{}, {"precedence": ["bulk"]}])
def test_L1_a_server_s_address_never_yields(local: str, fields: dict[str, list[str]]) -> None:
    sign = find_sign(fields, sender=f"{local}@ngo.example.org")
    assert sign is not None
    assert yield_to_person(sign, "Question", PLEA, "") == sign


@pytest.mark.parametrize(("subject", "text"), NOT_A_PERSON_S)
def test_L1_what_programs_add_keeps_a_weak_sign(subject: str, text: str) -> None:
    assert not may_be_a_person(subject, text)


def test_L1_a_way_out_of_a_list_below_the_text_counts() -> None:
    assert may_be_a_person("Question", PLEA, "-- \nAna")
    assert not may_be_a_person("Question", PLEA, "-- \nUnsubscribe: https://ngo.example.org/u")


def test_without_a_sign_there_is_nothing_to_yield() -> None:
    assert yield_to_person(None, "Question", PLEA, "") is None


@pytest.mark.parametrize("field", ["Precedence: bulk", "Return-Path: <>", "List-Unsubscribe: <https://ngo.example.org/u>"])
def test_a_plea_is_a_request_that_nothing_answers_by_itself(field: str) -> None:
    mail = read(f"{field}\nFrom: {ANA}\nTo: desk@desk.example\nSubject: Question\n\n{PLEA}\n".encode())
    assert mail.kind is Kind.REQUEST
    assert mail.automatic is not None
