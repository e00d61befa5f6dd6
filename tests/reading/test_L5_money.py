"""People who write about money, papers, prizes and loans are people; plain solicitations are set aside (threats L5)."""

from email.message import EmailMessage

import pytest

from mailbot.core.message import InboundMessage, Kind
from mailbot.core.reading import read

PEOPLE = [
    # en
    (
        "Grant",
        "The donor approved USD 850,000 for our protection project, please send us the indicator guidance within 48 hours.",
    ),
    (
        "Grant approved",
        "Our proposal of EUR 400,000 was approved. Congratulations to all. Full names and date of birth of the team follow.",
    ),
    (
        "Release of funds",
        "OCHA wants to release the funds of USD 1.2 million and asks for a copy of your passport. Whom do we send?",
    ),
    (
        "Loan",
        "A man in the market offers a quick loan of 200 dollars without "
        "collateral, then takes the daughter as a guarantee. Act now.",
    ),
    (
        "Loan shark",
        "I took an urgent loan of $300 at 20% interest rate per week. The lender took my passport. He will come immediately.",
    ),
    (
        "Lottery",
        "My mother got a letter: you have won the lottery, USD 500,000, pay a processing fee within 24 hours. She wants to pay.",
    ),
    (
        "Is this real",
        "Dear desk, is this real? 'Attention beneficiary, your grant of USD 5,000 is ready, send full names and a transfer fee.'",
    ),
    ("Ransom", "They demand $5,000 by Western Union within 24 hours or my brother will not come back. Bank details are below."),
    ("Mailbox", "We got an email that our mailbox has exceeded its quota and to click here within 24 hours. Is this from you?"),
    ("Our account", "Your mailbox is almost full, said the server when we wrote to you; please free some space."),
    (
        "Beneficiary list",
        "Attached is the beneficiary list with full names, date of birth and account number for the cash grant of USD 120 each.",
    ),
    (
        "Compensation",
        "The municipality offers compensation of 2,000 euros for the house, we must sign within 48 hours. Is the price fair?",
    ),
    ("Cash assistance", "How do we apply for the 150 USD per month? I lost my bank card and my phone number changed."),
    (
        "Work from home",
        "Girls are lured by ads: work from home, earn up to $900 per week, free of charge, apply now. Then they are taken away.",
    ),
    (
        "Inheritance",
        "As next of kin of the deceased I want to inherit the plot, worth 30,000 USD. The office asks a processing fee at once.",
    ),
    (
        "Web site",
        "Could you help us redesign the cluster website? We have a discount for "
        "web design services and USD 500, contact us via mail.",
    ),
    # fr
    (
        "Prêt",
        "Un usurier propose un prêt rapide sans garantie de 100 000 FCFA et garde la carte d'identité. Que faire, au plus vite ?",
    ),
    (
        "Loterie",
        "J'ai reçu un message : vous avez gagné 250 000 €, envoyez la copie de votre passeport sous 48 heures. Est-ce vrai ?",
    ),
    (
        "Subvention",
        "Le bailleur a approuvé 300 000 euros pour la protection ; merci d'envoyer le numéro de compte dans les 48 heures.",
    ),
    (
        "Frais de dossier",
        "Le passeur demande 2 000 euros de frais de dossier et la copie de passeport, sinon il ne rend pas les papiers.",
    ),
    # es
    (
        "Préstamo",
        "Un prestamista ofrece préstamos rápidos sin garantía de 500 dólares y "
        "se queda con la cédula. Necesito consejo de inmediato.",
    ),
    (
        "Premio",
        "Recibí un mensaje: usted ha ganado 10.000 dólares, envíe su nombre "
        "completo y su cuenta bancaria en 24 horas. ¿Es verdad?",
    ),
    ("Herencia", "La herencia de mi padre vale 20.000 pesos, piden gastos de gestión y copia del pasaporte dentro de 48 horas."),
    # ar
    ("قرض", "عرض علينا رجل قرض سريع بدون ضمانات بقيمة 500 دولار وأخذ جواز السفر، ويريد المال فورا."),
    ("رسالة", "وصلتني رسالة: لقد ربحت 100000 دولار، أرسل الاسم الكامل ورسوم التحويل خلال 24 ساعة. هل هذا صحيح؟"),
    ("منحة", "وافق المانح على 850000 دولار لمشروع حماية النازحين ويطلب رقم الحساب خلال 48 ساعة."),
    # pt
    (
        "Empréstimo",
        "Um agiota oferece empréstimo rápido sem fiador de 500 dólares e ficou "
        "com o meu passaporte. Quer o dinheiro imediatamente.",
    ),
    (
        "Prémio",
        "Recebi isto: você ganhou 50.000 euros, envie seu nome completo e uma taxa de transferência em 24 horas. É verdade?",
    ),
    # ru
    ("Займ", "Ростовщик предлагает деньги в долг без справок, 50 000 рублей, и забрал паспорт. Срочно нужен совет."),
    (
        "Письмо",
        "Мне пришло письмо: вы выиграли 100 000 долларов, пришлите копию паспорта и комиссию за перевод в течение 24 часов.",
    ),
    (
        "Компенсация",
        "За разрушенный дом нам обещали 300 000 рублей, просят номер счёта и копию паспорта немедленно. Можно ли верить?",
    ),
    # uk
    (
        "Кредит",
        "Чоловік пропонує швидкий кредит без довідок на 20 000 гривень і забирає паспорт у жінок. Терміново потрібна порада.",
    ),
    ("Виплата", "Нам прийшло повідомлення: вам нараховано виплату 6600 грн, перейдіть за посиланням негайно. Це правда?"),
    # disputes over what the dead left, and wages that were promised
    (
        "Widow",
        "Her husband died, the unclaimed funds of USD 3,000 are at the bank. "
        "It asks her date of birth and a transfer fee at once.",
    ),
    ("Veuve", "L'héritage est de 2 000 000 FCFA ; le notaire veut la pièce d'identité et des frais de dossier sous 48 heures."),
    ("Наследство", "Наследство в размере 200 000 рублей, нотариус просит копию паспорта и предоплату в течение 24 часов."),
    (
        "Work",
        "An agency promised: work from home, $900 per month, no experience. "
        "She was detained at the airport. Contact the embassy?",
    ),
    (
        "Legit?",
        "Dear colleagues, is it legit? 'You have been selected to receive USD 5,000. Congratulations, send your full name.'",
    ),
]

SPAM = [
    # en
    (
        "Congratulations",
        "Attention Beneficiary, your fund of USD 2,500,000 is ready. Send your full name, your address and your bank details.",
    ),
    (
        "From the desk of Barrister Paul",
        "I want to present you as the next of kin of my late client, who left $9.5 million. Keep it "
        "secret and get back to me with your phone number. It is risk free.",
    ),
    (
        "Winning notice",
        "Your email address has won £850,000 in the international lottery. Congratulations! Contact our claims agent "
        "with your full name within 48 hours.",
    ),
    ("Loan offer", "Do you need a loan? We offer loans from $5,000 to $5,000,000 at 2% interest rate, no collateral. Apply now."),
    (
        "Website",
        "We offer affordable SEO services: first page of Google, quality backlinks. Reply to this email for our packages.",
    ),
    ("Guest post", "Guest posts on high quality sites, link building from $50, special offer. Contact us via Telegram."),
    (
        "Mail Administrator",
        "Your mailbox has exceeded its storage limit. Click here to verify "
        "your account within 24 hours or it will be deactivated.",
    ),
    (
        "Password",
        "Your password will expire today. Keep the same password: click below, or your account will be closed. Final notice.",
    ),
    ("Canadian pharmacy", "Viagra and Cialis, best prices from $1.20, order now, limited offer!"),
    ("Bitcoin", "Bitcoin trading with guaranteed returns: invest $250 and earn up to $5,000 per week. Sign up, limited time."),
    # fr
    (
        "Félicitations",
        "Vous avez gagné 250 000 € à la loterie internationale. Envoyez copie de votre passeport et frais de dossier "
        "sous 48 heures. Félicitations !",
    ),
    (
        "Offre de prêt",
        "Offre de prêt entre particuliers de 2 000 à 500 000 euros au taux d'intérêt de 2%, sans justificatif. Contactez-moi.",
    ),
    ("Messagerie", "Votre boîte mail est pleine. Cliquez ici pour valider sous 24 heures, sinon votre compte sera supprimé."),
    # es
    (
        "Felicidades",
        "Usted ha ganado 500.000 euros en la lotería española. Felicidades: envíe su nombre completo y su cuenta bancaria.",
    ),
    (
        "Crédito",
        "¿Necesita un préstamo? Préstamos rápidos hasta 10.000 dólares sin aval ni requisitos, en 24 horas. Contáctenos.",
    ),
    ("Posicionamiento", "Posicionamiento web y diseño web a los mejores precios, primera página de Google. Contáctenos hoy."),
    # ar
    ("مبروك", "لقد ربحت مبلغ 500000 دولار في اليانصيب الدولي. مبروك، أرسل الاسم الكامل ورقم الحساب خلال 48 ساعة."),
    ("عرض قرض", "عرض قرض شخصي حتى 50000 دولار بدون ضمانات وبدون كفيل. تواصل معنا فورا."),
    ("تنبيه", "صندوق بريدك ممتلئ. انقر هنا لتأكيد حسابك خلال 24 ساعة وإلا سيتم إغلاق حسابك."),
    # pt
    (
        "Parabéns",
        "Parabéns, você ganhou 100.000 euros na loteria internacional. Envie seu nome completo e dados bancários em 24 horas.",
    ),
    ("Empréstimo", "Precisa de um empréstimo? Empréstimo pessoal até 50.000 reais, sem consulta, sem fiador. Clique aqui."),
    # ru
    ("Деньги", "Нужен кредит? Деньги на карту без отказа до 50 000 рублей за 5 минут. Оставьте заявку на нашем сайте."),
    ("Выигрыш", "Поздравляем, вы выиграли 100 000 долларов! Пришлите номер карты и оплатите комиссию в течение 24 часов."),
    ("Продвижение", "Продвижение сайтов и создание сайтов, недорого, бесплатный аудит. Звоните прямо сейчас."),
    ("Почта", "Ваш почтовый ящик переполнен. Перейдите по ссылке в течение 24 часов, иначе он будет заблокирован."),
    # uk
    (
        "Гроші",
        "Терміново потрібні гроші? Швидкий кредит до 30 000 гривень без відмови і без довідок за 10 хвилин. Натисніть на кнопку.",
    ),
    ("Виграш", "Вітаємо, ви виграли 100 000 гривень! Надішліть номер картки та сплатіть комісію протягом 24 годин."),
    ("Просування", "Просування сайтів і створення сайтів недорого, безкоштовний аудит. Телефонуйте."),
]


def understood(subject: str, text: str, **fields: str) -> InboundMessage:
    message = EmailMessage()
    message["From"] = "Ana <ana@ngo.example.org>"
    message["To"] = "Help Desk <desk@desk.example>"
    message["Subject"] = subject
    message["Message-ID"] = "<1@ngo.example.org>"
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return read(message.as_bytes())


@pytest.mark.parametrize(("subject", "text"), PEOPLE)
def test_L5_who_writes_about_money_is_a_person(subject: str, text: str) -> None:
    found = understood(subject, text)
    assert (found.kind, found.automatic) == (Kind.REQUEST, None)


@pytest.mark.parametrize(("subject", "text"), SPAM)
def test_a_plain_solicitation_is_spam_and_says_by_what(subject: str, text: str) -> None:
    found = understood(subject, text)
    assert found.kind is Kind.SPAM
    assert found.automatic is not None
    assert found.automatic.startswith("a solicitation: ")
    assert found.reply


@pytest.mark.parametrize(("subject", "text"), SPAM)
def test_L5_no_text_makes_spam_of_what_answers_passes_on_or_names_a_ticket(subject: str, text: str) -> None:
    assert understood(subject, text, In_Reply_To="<0@desk.example>").kind is Kind.REPLY
    assert understood(f"Re: [GPC-38702] {subject}", text).kind is Kind.REQUEST
    head = f"---------- Forwarded message ---------\nFrom: Bo <bo@x.example>\nSubject: {subject}\nTo: <ana@ngo.example.org>"
    assert understood(f"Fwd: {subject}", f"{head}\n\n{text}").kind is Kind.REQUEST
    assert understood(subject, f"Did you send this?\n\n{text}").kind is Kind.REQUEST
    assert understood(subject, text, List_Id="<x.ngo.example.org>", List_Post="<mailto:x@ngo.example.org>").kind is Kind.REQUEST


@pytest.mark.parametrize(("subject", "text"), SPAM)
def test_L5_a_victim_s_word_makes_a_solicitation_a_request(subject: str, text: str) -> None:
    assert understood(subject, f"{text}\n\nMy sister paid them. They took her to the camp.").kind is Kind.REQUEST


@pytest.mark.parametrize(("subject", "text"), SPAM)
def test_L5_a_pitch_alone_is_no_spam(subject: str, text: str) -> None:
    assert understood(subject, text[:40]).kind is Kind.REQUEST
