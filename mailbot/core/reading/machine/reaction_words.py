"""How mail programs tell that somebody put a sign to a mail ("reacted"). Data only; lower case, compared casefolded."""

# The form of the part that Gmail adds (its name in the registry of media types).
REACTION_TYPES = ("text/vnd.google.email-reaction+json",)

# Where Gmail links to below it.
REACTION_LINKS = ("google.com/gmail/about/?utm_source=gmail-in-product",)

# What stands behind the name of who reacted.
REACTED = (
    # en
    "reacted via gmail", "reacted to your message", "reacted to your email", "reacted to this message", "reacted to a message",
    # fr
    "a réagi via gmail", "a réagi avec gmail", "a réagi à votre message", "a réagi à ton message", "a réagi à votre e-mail",
    "a réagi(e) via gmail",
    # es
    "reaccionó a través de gmail", "ha reaccionado a través de gmail", "reaccionó mediante gmail",
    "ha reaccionado mediante gmail",
    "reaccionó desde gmail", "ha reaccionado desde gmail", "reaccionó vía gmail", "reaccionó a su mensaje",
    "reaccionó a tu mensaje",
    "ha reaccionado a su mensaje", "ha reaccionado a tu mensaje",
    # ar
    "تفاعل عبر gmail", "تفاعلت عبر gmail", "تم التفاعل عبر gmail", "تفاعل من خلال gmail", "تفاعل مع رسالتك", "تفاعلت مع رسالتك",
    "تفاعل مع رسالتكم", "تفاعلت مع رسالتكم",
    # pt
    "reagiu via gmail", "reagiu através do gmail", "reagiu pelo gmail", "reagiu no gmail", "reagiu à sua mensagem",
    "reagiu à tua mensagem", "reagiu a sua mensagem",
    # ru
    "отреагировал(а) через gmail", "отреагировал(-а) через gmail", "отреагировал через gmail", "отреагировала через gmail",
    "реакция отправлена через gmail", "отреагировал(а) на ваше сообщение", "отреагировал(-а) на ваше сообщение",
    "отреагировал на ваше сообщение", "отреагировала на ваше сообщение", "отреагировал(а) на ваше письмо",
    # uk
    "відреагував(ла) через gmail", "відреагував(-ла) через gmail", "відреагував через gmail", "відреагувала через gmail",
    "реакцію надіслано через gmail", "відреагував(ла) на ваше повідомлення", "відреагував(-ла) на ваше повідомлення",
    "відреагував на ваше повідомлення", "відреагувала на ваше повідомлення",
    # de it nl
    "hat über gmail reagiert", "hat auf ihre nachricht reagiert", "hat auf deine nachricht reagiert",
    "ha aggiunto una reazione tramite gmail", "ha reagito al tuo messaggio", "heeft gereageerd via gmail",
    "heeft op je bericht gereageerd",
)  # fmt: skip

# … and what stands before and behind it, where the verb comes first.
REACTED_AROUND = (
    ("تفاعل", "مع رسالتك"), ("تفاعل", "مع رسالتكم"), ("تفاعل", "عبر gmail"), ("تفاعل", "على رسالتك"), ("تفاعل", "من خلال gmail"),
)  # fmt: skip
