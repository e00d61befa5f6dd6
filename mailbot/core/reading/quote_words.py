"""Words by which mail programs introduce an earlier mail, in many languages. Data only; lower case, compared casefolded."""

# The verb of "On <date>, <name> wrote:". The attribution needs one of them beside a date, a time or an address.
WROTE = (
    # en fr es ar pt ru uk
    "wrote", "writes", "a écrit", "ecrit", "écrit", "escribió", "escribio", "escribe", "ha escrito",
    "escribiste",
    "كتب", "كتبت", "كتابة", "escreveu", "escreve", "написал", "написала", "написал(а)", "пишет", "писал",
    "писала", "wrote",
    "пише", "писав", "написав", "написала", "написав(-ла)", "писав(ла)",
    # de it nl pl sv da no fi tr
    "schrieb", "geschrieben", "ha scritto", "scrive", "schreef", "geschreven", "napisał", "napisała",
    "napisał(a)", "pisze",
    "skrev", "skriver", "kirjoitti", "yazdı", "şunları yazdı", "şunu yazdı",
    # zh ja ko and others
    "写道", "寫道", "写到", "書きました", "のメール", "のメッセージ", "작성", "님이 작성", "썼습니다",
    "napsal", "napsal(a)", "napísal", "napísal(a)", "írta", "a scris", "написа", "написао", "έγραψε", "viết",
    "đã viết",
    "menulis",
    "va escriure", "idatzi", "kirjutas", "rakstīja", "rašė", "je napisao", "je napisal", "je napisala", "נכתב",
    "כתב", "כתבה",
    "מאת",
    "نوشت", "نوشته", "نے لکھا", "ने लिखा", "লিখেছেন", "เขียนว่า",
)  # fmt: skip

# How such a line begins, for those that lack a known verb.
ON = (
    "on", "le", "el", "em", "am", "il", "op", "den", "dnia", "w dniu", "på", "în", "dne", "на", "в", "у", "от",
    "від", "في",
    "بتاريخ",
    "il giorno", "el día", "no dia", "a", "vào", "pada", "tarihinde", "pe",
)  # fmt: skip

# Inside a rule of dashes: what follows is the earlier mail as it was.
ORIGINAL = (
    "original message", "original-message", "original mail", "original email", "reply message",
    "reply above this line",
    "original appointment", "end of original message",
    "message d'origine", "message d’origine", "message original", "message initial", "mail original",
    "e-mail d'origine",
    "mensaje original", "correo original", "الرسالة الأصلية", "رسالة أصلية", "النص الأصلي", "mensagem original",
    "исходное сообщение", "исходное письмо", "оригинальное сообщение", "пересылаемое сообщение",
    "первоначальное сообщение",
    "вихідне повідомлення", "оригінальне повідомлення", "первинне повідомлення", "початкове повідомлення",
    "ursprüngliche nachricht", "originalnachricht", "original-nachricht", "ursprüngliche mail",
    "messaggio originale",
    "oorspronkelijk bericht", "origineel bericht", "oorspronkelijke bericht", "wiadomość oryginalna",
    "oryginalna wiadomość",
    "wiadomość pierwotna", "ursprungligt meddelande", "originalmeddelande", "oprindelig meddelelse",
    "original meddelelse",
    "opprinnelig melding", "alkuperäinen viesti", "orijinal ileti", "orijinal mesaj", "özgün ileti", "原始邮件",
    "原始郵件", "原邮件",
    "元のメッセージ", "원본 메시지", "원본 메일", "původní zpráva", "pôvodná správa", "eredeti üzenet", "mesajul original",
    "mesaj original", "оригинално съобщение", "оригинална порука", "αρχικό μήνυμα", "thư gốc", "pesan asli",
    "missatge original",
    "izvorna poruka", "originalna poruka", "izvirno sporočilo", "algkiri", "sākotnējais ziņojums",
    "pradinis laiškas",
    "הודעה מקורית",
    "پیام اصلی", "mensaje reenviado del original",
)  # fmt: skip

# A heading under a rule: what follows was written before.
PREVIOUS = (
    "previous replies", "previous reply", "previous messages", "previous message", "conversation history",
    "messages précédents", "respuestas anteriores", "mensajes anteriores", "mensagens anteriores",
    "предыдущие сообщения", "попередні повідомлення", "الرسائل السابقة", "frühere nachrichten",
    "eerdere berichten",
)  # fmt: skip

# Nouns for a mail: between two rules of dashes they announce one.
MESSAGE = (
    "message", "nachricht", "mensaje", "mensagem", "messaggio", "bericht", "wiadomość", "meddelande",
    "meddelelse", "melding",
    "viesti", "ileti", "mesaj",
    "сообщение", "письмо", "повідомлення", "رسالة", "الرسالة", "邮件", "メール", "메시지", "zpráva", "správa", "üzenet",
    "previous replies", "e-mail", "courriel",
)  # fmt: skip

# The same for a mail that is passed on.
FORWARDED = (
    "forwarded message", "forwarded mail", "begin forwarded message", "forwarded by", "forward message",
    "forwarded email",
    "message transféré", "message transmis", "début du message transféré", "début du message réexpédié",
    "message réexpédié",
    "mensaje reenviado", "inicio del mensaje reenviado", "mensaje reexpedido", "رسالة معاد توجيهها",
    "الرسالة المعاد توجيهها",
    "رسالة محولة", "بداية الرسالة المعاد توجيهها", "رسالة مُعاد توجيهها", "الرسالة المحوّلة",
    "mensagem encaminhada", "início da mensagem encaminhada", "início da mensagem reencaminhada",
    "mensagem reencaminhada",
    "пересылаемое сообщение", "пересланное сообщение", "начало переадресованного сообщения",
    "пересылаемое письмо",
    "перенаправленное сообщение", "пересланное письмо", "конец пересылаемого сообщения",
    "переслане повідомлення", "початок листа, що пересилається", "перенаправлене повідомлення",
    "пересланий лист",
    "початок переадресованого повідомлення", "weitergeleitete nachricht",
    "anfang der weitergeleiteten nachricht",
    "anfang der weitergeleiteten e-mail", "weitergeleitete mail", "messaggio inoltrato",
    "inizio messaggio inoltrato",
    "messaggio girato", "doorgestuurd bericht", "begin doorgestuurd bericht", "wiadomość przekazana",
    "przekazana wiadomość",
    "początek przekazywanej wiadomości", "vidarebefordrat meddelande", "vidarebefordrat brev",
    "videresendt meddelelse",
    "videresendt melding", "välitetty viesti", "edelleenlähetetty viesti", "iletilen mesaj",
    "yönlendirilen ileti",
    "iletilmiş ileti",
    "转发的邮件", "转发邮件", "轉寄郵件",
    "転送されたメッセージ", "転送メッセージ", "전달된 메시지", "전달된 메일", "přeposlaná zpráva",
    "preposlaná správa", "továbbított üzenet", "mesaj redirecționat", "препратено съобщение",
    "προωθημένο μήνυμα",
    "thư được chuyển tiếp", "pesan terusan", "missatge reenviat", "proslijeđena poruka", "edastatud kiri",
    "הודעה שהועברה",
    "پیام فوروارد شده",
)  # fmt: skip

# Labels of the header block that Outlook and others print above the earlier mail, by what they name.
LABELS: dict[str, tuple[str, ...]] = {
    "from": (
        "from", "de", "من", "от", "від", "від кого", "отправитель", "от кого", "von", "da", "van", "od", "från",
        "fra",
        "lähettäjä",
        "kimden", "gönderen", "发件人", "寄件者", "寄件人", "差出人", "送信元", "보낸 사람", "보낸사람", "feladó", "de la",
        "expéditeur",
        "remitente", "remetente", "mittente", "absender", "nadawca", "afzender", "avsändare", "afsender",
        "avsender", "από",
        "odesílatel",
        "odosielateľ", "от:", "dari", "từ", "מאת", "از", "saatja", "no", "nuo", "الراسل", "المرسل",
        "відправник", "desde",
        "expediteur",
    ),
    "date": (
        "sent", "date", "envoyé", "envoyé le", "envoye", "enviado", "enviado el", "fecha", "تاريخ الإرسال",
        "التاريخ",
        "تاريخ", "أرسلت",
        "تم الإرسال", "enviada", "enviado em", "enviada em", "data", "отправлено", "дата", "надіслано",
        "відправлено",
        "gesendet",
        "datum", "inviato", "verzonden", "wysłano", "wysłane", "skickat", "sendt", "dato", "lähetetty",
        "päivämäärä", "pvm",
        "gönderildi", "gönderme tarihi", "tarih",
        "发送时间", "发送日期", "日期", "寄件日期", "傳送時間", "時間", "送信日時", "日時",
        "日付",
        "보낸 날짜", "날짜", "보낸날짜", "odesláno", "odoslané", "dátum", "elküldve", "trimis", "изпратено", "изпратен",
        "στάλθηκε",
        "ημερομηνία", "gửi", "ngày", "dikirim", "tanggal", "poslano", "תאריך", "נשלח", "ارسال", "saadetud",
        "kuupäev",
        "date d'envoi", "time", "sent at", "enviados", "дата отправки", "sendt den", "данные", "envoyée",
        "dato sendt",
    ),
    "to": (
        "to", "à", "a", "para", "إلى", "الى", "кому", "получатель", "an", "aan", "naar", "do", "till", "til",
        "vastaanottaja",
        "kime", "alıcı", "收件人",
        "收件者", "宛先", "받는 사람", "받는사람", "címzett", "komu", "către", "catre", "до", "προς", "kepada", "đến", "tới",
        "אל", "به",
        "pour", "destinataire", "destinatario", "destinatário", "empfänger", "ontvanger", "saaja",
        "المرسل إليه", "للمستلم",
        "adresat", "a:",
    ),
    "cc": ("cc", "copie", "copie à", "نسخة", "نسخة إلى", "копия", "копія", "kopie", "kopia", "kopi", "kopio",
    "bilgi", "抄送",
    "副本", "참조", "ccn", "dw", "bcc", "cci"),
    "subject": (
        "subject", "objet", "sujet", "asunto", "الموضوع", "موضوع", "assunto", "тема", "betreff", "oggetto",
        "onderwerp",
        "temat",
        "ämne", "emne", "aihe", "otsikko", "konu", "主题", "主旨", "件名", "제목", "předmět", "predmet", "tárgy",
        "subiect",
        "относно", "предмет",
        "θέμα", "chủ đề", "perihal", "subjek", "assumpte", "naslov", "zadeva", "נושא", "teema", "tēma", "tema",
        "re",
    ),
    "other": ("reply-to", "répondre à", "responder a", "importance", "priority", "priorité", "importancia",
    "wichtigkeit",
    "attachments", "pièces jointes", "organization", "reply to", "message-id", "in-reply-to", "vedlegg",
    "приоритет"),
}  # fmt: skip

# How programs begin the subject of a forward and of an answer.
FORWARD_PREFIXES = (
    "fw:", "fwd:", "tr:", "rv:", "wg:", "enc:", "i:", "vs:", "vb:", "vl:", "pd:", "doorst:", "пер:", "пересл:",
    "fs:", "ilt:", "إعادة توجيه:", "إعادة التوجيه:",
    "转发:", "转发：", "轉寄:", "轉寄：", "전달:", "fyi:", "res: enc:", "reenv:", "rtr:", "inol:", "fwd.:", "[fwd:",
    "переслано:", "fw :", "tr :",
)  # fmt: skip

REPLY_PREFIXES = (
    "re:", "re :", "aw:", "sv:", "antw:", "odp:", "ynt:", "rif:", "res:", "ref:", "vs:", "r:", "رد:", "رد :",
    "відп:", "отв:", "на:", "回复:", "回复：", "回覆:", "답장:", "re[", "re^", "re：",
)  # fmt: skip
