"""How people's machines say that nobody reads, in many languages. Data only; lower case, compared casefolded."""

# Begins of subjects by which a program says that it answers.
OWN_SUBJECTS = (
    "automatic reply", "auto reply", "auto-reply", "autoreply", "automated reply", "auto response", "autoresponse",
    "automatic response", "auto-response", "automated response", "vacation reply",
    "automatically generated", "out of office autoreply", "out of office auto-reply", "out of office reply",
    "out-of-office reply", "out of office notification",
    "réponse automatique", "message d'absence", "réponse d'absence", "notification d'absence",
    "respuesta automática", "respuesta automatica", "auto respuesta",
    "رد تلقائي", "الرد التلقائي", "رد آلي", "رد الي",
    "resposta automática", "resposta automatica",
    "автоматический ответ", "автоответ", "автоответчик", "автоматическое уведомление",
    "автоматична відповідь", "автовідповідь",
    "automatische antwort", "abwesenheitsnotiz", "automatische abwesenheit", "risposta automatica",
    "automatisch antwoord", "automatische beantwoording", "autoodpowiedź", "automatyczna odpowiedź",
    "odpowiedź automatyczna", "autosvar", "automatiskt svar", "automatisk svar", "automaattinen vastaus",
    "otomatik yanıt", "自动回复", "自動回覆", "自动答复", "自動返信", "자동 회신", "자동 응답", "automatická odpověď",
    "automatikus válasz", "răspuns automat", "автоматичен отговор", "αυτόματη απάντηση", "trả lời tự động",
    "balasan otomatis", "תגובה אוטומטית",
)  # fmt: skip

# Begins of subjects by which people announce their absence, by a program or by hand.
ABSENCE_SUBJECTS = (
    "out of office", "out-of-office", "ooo:", "away from the office", "on vacation", "on leave", "out of the office",
    "away from my mail", "holiday notice", "i am away", "annual leave", "auto:", "auto :",  # which is a car, too
    "absence du bureau", "absent du bureau", "absente du bureau", "absence :", "absence:", "absence de bureau", "en congé",
    "fuera de la oficina", "fuera de oficina", "ausente de la oficina", "ausencia", "de vacaciones",
    "خارج المكتب", "إجازة:",
    "fora do escritório", "ausência temporária", "ausente do escritório", "fora do escritorio", "de férias",
    "нет на месте", "вне офиса", "отсутствую в офисе", "отпуск:", "в отпуске",
    "поза офісом", "не в офісі", "у відпустці",
    "abwesenheit", "abwesend", "fuori sede", "fuori ufficio", "assente dall'ufficio", "afwezig", "afwezigheid",
    "poza biurem", "nieobecność w biurze", "frånvarande", "fraværende", "ikke til stede", "ikke på kontoret",
    "poissa toimistosta", "poissa:", "ofis dışında", "不在", "부재중", "mimo kancelář", "مرخصی",
)  # fmt: skip

# Sentences by which a text says that a program wrote it. They count at the begin of a sentence only.
PROGRAM_SENTENCES = (
    "this is an automatic reply", "this is an automatic response", "this is an automatic message",
    "this is an automated reply", "this is an automated response", "this is an automated message",
    "this is an auto-reply", "this is an autoreply", "this is an auto-generated", "this is an automatically generated",
    "this is an out of office", "this mailbox answered automatically",
    "ceci est une réponse automatique", "ceci est un message automatique", "message généré automatiquement",
    "este es un mensaje automático", "esta es una respuesta automática", "este mensaje es automático",
    "هذا رد تلقائي", "هذا رد آلي", "هذه رسالة آلية", "هذه رسالة تلقائية",
    "esta é uma resposta automática", "esta é uma mensagem automática", "mensagem automática",
    "это автоматический ответ", "это автоматическое сообщение",
    "це автоматична відповідь", "це автоматичне повідомлення",
    "dies ist eine automatische", "questa è una risposta automatica", "questo è un messaggio automatico",
    "dit is een automatisch", "to jest automatyczna", "detta är ett automatiskt", "dette er et automatisk",
)  # fmt: skip

# Words of absence near the begin of the text, by a program or by hand.
ABSENCES = (
    "i am out of the office", "i'm out of the office", "i am currently out of", "i will be out of the office",
    "i am currently away", "i am away from the office", "i'm currently out of", "i am on annual leave", "i am on leave",
    "our offices are closed", "our office is closed", "will respond when i return", "will reply when i return",
    "with limited access to email", "with limited access to e-mail", "limited access to my email", "i am on vacation",
    "i will be away", "this mailbox is not monitored", "please do not reply to this", "do not reply to this email",
    "do not reply to this message", "will be out of the office",
    "je suis absent", "je suis actuellement absent", "je suis en congé", "nos bureaux sont fermés", "je serai absent",
    "je suis actuellement en congé", "sera lu à notre retour", "de retour au bureau",
    "estoy fuera de la oficina", "me encuentro fuera", "estaré fuera", "estoy de vacaciones",
    "nuestras oficinas están cerradas", "me encuentro de vacaciones", "estaré ausente",
    "أنا خارج المكتب", "أنا في إجازة", "مكاتبنا مغلقة", "أنا حالياً خارج المكتب", "خارج المكتب حاليا",
    "estou fora do escritório", "estou de férias", "os nossos escritórios estão fechados", "encontro-me ausente",
    "estarei ausente",
    "я в отпуске", "меня нет в офисе", "нахожусь в отпуске", "наш офис закрыт", "вне офиса", "буду отсутствовать",
    "я у відпустці", "я перебуваю у відпустці", "наш офіс зачинено", "мене немає в офісі", "буду відсутн",
    "ich bin derzeit nicht", "ich bin bis", "nicht im büro", "ich bin im urlaub",
    "sono fuori ufficio", "ik ben afwezig", "ik ben niet aanwezig", "jestem poza biurem",
    "jag är inte på", "jeg er ikke på kontoret", "olen poissa", "ofis dışındayım",
)  # fmt: skip

# A notice is short.
LONGEST = 1500
