"""What mail programs and servers write around people's words, in many languages: for made mails. Invented people only."""

# An attribution as a program of that language writes it above a quotation.
ATTRIBUTIONS = {
    "en": "On Tue, 6 Jan 2026 at 10:15, Ada Moss <ada@field.example> wrote:",
    "en_outlook": 'On 1/6/26, 10:15 AM, "Ada Moss" <ada@field.example> wrote:',
    "fr": "Le mar. 6 janv. 2026 à 10:15, Ada Moss <ada@field.example> a écrit :",
    "es": "El mar, 6 ene 2026 a las 10:15, Ada Moss (<ada@field.example>) escribió:",
    "ar": "في الثلاثاء، 6 يناير 2026 في 10:15 ص تمت كتابة ما يلي بواسطة Ada Moss <ada@field.example>:",
    "ar_digits": "في ٦ يناير ٢٠٢٦، الساعة ١٠:١٥، كتب Ada Moss <ada@field.example>:",
    "pt": "Em ter., 6 de jan. de 2026 às 10:15, Ada Moss <ada@field.example> escreveu:",
    "ru": "вт, 6 янв. 2026 г. в 10:15, Ada Moss <ada@field.example>:",
    "ru_wrote": "06.01.2026 10:15, Ada Moss пишет:",
    "uk": "вт, 6 січ. 2026 р. о 10:15 Ada Moss <ada@field.example> пише:",
    "de": "Am Di., 6. Jan. 2026 um 10:15 Uhr schrieb Ada Moss <ada@field.example>:",
    "it": "Il giorno mar 6 gen 2026 alle ore 10:15 Ada Moss <ada@field.example> ha scritto:",
    "nl": "Op di 6 jan 2026 om 10:15 schreef Ada Moss <ada@field.example>:",
    "pl": "wt., 6 sty 2026 o 10:15 Ada Moss <ada@field.example> napisał(a):",
    "sv": "Den tis 6 jan. 2026 kl 10:15 skrev Ada Moss <ada@field.example>:",
    "da": "Den tirs. 6. jan. 2026 kl. 10.15 skrev Ada Moss <ada@field.example>:",
    "no": "tir. 6. jan. 2026 kl. 10:15 skrev Ada Moss <ada@field.example>:",
    "fi": "ti 6. tammik. 2026 klo 10.15 Ada Moss <ada@field.example> kirjoitti:",
    "tr": "Ada Moss <ada@field.example>, 6 Oca 2026 Sal, 10:15 tarihinde şunu yazdı:",
    "zh": "Ada Moss <ada@field.example> 于2026年1月6日周二 10:15写道：",
    "ja": "2026年1月6日(火) 10:15 Ada Moss <ada@field.example>:",
    "ko": "2026년 1월 6일 (화) 오전 10:15, Ada Moss <ada@field.example>님이 작성:",
}  # fmt: skip

# From, Sent, To, Subject as Outlook of that language prints them above the earlier mail.
LABELS = {
    "en": ("From", "Sent", "To", "Subject"),
    "fr": ("De", "Envoyé", "À", "Objet"),
    "es": ("De", "Enviado", "Para", "Asunto"),
    "ar": ("من", "تاريخ الإرسال", "إلى", "الموضوع"),
    "pt": ("De", "Enviado", "Para", "Assunto"),
    "ru": ("От", "Отправлено", "Кому", "Тема"),
    "uk": ("Від", "Надіслано", "Кому", "Тема"),
    "de": ("Von", "Gesendet", "An", "Betreff"),
    "it": ("Da", "Inviato", "A", "Oggetto"),
    "nl": ("Van", "Verzonden", "Aan", "Onderwerp"),
    "pl": ("Od", "Wysłano", "Do", "Temat"),
    "sv": ("Från", "Skickat", "Till", "Ämne"),
    "da": ("Fra", "Sendt", "Til", "Emne"),
    "fi": ("Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe"),
    "tr": ("Kimden", "Gönderildi", "Kime", "Konu"),
    "zh": ("发件人", "发送时间", "收件人", "主题"),
    "ja": ("差出人", "送信日時", "宛先", "件名"),
    "ko": ("보낸 사람", "보낸 날짜", "받는 사람", "제목"),
}

# Rules with words between them, above what is answered or passed on.
SEPARATORS = (
    "-----Original Message-----", "---------- Forwarded message ---------", "Begin forwarded message:",
    "-------- Message d'origine --------", "-----Mensaje original-----", "-----الرسالة الأصلية-----",
    "-----Mensagem original-----", "-----Исходное сообщение-----", "-----Оригінальне повідомлення-----",
    "-----Ursprüngliche Nachricht-----", "-----Messaggio originale-----", "-----Oorspronkelijk bericht-----",
    "-----Wiadomość oryginalna-----", "-----Ursprungligt meddelande-----", "-----Alkuperäinen viesti-----",
    "-----Özgün İleti-----", "-----原始邮件-----", "-----元のメッセージ-----", "-----원본 메시지-----",
)  # fmt: skip

# Closings, mobile footers, house footers, and lines that lists put under a mail.
FOOTERS = (
    "-- ", "--", "Kind regards,", "Cordialement,", "Saludos,", "مع التحية", "Atenciosamente,", "С уважением,", "З повагою,",
    "Mit freundlichen Grüßen", "Sent from my iPhone", "Envoyé de mon iPhone", "Enviado desde mi iPhone", "أرسلت من هاتف iPhone",
    "Отправлено с iPhone", "Надіслано з iPhone", "Get Outlook for Android", "发自我的 iPhone", "iPhoneから送信",
    "This e-mail is confidential and for the intended recipient only.", "Ce message est confidentiel.",
    "You received this message because you are subscribed to the group.", "________________________________",
)  # fmt: skip

# What servers write about a mail that they could not deliver.
REPORT_LINES = (
    "This message was created automatically by mail delivery software.", "The following addresses had permanent fatal errors",
    "550 5.1.1 <nobody@field.example>: Recipient address rejected: User unknown", "<nobody@field.example>:",
    "Diagnostic-Code: smtp; 550 5.1.1 no such user", "Final-Recipient: rfc822; nobody@field.example", "Action: failed",
    "Status: 5.1.1", "----- Transcript of session follows -----", "Remote host said: 552 5.2.2 mailbox full",
    "Votre message n'a pas pu être remis", "Tu mensaje no se ha entregado", "Ваше сообщение не доставлено",
    "Message-ID: <x@desk.example>", "Received: from a.example by b.example", "Le destinataire suivant n'existe pas :",
)  # fmt: skip

# How programs tell of absence.
ABSENCES = (
    "I am out of the office until 12 January.", "Je suis absent du bureau jusqu'au 12 janvier.",
    "Estoy fuera de la oficina hasta el 12 de enero.", "أنا خارج المكتب حتى ١٢ يناير.",
    "Estou fora do escritório até 12 de janeiro.", "Меня нет в офисе до 12 января.", "Мене немає в офісі до 12 січня.",
    "Ich bin bis zum 12. Januar nicht im Büro.", "This is an automatic reply.", "Ceci est une réponse automatique.",
)  # fmt: skip


def header_block(language: str) -> str:
    """The four lines of Outlook in a language."""
    sender, sent, to, subject = LABELS[language]
    return f"{sender}: Ada Moss <ada@field.example>\n{sent}: 6/1/2026 10:15\n{to}: desk@desk.example\n{subject}: Maps"
