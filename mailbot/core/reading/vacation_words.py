"""How people's machines say that nobody reads, in many languages. Data only; lower case, compared casefolded."""

# Begins of subjects that only vacation programs write.
SUBJECTS = (
    "out of office", "out-of-office", "automatic reply", "auto reply", "auto-reply", "autoreply", "automated reply", "auto response", "autoresponse", "automatic response", "auto:", "auto-response", "ooo:", "vacation reply", "automated response",
    "away from the office", "on vacation", "on leave", "out of the office", "away from my mail", "holiday notice", "i am away", "annual leave", "automatically generated",
    "réponse automatique", "absence du bureau", "absent du bureau", "absence :", "message d'absence", "absence de bureau", "en congé", "auto : ", "réponse d'absence", "notification d'absence",
    "respuesta automática", "respuesta automatica", "fuera de la oficina", "fuera de oficina", "ausente de la oficina", "ausencia", "auto respuesta", "de vacaciones",
    "رد تلقائي", "الرد التلقائي", "رد آلي", "خارج المكتب", "رد الي", "إجازة:",
    "resposta automática", "resposta automatica", "fora do escritório", "ausência temporária", "ausente do escritório", "fora do escritorio", "de férias",
    "автоматический ответ", "автоответ", "автоответчик", "нет на месте", "вне офиса", "отсутствую в офисе", "отпуск:", "автоматическое уведомление", "в отпуске",
    "автоматична відповідь", "автовідповідь", "поза офісом", "не в офісі", "у відпустці",
    "automatische antwort", "abwesenheitsnotiz", "abwesenheit", "abwesend", "automatische abwesenheit", "risposta automatica", "fuori sede", "fuori ufficio", "assente dall'ufficio", "automatisch antwoord", "afwezig", "afwezigheid", "automatische beantwoording",
    "autoodpowiedź", "automatyczna odpowiedź", "odpowiedź automatyczna", "poza biurem", "nieobecność w biurze", "autosvar", "automatiskt svar", "frånvarande", "automatisk svar", "fraværende", "ikke til stede", "ikke på kontoret", "automaattinen vastaus", "poissa toimistosta", "poissa:",
    "otomatik yanıt", "ofis dışında", "自动回复", "自動回覆", "自动答复", "自動返信", "不在", "자동 회신", "자동 응답", "부재중", "automatická odpověď", "mimo kancelář", "automatikus válasz", "răspuns automat", "автоматичен отговор", "αυτόματη απάντηση", "trả lời tự động", "balasan otomatis", "תגובה אוטומטית", "مرخصی",
)  # fmt: skip

# Sentences that only an absent person's machine sends, where the whole text is short.
BODIES = (
    "i am out of the office", "i'm out of the office", "i am currently out of", "i will be out of the office", "i am currently away", "i am away from the office", "i'm currently out of", "i am on annual leave", "i am on leave", "this is an automatic reply", "this is an automated", "this is an automatic response", "this mailbox answered automatically",
    "our offices are closed", "automatic reply", "auto-generated response", "this is an auto", "will respond when i return", "with limited access to email", "with limited access to e-mail", "limited access to my email", "i am on vacation", "i will be away", "this mailbox is not monitored", "please do not reply to this", "do not reply to this email", "do not reply to this message", "autoresponder",
    "je suis absent", "je suis actuellement absent", "je suis en congé", "nos bureaux sont fermés", "ceci est une réponse automatique", "ceci est un message automatique", "message généré automatiquement", "je serai absent", "réponse automatique", "sera lu à notre retour", "de retour au bureau",
    "estoy fuera de la oficina", "me encuentro fuera", "estaré fuera", "estoy de vacaciones", "este es un mensaje automático", "esta es una respuesta automática", "respuesta automática", "nuestras oficinas están cerradas", "me encuentro de vacaciones",
    "أنا خارج المكتب", "أنا في إجازة", "هذا رد تلقائي", "هذه رسالة آلية", "هذه رسالة تلقائية", "رد تلقائي", "مكاتبنا مغلقة", "أنا حالياً خارج المكتب", "خارج المكتب حاليا",
    "estou fora do escritório", "estou de férias", "esta é uma resposta automática", "resposta automática", "mensagem automática", "os nossos escritórios estão fechados", "encontro-me ausente", "estarei ausente",
    "я в отпуске", "меня нет в офисе", "нахожусь в отпуске", "это автоматический ответ", "автоматический ответ", "это автоматическое сообщение", "наш офис закрыт", "вне офиса", "буду отсутствовать",
    "я у відпустці", "я перебуваю у відпустці", "це автоматична відповідь", "автоматична відповідь", "автоматичне повідомлення", "наш офіс зачинено", "мене немає в офісі", "буду відсутн",
    "ich bin derzeit nicht", "ich bin bis", "nicht im büro", "ich bin im urlaub", "automatische antwort", "sono fuori ufficio", "risposta automatica", "ik ben afwezig", "ik ben niet aanwezig", "jestem poza biurem", "jag är inte på", "jeg er ikke på kontoret", "olen poissa", "ofis dışındayım",
)  # fmt: skip

# Words of absence in a Re: subject's body are not enough by themselves for a long text.
LONGEST = 1500
