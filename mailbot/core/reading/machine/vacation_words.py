"""How people's machines say that nobody reads, in many languages. Data only; lower case, compared casefolded."""

# Begins of subjects by which a program says that it answers.
OWN_SUBJECTS = (
    # en
    "automatic reply", "auto reply", "auto-reply", "autoreply", "automated reply", "auto response", "autoresponse",
    "autoresponder", "automatic response", "auto-response", "automated response", "automatic answer", "vacation reply",
    "vacation response", "vacation message", "automatically generated", "out of office autoreply", "out of office auto-reply",
    "out of office reply", "out of office response", "out of office message", "out of office notification",
    "out of office notice", "out-of-office reply", "out-of-office notification", "out-of-office message",
    "out of office automatic reply",
    # fr
    "réponse automatique", "reponse automatique", "réponse auto", "message automatique", "message d'absence",
    "réponse d'absence", "notification d'absence", "avis d'absence", "répondeur automatique",
    # es
    "respuesta automática", "respuesta automatica", "auto respuesta", "autorespuesta", "contestación automática",
    "mensaje de ausencia", "aviso de ausencia", "respuesta de ausencia",
    # ar
    "رد تلقائي", "الرد التلقائي", "رد آلي", "رد الي", "الرد الآلي", "إجابة تلقائية", "رسالة تلقائية", "رسالة آلية",
    # pt
    "resposta automática", "resposta automatica", "mensagem automática", "aviso de ausência", "mensagem de ausência",
    # ru
    "автоматический ответ", "автоответ", "автоответчик", "автоматическое уведомление", "автоматическое сообщение",
    "уведомление об отсутствии", "сообщение об отсутствии", "автоматическая рассылка: отсутствие",
    # uk
    "автоматична відповідь", "автовідповідь", "автовідповідач", "автоматичне повідомлення", "повідомлення про відсутність",
    # de
    "automatische antwort", "automatische rückantwort", "autoantwort", "abwesenheitsnotiz", "abwesenheitsmeldung",
    "abwesenheitsnachricht", "abwesenheitsbenachrichtigung", "abwesenheitsassistent", "automatische abwesenheit",
    "automatische benachrichtigung",
    # it
    "risposta automatica", "messaggio automatico", "risposta fuori sede", "avviso di assenza",
    # nl
    "automatisch antwoord", "automatische beantwoording", "automatische reactie", "afwezigheidsbericht",
    "automatisch bericht",
    # pl
    "autoodpowiedź", "automatyczna odpowiedź", "odpowiedź automatyczna", "wiadomość automatyczna",
    "zawiadomienie o nieobecności",
    # sv da no
    "autosvar", "automatiskt svar", "automatisk svar", "automatiskt meddelande", "frånvaromeddelande", "fraværsmeddelelse",
    "fraværsmelding", "fraværsbesked", "ikke til stede-besked",
    # fi tr
    "automaattinen vastaus", "automaattivastaus", "poissaoloilmoitus", "poissaoloviesti", "otomatik yanıt", "otomatik cevap",
    "otomatik yanit", "ofis dışı mesajı",
    # zh ja ko
    "自动回复", "自動回覆", "自动答复", "自動答覆", "自动回覆", "外出自动回复", "休假自动回复", "自動返信", "自動応答",
    "不在通知", "不在自動応答", "자동 회신", "자동회신", "자동 응답", "자동응답", "부재중 자동", "부재 중 자동",
    # cs sk hu ro bg sr hr el vi id he fa
    "automatická odpověď", "automatická odpoveď", "automatikus válasz", "házon kívül üzenet", "răspuns automat",
    "автоматичен отговор", "automatski odgovor", "аутоматски одговор", "αυτόματη απάντηση", "trả lời tự động",
    "balasan otomatis", "תגובה אוטומטית", "מענה אוטומטי", "پاسخ خودکار",
)  # fmt: skip

# Begins of subjects by which people announce their absence, by a program or by hand. "Auto:" is a car, too.
ABSENCE_SUBJECTS = (
    # en
    "out of office", "out-of-office", "ooo", "away from the office", "on vacation", "on leave", "out of the office",
    "away from my mail", "away from my desk", "holiday notice", "i am away", "i'm away", "annual leave", "maternity leave",
    "parental leave", "on holiday", "on annual leave", "away message", "office closed", "auto:", "auto :",
    # fr
    "absence du bureau", "absent du bureau", "absente du bureau", "absence :", "absence:", "absence de bureau", "en congé",
    "en congés", "hors du bureau", "absent(e)", "je suis absent", "en mission :", "en vacances", "congé annuel",
    # es
    "fuera de la oficina", "fuera de oficina", "ausente de la oficina", "ausencia", "de vacaciones", "estoy ausente",
    "de licencia",
    # ar
    "خارج المكتب", "إجازة:", "في إجازة", "خارج الدوام", "خارج العمل",
    # pt
    "fora do escritório", "ausência temporária", "ausente do escritório", "fora do escritorio", "de férias", "estou ausente",
    # ru
    "нет на месте", "вне офиса", "отсутствую в офисе", "отпуск:", "в отпуске", "нет на рабочем месте", "я в отпуске",
    # uk
    "поза офісом", "не в офісі", "у відпустці", "відпустка:", "я у відпустці", "немає на робочому місці",
    # de it nl pl
    "abwesenheit", "abwesend", "nicht im büro", "außer haus", "im urlaub", "fuori sede", "fuori ufficio",
    "assente dall'ufficio", "assenza dall'ufficio", "in ferie", "afwezig", "afwezigheid", "niet aanwezig", "niet op kantoor",
    "poza biurem", "nieobecność w biurze", "nieobecność", "nieobecny", "urlop:",
    # sv da no fi tr
    "frånvarande", "fraværende", "ikke til stede", "ikke på kontoret", "inte på kontoret", "på semester", "på ferie",
    "ute av kontoret", "poissa toimistosta", "poissa:", "lomalla", "ofis dışında", "izinde", "büro dışında",
    # zh ja ko and others
    "不在办公室", "外出", "休假", "不在", "休暇", "부재중", "부재 중", "휴가", "mimo kancelář", "mimo kancelária",
    "házon kívül", "în afara biroului", "извън офиса", "εκτός γραφείου", "vắng mặt", "di luar kantor", "מחוץ למשרד", "مرخصی",
)  # fmt: skip

# Sentences by which a text says that a program wrote it. They count at the begin of a sentence only.
PROGRAM_SENTENCES = (
    # en
    "this is an automatic reply", "this is an automatic response", "this is an automatic message", "this is an automatic e",
    "this is an automated reply", "this is an automated response", "this is an automated message", "this is an automated e",
    "this is an auto-reply", "this is an autoreply", "this is an auto reply", "this is an auto-response",
    "this is an auto-generated", "this is an autogenerated", "this is an automatically generated",
    "this is a system generated", "this is a system-generated", "this is an out of office", "this is an out-of-office",
    "this mailbox answered automatically", "this message was automatically", "this message has been automatically",
    "this message was generated automatically", "this email was automatically", "this email was generated automatically",
    "this e-mail was automatically", "this e-mail was generated automatically", "this reply was generated automatically",
    "automatically generated message", "automated message",
    # fr
    "ceci est une réponse automatique", "ceci est un message automatique", "message généré automatiquement",
    "ce message est automatique", "ce message est généré automatiquement", "ce message a été généré automatiquement",
    "cette réponse est automatique", "ceci est un courriel automatique", "ceci est un mail automatique",
    "ce courriel est généré automatiquement",
    # es
    "este es un mensaje automático", "esta es una respuesta automática", "este mensaje es automático",
    "este es un correo automático", "este mensaje ha sido generado automáticamente",
    "este mensaje fue generado automáticamente", "este correo ha sido generado automáticamente",
    "mensaje generado automáticamente", "respuesta automática generada",
    # ar
    "هذا رد تلقائي", "هذا رد آلي", "هذه رسالة آلية", "هذه رسالة تلقائية", "هذا رد الي", "تم إنشاء هذه الرسالة تلقائي",
    "أُنشئت هذه الرسالة تلقائي", "هذا بريد آلي", "هذا بريد تلقائي",
    # pt
    "esta é uma resposta automática", "esta é uma mensagem automática", "mensagem automática", "este é um email automático",
    "este é um e-mail automático", "esta mensagem foi gerada automaticamente", "este e-mail foi gerado automaticamente",
    # ru
    "это автоматический ответ", "это автоматическое сообщение", "это автоответ",
    "данное сообщение сформировано автоматически", "данное письмо сформировано автоматически",
    "это письмо сформировано автоматически", "это письмо отправлено автоматически", "это сообщение отправлено автоматически",
    "данное письмо отправлено автоматически", "сообщение создано автоматически",
    # uk
    "це автоматична відповідь", "це автоматичне повідомлення", "це автовідповідь", "цей лист сформовано автоматично",
    "це повідомлення надіслано автоматично", "цей лист надіслано автоматично", "повідомлення створено автоматично",
    # de it nl pl
    "dies ist eine automatische", "dies ist eine automatisch", "diese nachricht wurde automatisch",
    "diese e-mail wurde automatisch", "questa è una risposta automatica", "questo è un messaggio automatico",
    "questo messaggio è stato generato automaticamente", "dit is een automatisch", "dit bericht is automatisch",
    "to jest automatyczna", "ta wiadomość została wygenerowana automatycznie", "wiadomość wygenerowana automatycznie",
    # sv da no fi tr
    "detta är ett automatiskt", "det här är ett automatiskt", "dette er et automatisk", "dette er en automatisk",
    "tämä on automaattinen", "bu otomatik bir", "bu bir otomatik", "bu mesaj otomatik olarak", "bu e-posta otomatik olarak",
    # zh ja ko
    "这是一封自动", "這是一封自動", "这是自动回复", "這是自動回覆", "此邮件为自动", "本邮件为自动", "本メールは自動",
    "このメールは自動", "このメッセージは自動", "이 메일은 자동", "본 메일은 자동", "이 메시지는 자동",
)  # fmt: skip

# One of these stands in each of them: what is looked for first.
PROGRAM_CUES = (
    "auto", "otomat", "авто", "تلقائي", "آلي", "الي", "自动", "自動", "자동", "out of office", "out-of-office", "system",
)  # fmt: skip

# Words of absence near the begin of the text, by a program or by hand.
ABSENCES = (
    # en
    "i am out of the office", "i'm out of the office", "i am currently out of", "i will be out of the office",
    "i am out of office", "i'm out of office", "i'll be out of the office", "i will be out of office", "i am currently away",
    "i am away from", "i am currently on", "i'm currently on leave", "i am presently out", "i am now out of",
    "i'm currently out of", "i'm away from", "i am on annual leave", "i am on leave", "i'm on leave", "i am on holiday",
    "i'm on holiday", "i am on vacation", "i'm on vacation", "i am on maternity leave", "i am on parental leave",
    "i am on sick leave", "i am on mission", "i am travelling", "i am traveling", "i am currently travelling",
    "i am currently traveling", "i will be on leave", "i will be on annual leave", "i will be away", "i will be on mission",
    "currently out of the office", "currently out of office", "our offices are closed", "our office is closed",
    "our office will be closed", "the office is closed", "will respond when i return", "will reply when i return",
    "with limited access to email", "with limited access to e-mail", "limited access to my email", "with no access to email",
    "will have limited access to", "this mailbox is not monitored", "this mailbox is unattended",
    "this inbox is not monitored", "please do not reply to this", "do not reply to this email",
    "do not reply to this message", "will be out of the office", "is out of the office", "no longer work for",
    "no longer works for", "no longer with the organi", "i have left the organi", "thank you for your email. i am",
    "thank you for your message. i am",
    # fr
    "je suis absent", "je suis actuellement absent", "je suis en congé", "je suis actuellement en", "je suis en vacances",
    "je suis en mission", "nos bureaux sont fermés", "notre bureau est fermé", "je serai absent", "je serai en congé",
    "sera lu à notre retour", "de retour au bureau", "je suis hors du bureau", "je suis en déplacement", "absent du bureau",
    "absente du bureau", "je ne suis pas au bureau", "en congé de maternité", "sans accès à ma messagerie",
    "accès limité à ma messagerie", "merci de ne pas répondre à ce",
    # es
    "estoy fuera de la oficina", "me encuentro fuera", "estaré fuera", "estoy de vacaciones",
    "nuestras oficinas están cerradas", "nuestra oficina está cerrada", "me encuentro de vacaciones",
    "me encuentro de licencia", "estaré ausente", "estaré de vacaciones", "me encuentro ausente", "me encuentro de viaje",
    "me encuentro en misión", "estoy de licencia", "actualmente estoy fuera", "no me encuentro en la oficina",
    "con acceso limitado al correo", "no responda a este",
    # ar
    "أنا خارج المكتب", "أنا في إجازة", "مكاتبنا مغلقة", "مكتبنا مغلق", "أنا حالياً خارج المكتب", "أنا حاليا خارج المكتب",
    "خارج المكتب حاليا", "سأكون خارج المكتب", "سأكون في إجازة", "أنا حالياً في إجازة", "أنا حاليا في إجازة",
    "أتواجد خارج المكتب", "أنا في مهمة", "إجازة سنوية", "سأكون غائب", "يرجى عدم الرد على هذ", "الرجاء عدم الرد على هذ",
    # pt
    "estou fora do escritório", "estou de férias", "os nossos escritórios estão fechados", "nosso escritório está fechado",
    "encontro-me ausente", "encontro-me de férias", "encontro-me fora", "estarei ausente", "estarei de férias",
    "estarei fora", "estou ausente", "estou em missão", "estou de licença", "com acesso limitado ao e-mail",
    "com acesso limitado ao email",
    # ru
    "я в отпуске", "меня нет в офисе", "нахожусь в отпуске", "наш офис закрыт", "вне офиса", "буду отсутствовать",
    "я нахожусь в командировке", "нахожусь в командировке", "я в командировке", "отсутствую в офисе",
    "отсутствую на рабочем месте", "меня не будет в офисе", "меня не будет на", "сейчас я в отпуске",
    "пожалуйста, не отвечайте на это",
    # uk
    "я у відпустці", "я перебуваю у відпустці", "перебуваю у відпустці", "наш офіс зачинено", "мене немає в офісі",
    "буду відсутн", "я у відрядженні", "перебуваю у відрядженні", "мене не буде в офісі", "відсутній на робочому місці",
    "відсутня на робочому місці", "будь ласка, не відповідайте на це",
    # de
    "ich bin derzeit nicht", "ich bin bis", "nicht im büro", "ich bin im urlaub", "ich bin ab", "ich bin vom",
    "ich bin abwesend", "ich bin zurzeit nicht", "ich bin zur zeit nicht", "ich bin momentan nicht", "derzeit abwesend",
    "ich befinde mich im urlaub", "ich befinde mich derzeit", "bin ich nicht im büro", "bin ich im urlaub", "außer haus",
    "ich bin nicht erreichbar",
    # it
    "sono fuori ufficio", "sono fuori sede", "sono in ferie", "sono assente", "sarò assente", "sarò fuori ufficio",
    "sarò in ferie", "mi trovo fuori ufficio", "i nostri uffici sono chiusi", "al momento non sono in ufficio",
    # nl
    "ik ben afwezig", "ik ben niet aanwezig", "ik ben niet op kantoor", "ik ben op vakantie", "ik ben met vakantie",
    "ik ben momenteel afwezig", "ik ben momenteel niet", "ik ben met verlof", "ik ben tot en met",
    # pl
    "jestem poza biurem", "jestem na urlopie", "przebywam na urlopie", "jestem nieobecn", "będę nieobecn",
    "przebywam poza biurem", "nie ma mnie w biurze", "do dnia jestem", "nasze biuro jest nieczynne",
    # sv
    "jag är inte på", "jag är på semester", "jag har semester", "jag är ledig", "jag är bortrest", "jag är föräldraledig",
    "jag är tjänstledig", "jag är för närvarande",
    # da no
    "jeg er ikke på kontoret", "jeg er på ferie", "jeg har ferie", "jeg holder ferie", "jeg er ikke til stede", "jeg har fri",
    "jeg er bortreist", "jeg er ute av kontoret", "jeg er i permisjon", "jeg er på barsel", "jeg er ikke at træffe",
    # fi tr
    "olen poissa", "olen lomalla", "olen vuosilomalla", "olen tällä hetkellä poissa", "ofis dışındayım", "izindeyim",
    "yıllık izindeyim", "ofiste değilim", "ofis dışında olacağım", "izinde olacağım", "tatildeyim",
    # zh ja ko
    "我正在休假", "我目前不在", "我现在不在", "我不在办公室", "我現在不在", "我目前外出", "正在休假", "休假中", "出差中",
    "正在出差", "我在休假", "不在にして", "不在となり", "休暇をいただ", "休暇を頂", "休暇中", "出張中", "留守にして",
    "부재중", "부재 중", "휴가 중", "휴가중", "자리를 비", "출장 중", "출장중",
)  # fmt: skip

# Sentences by which a program says that somebody is there no more.
DEPARTURES = (
    # en
    "no longer work for", "no longer work at", "no longer work with", "no longer work here", "no longer work in this",
    "no longer works for", "no longer works at", "no longer works with", "no longer works here", "no longer working for",
    "no longer working at", "no longer working with", "no longer employed by", "no longer employed at", "no longer employed with",
    "i am no longer with", "i'm no longer with", "is no longer with the organi", "is no longer with the company",
    "i am no longer part of", "i am no longer at", "i have left the organi", "i have left the company", "i've left the organi",
    "has left the organi", "has left the company", "i left the organi", "i have left my position",
    # fr
    "je ne travaille plus pour", "je ne travaille plus à", "je ne travaille plus au", "je ne travaille plus chez",
    "je ne travaille plus dans", "ne travaille plus pour l'organi", "ne travaille plus dans l'organi",
    "ne travaille plus chez nous",
    "je ne fais plus partie", "ne fait plus partie de l'organi", "ne fait plus partie de l'équipe", "j'ai quitté l'organi",
    "j'ai quitté mes fonctions", "a quitté l'organi", "a quitté ses fonctions", "je ne suis plus en poste",
    # es
    "ya no trabajo en", "ya no trabajo para", "ya no trabajo con", "ya no trabaja en la organi", "ya no trabaja para la organi",
    "ya no trabaja con nosotros", "ya no formo parte", "ya no forma parte de la organi", "ya no forma parte del equipo",
    "he dejado la organi", "dejé la organi", "ha dejado la organi", "ya no laboro en", "ya no laboro para",
    # ar
    "لم أعد أعمل في", "لم أعد أعمل لدى", "لم أعد أعمل مع", "لم اعد اعمل في", "لم اعد اعمل لدى", "لم يعد يعمل في المنظمة",
    "لم يعد يعمل لدى", "لم يعد يعمل معنا", "لم تعد تعمل في المنظمة", "لم تعد تعمل لدى", "لم تعد تعمل معنا", "لم أعد موظف",
    "غادرت المنظمة", "غادر المنظمة", "تركت العمل في", "تركت العمل لدى", "تركت المنظمة", "انتهى عملي في", "انتهى عملي لدى",
    # pt
    "já não trabalho na", "já não trabalho no", "já não trabalho em", "já não trabalho para", "já não trabalho com",
    "não trabalho mais na", "não trabalho mais no", "não trabalho mais em", "não trabalho mais para", "não trabalho mais com",
    "já não trabalha na organi", "não trabalha mais na organi", "já não trabalha connosco", "não trabalha mais conosco",
    "já não faço parte", "não faço mais parte", "já não faz parte da organi", "não faz mais parte da organi", "deixei a organi",
    "deixou a organi",
    # ru
    "больше не работаю в", "больше не работаю на", "больше не работаю у", "уже не работаю в", "уже не работаю на",
    "больше не работает в организации", "больше не работает в компании", "больше не работает у нас", "я уволился", "я уволилась",
    "уволился из организации", "уволилась из организации", "покинул организацию", "покинула организацию",
    # uk
    "більше не працюю в", "більше не працюю у", "більше не працюю на", "вже не працюю в", "вже не працюю у",
    "більше не працює в організації", "більше не працює у компанії", "більше не працює у нас", "я звільнився", "я звільнилася",
    "залишив організацію", "залишила організацію",
    # de it nl
    "ich arbeite nicht mehr bei", "ich arbeite nicht mehr für", "arbeitet nicht mehr bei uns", "bin nicht mehr bei",
    "non lavoro più per", "non lavoro più presso", "ik werk niet meer bij", "ik werk niet meer voor",
)  # fmt: skip

# Where such a sentence sends the reader, and what it says of the mailbox.
ELSEWHERE = (
    # en
    "please contact", "please write to", "please email", "please e-mail", "please direct", "please send your",
    "contact my colleague",
    "please forward", "please update your", "mailbox is no longer", "address is no longer", "not monitored", "not be read",
    "not be forwarded",
    # fr
    "veuillez contacter", "merci de contacter", "veuillez écrire à", "merci d'écrire à", "veuillez vous adresser",
    "merci de vous adresser", "n'est plus consultée", "n'est plus consulté", "n'est plus relevée",
    # es
    "por favor contacte", "por favor, contacte", "por favor escriba a", "por favor, escriba a", "comuníquese con", "diríjase a",
    "póngase en contacto con", "contacte a", "contacte con", "este buzón ya no",
    # ar
    "يرجى التواصل", "الرجاء التواصل", "يرجى الاتصال", "الرجاء الاتصال", "يرجى الكتابة", "يرجى مراسلة", "لا تتم متابعة هذا البريد",
    # pt
    "por favor contacte", "por favor, contacte", "por favor contate", "por favor, contate", "entre em contacto com",
    "entre em contato com", "por favor escreva para", "por favor, escreva para", "dirija-se a", "esta caixa já não",
    # ru
    "пожалуйста, обращайтесь", "обращайтесь", "пожалуйста, пишите", "пишите", "свяжитесь с", "ящик больше не",
    # uk
    "будь ласка, звертайтеся", "звертайтеся", "будь ласка, пишіть", "пишіть", "зв'яжіться з", "скринька більше не",
    # de it nl
    "bitte wenden sie sich", "wenden sie sich", "bitte kontaktieren", "si prega di contattare", "contattare",
    "neem contact op met",
)  # fmt: skip

# Of these, what does not say that a person is away: a mailbox that nobody reads, thanks that anything may follow.
NO_PERSON_S = frozenset({
    "this mailbox is not monitored", "this mailbox is unattended", "this inbox is not monitored", "please do not reply to this",
    "do not reply to this email", "do not reply to this message", "thank you for your email. i am",
    "thank you for your message. i am", "merci de ne pas répondre à ce", "no responda a este", "يرجى عدم الرد على هذ",
    "الرجاء عدم الرد على هذ", "пожалуйста, не отвечайте на это", "будь ласка, не відповідайте на це", "je suis actuellement en",
    "ich befinde mich derzeit", "ich bin ab", "ich bin vom", "ich bin bis", "jag är för närvarande",
})  # fmt: skip

# What who is away promises beside it.
PROMISES = (
    # en
    "when i return", "upon my return", "on my return", "after my return", "when i am back", "when i'm back", "once i am back",
    "when i get back", "upon return", "as soon as i return", "limited access to email", "limited access to e-mail",
    "limited access to my email", "limited access to my e-mail", "no access to email", "no access to e-mail",
    "no access to my email", "intermittent access to", "will not be checking", "will not be reading", "in my absence",
    "during my absence",
    # fr
    "à mon retour", "dès mon retour", "à notre retour", "en mon absence", "pendant mon absence", "durant mon absence",
    "accès limité à ma messagerie", "accès limité à mes", "sans accès à ma messagerie", "accès à mes mails",
    "accès à mes courriels",
    # es
    "a mi regreso", "a mi vuelta", "cuando regrese", "cuando vuelva", "a mi retorno", "en mi ausencia", "durante mi ausencia",
    "acceso limitado al correo", "acceso limitado a mi correo", "sin acceso al correo",
    # ar
    "عند عودتي", "بعد عودتي", "فور عودتي", "حال عودتي", "لدى عودتي", "خلال غيابي", "أثناء غيابي", "في غيابي",
    "وصول محدود إلى البريد",
    # pt
    "quando regressar", "quando voltar", "no meu regresso", "ao meu regresso", "assim que regressar", "assim que retornar",
    "no meu retorno", "na minha ausência", "durante a minha ausência", "acesso limitado ao e-mail",
    "acesso limitado ao email",
    # ru
    "по возвращении", "после возвращения", "когда вернусь", "во время моего отсутствия", "в мое отсутствие",
    "в моё отсутствие", "на время моего отсутствия", "ограниченный доступ к почте", "нет доступа к почте",
    # uk
    "після повернення", "по поверненні", "коли повернуся", "під час моєї відсутності", "на час моєї відсутності",
    "за моєї відсутності", "обмежений доступ до пошти", "немає доступу до пошти",
    # de it nl pl
    "nach meiner rückkehr", "wenn ich zurück bin", "während meiner abwesenheit", "in meiner abwesenheit",
    "nicht weitergeleitet", "al mio rientro", "al mio ritorno", "in mia assenza", "durante la mia assenza",
    "bij mijn terugkomst", "na mijn terugkomst", "bij terugkomst", "tijdens mijn afwezigheid", "na mijn vakantie",
    "po powrocie", "po moim powrocie", "w czasie mojej nieobecności", "podczas mojej nieobecności",
    # sv da no fi tr
    "när jag är tillbaka", "när jag kommer tillbaka", "under min frånvaro", "efter min semester", "når jeg er tilbage",
    "når jeg er tilbake", "når jeg kommer tilbake", "i mit fravær", "under mitt fravær", "i mitt fravær", "palattuani",
    "poissaoloni aikana", "kun palaan", "döndüğümde", "dönüşümde", "yokluğumda",
    # zh ja ko
    "回来后", "返回后", "回來後", "回到办公室后", "回复您", "戻り次第", "戻りましたら", "帰社後", "복귀 후", "복귀하는 대로",
    "돌아와서",
)  # fmt: skip

# What else stands in nothing but a notice: until when, who is there instead, thanks for the mail.
RETURNS = (
    # en
    "will return", "returning on", "will be back", "back on", "back in the office", "urgent", "respond to your", "reply to your",
    "thank you for your", "thanks for your",
    # fr
    "je reviens", "je serai de retour", "retour le", "urgence", "urgent", "répondrai", "merci de votre", "merci pour votre",
    # es
    "regreso el", "regresaré", "volveré", "urgente", "urgencia", "responderé", "gracias por su",
    # ar
    "سأعود", "العودة في", "للأمور العاجلة", "للحالات العاجلة", "للضرورة", "سأرد", "شكرا لرسالتك", "شكراً لرسالتك",
    # pt
    "regresso a", "regresso no", "voltarei", "regressarei", "responderei", "obrigado pela", "obrigada pela", "obrigado pelo",
    # ru uk
    "вернусь", "выйду на работу", "срочн", "отвечу", "спасибо за ваше", "повернуся", "терміново", "відповім",
    "дякую за ваш",
    # de it nl pl
    "zurück am", "wieder im büro", "wieder erreichbar", "dringend", "beantworte", "vielen dank für ihre", "rientrerò",
    "tornerò", "risponderò", "grazie per", "terug op", "dringende", "bedankt voor", "wracam", "wrócę", "pilnych",
)  # fmt: skip

# A notice is short.
LONGEST = 1500
