"""Labels of the header block that mail programs print above an earlier mail. Data only; compared casefolded.

One block a language: who wrote it, when, to whom, with a copy to whom, about what; words of one column divided by "|".
"""

from typing import NamedTuple


class Labels(NamedTuple):
    """The labels of a language, by what they name."""

    sender: str
    date: str
    to: str
    cc: str
    subject: str


LABELS: dict[str, Labels] = {
    "en": Labels("from|sender", "sent|date|sent at|time|sent on|received", "to|recipient|recipients", "cc|bcc", "subject|re"),
    "fr": Labels(
        "de|expéditeur|expediteur|de la part de",
        "date|envoyé|envoyé le|envoye|envoyée|date d'envoi|date d’envoi|le",
        "à|a|pour|destinataire|destinataires",
        "cc|cci|copie|copie à",
        "objet|sujet",
    ),
    "es": Labels(
        "de|remitente|desde",
        "enviado|enviado el|enviados|fecha|enviada el|fecha de envío",
        "para|a|destinatario|destinatarios",
        "cc|cco|copia",
        "asunto|tema",
    ),
    "ar": Labels(
        "من|المرسل|الراسل|مرسل",
        "تاريخ الإرسال|التاريخ|تاريخ|أرسلت|أرسل|تم الإرسال|المرسلة|الإرسال|أُرسلت|مرسلة",
        "إلى|الى|المرسل إليه|للمستلم|المستلم",
        "نسخة|نسخة إلى|نسخة الى",
        "الموضوع|موضوع",
    ),
    "pt": Labels(
        "de|remetente",
        "enviado|enviada|enviado em|enviada em|data|enviados|data de envio",
        "para|destinatário|destinatários|a",
        "cc|cco|com cópia",
        "assunto",
    ),
    "ru": Labels(
        "от|от кого|отправитель",
        "отправлено|дата|дата отправки|отправлен|отправка",
        "кому|получатель|для",
        "копия|скрытая копия",
        "тема|тема письма",
    ),
    "uk": Labels(
        "від|від кого|відправник",
        "надіслано|відправлено|дата|дата відправлення",
        "кому|одержувач|отримувач|до",
        "копія|прихована копія",
        "тема",
    ),
    "de": Labels(
        "von|absender",
        "gesendet|datum|gesendet am|verschickt|verschickt am|sendedatum",
        "an|empfänger|zu",
        "cc|kopie|kopie (cc)|bcc|blindkopie",
        "betreff|thema|betr",
    ),
    "it": Labels(
        "da|mittente", "inviato|data|inviato il|inviata|data invio", "a|destinatario|destinatari|per", "cc|ccn|cn", "oggetto|ogg"
    ),
    "nl": Labels(
        "van|afzender",
        "verzonden|datum|verstuurd|verzonden op|verzenddatum",
        "aan|naar|ontvanger",
        "cc|kopie|bcc",
        "onderwerp|betreft",
    ),
    "pl": Labels(
        "od|nadawca", "wysłano|wysłane|data|data wysłania|wysłana", "do|adresat|odbiorca", "dw|udw|kopia|do wiadomości", "temat"
    ),
    "sv": Labels("från|avsändare", "skickat|datum|skickad|sänt", "till|mottagare", "kopia|cc", "ämne|rubrik"),
    "da": Labels("fra|afsender", "sendt|dato|sendt den|dato sendt", "til|modtager", "cc|kopi|kopi til", "emne"),
    "no": Labels("fra|frå|avsender", "sendt|dato|sendt den", "til|mottaker", "kopi|cc", "emne"),
    "fi": Labels(
        "lähettäjä", "lähetetty|päivämäärä|päiväys|pvm", "vastaanottaja|vastaanottajat|saaja", "kopio|cc", "aihe|otsikko"
    ),
    "tr": Labels(
        "kimden|gönderen|gönderici",
        "gönderildi|gönderme tarihi|tarih|gönderilen|gönderim tarihi",
        "kime|alıcı|kimlere",
        "bilgi|cc",
        "konu",
    ),
    "zh": Labels(
        "发件人|寄件者|寄件人|發件人|发信人|寄信人",
        "发送时间|发送日期|日期|寄件日期|傳送時間|時間|时间|發送時間|傳送日期|发件时间|寄件時間",
        "收件人|收件者|收信人",
        "抄送|副本|密件副本|抄送人",
        "主题|主旨|主題|标题|標題",
    ),
    "ja": Labels("差出人|送信元|送信者|from", "送信日時|日時|日付|送信日|送信済み", "宛先|to", "cc|写し", "件名|題名"),
    "ko": Labels(
        "보낸 사람|보낸사람|발신자|발신",
        "보낸 날짜|날짜|보낸날짜|보낸 시간|발송일|보냄",
        "받는 사람|받는사람|수신자|수신|받은 사람",
        "참조|숨은 참조",
        "제목",
    ),
    "cs": Labels("od|odesílatel", "odesláno|datum", "komu|příjemce", "kopie|cc", "předmět"),
    "sk": Labels("od|odosielateľ", "odoslané|dátum|odoslaná", "komu|pre|príjemca", "kópia|cc", "predmet"),
    "hu": Labels("feladó|küldő", "elküldve|dátum|küldve|küldés dátuma", "címzett|címzettek", "másolat|másolatot kap", "tárgy"),
    "ro": Labels(
        "de la|expeditor|expeditorul",
        "trimis|data|dată|trimis la|trimisă",
        "către|catre|destinatar|destinatarul|la",
        "cc|copie",
        "subiect|subiectul",
    ),
    "bg": Labels("от|подател", "изпратено|изпратен|дата", "до|получател", "копие", "относно|тема"),
    "el": Labels("από|αποστολέας", "στάλθηκε|ημερομηνία|εστάλη|απεστάλη", "προς|παραλήπτης", "κοιν.|κοιν|κοινοποίηση", "θέμα"),
    "he": Labels("מאת|מ", "נשלח|תאריך|נשלח ב|נשלח בתאריך", "אל|ל", "עותק|העתק", "נושא|הנדון"),
    "fa": Labels("از|فرستنده", "تاریخ|ارسال|ارسال شده|تاریخ ارسال", "به|گیرنده", "رونوشت|کپی", "موضوع|عنوان"),
    "ur": Labels("منجانب|از طرف", "تاریخ|بتاریخ", "بنام|بخدمت", "نقل", "موضوع|عنوان"),
    "hi": Labels("प्रेषक|से|द्वारा", "दिनांक|भेजा गया|तारीख", "प्रति|को|सेवा में", "प्रतिलिपि", "विषय"),
    "bn": Labels("থেকে|প্রেরক", "তারিখ|পাঠানো হয়েছে", "প্রতি|প্রাপক", "অনুলিপি", "বিষয়"),
    "th": Labels("จาก|ผู้ส่ง", "ส่ง|วันที่|ส่งเมื่อ", "ถึง|ผู้รับ", "สำเนา", "เรื่อง|หัวเรื่อง"),
    "vi": Labels(
        "từ|người gửi", "gửi|đã gửi|ngày|đã gửi lúc|ngày gửi", "đến|tới|người nhận", "đồng gửi|sao gửi", "chủ đề|tiêu đề"
    ),
    "id": Labels("dari|pengirim", "dikirim|tanggal|terkirim", "kepada|ke|untuk|penerima", "tembusan", "perihal|subjek|hal|judul"),
    "hr": Labels("šalje|od|pošiljatelj", "poslano|datum|poslato", "prima|za|primatelj|kome", "kopija|cc", "predmet|naslov|tema"),
    "sr": Labels("од|шаље|пошиљалац", "послато|датум", "за|прима|коме", "копија", "наслов|тема|предмет"),
    "sl": Labels("od|pošiljatelj", "poslano|datum", "za|prejemnik", "kp|cc", "zadeva|predmet"),
    "lt": Labels("nuo|siuntėjas", "išsiųsta|data", "kam|gavėjas|iki", "kopija", "tema"),
    "lv": Labels("no|sūtītājs", "nosūtīts|datums", "kam|līdz|adresāts", "kopija", "tēma|temats"),
    "et": Labels("saatja|kellelt", "saadetud|kuupäev", "adressaat|saaja|kellele", "koopia", "teema"),
    "ca": Labels("de|remitent", "enviat|enviat el|data", "per a|per|a", "a/c|cc", "assumpte|tema"),
    "eu": Labels("nork", "data|bidalia", "nori", "cc", "gaia"),
    "gl": Labels("de", "data|enviado", "para", "cc", "asunto"),
    "is": Labels("frá", "sent|dagsetning", "til", "afrit", "efni"),
}

# Labels that tell nothing we need, of lines that belong to a block all the same.
OTHER = (
    "reply-to", "reply to", "répondre à", "responder a", "responder para", "antwort an", "rispondi a", "antwoord aan",
    "odpowiedź-do", "svar til", "svara till", "vastaus", "yanıt adresi", "ответ-кому", "кому відповісти", "odpověď na",
    "válaszcím", "odgovori na", "răspuns către", "回复", "回覆", "返信先", "importance", "priority", "priorité", "importancia",
    "importância", "wichtigkeit", "priorità", "prioridade", "prioriteit", "prioritet", "приоритет", "важность", "важливість",
    "الأهمية", "attachments", "attachment", "pièces jointes", "pièce jointe", "archivos adjuntos", "datos adjuntos", "adjuntos",
    "anexos", "anexo", "anlagen", "anlage", "allegati", "bijlagen", "bijlage", "załączniki", "bilagor", "vedhæftet",
    "vedhæftede filer", "vedlegg", "liitteet", "ekler", "вложения", "вкладення", "مرفقات", "المرفقات", "附件", "添付ファイル",
    "첨부", "첨부파일", "organization", "organisation", "message-id", "in-reply-to", "mailed-by", "signed-by", "newsgroups",
    "categories", "sensitivity", "when", "where",
)  # fmt: skip
