"""How mail servers present their reports: their names, subjects and first words. Data only; lower case, compared casefolded."""

# Local parts (or a word of them) of those who send delivery reports.
REPORTERS = (
    "mailer-daemon", "mailerdaemon", "mailer", "postmaster", "post_master", "post-master", "mail delivery", "mail.delivery",
    "maildelivery", "mail-deliver", "mail-daemon", "mdaemon", "delivery subsystem", "mail administrator", "mail system",
    "system administrator", "daemon", "mailadmin", "smtp", "exim", "mailsystem", "mail-system", "bounce", "bounces", "mmdf",
    "smail", "systemadministrator", "internet mail", "delivery-agent", "email delivery", "mail router", "mailrouter",
    "undeliverable", "undelivered", "returned-mail", "mail-returns", "non-delivery", "sysadmin", "qmail", "postfix", "sendmail",
    "mta",
)  # fmt: skip

# Display names that count beside an address to which nobody answers.
SHOWN_REPORTERS = tuple(word for word in REPORTERS if len(word) > 8)

# Parts of subjects of reports. One of them beside a reporter or a null return path makes a candidate.
SUBJECTS = (
    # en
    "undeliver", "returned mail", "returned to sender", "returning message", "returning your mail", "delivery failed",
    "delivery failure", "delivery status", "failure notice", "failure notification", "delivery notification", "mail delivery",
    "delivery report", "could not be delivered", "couldn't be delivered", "cannot be delivered", "can't be delivered",
    "non-delivery", "nondeliver", "non delivery", "delivery problem", "unable to deliver", "message delivery", "mail failure",
    "mail system error", "returned message", "message status", "delivery error", "failed mail", "bounced",
    "bounce notification", "bounce action", "delivery unsuccessful", "error sending", "not deliverable", "delivery delayed",
    "delayed mail", "message delayed", "warning: message", "mail could not", "mail returned", "returned email", "user unknown",
    "unknown user", "mail error", "warning - delayed", "warning from", "not delivered", "failed delivery", "failure delivery",
    "rejected", "email commands", "mailbox full", "quota exceeded", "message not sent", "wasn't delivered", "was not delivered",
    "message blocked", "email returned", "delivery has failed", "delivery has been delayed", "sending your mail",
    "delivery incomplete", "address not found", "still being retried", "loop alert", "email failure", "message failure",
    # fr
    "non remis", "non distribu", "non délivré", "échec de la remise", "échec de remise", "échec de la distribution",
    "échec de la livraison", "notification d'échec", "utilisateur non recens", "n'a pas pu être", "remise impossible",
    "avis de non-remise", "remise retardée", "remise différée", "adresse introuvable",
    # es
    "no se ha podido entregar", "no se pudo entregar", "no se puede entregar", "correo devuelto", "mensaje devuelto",
    "fallo de entrega", "fallo en la entrega", "error de entrega", "error de envío", "no entregado", "entrega fallida",
    "entrega retrasada", "notificación de estado de entrega", "notificación de error", "no se puede entregar",
    "imposible entregar",
    # pt
    "não entregue", "não foi possível entregar", "não é possível entregar", "falha na entrega", "falha de entrega",
    "falha no envio", "mensagem devolvida", "e-mail devolvido", "entrega atrasada", "status de entrega", "estado da entrega",
    "não pôde ser entregue",
    # ru
    "недоставлен", "не доставлен", "не удалось доставить", "не удается доставить", "невозможно доставить", "ошибка доставки",
    "сбой доставки", "письмо не доставлено", "доставка задерж", "возврат письма", "уведомление о доставке", "о недоставке",
    # uk
    "невдале", "невдала доставка", "не доставлено", "не вдалося доставити", "неможливо доставити", "помилка доставки",
    "недоставлене",
    # ar
    "لم يتم تسليم", "لم يتم التسليم", "تعذر تسليم", "تعذر التسليم", "فشل تسليم", "فشل التسليم", "غير قابل للتسليم", "لم تُسلَّم",
    "تأخر تسليم",
    # de
    "unzustellbar", "nicht zustellbar", "nicht zugestellt", "zustellung fehlgeschlagen", "zustellfehler", "unzustellbarkeit",
    "zustellstatus", "zustellung verzögert", "zustellversuch", "konnte nicht",
    # it
    "mancata consegna", "non recapitabile", "impossibile recapitare", "impossibile consegnare", "consegna fallita",
    "consegna non riuscita", "recapito non riuscito", "notifica di mancat", "messaggio non consegnato",
    # nl
    "onbestelbaar", "niet bezorg", "niet te bezorgen", "bezorging mislukt", "niet afgeleverd", "bezorgingsfout",
    # pl
    "niedostarcz", "nie dostarczon", "nie można dostarczyć", "nie powiodło się", "zwrot wiadomości",
    # sv, da, no, fi
    "kunde inte levereras", "kan inte levereras", "olevererbart", "kan ikke leveres", "kunne ikke leveres", "ikke levert",
    "ikke leveret", "toimittaminen", "ei voi toimittaa", "toimitus epäonnistui",
    # tr, cs, hu
    "teslim edilemedi", "teslim edilemeyen", "iletilemedi", "nedoručiteln", "nebylo doručeno", "kézbesíthetetlen",
    # ja, zh, ko
    "配信不能", "配信できま", "配信に失敗", "配信失敗", "配信エラー", "送信できません", "送信エラー", "不達", "エラーメール",
    "退信", "无法投递", "無法投遞", "无法传递", "無法傳遞", "未传递", "未送达", "无法送达", "投递失败", "传输失败", "系统退信",
    "배달되지", "배달 못함", "배달할 수 없", "전송 실패", "발송 실패", "반송",
)  # fmt: skip

# Begins of subjects that say it so plainly that any sign of a program besides them is enough (`reporter.py`).
PLAIN_SUBJECTS = (
    # en
    "undeliver", "mail delivery failed", "returned mail", "delivery status notification", "failure notice",
    "mail could not be delivered", "delivery failure", "automatically rejected mail", "mail delivery warning", "non-delivery",
    "delivery has failed", "message undeliverable", "mail system error", "delivery notification: delivery has failed",
    "undelivered mail", "mail delivery failure", "message delivery failure", "delivery problem",
    "your message could not be delivered", "warning: could not send message", "delivery failed", "mail delivery problem",
    "there was an error sending your mail", "message delivery has failed", "failed delivery", "failure delivery",
    "delivery error", "delivery report", "your message wasn't delivered", "sorry, your message could not be delivered",
    # fr
    "non remis", "échec de la remise", "échec de remise", "notification d'échec", "avis de non-remise",
    # es
    "no se puede entregar", "no se pudo entregar", "no entregado", "error de entrega", "correo devuelto", "fallo de entrega",
    # pt
    "não foi possível entregar", "não é possível entregar", "falha na entrega", "não entregue", "mensagem devolvida",
    # ru
    "недоставленное сообщение", "недоставлено", "не удалось доставить", "не удается доставить", "сбой доставки",
    "ошибка доставки",
    # uk
    "невдала доставка", "не доставлено", "не вдалося доставити", "неможливо доставити",
    # ar
    "تعذر تسليم", "غير قابل للتسليم", "فشل تسليم", "لم يتم تسليم",
    # de, it, nl, pl, sv
    "unzustellbar", "nicht zustellbar", "non recapitabile", "impossibile recapitare", "mancata consegna", "onbestelbaar",
    "niet te bezorgen", "niedostarczalne", "nie można dostarczyć", "olevererbart", "kan inte levereras",
    # ja, zh, ko
    "配信不能", "配信できません", "无法传递", "无法投递", "無法傳遞", "系统退信", "退信", "배달 못함", "배달되지 않음",
)  # fmt: skip

# First words of a report's text, where nothing else shows that a server wrote it.
OPENINGS = (
    # en
    "this message was created automatically", "this is the mail system", "this is the mail program",
    "this is the mail delivery", "this is the mail transfer", "this is the postfix", "this is mailer", "hi. this is the",
    "hi! this is the", "this is the qmail", "this is an automatically generated delivery",
    "this is a delivery status notification", "this is a delivery failure notification", "this report relates to",
    "non-delivery report ---", "message from interscan", "the original message was received at",
    "delivery has failed to these recipients", "delivery to the following recipient",
    "your mail message to the following address", "a message that you sent could not be delivered to one or more",
    "your message could not be delivered to the following", "we had trouble delivering your message",
    "unable to deliver message to the following address",
    # fr
    "échec de la remise à ces destinataires", "échec de la remise aux destinataires",
    "ce message a été créé automatiquement par le logiciel",
    # es
    "error al entregar a estos destinatarios", "no se pudo entregar el mensaje a estos destinatarios",
    "error de entrega a estos destinatarios", "no se pudo entregar a estos destinatarios",
    # pt
    "falha na entrega a estes destinatários", "falha na entrega para estes destinatários",
    "a entrega falhou para estes destinatários",
    # ru
    "сбой доставки следующим получателям", "не удалось выполнить доставку следующим", "это письмо создано автоматически",
    # uk
    "не вдалося доставити повідомлення таким", "помилка доставки таким одержувачам",
    # ar
    "فشل التسليم إلى هؤلاء المستلمين",
    # de, it, nl, pl, sv
    "fehler bei der nachrichtenzustellung", "diese nachricht wurde automatisch vom mail", "recapito non riuscito",
    "impossibile recapitare", "het bezorgen aan deze", "dostarczenie wiadomości do", "det gick inte att leverera",
    # ja, zh, ko
    "以下の受信者またはグループへの配信", "次の受信者またはグループへの配信", "未能向以下收件人", "传递到以下收件人",
    "無法傳遞至下列收件者", "다음 받는 사람이나 그룹에게",
)  # fmt: skip
