"""What mail servers write when they could not deliver, in their own words. Data only; lower case, compared casefolded.

Who they are is in `reporter_words.py`, whom they mean in `recipient_words.py`, why they failed in `reason_words.py`.
"""

# That a text reports a failure, in whole phrases that speak of mail.
FAILURES = (
    # en
    "not be delivered", "n't be delivered", "cannot be delivered", "was not delivered", "wasn't delivered", "unable to deliver",
    "able to deliver", "delivery to the following", "had permanent fatal errors", "failed permanently", "delivery failed",
    "delivery has failed", "undeliverable", "undelivered", "could not deliver", "couldn't deliver", "cannot deliver",
    "can't deliver", "permanent error", "permanent failure", "transient non-fatal errors", "returned to sender",
    "did not reach", "didn't reach", "not reach the following", "failed to deliver", "delivery failure", "fatal errors",
    "user unknown", "unknown user", "no such user", "not delivered to", "while attempting to deliver", "problem delivering",
    "problems delivering", "trouble delivering", "unable to send", "failed addresses", "failed recipients", "failed to reach",
    "returned message", "bounced", "not been delivered", "has been delayed", "delivery is delayed", "delivery problems",
    "delivery errors", "non-delivery", "mailbox full", "mailbox is full", "over quota", "host unknown",
    "message still undelivered", "message exceeds", "exceeds allowed size", "failed to be delivered", "your message cannot",
    "not deliverable", "recipients unknown", "returned mail", "could not be sent", "couldn't be sent", "unknown address",
    "invalid recipient", "was aborted", "has been postponed", "failure reasons", "non-deliverable", "delivery incomplete",
    "did not receive this message", "rejected recipient", "rejected by a remote", "does not like recipient",
    "returning message to sender", "duplicated message-id", "message rejected", "message was rejected",
    "message has been rejected", "message blocked", "not accepting mail", "failed to send", "address not found", "was not sent",
    "message not delivered", "failed mail", "automatically rejected", "quota exceeded", "was rejected",
    "not yet been delivered", "delivery attempts",
    # fr
    "n'a pas pu être", "n'a pas pu etre", "n'a pas été remis", "n'ont pas pu être", "non remis", "non distribué",
    "échec de la remise", "échec de remise", "n'a pu être", "impossible de remettre", "impossible de délivrer",
    "pas été délivré", "destinataire inconnu", "adresse introuvable",
    # es
    "no se ha podido entregar", "no se ha podido", "no pudo ser", "no se pudo entregar", "no ha podido ser",
    "no se puede entregar", "no se entregó", "no se ha entregado", "error al entregar", "error de entrega", "no entregado",
    # pt
    "não pôde ser", "não pode ser entregue", "não foi possível entregar", "não foi entregue", "falha na entrega",
    "entrega falhou", "não pôde ser entregue", "não foram entregues",
    # ru
    "не может быть доставлено", "не было доставлено", "не удалось доставить", "недоставлен", "не доставлено",
    "не удалось выполнить доставку", "сбой доставки", "не может быть отправлено", "не удается доставить", "доставка невозможна",
    # uk
    "не вдалося доставити", "не може бути доставлен", "не було доставлено", "не доставлено", "помилка доставки",
    "неможливо доставити",
    # ar
    "تعذر تسليم", "لم يتم تسليم", "فشل التسليم", "فشل تسليم", "لم تصل رسالتك", "تعذر إرسال", "لم يتم التسليم",
    # de
    "unzustellbar", "konnte nicht", "konnten nicht", "nicht zugestellt", "zustellung fehlgeschlagen", "nicht zustellbar",
    "fehler bei der nachrichtenzustellung", "nicht übermittelt",
    # it
    "non è stato possibile", "non è stato recapitato", "non è stato consegnato", "impossibile recapitare",
    "impossibile consegnare", "recapito non riuscito", "mancata consegna",
    # nl
    "kon niet worden", "niet bezorgd", "kan niet worden bezorgd", "bezorgen aan deze", "onbestelbaar", "niet afgeleverd",
    # pl
    "nie powiodło się", "nie można dostarczyć", "nie mogła zostać dostarczona", "nie została dostarczona", "niedostarcz",
    # sv, da, no, fi, tr
    "kunde inte levereras", "gick inte att leverera", "kunne ikke leveres", "ei voitu toimittaa", "teslim edilemedi",
    "iletilemedi",
    # ja, zh, ko
    "配信できません", "配信されません", "配信に失敗", "送信できません", "送信に失敗", "配信不能", "届きません",
    "届けられません", "无法投递", "无法发送", "无法送达", "未能送达", "未送达", "无法传递", "無法傳遞", "投递失败", "传递失败",
    "退回", "전송되지 않았", "배달하지 못", "배달할 수 없", "전송하지 못", "전달되지",
)  # fmt: skip

# What means a failure only in the mouth of a mail server.
HINTS = (
    "failed", "failure", "sorry", "reason:", "error", "quota", "rejected", "refused", "disabled", "not found", "is full",
    "does not exist", "unable to complete", "we were unable", "no mailbox", "is not a valid", "is not known", "delivering to",
    "addresses had", "mail delivery", "undeliv", "delivre", "delivered to the following", "fehlgeschlagen", "fehler", "erreur",
    "échec", "fallo", "falha", "erro", "ошибка", "помилка", "خطأ", "errore", "fout", "błąd", "fel", "エラー", "配信", "配送",
    "错误", "失败", "投递", "오류", "실패",
)  # fmt: skip

# That all went well.
SUCCESSES = (
    "successfully delivered", "was delivered to the following", "has been delivered to", "have been delivered to",
    "successfully relayed", "successfully delivered to", "was successfully", "relayed to mailer",
    "had successful delivery notifications", "delivery was successful", "message was relayed", "was relayed to",
    "is complete, but no delivery notification", "delivery to these recipients or groups is complete",
    "a été remis avec succès", "se entregó correctamente", "entregado correctamente", "entregue com êxito",
    "entregue com sucesso", "успешно доставлен", "успішно доставлен", "تم تسليم رسالتك", "تم التسليم بنجاح",
    "erfolgreich zugestellt", "wurde zugestellt", "recapitato correttamente", "consegnato correttamente",
    "bezorgd bij de volgende", "pomyślnie dostarczon", "正常に配信", "已成功送达",
)  # fmt: skip

# That the server still tries; whoever says so has not given up, whatever else the report says.
DELAYS = (
    # en
    "will continue to try", "still trying", "will be retried", "will retry", "will keep trying", "continue to try",
    "continue trying", "not yet been delivered", "not yet delivered", "do not need to resend", "don't need to resend",
    "no need to resend", "warning message only", "this is a warning only", "you do not need to",
    "no action is required on your part", "this is a warning", "delivery attempts will continue", "still undelivered",
    "transient non-fatal", "persistent transient", "has been postponed", "delivery has been delayed", "delivery is delayed",
    "delivery to the following recipients has been delayed", "has been delayed", "message is delayed", "delivery incomplete",
    "attempts to deliver the message will continue", "is still in the queue", "has not been delivered yet",
    "delivery will be attempted again",
    # fr
    "nouvelles tentatives", "essaiera de nouveau", "va réessayer", "tentatives se poursuiv", "continuera d'essayer",
    "remise a été retardée", "retardée", "n'a pas encore été",
    # es
    "seguirá intentando", "volverá a intentar", "se volverá a intentar", "se seguirá intentando", "se ha retrasado",
    "retrasada", "todavía no se ha",
    # pt
    "continuará tentando", "tentará novamente", "continuará a tentar", "vai continuar a tentar", "foi adiada", "atrasada",
    "ainda não foi",
    # ru
    "попытки доставки будут продолж", "будут продолжены", "повторит попытку", "доставка задерж", "задержка доставки",
    "пока не доставлено", "попытка будет повторена",
    # uk
    "спроби доставки", "спробує ще раз", "затримано", "доставка затрим", "ще не доставлено", "спроби триват",
    # ar
    "ستستمر المحاولة", "سنعيد المحاولة", "ستتم إعادة المحاولة", "تأخر تسليم", "تم تأخير", "إعادة محاولة",
    # de
    "wird weiterhin versuch", "weitere zustellversuche", "noch nicht zugestellt", "verzögert sich", "zustellung verzögert",
    "wurde verzögert", "versucht weiterhin", "erneut versuch",
    # it, nl, pl, sv
    "ritenterà", "riproverà", "nuovi tentativi", "consegna ritardata", "è stata ritardata", "ritardato",
    "wordt opnieuw geprobeerd", "vertraagd", "nog niet bezorgd", "blijft proberen", "będzie ponawiać", "opóźnion",
    "kommer att fortsätta", "fördröj", "försenad",
    # ja, zh, ko
    "再試行します", "遅延", "遅れて", "将继续尝试", "将继续", "延迟", "稍后重试", "다시 시도", "지연",
)  # fmt: skip

# That the last try was delayed; a failure where the server says besides that it gives up.
DEFERRALS = ("deferred", "delayed", "temporarily rejected", "postponed", "delay reason")

# That the server gives up.
GIVEN_UP = (
    "not going to try again", "giving up", "gave up", "given up", "permanent", "no further", "too long",
    "will be deleted from queue", "retry timeout exceeded", "retry time not reached", "could not be delivered for",
    "will not try to redeliver", "will not be retried", "won't be retried", "will not attempt", "attempt(s) to deliver over",
    "has expired", "time expired", "returned to sender", "returned mail", "returning", "cannot send message for",
    "not been collected", "not delivered within", "after all attempts", "unable to deliver your message after",
    "delivery attempts have failed", "all attempts",
)  # fmt: skip

# Begins of subjects that say that the server still tries.
DELAY_SUBJECTS = (
    "delayed mail", "delivery delayed", "warning: message", "warning: could not send", "warning: mail", "warning: your m",
    "warning - delayed", "mail delivery warning", "message delayed", "delivery delay", "delivery status notification (delay",
    "mail delivery delayed", "remise retardée", "entrega atrasada", "entrega retrasada", "доставка задерж",
    "zustellung verzögert", "verzögert", "delivery notification: delivery delayed", "delay",
)  # fmt: skip

# Where the returned mail begins in a report of plain text.
RETURNED = (
    # en
    "original message", "original header", "original mail", "unsent message", "copy of the message", "copy of your message",
    "returned message", "text follows", "message headers", "headers of the message", "message header follows",
    "header of the message", "beginning of your message", "message follows", "below this line is", "undelivered message",
    "start of returned", "returned content follows", "body of the message", "message contents follow", "failed message",
    "your message reads", "the header of the original", "the headers of the original", "headers from the original",
    "message content", "your original", "rejected message", "returned mail follows", "text of your message", "message text",
    "original text", "the attachment contains the original", "your message follows", "first part of the message",
    "contents of your message", "the message is attached", "non-delivered information follows", "failed mail",
    "transcript of message",
    # fr, es, pt
    "message d'origine", "message original", "en-têtes du message", "en-têtes d'origine", "mensaje original",
    "encabezados del mensaje", "encabezado del mensaje", "encabezados de mensajes originales", "mensagem original",
    "cabeçalhos da mensagem", "cabeçalho da mensagem",
    # ru, uk, ar
    "исходное сообщение", "исходные заголовки", "заголовки исходного", "текст письма", "оригинальное сообщение",
    "вихідне повідомлення", "заголовки вихідного", "الرسالة الأصلية", "رؤوس الرسالة",
    # de, it, nl, pl, sv
    "ursprüngliche nachricht", "ursprüngliche nachrichtenkopf", "kopfzeilen der ursprünglichen", "kopie der nachricht",
    "messaggio originale", "intestazioni del messaggio", "oorspronkelijk bericht", "oorspronkelijke bericht",
    "oorspronkelijke koppen", "oryginalna wiadomość", "nagłówki oryginalnej", "ursprungligt meddelande",
    "ursprungliga meddelande",
    # ja, zh, ko
    "元のメッセージ", "元のメール", "メッセージヘッダー", "原邮件", "原始邮件", "郵件標頭", "邮件头", "원본 메시지",
    "메시지 헤더",
)  # fmt: skip

# Notices that resemble reports: the mail waits for somebody's word, and nothing has failed.
WAITING = (
    "awaits moderator", "awaiting moderator", "is being held", "held for approval", "held until", "waiting for approval",
    "quarantin", "confirm that you are", "confirm your message", "verify your address", "verify that you", "prove that you are",
    "click the link below to deliver", "please click", "please confirm", "reply to this message to", "challenge",
    "one-time verification", "to have your message delivered", "add you to", "whitelist", "en attente de modération",
    "confirmez que", "confirme que", "подтвердите", "підтвердьте", "يرجى التأكيد", "bitte bestätigen", "conferma",
)  # fmt: skip
