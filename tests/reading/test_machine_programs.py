"""What a mail program sends by itself when somebody taps: reactions, recalls; and notices without any mark (threats L4, L5)."""

import pytest

from mailbot.core.message import InboundMessage, Kind
from mailbot.core.reading import read
from tests.reading.test_machine_text import mail, understood

GMAIL = "<https://www.google.com/gmail/about/?utm_source=gmail-in-product&utm_medium=et>"

REACTIONS = [
    f"👍\n\nLena Lead reacted via Gmail\n{GMAIL}",
    f"❤️\n\nLena Lead a réagi via Gmail\n{GMAIL}",
    f"👍\n\nLena Lead ha reaccionado a través de Gmail {GMAIL}",
    f"👍\n\nتفاعلت Lena Lead عبر Gmail\n{GMAIL}",
    f"🙏\n\nLena Lead reagiu através do Gmail\n{GMAIL}",
    f"👍\n\nLena Lead отреагировал(а) через Gmail\n{GMAIL}",
    f"👍\n\nLena Lead відреагував(-ла) через Gmail\n{GMAIL}",
    "👍\n\nLena Lead reacted via Gmail",
    "👍\nLead, Lena reacted to your message:",
    "Lead, Lena reacted to your message:",
    "Lead, Lena a réagi à votre message :",
    "Lead, Lena ha reaccionado a su mensaje:",
    "Lead, Lena reagiu à sua mensagem:",
    "Lead, Lena отреагировала на ваше сообщение:",
    "Lead, Lena відреагувала на ваше повідомлення:",
    "تفاعلت Lena Lead مع رسالتك:",
]
RECALLS = [
    ("Recall: {}", 'Lead, Lena would like to recall the message, "{}".'),
    ("Rappel : {}", "Lead, Lena souhaite rappeler le message « {} »."),
    ("Rappel: {}", 'Lead, Lena voudrait rappeler le message "{}".'),
    ("Recuperar: {}", 'Lead, Lena desea recuperar el mensaje "{}".'),
    ("استدعاء: {}", 'ترغب Lena Lead في استدعاء الرسالة "{}".'),
    ("Cancelar: {}", 'Lead, Lena gostaria de cancelar a mensagem "{}".'),
    ("Отзыв: {}", "Lead, Lena хочет отозвать сообщение «{}»."),
    ("Відкликання: {}", "Lead, Lena хоче відкликати повідомлення «{}»."),
    ("Rückruf: {}", 'Lead, Lena möchte die Nachricht "{}" zurückrufen.'),
]
TITLES = ["A question", "[TD-10001] Grenade: please help us?", 'He said "no"']

UNMARKED = [
    ("Out of Office: [TD-10001] A question", "I am currently out of the office until Monday. Moussa has the list of families."),
    ("Out of Office: Lena Lead", "I am currently out of the office until 9 February."),
    ("Out of office", "I am currently out of the office. For urgent matters please write to mali@team.example.org."),
    ("Absence du bureau", "Je suis absente du bureau jusqu'au 9 février."),
    ("Fuera de la oficina", "Estoy fuera de la oficina hasta el lunes."),
    ("خارج المكتب", "أنا خارج المكتب حتى يوم الأحد."),
    ("Fora do escritório", "Estou fora do escritório até segunda-feira."),
    ("Нет на месте", "Меня нет в офисе до понедельника."),
    ("Поза офісом", "Мене немає в офісі до понеділка."),
]
GONE = [
    "I no longer work for the organisation. Please contact Moussa Mali.",
    "I no longer work for the organisation.",
    "Thank you for your message. I have left the organization. This mailbox is no longer monitored.",
    "Lena Lead no longer works for the organisation. Please write to mali@team.example.org.",
    "Je ne travaille plus pour l'organisation. Veuillez contacter Moussa Mali.",
    "Bonjour,\n\nLena Lead a quitté l'organisation. Merci de contacter mali@team.example.org.",
    "Ya no trabajo en la organización. Por favor, contacte a Moussa Mali.",
    "لم أعد أعمل في المنظمة. يرجى التواصل مع موسى مالي.",
    "Já não trabalho na organização. Por favor, contacte Moussa Mali.",
    "Я больше не работаю в организации. Пожалуйста, обращайтесь к Муссе.",
    "Я більше не працюю в організації. Будь ласка, звертайтеся до Мусси.",
]
PEOPLE = [
    "👍",
    "🙏🙏",
    "Thank you 👍",
    "The minister reacted to your message.",
    "He reacted to your message: he will come on Sunday.",
    "👍 The minister reacted to your message, and he is glad.",
    "I would like to recall the message that I sent you: the map was wrong.",
    "We would like to recall the message, the map was wrong.",
    "I am out of the office tomorrow, but our team comes.",
    "I am on leave until Monday; Moussa brings the tents.",
    "I no longer work for the cluster, but Moussa comes on Sunday with the tents.",
    "I no longer work for Handicap and the people who took over from me have never come back to our village since then.",
    "The pump no longer works. Please contact the water cluster.",
    "My husband no longer works. Please contact him at home.",
    "Насос больше не работает. Пишите нам.",
    "لم يعد الهاتف يعمل. يرجى الكتابة إلينا.",
    "Je ne travaille plus le lundi. Venez mardi avec les tentes.",
    "Dear Awa,\n\nMs Diallo no longer works for UNHCR. Please contact Mr Keita, keita@un.example.net.\n\nBest regards,\nLena",
    "Ms Diallo has left the organisation. Please contact me on +223 555.",
    "Mme Diallo a quitté l'organisation. Merci de contacter M. Keita.",
    "La Sra. Diallo ya no trabaja en la organización. Por favor, escriba a Keita.",
    "Г-жа Диалло больше не работает в организации. Пишите Кейте.",
    "I am no longer working for NGO X. Please write to my colleague omar@relief.example.net.",
    "I am travelling. I will answer on Sunday.",
]


@pytest.mark.parametrize("text", REACTIONS)
def test_L4_a_reaction_is_automatic(text: str) -> None:
    found = understood("Re: Kits", text, In_Reply_To="<0@desk.example>")
    assert (found.kind, found.automatic) == (Kind.AUTO_REPLY, "a reaction, by its words")


def reacted(text: str, depth: int = 1) -> InboundMessage:
    """A mail as Gmail makes it of a tap: the sign as text, as a part of its own, and as HTML."""
    message = mail("Re: Kits", text, In_Reply_To="<0@desk.example>")
    message.add_alternative('{"version":1,"emoji":"👍"}', subtype="vnd.google.email-reaction+json")
    message.add_alternative(f"<p>{text}</p>", subtype="html")
    for number in range(depth):
        message.add_attachment(b"x", maintype="image", subtype="png", filename=f"{number}.png")
    return read(message.as_bytes())


@pytest.mark.parametrize("text", ["👍", "👍\n\nLena Lead reageerde via Gmail", "Which road is safe?"])
@pytest.mark.parametrize("depth", [0, 1])
def test_L4_the_part_of_a_reaction_is_a_sure_sign(text: str, depth: int) -> None:
    found = reacted(text, depth)
    assert found.kind is Kind.AUTO_REPLY
    assert found.automatic == "a reaction (a part that only programs make)"


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(("subject", "text"), RECALLS)
def test_L4_a_recall_is_automatic_whatever_it_recalls(subject: str, text: str, title: str) -> None:
    for fields in ({}, {"In_Reply_To": "<0@desk.example>"}):
        found = understood(subject.format(title), text.format(title), **fields)
        assert (found.kind, found.automatic) == (Kind.AUTO_REPLY, "a request to recall a mail, by its words")


@pytest.mark.parametrize(("subject", "text"), RECALLS)
def test_L5_who_says_more_than_a_recall_is_a_person(subject: str, text: str) -> None:
    assert understood(subject.format("Kits"), f"{text.format('Kits')}\n\nThe map was wrong.").kind is Kind.REQUEST
    assert understood("Kits", text.format("Kits")).kind is Kind.REQUEST


@pytest.mark.parametrize(("subject", "text"), UNMARKED)
def test_L4_an_absence_notice_without_any_mark_is_automatic(subject: str, text: str) -> None:
    found = understood(subject, text)
    assert found.kind is Kind.AUTO_REPLY
    assert found.automatic
    assert found.absence is not None


@pytest.mark.parametrize("text", GONE)
@pytest.mark.parametrize("subject", ["Out of Office: Kits", "Out of office", "Automatic reply: [TD-10001] Kits"])
@pytest.mark.parametrize("answers", [True, False])
def test_L4_so_is_a_notice_that_somebody_left(text: str, subject: str, answers: bool) -> None:
    found = understood(subject, text, **({"In_Reply_To": "<0@desk.example>"} if answers else {}))
    assert found.kind is Kind.AUTO_REPLY
    assert found.absence is not None


@pytest.mark.parametrize("text", PEOPLE)
@pytest.mark.parametrize("subject", ["Re: [TD-10001] Kits", "Recall: Kits", "Rappel : la réunion", "Kits"])
def test_L5_people_write_so_too(text: str, subject: str) -> None:
    for fields in ({}, {"In_Reply_To": "<0@desk.example>"}):
        found = understood(subject, text, **fields)
        assert (found.kind in {Kind.REQUEST, Kind.REPLY}, found.automatic) == (True, None)


@pytest.mark.parametrize("text", GONE)
def test_L5_who_left_and_asks_anew_is_a_person(text: str) -> None:
    assert understood("My last salary", text).kind is Kind.REQUEST
    assert understood("Re: Kits", text, In_Reply_To="<0@desk.example>").kind is Kind.REPLY
    assert understood("Re: Kits", f"{text}\n\nCan you help us find a shelter?", In_Reply_To="<0@desk.example>").kind is Kind.REPLY


@pytest.mark.parametrize(
    "text", ["#close\nI am out of the office until Monday.", "\uff03note I have left the organisation.", "# take\n"]
)
def test_L5_no_program_writes_a_command(text: str) -> None:
    found = understood("Out of office: [TD-10001] Kits", text, In_Reply_To="<0@desk.example>")
    assert found.automatic is None or "subject of an automatic reply" in found.automatic
