"""What programs write without any mark in the header: receipts, answers to invitations, challenges, acknowledgements.

Data only; lower case, compared casefolded. One phrase alone means nothing: people use each of them.
"""

# Begins of subjects by which mail programs say that a mail was read, was not read, or arrived.
RECEIPT_SUBJECTS = (
    # en
    "read:", "not read:", "read receipt", "return receipt", "delivered:", "deleted:", "delivery receipt", "receipt for",
    # fr es pt
    "lu :", "lu:", "non lu :", "non lu:", "accusé de lecture", "accusé de réception", "remis :", "leído:", "leido:",
    "no leído:", "confirmación de lectura", "acuse de recibo", "entregado:", "lido:", "lida:", "não lido:", "não lida:",
    "recibo de leitura", "confirmação de leitura", "entregue:",
    # ar
    "مقروء:", "مقروءة:", "تمت القراءة:", "تمت قراءة", "غير مقروء:", "قراءة:", "لم تتم القراءة:", "إيصال قراءة",
    "إيصال بالقراءة",
    # ru uk
    "прочитано:", "прочтено:", "не прочитано:", "непрочитанное:", "отчет о прочтении", "отчёт о прочтении",
    "уведомление о прочтении", "доставлено:", "не прочтено:", "звіт про прочитання", "сповіщення про прочитання",
    # de it nl pl
    "gelesen:", "nicht gelesen:", "ungelesen:", "lesebestätigung", "empfangsbestätigung", "letto:", "non letto:",
    "ricevuta di ritorno", "conferma di lettura", "gelezen:", "niet gelezen:", "leesbevestiging", "przeczytano:",
    "przeczytane:", "nie przeczytano:", "potwierdzenie przeczytania",
    # sv da no fi tr
    "läst:", "inte läst:", "läskvitto", "læst:", "ikke læst:", "lest:", "ikke lest:", "lesebekreftelse", "luettu:",
    "lukukuittaus", "okundu:", "okunmadı:", "okundu bilgisi",
    # zh ja ko
    "已读:", "已读：", "已讀:", "已讀：", "未读:", "开封:", "開封済み:", "開封済み：", "開封確認", "읽음:", "읽지 않음:",
    "수신 확인",
)  # fmt: skip

# How the text below begins.
RECEIPT_OPENINGS = (
    # en fr es ar pt ru uk
    "your message", "your mail", "your email", "the message", "this is a return receipt", "votre message", "le message",
    "ceci est un accusé", "su mensaje", "el mensaje", "tu mensaje", "este es un acuse", "esto es un acuse", "رسالتك",
    "الرسالة", "هذا إيصال", "a sua mensagem", "sua mensagem", "a mensagem", "ваше сообщение", "ваше письмо", "сообщение",
    "ваше повідомлення", "ваш лист", "повідомлення",
    # de it nl pl sv da no fi tr zh ja ko
    "ihre nachricht", "die nachricht", "dies ist eine empfangsbestätigung", "il messaggio", "il tuo messaggio", "uw bericht",
    "je bericht", "het bericht", "twoja wiadomość", "wiadomość", "ditt meddelande", "meddelandet", "din meddelelse",
    "meddelelsen", "meldingen", "viestisi", "viesti", "iletiniz", "mesajınız", "您的邮件", "您的郵件", "您的消息",
    "メッセージ", "次のメッセージ", "메시지", "귀하의 메시지",
)  # fmt: skip

# How it goes on.
RECEIPT_SENTENCES = (
    # en
    "was read on", "was read at", "was deleted without being read", "has been read on", "was displayed on",
    "this is a return receipt", "this receipt verifies", "this receipt shows", "no guarantee that the message has been read",
    # fr
    "a été lu le", "a été lu(e) le", "a été affiché", "a été supprimé sans être lu", "a été lu à",
    "ceci est un accusé de réception",
    # es
    "se leyó el", "fue leído el", "ha sido leído el", "se ha leído el", "se eliminó sin leer", "fue eliminado sin ser leído",
    "esto es un acuse de recibo", "este es un acuse de recibo",
    # ar
    "تمت قراءتها في", "تمت قراءتها بتاريخ", "تمت القراءة في", "تم حذفها بدون قراءتها", "هذا إيصال",
    # pt
    "foi lida em", "foi lido em", "foi excluída sem ser lida", "foi eliminada sem ser lida", "foi apresentada em",
    # ru uk
    "было прочитано", "было прочтено", "прочитано в ", "удалено без прочтения", "удалено непрочитанным", "прочтено ",
    "було прочитано", "видалено без прочитання", "видалено непрочитаним",
    # de it nl pl
    "wurde gelesen am", "wurde am", "ungelesen gelöscht", "dies ist eine empfangsbestätigung", "è stato letto",
    "è stata letta", "eliminato senza essere letto", "is gelezen op", "werd gelezen op", "ongelezen verwijderd",
    "została przeczytana", "usunięta bez przeczytania",
    # sv da no fi tr
    "lästes den", "blev läst", "togs bort utan att", "blev læst", "blev slettet uden", "ble lest", "ble slettet uten",
    "luettiin", "poistettiin lukematta", "tarihinde okundu", "okunmadan silindi",
    # zh ja ko
    "的读取时间", "已于", "被讀取", "に開封されました", "開封されました", "읽은 시간", "읽었습니다",
)  # fmt: skip

# Challenges, first half: that a mail waits, is held or must be confirmed.
HELD = (
    # en
    "your message is being held", "your message has been held", "your message is on hold", "your email is being held",
    "your message has not been delivered yet", "your message has been placed in a", "your message is waiting",
    "your email is waiting", "is protected by", "uses an anti-spam", "uses a spam", "using an anti-spam", "using a challenge",
    "is not yet on my", "approved sender", "has not been delivered because", "guest list", "not on my list of",
    "before it is delivered", "before it can be delivered", "has been held.", "protecting myself from receiving",
    # fr
    "votre message est en attente", "votre message a été mis en attente", "utilise un système anti-spam",
    "protégé par un système anti", "protégée par un système anti", "utilise une protection anti",
    "liste des expéditeurs autorisés", "est protégée par mailinblack",
    # es pt
    "su mensaje está retenido", "su mensaje ha sido retenido", "su correo está retenido", "utiliza un sistema anti",
    "usa un sistema anti", "lista de remitentes autorizados", "a sua mensagem está retida", "sua mensagem está retida",
    "sua mensagem foi retida", "utiliza um sistema anti", "usa um sistema anti", "utiliza o antispam", "lista de remetentes",
    # ar
    "رسالتك معلقة", "رسالتك قيد الانتظار", "رسالتكم قيد الانتظار", "نظام حماية من البريد",
    # ru uk
    "ваше письмо задержано", "ваше сообщение задержано", "защищен от спама", "защищён от спама",
    "использует систему защиты от спама", "ваш лист затримано", "ваше повідомлення затримано", "захищено від спаму",
    "використовує систему захисту від спаму",
    # de it nl pl
    "ihre nachricht wird zurückgehalten", "ihre e-mail wird zurückgehalten", "ihre nachricht wartet", "durch ein anti-spam",
    "il tuo messaggio è in attesa", "il suo messaggio è in attesa", "utilizza un sistema anti",
    "uw bericht wordt vastgehouden", "uw bericht is tegengehouden", "twoja wiadomość została wstrzymana",
    "wiadomość oczekuje",
)  # fmt: skip

# Challenges, second half: what the sender has to do once.
PROVE = (
    # en
    "click the link below to confirm", "click on the link below to confirm", "click the following link to confirm",
    "please confirm your email", "click the link below to verify", "click on the link below to verify",
    "to verify that you are", "confirm that you are a real", "prove that you are", "prove you are", "verify yourself",
    "confirm that you are human", "verify that you are human", "you will only need to do this once",
    "you only have to do this once", "you need to do this only once", "one-time", "one time only",
    "reply to this message to confirm", "replying to this message", "simply reply to this", "just reply to this",
    "complete this verification", "complete the verification", "authenticate yourself", "confirm your message",
    # fr
    "cliquez sur le lien ci-dessous pour", "cliquer sur le lien ci-dessous pour", "vous authentifier",
    "prouver que vous êtes", "une seule fois", "confirmer que vous êtes", "pour être reconnu comme",
    # es pt
    "haga clic en el siguiente enlace", "haga clic en el enlace", "una sola vez", "demostrar que es",
    "confirmar que es usted", "clique no link abaixo", "clique na ligação", "uma única vez", "apenas uma vez",
    "confirmar que você é", "responder a esta mensagem",
    # ar
    "انقر على الرابط", "اضغط على الرابط", "مرة واحدة فقط", "لتأكيد أنك",
    # ru uk
    "перейдите по ссылке", "нажмите на ссылку", "только один раз", "подтвердите, что вы", "подтвердить, что вы",
    "перейдіть за посиланням", "натисніть на посилання", "лише один раз", "підтвердіть, що ви", "підтвердити, що ви",
    # de it nl pl
    "klicken sie auf den folgenden link", "klicken sie bitte auf", "nur einmal", "bestätigen sie, dass sie",
    "clicca sul link", "clicchi sul link", "una volta sola", "klik op de onderstaande link", "slechts één keer",
    "kliknij poniższy link", "tylko raz",
)  # fmt: skip

# Acknowledgements of desks, first half: that something arrived.
RECEIVED = (
    # en
    "we have received your", "we've received your", "your request has been received", "your message has been received",
    "your email has been received", "your enquiry has been received", "your inquiry has been received",
    "your ticket has been created", "a ticket has been created", "a new ticket has been", "a support ticket has been",
    "a case has been created", "a case has been opened", "has been logged", "has been assigned ticket",
    "thank you for contacting", "thanks for contacting", "thank you for getting in touch", "we are in receipt of your",
    # fr
    "nous avons bien reçu votre", "votre demande a bien été", "votre message a bien été", "votre courriel a bien été",
    "votre demande a été enregistrée", "un ticket a été créé", "merci de nous avoir contacté",
    "nous accusons réception de votre", "votre demande a été reçue", "votre message a été reçu",
    # es
    "hemos recibido su", "hemos recibido tu", "su solicitud ha sido", "su mensaje ha sido recibido", "se ha creado un ticket",
    "se ha creado el ticket", "su mensaje fue recibido", "su solicitud fue", "recibimos su", "gracias por contactar",
    "gracias por comunicarse", "su caso ha sido",
    # ar
    "لقد استلمنا", "تم استلام طلبك", "تم استلام رسالتك", "تم إنشاء تذكرة", "تم تسجيل طلبك", "تلقينا رسالتك", "شكرا لتواصلك",
    "شكراً لتواصلك", "تم استلام رسالتكم", "تم استلام طلبكم", "استلمنا طلبك", "استلمنا رسالتك", "شكرا لتواصلكم",
    # pt
    "recebemos a sua", "recebemos sua", "recebemos o seu", "recebemos seu", "o seu pedido foi", "sua solicitação foi",
    "foi criado um ticket", "a sua solicitação foi", "sua mensagem foi recebida", "obrigado por entrar em contato",
    "obrigado por contactar", "obrigado por nos contactar",
    # ru
    "мы получили ваш", "ваш запрос получен", "ваше обращение получено", "ваше обращение зарегистрировано",
    "ваше письмо получено", "ваша заявка принята", "ваша заявка зарегистрирована", "ваш запрос зарегистрирован",
    "спасибо за обращение", "благодарим за обращение",
    # uk
    "ми отримали ваш", "ваш запит отримано", "ваше звернення отримано", "ваше звернення зареєстровано",
    "вашу заявку прийнято", "ваш запит зареєстровано", "дякуємо за звернення",
    # de it nl pl
    "wir haben ihre", "ihre anfrage ist bei uns", "ihre nachricht ist bei uns", "ihre anfrage wurde", "abbiamo ricevuto la",
    "la sua richiesta è stata", "we hebben uw", "uw bericht is ontvangen", "uw aanvraag is", "otrzymaliśmy twoją",
    "otrzymaliśmy państwa", "zgłoszenie zostało",
)  # fmt: skip

# Acknowledgements, second half: the number that only a system gives.
NUMBERED = (
    # en
    "ticket number", "ticket id", "ticket #", "ticket no", "case number", "case id", "case #", "request number", "request id",
    "your reference number", "reference number is", "tracking number", "tracking id", "incident number", "ticket reference",
    "enquiry number", "your case reference", "reference no",
    # fr
    "numéro de ticket", "numéro de dossier", "numéro de suivi", "numéro de demande", "n° de ticket", "n° de dossier",
    "sous le numéro", "sous la référence", "référence de votre demande", "numéro de référence", "numéro de votre",
    "numéro de cas",
    # es
    "número de ticket", "número de caso", "número de seguimiento", "número de solicitud", "número de referencia",
    "con el número", "nº de ticket", "número de su caso", "número de su solicitud",
    # ar
    "رقم التذكرة", "رقم الطلب", "رقم المرجع", "رقم المتابعة", "الرقم المرجعي", "رقم البلاغ", "رقم الحالة", "رقم القضية",
    # pt
    "número do ticket", "número do pedido", "número do protocolo", "número de protocolo", "número do caso", "com o número",
    "sob o número", "número do seu", "número da sua", "número da solicitação", "número de ticket", "número de caso",
    # ru uk
    "номер заявки", "номер обращения", "номер вашего обращения", "номер запроса", "номер тикета", "присвоен номер",
    "под номером", "номер звернення", "номер вашого", "номер вашей заявки", "номер вашего запроса", "номер запиту",
    "номер тікета", "присвоєно номер", "за номером", "під номером",
    # de it nl pl
    "ticketnummer", "ticket-nummer", "vorgangsnummer", "fallnummer", "bearbeitungsnummer", "numero di ticket",
    "numero del ticket", "numero di pratica", "zaaknummer", "kenmerk:", "numer zgłoszenia", "numer sprawy",
)  # fmt: skip

# Acknowledgements, third part: that somebody will look at it later.
LATER = (
    # en
    "will respond", "will reply", "will get back to you", "will be in touch", "will contact you", "will review",
    "will be answered", "within 24", "within 48", "within 72", "within one", "within two", "within three", "business day",
    "working day", "as soon as possible", "shortly",
    # fr
    "sera traitée", "sera traité", "vous répondrons", "vous répondra", "reviendrons vers vous", "dans les meilleurs délais",
    "dans les plus brefs délais", "jours ouvrables", "jours ouvrés", "sous 24", "sous 48", "vous contactera",
    # es
    "le responderemos", "le responderá", "nos pondremos en contacto", "se pondrá en contacto", "a la brevedad",
    "lo antes posible", "días hábiles", "días laborables", "será atendid", "en las próximas",
    # ar
    "سنرد", "سيتم الرد", "سوف نرد", "سنتواصل", "سيتواصل", "في أقرب وقت", "خلال 24", "خلال 48", "أيام عمل", "يوم عمل",
    # pt
    "responderemos", "entraremos em contacto", "entraremos em contato", "o mais breve possível",
    "o mais rapidamente possível", "assim que possível", "dias úteis", "será respondid",
    # ru uk
    "ответим", "ответит", "свяжемся", "свяжется", "в ближайшее время", "рабочих дней", "рабочего дня", "будет рассмотрен",
    "в течение", "відповімо", "відповість", "зв'яжемося", "зв’яжемося", "зв'яжеться", "найближчим часом", "робочих днів",
    "буде розглянут", "протягом",
    # de it nl pl
    "melden uns", "schnellstmöglich", "so schnell wie möglich", "so bald wie möglich", "werktag", "bearbeiten",
    "risponderemo", "al più presto", "giorni lavorativi", "nemen contact", "zo snel mogelijk", "werkdagen", "odpowiemy",
    "skontaktujemy", "dni robocz", "jak najszybciej",
)  # fmt: skip
