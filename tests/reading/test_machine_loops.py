"""Programs whose header is silent, which would be answered for ever (threats L1), and the people beside them (L5)."""

from email.message import EmailMessage

import pytest

from mailbot.core.message import InboundMessage, Kind
from mailbot.core.reading import read

ACKNOWLEDGEMENTS = [
    "We have received your request. Your case number is 12345. This is an automatic message, please do not reply.",
    "Nous avons bien reçu votre demande. Votre numéro de dossier est le 12345. Message automatique, merci de ne pas y répondre.",
    "Votre demande a été reçue. Numéro de ticket : 12345. Ceci est un message automatique, ne pas répondre.",
    "Hemos recibido su solicitud. Su número de caso es 12345. Este es un mensaje automático, por favor no responda.",
    "Recebemos a sua solicitação. O número do seu protocolo é 12345. Esta é uma mensagem automática, não responda.",
    "Мы получили ваш запрос. Номер вашего обращения 12345. Это автоматическое сообщение, пожалуйста, не отвечайте на него.",
    "Ми отримали ваш запит. Номер вашого звернення 12345. Це автоматичне повідомлення, будь ласка, не відповідайте на нього.",
    "لقد استلمنا طلبك. رقم الحالة الخاص بك هو 12345. هذه رسالة تلقائية، يرجى عدم الرد.",
]
ABSENT = [
    ("Out of office Re: [GPC-10001] Question", "Paul reads my mail until 5 May."),
    ("Annual leave Re: Kits", "I am away until Monday."),
    ("Absence du bureau Re: Kits", "Je suis en mission jusqu'au 5 mai."),
    (
        "Re: Question",
        "Hello,\n\nI am currently out of the office and will return on Monday. I have limited access to my email.\n\n"
        "Kind regards,\nAna",
    ),
    ("Re: Question", "Bonjour,\n\nJe suis actuellement en congé. Je répondrai à mon retour le 5 mai."),
    ("Re: Question", "Estoy de vacaciones. Responderé a mi regreso. Gracias por su mensaje."),
    ("Re: Вопрос", "Я в отпуске до 5 мая. Отвечу по возвращении."),
]
CHALLENGES = [
    (
        "Re: Kits [SpamArrest]",
        "Just this once: I am protecting myself from receiving junk mail.\n"
        "Please click the link below to complete the verification process.\nhttps://filter.example/a",
    ),
    (
        "Re: Kits",
        "Your message to bob@y.example has been held. Click the link below to prove that you are a human.\nhttps://y.example/1",
    ),
]
PEOPLE = [
    ("Annual leave re: staff house in Goma", "The house in Goma is free until May."),
    ("Case", "Your case number is on the letter. This is an automatic message from the bank, they say: do not reply."),
]
ANSWERS = [
    "I am out of the office. Twelve families wait at the school. I will send the list when I return.",
    "I am out of the office in Sake, and the list is attached.",
    "Je suis en congé, la liste est chez Paul. Les familles attendent depuis dix jours, à mon retour je viens.",
]


def understood(subject: str, text: str, *, answers: bool) -> InboundMessage:
    message = EmailMessage()
    message["From"] = "Ana <ana@ngo.example.org>"
    message["To"] = "Help Desk <desk@desk.example>"
    message["Subject"] = subject
    message["Message-ID"] = "<1@ngo.example.org>"
    if answers:
        message["In-Reply-To"] = "<0@desk.example>"
    message.set_content(text)
    return read(message.as_bytes())


@pytest.mark.parametrize("text", ACKNOWLEDGEMENTS)
@pytest.mark.parametrize("answers", [False, True])
def test_L1_an_acknowledgement_that_wants_no_answer_gets_none(text: str, answers: bool) -> None:
    found = understood("Re: Kits" if answers else "Kits", text, answers=answers)
    assert found.kind is Kind.AUTO_REPLY
    assert found.automatic


@pytest.mark.parametrize(("subject", "text"), [*ABSENT, *CHALLENGES])
def test_L1_an_answer_that_is_all_a_program_s_gets_none(subject: str, text: str) -> None:
    found = understood(subject, text, answers=True)
    assert found.kind is Kind.AUTO_REPLY
    assert found.automatic


@pytest.mark.parametrize(("subject", "text"), [*ABSENT, *CHALLENGES])
def test_L5_with_a_plea_it_is_a_person_s(subject: str, text: str) -> None:
    assert understood(subject, f"{text}\n\nPlease help us, there was an explosion.", answers=True).kind is Kind.REPLY


@pytest.mark.parametrize(("subject", "text"), PEOPLE)
def test_L5_people_write_so_too(subject: str, text: str) -> None:
    assert understood(subject, text, answers=False).kind is Kind.REQUEST


@pytest.mark.parametrize("text", ANSWERS)
def test_L5_who_is_away_and_tells_more_is_a_person(text: str) -> None:
    assert understood("Re: Question", text, answers=True).kind is Kind.REPLY
