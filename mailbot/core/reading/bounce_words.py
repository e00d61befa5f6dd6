"""What mail servers write when they could not deliver, in their own words. Data only; lower case, compared casefolded."""

# Local parts (or a word of them) of those who send delivery reports.
REPORTERS = ("mailer-daemon", "mailerdaemon", "postmaster", "mail delivery", "mail.delivery", "maildelivery",
    "mail-daemon",
    "mdaemon", "delivery subsystem", "mail administrator", "mail system", "system administrator",
             "daemon", "mailadmin", "smtp", "exim", "mailsystem", "bounce", "bounces", "mmdf", "smail",
             "systemadministrator",
             "internet mail", "delivery-agent", "email delivery", "mail router", "mailrouter")  # fmt: skip

# Display names that count beside an address to which nobody answers.
SHOWN_REPORTERS = tuple(word for word in REPORTERS if len(word) > 8)

# Subjects of reports. One of them beside a reporter or a null return path makes a candidate.
SUBJECTS = (
    "undeliver", "undelivered", "returned mail", "returned to sender", "delivery failed", "delivery failure",
    "delivery status notification", "failure notice", "delivery notification",
    "mail delivery", "delivery report", "could not be delivered", "non-delivery", "nondeliverable",
    "delivery problem",
    "unable to deliver", "message delivery", "mail failure", "mail system error",
    "returned message", "message status", "undeliverable", "notification d'échec", "delivery error",
    "failed mail", "bounced",
    "delivery unsuccessful", "error sending", "not deliverable", "delivery delayed", "delayed mail",
    "non remis", "non distribu", "échec de la remise", "échec de remise", "no se ha podido entregar",
    "no se pudo entregar",
    "correo devuelto", "fallo de entrega", "no entregado", "unzustellbar", "nicht zustellbar",
    "não entregue", "não foi possível entregar", "falha na entrega", "недоставлен", "не доставлен",
    "не удалось доставить",
    "недоставленное", "недоставлен", "невдале", "не доставлено", "تعذر", "لم يتم تسليم", "فشل تسليم",
    "غير قابل للتسليم",
    "mancata consegna", "onbestelbaar", "niet bezorg", "niedostarcz", "kunde inte levereras", "olevererbart",
    "kan ikke leveres", "toimittaminen", "teslim edilemedi", "配信不能", "退信", "无法投递", "배달되지", "warning: message",
    "error de envío", "mail could not", "mail returned", "returned email", "user unknown", "mail error",
    "warning - delayed",
    "warning from", "not delivered", "failed delivery", "rejected", "邮件传输失败", "utilisateur non recens",
    "email commands",
)  # fmt: skip

# Begins of subjects that say it so plainly that any sign of a program besides them is enough (`reporter.py`).
PLAIN_SUBJECTS = (
    "undeliver", "mail delivery failed", "returned mail", "delivery status notification", "failure notice",
    "mail could not be delivered", "delivery failure", "automatically rejected mail",
    "mail delivery warning", "non-delivery", "delivery has failed", "message undeliverable",
    "mail system error",
    "delivery notification: delivery has failed", "unzustellbar", "non remis", "undelivered mail",
    "mail delivery failure", "message delivery failure", "no se puede entregar", "não foi possível entregar",
    "недоставленное сообщение", "не удалось доставить", "невдала доставка", "تعذر تسليم", "falha na entrega",
    "delivery problem", "your message could not be delivered", "warning: could not send message",
    "delivery failed",
)  # fmt: skip

# First words of a report's text, where nothing else shows that a server wrote it.
OPENINGS = (
    "this message was created automatically", "this is the mail system", "this is the mail program", "hi. this is the",
    "this is the qmail", "this is an automatically generated delivery", "this is a delivery status notification",
    "this report relates to", "non-delivery report ---", "message from interscan", "the original message was received at",
    "delivery has failed to these recipients", "delivery to the following recipient",
    "a message that you sent could not be delivered to one or more", "your message could not be delivered to the following",
    "échec de la remise à ces destinataires", "échec de la remise aux destinataires", "error al entregar a estos destinatarios",
    "no se pudo entregar el mensaje a estos destinatarios", "falha na entrega a estes destinatários",
    "falha na entrega para estes destinatários", "сбой доставки следующим получателям", "не удалось выполнить доставку следующим",
    "не вдалося доставити повідомлення таким", "فشل التسليم إلى هؤلاء المستلمين",
)  # fmt: skip

# Phrases of a report's text by the reason that they give; the first list that has one of its phrases in the text decides.
REASONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("mailbox_full", ("mailbox full", "mailbox is full", "over quota", "overquota", "quota exceeded",
        "exceeded quota",
        "exceeds quota", "quota exceed", "exceeded storage", "exceeded the storage", "out of storage",
        "insufficient storage",
        "disk quota",
                      "mailbox exceeds", "exceeded its quota", "over its quota", "mail box full",
                      "no space left",
                      "storage allocation", "disk full", "quota violation", "boîte aux lettres pleine",
                      "buzón lleno",
                      "quota dépassé", "überschritten", "user is full", "inbox is full", "account is full",
                      "mailfolder is full", "size limit on user", "quota reached", "mailbox size limit",
                      "quota")),
    ("user_unknown", ("user unknown", "unknown user", "no such user", "user not found", "no such recipient",
        "recipient unknown", "unknown recipient", "no mailbox here", "mailbox not found", "mailbox unavailable",
        "recipient not found", "does not exist",
                      "doesn't exist", "unknown address", "unrouteable address", "unroutable address",
                      "not a valid mailbox",
                      "invalid recipient", "invalid mailbox", "no such mailbox", "unknown local",
                      "address unknown",
                      "bad destination mailbox", "no such address",
                      "recipient address rejected: undeliverable", "not our customer", "not listed in",
                      "is not a valid",
                      "doesn't have a yahoo", "doesn't have an account", "no account", "is unknown",
                      "no such person",
                      "account has been disabled", "account is disabled", "is not known", "invalid user",
                      "recipient rejected", "unknown account", "mailbox does not", "addressee unknown",
                      "not recognized",
                      "no valid recipients", "destinataire inconnu", "usuario desconocido", "no existe",
                      "n'existe pas",
                      "unbekannt", "inconnu", "не существует", "не найден", "unknown or illegal alias",
                      "bad address",
                      "is inactive", "inactive user", "mailbox disabled", "account disabled",
                      "account inactive",
                      "not in directory", "alias unknown", "recipientnotfound", "this user doesn't",
                      "illegal user",
                      "not exist", "no longer", "unknown e-mail", "unknown email", "bad recipient",
                      "invalid address",
                      "user does not", "not found in directory", "nonexistent", "not listed", "user_unknown")),
    ("host_unknown", ("host unknown", "unknown host", "domain not found", "host not found", "no such domain",
        "name service error", "nxdomain", "unknown domain", "domain does not exist", "unrouteable mail domain",
        "couldn't find any host", "no mx", "bad destination host", "illegal host/domain", "cannot resolve",
        "dns error",
        "name or service not known", "unable to resolve", "domain unknown", "couldn't find a mail exchanger")),
    ("too_large", ("message too large", "message size", "too big", "exceeds size", "size exceeds",
        "message too long",
        "exceeds the maximum", "maximum message", "size limit")),
    ("loop", ("loops back", "too many hops", "mail loop", "routing loop", "looping", "hop count")),
    ("spam", ("spam", "blacklist", "blocklist", "block list", "spamhaus", "junk mail", "unsolicited",
        "reputation",
        "listed in", "spamcop", "virus", "malware")),
    ("moved", ("has moved", "new address", "moved to", "changed address", "no longer works here", "has left")),
    ("rejected", ("access denied", "not authorized", "not permitted", "relay", "policy", "rejected", "refused",
        "prohibited",
        "not accepted", "denied", "not allowed", "blocked", "content rejected", "authentication")),
    ("expired", ("retry timeout", "retry time", "timed out", "time out", "timeout", "expired", "too long",
        "not been delivered", "unable to deliver for", "could not connect", "connection refused", "host down",
        "unreachable",
        "no route to host", "gave up", "giving up", "queue", "connection failed", "lost connection", "temporar",
        "delayed",
        "try again", "not responding", "not available")),
)  # fmt: skip

# RFC 3463 status by reason; the address part (after the class) decides before any words.
STATUS_REASONS: dict[str, str] = {
    "1.1": "user_unknown", "1.0": "user_unknown", "1.3": "user_unknown", "1.6": "moved", "1.10": "user_unknown",
    "1.2": "host_unknown", "2.0": "user_unknown", "2.1": "user_unknown", "2.2": "mailbox_full",
    "2.3": "too_large",
    "3.4": "too_large", "3.1": "mailbox_full", "4.4": "host_unknown", "4.6": "loop", "4.7": "expired",
    "4.1": "expired",
    "4.2": "expired", "7.1": "rejected", "7.0": "rejected",
}  # fmt: skip

# That a text reports a failure at all.
FAILURES = (
    "could not be delivered", "couldn't be delivered", "cannot be delivered", "not be delivered",
    "was not delivered",
    "wasn't delivered", "wasn't able to deliver", "delivery to the following", "had permanent fatal errors",
    "failed permanently", "delivery failed", "delivery has failed",
    "undeliverable", "undelivered", "unable to deliver", "not able to deliver", "could not deliver",
    "couldn't deliver",
    "cannot deliver", "can't deliver", "permanent error", "transient non-fatal errors", "returned to sender",
    "was rejected",
    "message was not delivered", "did not reach", "didn't reach", "failed to deliver", "delivery failure",
    "fatal errors",
    "user unknown", "unknown user", "no such user", "not delivered to", "error while attempting to deliver",
    "problem delivering", "undeliverable to", "unable to send", "failed addresses", "failed recipients",
    "failed to reach",
    "undelivered message", "returned message", "bounced", "not been delivered", "has been delayed",
    "delivery is delayed",
    "non-delivery", "unzustellbar", "konnte nicht", "nicht zugestellt", "n'a pas pu être", "n'a pas été remis",
    "non remis",
    "no se ha podido", "no pudo ser", "no se pudo entregar",
    "não pôde ser", "não foi possível", "не может быть доставлено", "не было доставлено",
    "не удалось доставить",
    "не вдалося доставити", "недоставлен", "تعذر تسليم", "لم يتم تسليم", "fehlgeschlagen",
    "non è stato possibile",
    "kon niet worden", "mailbox full", "over quota", "host unknown", "warning: message still undelivered",
    "message exceeds",
    "unable to complete", "not found", "disk quota", "is full", "does not exist", "failed to be delivered",
    "we were unable",
    "i'm afraid i wasn't able", "sorry", "your message cannot", "not deliverable", "recipients unknown",
    "addresses had",
    "no mailbox", "returned mail", "is not a valid", "is not known", "quota", "could not be sent",
    "unknown address",
    "invalid recipient", "mail delivery", "failed", "failure", "reason:", "delivering to", "配信", "配送", "投递",
    "无法发送", "无法送达",
    "was aborted", "has been postponed", "delivre", "disabled", "rejected", "undeliv",
)  # fmt: skip

# That the server still tries.
DELAYS = (
    "has been postponed", "will continue to try",
    "delayed", "still trying", "will be retried", "will retry", "will keep trying", "continue to try",
    "continue trying",
    "not yet been delivered", "not yet delivered", "do not need to resend", "don't need to resend",
    "no need to resend",
    "warning message only", "you do not need to", "no action is required on your part", "this is a warning",
    "delivery attempts will continue", "still undelivered",
    "transient non-fatal", "temporarily deferred", "will be attempted", "retardé", "retrasado", "verzögert",
    "atrasada",
    "задержан", "затримано", "تأخر", "persistent transient",
)  # fmt: skip

# Where the returned mail begins in a report of plain text.
RETURNED = (
    "original message", "original header", "unsent message", "copy of the message", "copy of your message",
    "returned message", "text follows", "message headers follow", "headers of the message",
    "message header follows",
    "beginning of your message", "message follows", "below this line is a copy", "undelivered message",
    "start of returned",
    "body of the message", "message contents follow", "failed message", "transcript of", "your message reads",
    "the header of the original", "message content", "your original", "rejected message",
)  # fmt: skip
