"""A person stays a person, whatever words the mail has (threats L5)."""

from email import message_from_string
from email.message import EmailMessage

import pytest

from mailbot.core.message import Kind
from mailbot.core.reading import read

NEW = [
    ("Undelivered mail", "Dear colleagues, our mails to the office in Goma come back. Can you help us reach them?"),
    ("Delivery failure of kits", "The delivery of the kits failed; the truck could not pass."),
    ("Undeliverable", "I tried to write to Mr. Diallo but it was undeliverable: 550 user unknown. Who replaces him?"),
    (
        "Mail returned to sender by the post office",
        "The letters of the families were returned to sender. The post office is closed.",
    ),
    ("Returned mail", "The post returned the birth certificates. Where should the families go now?"),
    ("Delivery problem", "The water trucks could not be delivered, the bridge was destroyed. 400 families have no water."),
    ("Failure notice", "We were given a notice that the school failed the safety check. Sorry to write at night."),
    ("Delivery failed", "<depot@ngo.example.org> does not exist any more, so the delivery of tents failed."),
    ("Undelivered mail", "Hello,\n\nthis is what I got:\n\n    550 5.1.1 <x@goma.example.org>: user unknown\n\nAna"),
    ("Non-delivery of the food parcels", "The parcels were not delivered in Rutshuru."),
    ("Mail delivery failed", "Each mail to the hospital comes back with 'mailbox full'. Please help, they have wounded people."),
    ("Complaint about message from your staff", "The message that your driver sent to my daughter was not acceptable."),
    ("Automatic reply: help", "please help, mine accident"),
    ("Automatic reply: Shelter", "There was an explosion beside the school; three children are injured."),
    ("Question", "Your automatic reply came twice. What should we do about the mines near the school?"),
    ("Out of office supplies", "The clinic is out of office supplies and of gloves."),
    ("Out of office", "I am out of the office in Sake because of fighting. We need a car for nine people."),
    ("On leave", "I am on leave and away from my mail; the police evicted the families of block C today."),
    ("Vacation reply", "What does your vacation reply mean for our evacuation?"),
    ("Automated response", "Your automated response says please do not reply to this. How do we reach a person?"),
    ("Non remis", "Les colis n'ont pas été remis aux familles de Masisi. Que faire ?"),
    ("Non remis : kits d'hygiène", "Les kits n'ont pas pu être livrés, le pont est coupé."),
    ("Absence du bureau de l'ONU", "L'absence du bureau de l'ONU à Goma nous inquiète, les gens ont peur."),
    ("Absence : Goma", "Je suis absente de Goma jusqu'au 5; qui peut aider les déplacés ?"),
    ("Réponse automatique : urgent", "Nous avons besoin d'aide, la maison a été brûlée."),
    ("En congé", "Je suis en congé mais un homme du camp menace ma voisine. Qui peut la protéger ?"),
    ("No se puede entregar", "No se pudo entregar el agua en el albergue. ¿Quién puede ayudar?"),
    ("Fuera de la oficina", "Estoy fuera de la oficina, en el río, y necesitamos una lancha."),
    ("De vacaciones", "Estoy de vacaciones en Tumaco y vi a niños reclutados por un grupo armado."),
    ("Respuesta automática", "Recibí su respuesta automática, pero nadie llama. ¿Qué hacemos con la mina?"),
    ("Falha na entrega de sementes", "A entrega falhou, as sementes não foram distribuídas."),
    ("Não foi possível entregar as lonas", "Não foi possível entregar as lonas em Pemba, a estrada caiu."),
    ("Resposta automática", "Precisamos de ajuda: há uma criança ferida em Palma."),
    ("Ausência temporária", "Estou de férias, mas a minha vizinha foi despejada hoje com os filhos."),
    ("Не удалось доставить", "Не удалось доставить воду в посёлок, дорога заминирована. Кто может помочь?"),
    ("Недоставленное сообщение", "Письма в Луганск возвращаются, почта закрыта. Подскажите другой адрес."),
    ("Автоматический ответ", "Ваш автоматический ответ пришёл дважды, а нам нужна помощь сегодня."),
    ("В отпуске", "Я в отпуске у родителей, здесь обстрел, есть раненые."),
    ("Невдала доставка ліків", "Ліки не вдалося доставити, міст зруйновано."),
    ("Автовідповідь", "Допоможіть, будь ласка: у дворі лежить снаряд."),
    ("У відпустці", "Я у відпустці в селі, тут поранені люди, потрібна швидка."),
    ("تعذر تسليم المساعدات", "تعذر تسليم المساعدات إلى المخيم، الطريق مغلق."),
    ("رد تلقائي", "وصلنا رد تلقائي مرتين. ماذا نفعل بالألغام قرب المدرسة؟"),
    ("رد آلي: مساعدة", "نحتاج إلى مساعدة، انفجار قرب المدرسة وهناك جرحى"),
    ("Auto: breakdown", "Our offices are closed, the auto broke down."),
    ("Absence : [GPC-38702]", "Nous serons absents lors de la visite; le chef vous reçoit."),
    ("On vacation", "I am on vacation until Monday. Paul went to the camp."),
    ("خارج المكتب", "أنا خارج المكتب الآن في المخيم، طردوا العائلات من بيوتها."),
]

SUBJECTS = [
    "Automatic reply: what does it mean?",
    "Out of office: where is the mine action desk?",
    "Auto: spare parts",
    "Absence du bureau: qui contacter",
    "Fuera de oficina: ¿quién atiende?",
    "Respuesta automática: no la entiendo",
    "رد تلقائي: ما معناه؟",
    "Undelivered mail: help",
    "Returned mail: how to",
    "Delivery failure of food trucks",
    "Failure notice for demining contract",
    "Mail delivery failed in our camp",
    "Undeliverable: winter kits to Kharkiv",
    "Delivery Status Notification (Failure)",
]
SENTENCES = [
    "We are twelve families and the kits did not come.",
    "Good morning, the mail to the camp failed and the trucks could not be delivered.",
    "I am out of the office in Sake. Whom should I write to?",
    "Bonjour, nous attendons votre réponse.",
    "Esperamos su respuesta.",
    "السلام عليكم، ننتظر جوابكم.",
]
ASKING = ["Automatic reply: what does it mean?", "رد تلقائي: ما معناه؟", "Réponse automatique : que veut-elle dire ?"]
QUOTING = ["I received this from you: I am out of the office.", "J'ai reçu : je suis absente du bureau."]

ANSWERS = [
    ("Re: Shelter kits", "I am out of the office until Monday. The kits are with Ahmed, give 20 to the camp."),
    ("Re: Question", "I got this from your office: This is an automatic reply, we are closed. The family still waits."),
    ("Re: Automatic reply: Your question", "Thank you. The child was found, but the mother is missing."),
    ("Automatic reply: Your question", "please help, mine accident"),
    ("RE: Réponse automatique : Abri", "Je suis absente de Goma jusqu'au 5, écrivez à Paul pour les bâches."),
    ("Re: Respuesta automática", "Gracias. Estaré fuera hasta el lunes, pero las familias siguen en la escuela."),
    ("Re: Resposta automática", "Estarei ausente até sexta; a Maria recebe as lonas."),
    ("Re: Автоматический ответ", "Я в отпуске до пятницы, список семей у Ольги."),
    ("Re: Автоматична відповідь", "Мене немає в офісі, перелік родин в Олени."),
    ("رد: رد تلقائي", "أنا في إجازة حتى الأحد، والقائمة عند أحمد."),
    ("Re: Undelivered Mail Returned to Sender", "My old address does not exist, sorry. Write to this one."),
    ("Re: Question", "Undeliverable means the office moved, so the notice was returned to sender."),
]
STATUS = (
    "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
    "Final-Recipient: rfc822; x@goma.example.org\nAction: failed\nStatus: 5.1.1\n"
)


def mail(subject: str, text: str, *, sender: str = "Ana <ana@ngo.example.org>", **fields: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = "Help Desk <desk@desk.example>"
    message["Subject"] = subject
    message["Date"] = "Tue, 06 Jan 2026 09:15:00 +0100"
    message["Message-ID"] = "<1@ngo.example.org>"
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def bounced(*, subtype: str) -> EmailMessage:
    """The report that a person received, as a mail program attaches it."""
    report = mail("Undelivered Mail Returned to Sender", "I'm sorry to have to inform you that it could not be delivered.")
    status = message_from_string(STATUS)
    report.make_mixed()
    report.attach(status)
    report.set_type(f"multipart/{subtype}")
    return report


@pytest.mark.parametrize(("subject", "text"), NEW)
def test_L5_words_of_a_machine_make_no_machine(subject: str, text: str) -> None:
    found = read(mail(subject, text).as_bytes())
    assert (found.kind, found.automatic, found.bounce, found.complaint) == (Kind.REQUEST, None, None, False)


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("text", SENTENCES)
def test_L5_a_person_s_subject_opens_a_ticket(subject: str, text: str) -> None:
    found = read(mail(subject, text, Return_Path="<ana@ngo.example.org>").as_bytes())
    assert (found.kind, found.automatic, found.bounce) == (Kind.REQUEST, None, None)


@pytest.mark.parametrize("subject", ASKING)
@pytest.mark.parametrize("text", QUOTING)
def test_L5_who_asks_about_an_automatic_reply_is_a_person(subject: str, text: str) -> None:
    found = read(mail(subject, text).as_bytes())
    assert (found.kind, found.automatic, found.bounce) == (Kind.REQUEST, None, None)


@pytest.mark.parametrize(("subject", "text"), ANSWERS)
def test_L5_an_answer_that_speaks_of_absence_is_a_person_s(subject: str, text: str) -> None:
    found = read(mail(subject, text, In_Reply_To="<0@desk.example>").as_bytes())
    assert (found.kind, found.automatic, found.bounce) == (Kind.REPLY, None, None)


@pytest.mark.parametrize("name", ["Mail Delivery System", "System Administrator", "Postmaster Ana", "Bounce Lady"])
def test_L5_a_display_name_is_no_sender(name: str) -> None:
    found = read(mail("Undelivered mail", "Our mails failed.", sender=f"{name} <ana@ngo.example.org>").as_bytes())
    assert (found.kind, found.automatic) == (Kind.REQUEST, None)


@pytest.mark.parametrize("address", ["bouncer.amadou@ngo.example.org", "rexima@ngo.example.org", "smailov@ngo.example.org"])
def test_L5_a_word_inside_a_name_is_no_sender(address: str) -> None:
    found = read(mail("Delivery delayed", "The delivery failed.", sender=address).as_bytes())
    assert (found.kind, found.automatic) == (Kind.REQUEST, None)


@pytest.mark.parametrize("subject", ["Undelivered mail", "Fwd: Undelivered Mail Returned to Sender"])
def test_L5_a_person_who_attaches_a_report_asks_about_it(subject: str) -> None:
    asking = mail(subject, "Our mails to Goma come back like this. Can you help us reach them?")
    asking.add_attachment(bounced(subtype="report"))
    found = read(asking.as_bytes())
    assert (found.kind, found.automatic, found.bounce) == (Kind.REQUEST, None, None)


def test_L5_the_parts_of_a_report_in_a_person_s_mail_are_a_person_s() -> None:
    asking = mail("Fwd: Undelivered Mail Returned to Sender", "Our mails to Goma come back like this. Can you help us?")
    asking.make_mixed()
    for part in bounced(subtype="report").iter_parts():
        asking.attach(part)
    found = read(asking.as_bytes())
    assert (found.kind, found.automatic, found.bounce) == (Kind.REQUEST, None, None)


def test_L5_a_report_pasted_below_a_person_s_words_is_a_person_s() -> None:
    text = (
        "Dear desk, this came back. Please find another address of the clinic.\n\n"
        "This is the mail system at host mx.example.\n\nI'm sorry to have to inform you that your message could not\n"
        "be delivered to one or more recipients.\n\n<x@goma.example.org>: user unknown\n\n"
        "Received: from a by b\nMessage-ID: <9@ngo.example.org>\nFrom: ana@ngo.example.org\nSubject: Kits\n"
    )
    assert read(mail("Undelivered Mail Returned to Sender", text).as_bytes()).kind is Kind.REQUEST
