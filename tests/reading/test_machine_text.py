"""What programs write while their header is silent, in many languages: absence, receipts, challenges (threats L1, L5)."""

from email.message import EmailMessage

import pytest

from mailbot.core.message import InboundMessage, Kind
from mailbot.core.reading import read
from mailbot.core.reading.machine.pitch_words import ACCOUNT, GAIN, LOAN, LOTTERY, PILLS, PROMOTION, WINDFALL
from mailbot.core.reading.machine.robot_words import HELD, RECEIVED
from mailbot.core.reading.machine.vacation_words import PROGRAM_CUES, PROGRAM_SENTENCES
from mailbot.core.reading.phrases import find_phrases, index_phrases, make_plain

# The subject by which a program answers, and how its text begins.
ABSENT = [
    ("Automatic reply: Kits", "Thank you for your message. I'm on leave until 19 May."),
    ("[EXTERNAL] Automatic reply: Kits", "I am currently on mission in Goma with limited access to email."),
    ("Out of Office", "I am out of the office until 5 May. I will answer when I return."),
    ("Réponse automatique : Kits", "Bonjour, je suis en déplacement jusqu'au 5 mai."),
    ("Message d'absence", "Bonjour, je serai en congé du 2 au 9 mai inclus."),
    ("Absence du bureau", "Je suis absente du bureau jusqu'au 5 mai. Je lirai vos messages à mon retour."),
    ("Respuesta automática: Kits", "Me encuentro de viaje hasta el lunes."),
    ("Fuera de la oficina", "Estoy fuera de la oficina. Responderé a mi regreso."),
    ("رد تلقائي: العدة", "سأكون خارج المكتب حتى يوم الأحد."),
    ("خارج المكتب", "أنا في إجازة وسأرد عند عودتي."),
    ("Resposta automática: Kits", "Estarei fora até segunda-feira."),
    ("Fora do escritório", "Estou de férias e responderei quando voltar."),
    ("Автоматический ответ: Вода", "Нахожусь в командировке до 5 мая."),
    ("Нет на месте", "Меня нет в офисе, отвечу по возвращении."),
    ("Автоматична відповідь: Вода", "Перебуваю у відрядженні до 5 травня."),
    ("У відпустці", "Я у відпустці, відповім після повернення."),
    ("Automatische Antwort: Zelte", "Ich bin bis zum 5. Mai nicht im Büro."),
    ("Abwesenheitsnotiz", "Ich bin im Urlaub. Ihre E-Mail wird nicht weitergeleitet."),
    ("Risposta automatica: Tende", "Sono in ferie fino al 5 maggio."),
    ("Automatisch antwoord: Tenten", "Ik ben met vakantie tot 5 mei."),
    ("Automatyczna odpowiedź: Namioty", "Przebywam na urlopie do 5 maja."),
    ("Autosvar: Tält", "Jag är på semester till den 5 maj."),
    ("Automatisk svar: Telte", "Jeg har ferie til den 5. maj."),
    ("Automaattinen vastaus: Teltat", "Olen lomalla 5.5. asti."),
    ("Otomatik yanıt: Çadır", "Yıllık izindeyim, 5 Mayıs'ta döneceğim."),
    ("自动回复：帐篷", "我正在休假，5月5日回来。"),
    ("自動応答: テント", "休暇をいただいております。"),
    ("자동 회신: 텐트", "저는 5월 5일까지 휴가 중입니다."),
]

RECEIPTS = [
    ("Read: Kits", "Your message\n\n   To: Ana\n   Subject: Kits\n   Sent: 5 May 2026 10:00\n\nwas read on 5 May 2026 11:00."),
    ("Not read: Kits", "Your message\n\n To: Ana\n Subject: Kits\n\nwas deleted without being read on 5 May 2026."),
    ("Lu : Kits", "Votre message\n\n À : Ana\n Objet : Kits\n\na été lu le 05/05/2026 11:00."),
    ("Leído: Kits", "El mensaje\n\n Para: Ana\n Asunto: Kits\n\nfue leído el 05/05/2026."),
    ("Lida: Kits", "A sua mensagem\n\n Para: Ana\n Assunto: Kits\n\nfoi lida em 05/05/2026."),
    ("Прочитано: Вода", "Ваше сообщение\n\n Кому: Ана\n Тема: Вода\n\nбыло прочитано 05.05.2026."),
    ("Прочитано: Вода", "Ваше повідомлення\n\n Кому: Ана\n Тема: Вода\n\nбуло прочитано 05.05.2026."),
    ("تمت القراءة: الماء", "رسالتك إلى آنا\nالموضوع: الماء\n\nتمت قراءتها في 05/05/2026."),
    ("Gelesen: Zelte", "Ihre Nachricht\n\n An: Ana\n Betreff: Zelte\n\nwurde am 05.05.2026 gelesen."),
]

CHALLENGES = [
    (
        "Re: Kits",
        "Your message is being held because bo@x.example uses an anti-spam service. Click the link below to confirm, only once.",
    ),
    (
        "Please verify",
        "Bo is protected by a filter. Simply reply to this message and your "
        "email will be delivered. You only have to do this once.",
    ),
    ("Kits", "Votre message est en attente. Cliquez sur le lien ci-dessous pour être reconnu comme expéditeur, une seule fois."),
    ("Kits", "Su mensaje está retenido. Haga clic en el siguiente enlace; tendrá que hacerlo una sola vez."),
    ("Kits", "A sua mensagem está retida. Clique no link abaixo, apenas uma vez."),
    ("Вода", "Ваше письмо задержано: адрес защищён от спама. Перейдите по ссылке, это нужно только один раз."),
    ("Вода", "Ваш лист затримано. Перейдіть за посиланням, це потрібно лише один раз."),
    ("الماء", "رسالتك قيد الانتظار. انقر على الرابط مرة واحدة فقط."),
]

ACKNOWLEDGEMENTS = [
    ("[#4711] Kits", "Your request has been received. Your ticket number is 4711. We will respond within two working days."),
    ("Kits", "Nous avons bien reçu votre demande. Numéro de ticket : 4711. Nous vous répondrons dans les meilleurs délais."),
    ("Kits", "Hemos recibido su solicitud, número de ticket 4711. Le responderemos a la brevedad."),
    ("العدة", "تم استلام طلبك. رقم التذكرة 4711. سيتم الرد في أقرب وقت."),
    ("Kits", "Recebemos o seu pedido. Número do ticket: 4711. Responderemos em três dias úteis."),
    ("Вода", "Ваше обращение зарегистрировано, номер обращения 4711. Ответим в течение трёх рабочих дней."),
    ("Вода", "Ваше звернення зареєстровано, номер звернення 4711. Відповімо найближчим часом."),
]

PEOPLE = [
    ("Read: the guidance on mines", "The guidance was read on Monday by the teachers. They liked it."),
    ("Read: Kits", "Your message was clear. The kits have arrived in Sake."),
    ("Lu : le guide", "Nous l'avons lu et il nous plaît. Les familles aussi l'ont lu."),
    ("Прочитано", "Мы прочитали ваше письмо. Список семей у Ольги."),
    ("Delivered: 40 tents", "Your message helped. All 40 tents were delivered on Friday."),
    ("Verification", "Please click on the map below to see the school. The path is used by children every day."),
    ("Held at the border", "Your message is being held dear by the families. The trucks wait at the border."),
    ("Kits", "We have received your kits, thank you. We will review the list within two working days."),
    ("Ticket", "We have received your answer under ticket number GPC-38702. The family has moved to Sake."),
    ("Out of office", "I am out of the office in the camp all week. The list of families is attached."),
    ("Out of the office", "Out of the office and into the field: we visited five villages, in each there is a dangerous area."),
    ("On leave", "I am on leave, Paul replaces me. Twelve families wait at the school for tents."),
    ("Automatic reply", "Hello, the automatic reply of your desk came in English; the families read Arabic only."),
    ("Réponse automatique", "Votre réponse automatique dit trois jours. Les familles attendent depuis dix jours."),
    ("خارج المكتب", "الموظفون خارج المكتب منذ أسبوع والعائلات تنتظر عند المدرسة."),
    ("Absence", "L'absence de dépistage dans le village nous inquiète."),
    ("Accepted", "The families accepted the site. We can start on Monday."),
]


def mail(subject: str, text: str, **fields: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ana <ana@ngo.example.org>"
    message["To"] = "Help Desk <desk@desk.example>"
    message["Subject"] = subject
    message["Message-ID"] = "<1@ngo.example.org>"
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def understood(subject: str, text: str, **fields: str) -> InboundMessage:
    return read(mail(subject, text, **fields).as_bytes())


@pytest.mark.parametrize(("subject", "text"), [*ABSENT, *RECEIPTS, *CHALLENGES, *ACKNOWLEDGEMENTS])
def test_L1_a_program_s_words_are_automatic(subject: str, text: str) -> None:
    found = understood(subject, text)
    assert found.automatic
    assert found.kind is Kind.AUTO_REPLY


@pytest.mark.parametrize(("subject", "text"), [*ABSENT, *RECEIPTS, *CHALLENGES, *ACKNOWLEDGEMENTS])
def test_L5_who_also_asks_or_tells_of_harm_is_a_person(subject: str, text: str) -> None:
    assert understood(subject, f"{text}\n\nPlease help us, there was an explosion.").kind is Kind.REQUEST
    assert understood(subject, f"{text}\n\nWhere are the tents?").kind is Kind.REQUEST


@pytest.mark.parametrize(("subject", "text"), PEOPLE)
def test_L5_people_use_these_words_too(subject: str, text: str) -> None:
    found = understood(subject, text)
    assert (found.kind, found.automatic) == (Kind.REQUEST, None)


INVITED = "BEGIN:VCALENDAR\nMETHOD:{}\nBEGIN:VEVENT\nUID:1\nSUMMARY:Visit\nEND:VEVENT\nEND:VCALENDAR\n"


def invited(method: str, text: str) -> InboundMessage:
    message = mail("Accepted: Visit of the site", text)
    message.add_alternative(INVITED.format(method), subtype="calendar", params={"method": method})
    return read(message.as_bytes())


def test_L1_a_calendar_s_answer_is_automatic() -> None:
    assert invited("REPLY", "Ana has accepted this invitation.").kind is Kind.AUTO_REPLY
    assert invited("reply", "\n").kind is Kind.AUTO_REPLY


def test_L5_an_invitation_and_a_line_beside_an_answer_are_a_person_s() -> None:
    assert invited("REQUEST", "Please come on Monday.").automatic is None
    told = invited("REPLY", "We come, but the road is closed. Which way should we take?")
    assert told.automatic
    assert told.kind is Kind.REQUEST


@pytest.mark.parametrize("sentence", PROGRAM_SENTENCES)
def test_each_sentence_of_a_program_has_a_cue(sentence: str) -> None:
    assert any(cue in sentence for cue in PROGRAM_CUES)
    assert understood("Re: Kits", f"{sentence} 5.", In_Reply_To="<0@desk.example>").kind is Kind.AUTO_REPLY


@pytest.mark.parametrize("phrase", [*HELD, *RECEIVED, *WINDFALL, *LOTTERY, *LOAN, *PROMOTION, *ACCOUNT, *PILLS, *GAIN])
def test_each_phrase_is_found_by_its_longest_word(phrase: str) -> None:
    assert find_phrases(index_phrases([[phrase]]), make_plain(f"Well: {phrase.upper()}, 5")) == {0: 1}
