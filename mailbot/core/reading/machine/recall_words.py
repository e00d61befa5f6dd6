"""How Outlook asks for a mail back that was sent ("recall"). Data only; lower case, compared casefolded."""

# Begins of its subject.
RECALL_SUBJECTS = (
    # en fr es
    "recall:", "recall :", "rappel :", "rappel:", "rappeler :", "rappeler:", "recuperar:", "recuperación:", "retirar:",
    # ar
    "استدعاء:", "استرداد:", "استرجاع:", "سحب:",
    # pt
    "recolher:", "recolha:", "cancelar:", "anular:", "recuperar mensagem:", "chamar de volta:", "cancelamento:",
    # ru uk
    "отзыв:", "отозвать:", "отзыв сообщения:", "відкликання:", "відкликати:", "відкликання повідомлення:",
    # de it nl pl
    "rückruf:", "zurückrufen:", "richiama:", "richiamo:", "intrekken:", "wycofaj:", "wycofanie:",
)  # fmt: skip

# What stands between the name of who asks and the subject of the mail, in quotation marks.
RECALLS = (
    # en
    "would like to recall the message", "wants to recall the message", "attempted to recall the message",
    # fr
    "souhaite rappeler le message", "voudrait rappeler le message", "souhaiterait rappeler le message",
    "désire rappeler le message",
    "veut rappeler le message",
    # es
    "desea recuperar el mensaje", "desearía recuperar el mensaje", "quiere recuperar el mensaje", "quisiera recuperar el mensaje",
    "desea retirar el mensaje",
    # ar
    "استدعاء الرسالة", "استرداد الرسالة", "استرجاع الرسالة", "سحب الرسالة",
    # pt
    "deseja cancelar a mensagem", "gostaria de cancelar a mensagem", "gostaria de anular a mensagem", "deseja anular a mensagem",
    "deseja recuperar a mensagem", "gostaria de recuperar a mensagem", "gostaria de recolher a mensagem",
    "gostaria de chamar de volta a mensagem", "deseja recolher a mensagem",
    # ru
    "хочет отозвать сообщение", "хотел бы отозвать сообщение", "хотела бы отозвать сообщение", "желает отозвать сообщение",
    "пытается отозвать сообщение", "отзывает сообщение", "хочет отозвать письмо",
    # uk
    "хоче відкликати повідомлення", "бажає відкликати повідомлення", "хотів би відкликати повідомлення",
    "хотіла б відкликати повідомлення", "відкликає повідомлення",
    # de it nl pl
    "möchte die nachricht", "desidera richiamare il messaggio", "wil het bericht", "chce wycofać wiadomość",
)  # fmt: skip
