"""Words by which mail programs divide what is answered or passed on from what is new. Data only; compared casefolded.

One block a language: what stands between two rules above an answered mail, the same above a forwarded one, words that
announce a forward by a colon alone, and words before the name of who passed it on ("Forwarded by Ana on ...").
"""

from typing import NamedTuple

from mailbot.core.reading.history.begin import fold


class Divider(NamedTuple):
    """The dividers of a language; several words in one column are divided by "|"."""

    original: str
    forwarded: str = ""
    announced: str = ""
    by: str = ""


DIVIDERS: dict[str, Divider] = {
    "en": Divider(
        (
            "original message|original-message|original mail|original email|original e-mail|reply message"
            "|replied message|original|original appointment|original email message|end of original message"
            "|original message follows|original message below"
        ),
        ("forwarded message|forwarded mail|forward message|forwarded email|forwarded e-mail|forwarded|fwd.msg|forwarded letter"),
        "begin forwarded message|forwarded message|forwarded email|begin forwarded text",
        "forwarded by|forwarded message from|forwarded mail from",
    ),
    "fr": Divider(
        (
            "message d'origine|message d’origine|message original|message initial|mail original"
            "|mail d'origine|e-mail d'origine|e-mail d’origine|courriel original|courriel d'origine"
            "|message original ci-dessous"
        ),
        ("message transféré|message transmis|message réexpédié|courriel transféré|mail transféré|e-mail transféré"),
        "début du message transféré|début du message réexpédié|message transféré",
        "transféré par|réacheminé par|transmis par|faire suivre par|message transféré de",
    ),
    "es": Divider(
        "mensaje original|correo original|mensaje reenviado del original|correo electrónico original",
        "mensaje reenviado|mensaje reexpedido|mensaje remitido|correo reenviado|mensaje enviado",
        "inicio del mensaje reenviado|mensaje reenviado",
        "reenviado por|remitido por|mensaje reenviado de|enviado por",
    ),
    "ar": Divider(
        "الرسالة الأصلية|رسالة أصلية|النص الأصلي|الرسالة الأصليَّة|الرساله الاصليه|الرسالة الاصلية",
        (
            "رسالة معاد توجيهها|الرسالة المعاد توجيهها|رسالة محولة|رسالة محوّلة|رسالة مُعاد توجيهها"
            "|الرسالة المحوّلة|الرسالة المحولة|رسالة ممرّرة|رسالة ممررة|رسالة معاد إرسالها|اعادة التوجيه"
            "|إعادة توجيه"
        ),
        ("بداية الرسالة المعاد توجيهها|بداية الرسالة المُعاد توجيهها|رسالة معاد توجيهها|بداية الرسالة المحولة"),
        "تمت إعادة التوجيه بواسطة|إعادة توجيه من",
    ),
    "pt": Divider(
        "mensagem original|e-mail original|mensagem de origem|email original",
        ("mensagem encaminhada|mensagem reencaminhada|e-mail encaminhado|email encaminhado|mensagem repassada"),
        "início da mensagem encaminhada|início da mensagem reencaminhada|mensagem encaminhada",
        "encaminhado por|repassado por|reencaminhado por|mensagem encaminhada de",
    ),
    "ru": Divider(
        (
            "исходное сообщение|исходное письмо|оригинальное сообщение|первоначальное сообщение"
            "|исходный текст|оригинальное письмо|оригинал сообщения"
        ),
        (
            "пересылаемое сообщение|пересланное сообщение|пересылаемое письмо|перенаправленное сообщение"
            "|пересланное письмо|переадресованное сообщение|перенаправленное письмо"
        ),
        "начало переадресованного сообщения|начало пересылаемого сообщения|пересылаемое сообщение",
        "переслано пользователем|переслал|переслано|перенаправлено",
    ),
    "uk": Divider(
        (
            "вихідне повідомлення|оригінальне повідомлення|первинне повідомлення|початкове повідомлення"
            "|оригінал повідомлення|вихідний лист|оригінальний лист|початковий лист"
        ),
        (
            "переслане повідомлення|перенаправлене повідомлення|пересланий лист|переадресоване повідомлення"
            "|перенаправлений лист|повідомлення, що пересилається"
        ),
        "початок листа, що пересилається|початок переадресованого повідомлення|переслане повідомлення",
        "переслано користувачем|переслав|переслала|переслано",
    ),
    "de": Divider(
        (
            "ursprüngliche nachricht|originalnachricht|original-nachricht|original nachricht"
            "|ursprüngliche mail|ursprüngliche e-mail|originalmail|original-mail|antwort nachricht"
            "|ursprünglicher termin|ursprungsnachricht"
        ),
        "weitergeleitete nachricht|weitergeleitete mail|weitergeleitete e-mail|weitergeleitete email",
        ("anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|weitergeleitete nachricht"),
        "weitergeleitet von|weitergeleitete nachricht von",
    ),
    "it": Divider(
        "messaggio originale|messaggio originario|e-mail originale|mail originale|messaggio di origine",
        "messaggio inoltrato|messaggio girato|mail inoltrata|e-mail inoltrata",
        "inizio messaggio inoltrato|messaggio inoltrato",
        "inoltrato da|messaggio inoltrato da",
    ),
    "nl": Divider(
        ("oorspronkelijk bericht|origineel bericht|oorspronkelijke bericht|oorspronkelijke e-mail|originele e-mail"),
        "doorgestuurd bericht|doorgestuurde e-mail|doorgezonden bericht",
        "begin doorgestuurd bericht|doorgestuurd bericht",
        "doorgestuurd door|doorgezonden door",
    ),
    "pl": Divider(
        ("wiadomość oryginalna|oryginalna wiadomość|wiadomość pierwotna|treść oryginalnej wiadomości|wiadomość źródłowa"),
        ("wiadomość przekazana|przekazana wiadomość|treść przekazanej wiadomości|wiadomość przesłana dalej"),
        "początek przekazywanej wiadomości|przekazana wiadomość",
        "przekazane przez|przesłane przez",
    ),
    "sv": Divider(
        "ursprungligt meddelande|originalmeddelande|ursprungligt mejl|ursprungligt brev",
        "vidarebefordrat meddelande|vidarebefordrat brev|vidarebefordrat mejl|vidarebefordrat mail",
        "vidarebefordrat mejl|vidarebefordrat brev|vidarebefordrat meddelande",
        "vidarebefordrat av",
    ),
    "da": Divider(
        ("oprindelig meddelelse|original meddelelse|original besked|oprindelig besked|oprindelig mail|original mail"),
        "videresendt meddelelse|videresendt besked|videresendt mail",
        "start på videresendt besked|videresendt besked|start på videresendt meddelelse",
        "videresendt af",
    ),
    "no": Divider(
        "opprinnelig melding|original melding|originalmelding|opprinneleg melding|opphavleg melding",
        "videresendt melding|vidaresend melding|videresendt e-post",
        "videresendt melding|start på videresendt melding|begynnelse på videresendt melding",
        "videresendt av",
    ),
    "fi": Divider(
        "alkuperäinen viesti|alkuperäinen sähköposti|alkuperäinen sanoma",
        "välitetty viesti|välitetty viesti / fwd.msg|edelleenlähetetty viesti|edelleen lähetetty viesti",
        "välitetty viesti alkaa|välitetty viesti",
        "lähettänyt edelleen|välittänyt",
    ),
    "tr": Divider(
        "orijinal ileti|orijinal mesaj|özgün ileti|özgün mesaj|asıl ileti|orijinal e-posta",
        (
            "iletilen mesaj|iletilen ileti|iletilmiş ileti|iletilmiş mesaj|yönlendirilen ileti"
            "|yönlendirilmiş ileti|yönlendirilen mesaj"
        ),
        "ileti başlangıcı|iletilen mesajın başlangıcı|iletilen ileti",
        "ileten|tarafından iletildi",
    ),
    "zh": Divider(
        "原始邮件|原始郵件|原邮件|原郵件|回复的原邮件|回覆的原郵件|原始信件|原始訊息|原始消息|邮件原文",
        "转发的邮件|转发邮件|轉寄郵件|轉寄的郵件|转发的消息|转发邮件信息|轉寄信件|转发的信息|轉寄訊息",
        "开始转发的邮件|以下是转发的邮件|開始轉寄郵件|以下是轉寄的郵件|開始轉寄的郵件|下面是被转发的邮件|被转发邮件信息",
        "转发人|轉寄者",
    ),
    "ja": Divider(
        "元のメッセージ|元のメール|オリジナルメッセージ|元メール|original message",
        "転送されたメッセージ|転送メッセージ|転送メール|転送されたメール",
        "転送されたメッセージ|転送されたメール|以下転送",
        "転送者",
    ),
    "ko": Divider(
        "원본 메시지|원본 메일|원본 메세지|원본메시지|원본메일|원본 이메일",
        "전달된 메시지|전달된 메일|전달 메일|전달된 이메일|전달 메시지",
        "전달된 메시지|시작 전달된 메시지|전달된 메시지 시작|전달된 이메일",
        "전달자",
    ),
    "cs": Divider(
        "původní zpráva|původní e-mail|původní email|původní mail",
        "přeposlaná zpráva|předaná zpráva|přeposlaný e-mail",
        "začátek přeposílané zprávy|přeposlaná zpráva",
        "přeposlal|předal",
    ),
    "sk": Divider(
        "pôvodná správa|pôvodný e-mail",
        "preposlaná správa|preposlaná správa --- forwarded message|odovzdaná správa",
        "začiatok preposlanej správy|preposlaná správa",
        "preposlal",
    ),
    "hu": Divider(
        "eredeti üzenet|eredeti levél|eredeti e-mail",
        "továbbított üzenet|továbbított levél|továbbított e-mail",
        "továbbított levél kezdete|továbbított üzenet kezdete|továbbított üzenet",
        "továbbította",
    ),
    "ro": Divider(
        "mesajul original|mesaj original|mesaj inițial",
        "mesaj redirecționat|mesaj transmis mai departe|mesaj redirectionat|mesaj înaintat",
        "începe mesajul redirecționat|mesaj redirecționat",
        "redirecționat de|transmis de",
    ),
    "bg": Divider(
        "оригинално съобщение|оригинално писмо|първоначално съобщение",
        "препратено съобщение|препратено писмо",
        "начало на препратено съобщение|препратено съобщение",
        "препратено от",
    ),
    "el": Divider(
        "αρχικό μήνυμα|αρχικό mail",
        "προωθημένο μήνυμα|προωθούμενο μήνυμα",
        "αρχή προωθημένου μηνύματος|προωθημένο μήνυμα",
        "προωθήθηκε από",
    ),
    "he": Divider(
        "הודעה מקורית|הודעה המקורית|ההודעה המקורית",
        "הודעה שהועברה|הודעה מועברת",
        "תחילת ההודעה שהועברה|הודעה שהועברה",
        "הועבר על ידי",
    ),
    "fa": Divider(
        "پیام اصلی|پیام اصلی ایمیل|ایمیل اصلی",
        "پیام فوروارد شده|پیام ارسال شده|پیام بازفرستاده|پیام هدایت‌شده",
        "آغاز پیام فوروارد شده|شروع پیام فوروارد شده",
        "فوروارد شده توسط",
    ),
    "vi": Divider(
        "thư gốc|tin nhắn gốc|email gốc",
        "thư được chuyển tiếp|thư đã chuyển tiếp|thư chuyển tiếp|tin nhắn đã chuyển tiếp",
        "bắt đầu thư được chuyển tiếp|bắt đầu thư chuyển tiếp",
        "được chuyển tiếp bởi",
    ),
    "id": Divider(
        "pesan asli|pesan semula",
        "pesan terusan|pesan yang diteruskan|pesan diteruskan",
        "mulai pesan terusan|awal pesan yang diteruskan|mulai pesan yang diteruskan",
        "diteruskan oleh",
    ),
    "th": Divider("ข้อความต้นฉบับ|ข้อความเดิม", "ข้อความที่ส่งต่อ|ข้อความที่ถูกส่งต่อ", "เริ่มข้อความที่ส่งต่อ"),
    "hi": Divider("मूल संदेश", "अग्रेषित संदेश", "अग्रेषित संदेश"),
    "bn": Divider("মূল বার্তা", "ফরওয়ার্ড করা বার্তা|ফরোয়ার্ড করা বার্তা"),
    "hr": Divider(
        "izvorna poruka|originalna poruka",
        "proslijeđena poruka|prosleđena poruka",
        "započni proslijeđenu poruku|početak proslijeđene poruke",
        "proslijedio",
    ),
    "sr": Divider("оригинална порука|изворна порука", "прослеђена порука", "почетак прослеђене поруке"),
    "sl": Divider("izvirno sporočilo|izvorno sporočilo", "posredovano sporočilo", "začetek posredovanega sporočila"),
    "mk": Divider("оригинална порака", "препратена порака"),
    "be": Divider("зыходны ліст|зыходнае паведамленне", "накіраваны ліст|перасланае паведамленне"),
    "lt": Divider("pradinis laiškas|originalus laiškas|pirminis laiškas", "persiųstas laiškas|persiunčiamas laiškas"),
    "lv": Divider("sākotnējais ziņojums|oriģinālais ziņojums", "pārsūtīts ziņojums|pārsūtītais ziņojums"),
    "et": Divider("algkiri|algne teade|algne sõnum|originaalsõnum", "edastatud kiri|edastatud sõnum|edastatud teade"),
    "ca": Divider("missatge original|correu original", "missatge reenviat", "inici del missatge reenviat"),
    "eu": Divider("jatorrizko mezua", "birbidalitako mezua"),
    "gl": Divider("mensaxe orixinal", "mensaxe reenviada"),
    "is": Divider("upprunalegur póstur|upprunaleg skilaboð", "áframsendur póstur|áframsend skilaboð"),
    "sq": Divider("mesazhi origjinal", "mesazhi i përcjellë"),
    "hy": Divider("սկզբնական նամակը", "փոխանցվող նամակը"),
    "af": Divider("oorspronklike boodskap", "aangestuurde boodskap"),
}

# A heading under a rule: what follows was written before.
PREVIOUS = (
    "previous replies", "previous reply", "previous messages", "previous message", "conversation history",
    "messages précédents", "respuestas anteriores", "mensajes anteriores", "mensagens anteriores", "предыдущие сообщения",
    "попередні повідомлення", "الرسائل السابقة", "frühere nachrichten", "eerdere berichten",
)  # fmt: skip

# What help desks print above their mails, between rules; people answer above it.
ABOVE_THIS_LINE = (
    "above this line", "above the line", "au-dessus de cette ligne", "au dessus de cette ligne", "por encima de esta línea",
    "encima de esta línea", "sobre esta línea", "فوق هذا السطر", "acima desta linha", "выше этой линии", "выше этой строки",
    "над цим рядком", "вище цієї лінії", "über dieser zeile", "oberhalb dieser zeile", "sopra questa riga",
    "sopra questa linea", "boven deze regel", "boven deze lijn", "nad tą linią", "powyżej tej linii", "ovanför den här raden",
    "ovanför denna rad", "over denne linje", "over denne linjen", "tämän rivin yläpuolelle", "bu satırın üstüne",
    "bu satırın üzerine", "此行上方", "この行より上", "이 줄 위에",
)  # fmt: skip

# Where what was passed on ends and the sender's own words go on (Mutt, Yandex, Horde).
END_OF_FORWARD = (
    "end forwarded message", "end forwarded text", "end of forwarded message", "end forwarded mail", "fin du message transféré",
    "fin du message réexpédié", "fin del mensaje reenviado", "final del mensaje reenviado", "نهاية الرسالة المعاد توجيهها",
    "fim da mensagem encaminhada", "fim da mensagem reencaminhada", "конец пересылаемого сообщения",
    "конец переадресованного сообщения", "кінець пересланого повідомлення", "кінець переадресованого повідомлення",
    "ende der weitergeleiteten nachricht", "fine messaggio inoltrato", "fine del messaggio inoltrato",
    "einde doorgestuurd bericht", "koniec przekazywanej wiadomości", "slut på vidarebefordrat meddelande",
    "slut på videresendt meddelelse", "slutt på videresendt melding",
)  # fmt: skip

# A first line of Orange's and Laposte's header blocks, which has no label but a date.
MESSAGE_OF = ("message du ", "> message du ", "message of ", "mensaje del ", "messaggio del ")

# What stands in brackets above an answered mail (Tobit).
PROCESSED_BY = ("[original message processed by", "original message processed by")

# Nouns for a mail: between two rules of dashes they announce one.
MESSAGE = (
    "message", "nachricht", "mensaje", "mensagem", "messaggio", "bericht", "wiadomość", "meddelande", "meddelelse", "melding",
    "viesti", "ileti", "mesaj", "сообщение", "письмо", "повідомлення", "رسالة", "الرسالة", "邮件", "郵件", "メール",
    "メッセージ", "메시지", "메일", "zpráva", "správa", "üzenet", "previous replies", "e-mail", "courriel",
)  # fmt: skip


def _words(column: int) -> frozenset[str]:
    return frozenset(fold(word) for d in DIVIDERS.values() for word in d[column].split("|") if word)


ORIGINAL = _words(0)
FORWARDED = _words(1)
ANNOUNCED = _words(2)
FORWARDED_BY = tuple(sorted(_words(3)))
