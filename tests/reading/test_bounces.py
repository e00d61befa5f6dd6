"""Delivery reports in the manner of many servers and languages: whom they name, what became of the mail, and why.

All mails and people are invented. `RETURNED` is what a server returns; its Message-ID shows that the right mail is found.
"""

from dataclasses import dataclass, field

import pytest

from mailbot.core.message import Bounce, Kind
from mailbot.core.reading import read

DAEMON = "Mail Delivery System <mailer-daemon@mx.field.example>"
POSTMASTER = "postmaster@mx.field.example"
OURS = "<ours-7@desk.example>"
RETURNED = (
    "Received: from desk.example (desk.example [192.0.2.7])\n\tby mx.field.example; Tue, 6 Jan 2026 09:14:00 +0100\n"
    f"Date: Tue, 6 Jan 2026 09:13:00 +0100\nFrom: Help Desk <desk@desk.example>\nTo: Ana <ana@field.example>\n"
    f"Message-ID: {OURS}\nSubject: Your question\nMIME-Version: 1.0\n\nDear Ana, write to paul@other.example too.\n"
)
Outcome = tuple[str, str, str, bool, str]
"""Address, action, status, permanent, reason."""


@dataclass(frozen=True)
class Report:
    """A report in free text, and what it says."""

    name: str
    subject: str
    text: str
    outcomes: list[Outcome]
    sender: str = DAEMON
    fields: dict[str, str] = field(default_factory=dict)
    original: str | None = OURS


def failed(address: str = "ana@field.example", status: str = "5.1.1", reason: str = "user_unknown") -> Outcome:
    return (address, "failed", status, True, reason)


def delayed(address: str = "ana@field.example", status: str = "4.4.1", reason: str = "expired") -> Outcome:
    return (address, "delayed", status, False, reason)


def mail(sender: str, subject: str, text: str, fields: dict[str, str] | None = None) -> bytes:
    head = {"From": sender, "To": "desk@desk.example", "Subject": subject, "Message-ID": "<report-1@mx.field.example>"}
    head |= {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit"}
    return ("".join(f"{name}: {value}\n" for name, value in (head | (fields or {})).items()) + "\n" + text).encode()


def outcomes(bounce: Bounce | None) -> list[Outcome]:
    assert bounce is not None
    return [(r.address, r.action, r.status, r.permanent, r.reason) for r in bounce.recipients]


FREE_TEXT = [
    Report(
        "sendmail",
        "Returned mail: see transcript for details",
        """\
The original message was received at Tue, 6 Jan 2026 09:14:00 +0100
from desk.example [192.0.2.7]

   ----- The following addresses had permanent fatal errors -----
<ana@field.example>
    (reason: 550 5.1.1 <ana@field.example>... User unknown)

   ----- Transcript of session follows -----
... while talking to mx.field.example.:
>>> DATA
<<< 550 5.1.1 <ana@field.example>... User unknown
550 5.1.1 <ana@field.example>... User unknown

   ----- Original message follows -----
"""
        + RETURNED,
        [failed()],
    ),
    Report(
        "sendmail, an alias and its target",
        "Returned mail: User unknown",
        """\
   ----- The following addresses had permanent fatal errors -----
ana.lima@inner.example
    (expanded from: <ana@field.example>)

   ----- Transcript of session follows -----
550 5.2.1 ana.lima@inner.example... User unknown

   ----- Unsent message follows -----
"""
        + RETURNED,
        [failed("ana.lima@inner.example", "5.2.1", "user_unknown"), failed(status="5.2.1")],
    ),
    Report(
        "sendmail warns",
        "Warning: could not send message for past 4 hours",
        """\
    **********************************************
    **      THIS IS A WARNING MESSAGE ONLY      **
    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **
    **********************************************

   ----- The following addresses had transient non-fatal errors -----
<ana@field.example>

   ----- Transcript of session follows -----
451 4.4.1 <ana@field.example>... Deferred: Connection timed out with mx.field.example.
Warning: message still undelivered after 4 hours
Will keep trying until message is 5 days old
""",
        [delayed()],
        original=None,
    ),
    Report(
        "an old sendmail that names nobody",
        "Returned mail: Cannot send message for 4 days",
        """\
   ----- Transcript of session follows -----
421 field.example (smtp)... Deferred: Connection timed out during user open

   ----- Unsent message follows -----
"""
        + RETURNED,
        [failed(status="4.0.0", reason="expired")],
    ),
    Report(
        "postfix in plain text",
        "Undelivered Mail Returned to Sender",
        """\
This is the mail system at host mx.field.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

For further assistance, please send mail to postmaster@field.example.

If you do so, please include this problem report.

                   The mail system

<ana@field.example>: host mx.field.example[192.0.2.1] said: 550 5.1.1 <ana@field.example>: Recipient address
    rejected: User unknown in virtual mailbox table (in reply to RCPT TO command)

<full@field.example>: host mx.field.example[192.0.2.1] said: 552 5.2.2 Over quota (in reply to RCPT TO command)

------ Undelivered message follows ------

"""
        + RETURNED,
        [failed(), failed("full@field.example", "5.2.2", "mailbox_full")],
    ),
    Report(
        "qmail",
        "failure notice",
        """\
Hi. This is the qmail-send program at mx.field.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<ana@field.example>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.1.1 user unknown
Giving up on 192.0.2.1.

<old@gone.example>:
Sorry, I couldn't find any host named gone.example. (#5.1.2)

--- Below this line is a copy of the message.

"""
        + RETURNED,
        [failed(), failed("old@gone.example", "5.1.2", "host_unknown")],
    ),
    Report(
        "qmail-ldap",
        "failure notice",
        """\
Hi. This is the qmail-send program at mx.field.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<ana@field.example>:
Mailaddress is administratively disabled. (LDAP-ERR #220)

--- Below this line is a copy of the message.

"""
        + RETURNED,
        [failed(status="5.0.0", reason="inactive")],
    ),
    Report(
        "qmail after a week",
        "failure notice",
        """\
Hi. This is the qmail-send program at mx.field.example.

<ana@field.example>:
Sorry, I wasn't able to establish an SMTP connection. (#4.4.1)
I'm not going to try again; this message has been in the queue too long.

--- Original message follows.

"""
        + RETURNED,
        [failed(status="4.4.1", reason="expired")],
    ),
    Report(
        "exim",
        "Mail delivery failed: returning message to sender",
        """\
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ana@field.example
    SMTP error from remote mail server after RCPT TO:<ana@field.example>:
    host mx.field.example [192.0.2.1]: 550 No such user here

------ This is a copy of the message, including all the headers. ------

"""
        + RETURNED,
        [failed(status="5.0.0")],
        fields={"X-Failed-Recipients": "ana@field.example"},
    ),
    Report(
        "exim names the alias only",
        "Mail delivery failed: returning message to sender",
        """\
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  an undisclosed address
    (generated from ana@field.example)
    mailbox is full: retry timeout exceeded

------ This is a copy of the message's headers. ------

"""
        + RETURNED,
        [failed(status="5.0.0", reason="mailbox_full")],
    ),
    Report(
        "exim tells a third person",
        "Mail delivery failed",
        """\
This message was created automatically by mail delivery software.

A message sent by

  <desk@desk.example>

could not be delivered to one or more of its recipients. The following
address(es) failed:

  ana@field.example:
    Unrouteable address
""",
        [failed(status="5.0.0", reason="host_unknown")],
        original=None,
    ),
    Report(
        "exim warns",
        "Warning: message 1abcde-000001-AA delayed 24 hours",
        """\
This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on mx.field.example.

The address to which the message has not yet been delivered is:

  ana@field.example
    Delay reason: connection timed out

No action is required on your part. Delivery attempts will continue for
some time.
""",
        [delayed(status="4.0.0")],
        original=None,
    ),
    Report(
        "courier",
        "NOTICE: mail delivery status.",
        """\
This is a delivery status notification from mx.field.example,
running the Courier mail server, version 0.60.

The original message was received on Tue, 06 Jan 2026 09:14:00 +0100
from desk.example (desk.example [192.0.2.7])

---------------------------------------------------------------------------

                           UNDELIVERABLE MAIL

Your message to the following recipients cannot be delivered:

<ana@field.example>:
    mx.field.example [192.0.2.1]:
>>> RCPT TO:<ana@field.example>
<<< 550 5.1.1 <ana@field.example>... User Unknown
""",
        [failed()],
        original=None,
    ),
    Report(
        "Exchange 5.5",
        "Undeliverable: Your question",
        """\
Your message

  To:      kits@camps.example
  Subject: Your question
  Sent:    Tue, 6 Jan 2026 09:13:00 +0100

did not reach the following recipient(s):

ana@field.example on Tue, 6 Jan 2026 09:15:00 +0100
    The recipient name is not recognized
\tThe MTS-ID of the original message is: c=us;a= ;p=field
;l=MAIL0601060914AB
    MSEXCH:IMS:FIELD:MAIL 0 (000C05A6) Unknown Recipient
c=US;a= ;p=Field;o=Goma;dda:SMTP=full@field.example; on Tue, 6 Jan
    The recipient's mailbox is full
""",
        [failed(status="5.0.0"), failed("full@field.example", "5.0.0", "mailbox_full")],
        sender="System Administrator <postmaster@field.example>",
        original=None,
    ),
    Report(
        "Exchange 2007 and later, in plain text",
        "Undeliverable: Your question",
        """\
Delivery has failed to these recipients or distribution lists:

ana@field.example<mailto:ana@field.example>
The e-mail address you entered couldn't be found. Please check the address and try to resend the message.

Diagnostic information for administrators:

Generating server: mail.field.example

ana@field.example
#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##rfc822;ana@field.example

Original message headers:

"""
        + RETURNED,
        [failed()],
        sender="Microsoft Exchange <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@field.example>",
    ),
    Report(
        "Domino",
        "DELIVERY FAILURE: User ana (ana@field.example) not listed in Domino Directory",
        """\
Your message

  Subject: Your question

was not delivered to:

  ana@field.example

because:

  User ana (ana@field.example) not listed in Domino Directory
""",
        [failed(status="5.0.0")],
        sender=POSTMASTER,
        original=None,
    ),
    Report(
        "Notes names nobody",
        "Undeliverable message",
        """\
------- Failure Reasons --------

Message has exceeded maximum hop count

------- Returned Message --------
"""
        + RETURNED,
        [failed(status="5.0.0", reason="loop")],
        sender=POSTMASTER,
    ),
    Report(
        "GroupWise",
        "Message status - undeliverable",
        """\
The message that you sent was undeliverable to the following:
\tana@field.example (user not found)

Possibly truncated original message follows:

"""
        + RETURNED,
        [failed(status="5.0.0")],
        sender="System Administrator <Mailer-Daemon@field.example>",
    ),
    Report(
        "Gmail",
        "Delivery Status Notification (Failure)",
        """\
** Address not found **

Your message wasn't delivered to ana@field.example because the address couldn't be found, or is unable to receive \
mail.

The response from the remote server was:
550 5.1.1 <ana@field.example>: Recipient address rejected

----- Original message -----

"""
        + RETURNED,
        [failed()],
    ),
    Report(
        "an older Gmail",
        "Delivery Status Notification (Failure)",
        """\
Delivery to the following recipient failed permanently:

     ana@field.example

Technical details of permanent failure:
Google tried to deliver your message, but it was rejected by the recipient domain. The error that the other server \
returned was: 552 552-5.2.2 The email account that you tried to reach is over quota (state 14).

   ----- Original message -----

"""
        + RETURNED,
        [failed(status="5.2.2", reason="mailbox_full")],
        fields={"X-Failed-Recipients": "ana@field.example"},
    ),
    Report(
        "Gmail retries",
        "Delivery Status Notification (Delay)",
        """\
** Delivery incomplete **

There was a temporary problem delivering your message to ana@field.example. Gmail will retry for 47 more hours. \
You'll be notified if the delivery fails permanently.
""",
        [delayed(status="4.0.0")],
        original=None,
    ),
    Report(
        "Yahoo",
        "Failure Notice",
        """\
Sorry, we were unable to deliver your message to the following address.

<ana@field.example>:
554: delivery error: dd This user doesn't have a field.example account (ana@field.example) [0] - mta1.field.example

--- Below this line is a copy of the message.

"""
        + RETURNED,
        [failed(status="5.0.0")],
    ),
    Report(
        "AOL gives the name alone",
        "Mail Delivery Problem",
        """\
Your mail to the following recipients could not be delivered because they are not accepting mail from \
desk@desk.example:
\tanalima
""",
        [failed("analima@field.example", "5.0.0", "rejected")],
        sender="Mail Delivery Subsystem <MAILER-DAEMON@field.example>",
        original=None,
    ),
    Report(
        "mail.ru",
        "Mail failure.",
        """\
Это письмо создано автоматически
сервером Mail, отвечать на него не
нужно.

К сожалению, Ваше письмо не может
быть доставлено одному или нескольким
получателям:

  ana@field.example
    Причина: почтовый ящик переполнен
""",
        [failed(status="5.0.0", reason="mailbox_full")],
        original=None,
    ),
    Report(
        "Yandex",
        "Недоставленное сообщение",
        """\
Это письмо отправлено почтовым сервером.

К сожалению, мы вынуждены сообщить Вам о том, что Ваше письмо не может
быть отправлено одному или нескольким адресатам.

<ana@field.example>: host mx.field.example[192.0.2.1] said: 550 5.1.1 No such user!
""",
        [failed()],
        original=None,
    ),
    Report(
        "GMX",
        "Mail delivery failed: returning message to sender",
        """\
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to
one or more of its recipients. The following addresses
failed:

"ana@field.example":
SMTP error from remote server after RCPT command:
host: mx.field.example
5.1.1 <ana@field.example>... User Unknown

--- The header of the original message is following. ---

"""
        + RETURNED,
        [failed()],
    ),
    Report(
        "1&1",
        "Mail delivery failed: returning message to sender",
        """\
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of
its recipients. This is a permanent error.

The following address failed:

ana@field.example

For the following reason:

Mail size limit exceeded. For explanation visit
http://postmaster.provider.example/en/error

--- The header of the original message is following. ---

"""
        + RETURNED,
        [failed(status="5.0.0", reason="too_large")],
    ),
    Report(
        "OpenSMTPD",
        "Delivery status notification: error",
        """\
    Hi!

    This is the MAILER-DAEMON, please DO NOT REPLY to this e-mail.

    An error has occurred while attempting to deliver a message for
    the following list of recipients:

ana@field.example: 550 5.2.2 <ana@field.example>... Mailbox Full

    Below is a copy of the original message:

"""
        + RETURNED,
        [failed(status="5.2.2", reason="mailbox_full")],
    ),
    Report(
        "MailMarshal",
        'Undeliverable Mail: "Your question"',
        """\
Your message:
   From:    desk.two@desk.example
   Subject: Your question

Could not be delivered because of

550 5.1.1 User unknown

The following recipients were affected:
     ana@field.example

Additional Information
======================

Original Sender:    <desk.two@desk.example>
Sender-MTA:         <192.0.2.7>
""",
        [failed()],
        sender=POSTMASTER,
        original=None,
    ),
    Report(
        "IMail",
        "Undeliverable Mail",
        """\
User mailbox exceeds allowed size: ana@field.example


Original message follows.

"""
        + RETURNED,
        [failed(status="5.0.0", reason="mailbox_full")],
        sender=POSTMASTER,
    ),
    Report(
        "SurfControl",
        "Your question",
        """\
Your message could not be sent.
A transcript of the attempts to send the message follows.
The number of attempts made: 1
Addressed To: ana@field.example

Failed to send to identified host,
ana@field.example: [192.0.2.5], 550 ana@field.example... No such user
""",
        [failed(status="5.0.0")],
        original=None,
    ),
    Report(
        "an X1 server returns the mail as a part without a type",
        "Returned Mail: User unknown",
        """\
The original message was received at Tue, 6 Jan 2026 09:14:00 +0100
from desk@desk.example

---The following addresses had delivery errors---

ana@field.example [User unknown]


"""
        + RETURNED,
        [failed(status="5.0.0")],
    ),
    Report(
        "an X3 server",
        "Delivery status notification",
        """\
============================================================
      This is an automatically generated Delivery Status Notification.

Delivery to the following recipients failed permanently:

  * ana@field.example


============================================================
                     Technical details:

SMTP:RCPT host 192.0.2.8: 553 5.3.0 <ana@field.example>... Addressee unknown
""",
        [failed(status="5.3.0")],
        original=None,
    ),
    Report(
        "an X6 server",
        "There was an error sending your mail",
        """\
We had trouble delivering your message. Full details follow:

Subject: 'Your question'
Date: 'Tue, 6 Jan 2026 09:13:00 +0100'

1 error(s):

SMTP Server <mx.field.example> rejected recipient <ana@field.example>\x20
  (Error following RCPT command). It responded as follows: [550 5.1.1 User unknown]

""",
        [failed()],
        sender="Mail Router <mailrouter@field.example>",
        original=None,
    ),
    Report(
        "EZweb",
        "Mail System Error - Returned Mail",
        """\
Each of the following recipients was rejected by a remote
mail server.

    Recipient: <ana@field.example>
    >>> RCPT TO:<ana@field.example>
    <<< 550 <ana@field.example>: User unknown

--------------------------------------------------
"""
        + RETURNED,
        [failed(status="5.0.0")],
        sender="Postmaster@field.example",
    ),
    Report(
        "KDDI",
        "Mail System Error - Returned Mail",
        """\
Your mail sent on: Tue, 6 Jan 2026 09:13:00 +0900
    Could not be delivered to: <ana@field.example>
    As their mailbox is full.
""",
        [failed(status="5.0.0", reason="mailbox_full")],
        sender="no-reply@mail.field.example",
        original=None,
    ),
    Report(
        "MXLogic",
        "Mail delivery failed: returning message to sender",
        """\
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more recipients.

The following address failed:

<ana@field.example>: unknown host: field.example

Included is a copy of the message header:
-----------------------------------
"""
        + RETURNED,
        [failed(status="5.0.0", reason="host_unknown")],
    ),
    Report(
        "Mimecast",
        "[Postmaster] Email Delivery Failure",
        """\
This is a delivery failure notification message indicating that
an email addressed to email address :
-- ana@field.example

could not be delivered. The problem appears to be :
-- Recipient email server rejected the message

Additional information follows :
-- 5.7.1 Message rejected as spam by content filter
""",
        [failed(status="5.7.1", reason="spam")],
        original=None,
    ),
    Report(
        "InterScan",
        "Mail could not be delivered",
        """\
****** Message from InterScan Messaging Security Suite ******

Sent <<< RCPT TO:<ana@field.example>
Received >>> 550 5.1.1 <ana@field.example>... user unknown

Unable to deliver message to <ana@field.example> (and other recipients in the same domain).

************************     End of message     **********************
""",
        [failed()],
        sender='"InterScan MSS" <postmaster@field.example>',
        original=None,
    ),
    Report(
        "m-FILTER",
        "failure notice",
        """\
このメールは「m-FILTER」が自動的に生成して送信しています。
メールサーバーとの通信中、下記の理由により
このメールは送信できませんでした。

以下のメールアドレスへの送信に失敗しました。
ana@field.example


-------server message
550 5.1.1 unknown user <ana@field.example>

-------SMTP command
RCPT

-------original message
"""
        + RETURNED,
        [failed()],
        sender=POSTMASTER,
    ),
    Report(
        "Zoho",
        "Undelivered Mail Returned to Sender",
        """\
This message was created automatically by mail delivery software.
A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.

ana@field.example Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 <ana@field.example>... User Unknown

Received: from mail.desk.example by mx.field.example
"""
        + RETURNED,
        [failed()],
    ),
    Report(
        "Active!hunter",
        "FAILURE NOTICE : Your question",
        """\
The original message was received at Tue, 6 Jan 2026 09:14:00 +0100
from desk.example

  ----- The following addresses had permanent fatal errors -----

>>> ana@field.example <ana@field.example>

  ----- Transcript of session follows -----

550 sorry, no mailbox here by that name (#5.1.1 - chkusr)
""",
        [failed()],
        original=None,
    ),
    Report(
        "Oracle Messaging Server quotes a header before it names anybody",
        "Delivery Notification: Delivery has failed",
        """\
This report relates to a message you sent with the following header fields:

  Message-id: <ours-7@desk.example>
  Date: Tue, 6 Jan 2026 09:13:00
  From: Help Desk <desk.two@desk.example>
  To: kits@camps.example
  Subject: Your question

Your message cannot be delivered to the following recipients:

  Recipient address: ana@field.example
  Reason: Remote SMTP server has rejected address
  Diagnostic code: smtp;550 5.1.1 <ana@field.example>... User Unknown
""",
        [failed()],
        sender=POSTMASTER,
    ),
    Report(
        "MDaemon",
        "Permanent Delivery Failure",
        """\
The attached message had PERMANENT fatal delivery errors!

YOUR MESSAGE WAS NOT DELIVERED!

The following addresses did NOT receive a copy of your message:

> ana@field.example

--- Session Transcript ---
 MAIL From:<desk@desk.example> SIZE=1861
 250 <desk@desk.example>, Sender ok
 RCPT To:<ana@field.example>
 550 <ana@field.example>, Recipient unknown
--- End Transcript ---
""",
        [failed(status="5.0.0")],
        sender="MDaemon@field.example",
        original=None,
    ),
    Report(
        "MailEnable",
        "Message Delivery Failure",
        """\
MailEnable: Message could not be delivered to some recipients.
The following recipient(s) could not be reached:

\tRecipient: [SMTP:ana@field.example]
\tReason: Remote SMTP Server Returned: 550 Requested action not taken: mailbox unavailable


Message headers follow:

"""
        + RETURNED,
        [failed(status="5.0.0")],
        sender=POSTMASTER,
    ),
    Report(
        "MailFoundry",
        "Message delivery has failed",
        """\
Unable to deliver message to: <ana@field.example>
Delivery failed for the following reason:
Server mx.field.example[192.0.2.2] failed with: 550 5.7.1 Your IP is listed at zen.blocklist.example

This has been a permanent failure.  No further delivery attempts will be made.
""",
        [failed(status="5.7.1", reason="blocked")],
        original=None,
    ),
    Report(
        "a robot's report to a return path",
        "RE: Your message awaits approval : non remis (delivery failed)",
        """\
***********************************************
Votre message n'a pas pu etre delivre a
ana@field.example

***********************************************
Your message could not be delivered to
ana@field.example
""",
        [failed(status="5.0.0", reason="other")],
        sender="internet@field.example",
        fields={"To": "camps-bounces@desk.example"},
        original=None,
    ),
    Report(
        "a list manager tells of loops",
        "Loop Alert: Duplicated Message-ID (camps ML)",
        """\
Duplicated Message-ID in <camps@field.example>.


Original mail as follows:

   """
        + RETURNED.replace("\n", "\n   "),
        [failed("camps@field.example", "5.0.0", "loop")],
        sender=POSTMASTER,
    ),
    Report(
        "the report's header alone names the mail that it answers",
        "Undeliverable: Your question",
        """\
Your message to ana@field.example couldn't be delivered.

ana wasn't found at field.example.
""",
        [failed(status="5.0.0")],
        sender=POSTMASTER,
        fields={"In-Reply-To": "<ours-7@desk.example>", "References": "<first@desk.example> <ours-7@desk.example>"},
    ),
]

LANGUAGES = [
    (
        "fr",
        "Non remis : Votre question",
        "Échec de la remise à ces destinataires ou groupes :\n\nana@field.example\nL'adresse de messagerie est introuvable.\n",
    ),
    (
        "es",
        "No se puede entregar: Su pregunta",
        "No se pudo entregar a estos destinatarios o grupos:\n\nana@field.example\nNo se encontró la dirección de correo.\n",
    ),
    (
        "pt",
        "Não é possível entregar: Pergunta",
        "Falha na entrega a estes destinatários ou grupos:\n\nana@field.example\nO endereço não foi encontrado.\n",
    ),
    (
        "ru",
        "Недоставлено: Вопрос",
        "Не удалось выполнить доставку следующим получателям или группам:\n\nana@field.example\nАдрес почты не найден.\n",
    ),
    (
        "uk",
        "Не доставлено: Питання",
        "Не вдалося доставити повідомлення таким одержувачам або групам:\n\nana@field.example\nАдресу пошти не знайдено.\n",
    ),
    (
        "ar",
        "غير قابل للتسليم: سؤالك",
        "فشل التسليم إلى هؤلاء المستلمين أو المجموعات:\n\nana@field.example\nتعذر العثور على العنوان الذي أدخلته.\n",
    ),
    (
        "de",
        "Unzustellbar: Ihre Frage",
        "Fehler bei der Nachrichtenzustellung an folgende Empfänger:\n\nana@field.example\nDie Adresse wurde nicht gefunden.\n",
    ),
    (
        "it",
        "Non recapitabile: Domanda",
        "Recapito non riuscito a questi destinatari o gruppi:\n\nana@field.example\nIndirizzo non trovato.\n",
    ),
    (
        "nl",
        "Onbestelbaar: Vraag",
        "Het bezorgen aan deze geadresseerden of groepen is mislukt:\n\nana@field.example\nHet e-mailadres is niet gevonden.\n",
    ),
    (
        "pl",
        "Niedostarczalne: Pytanie",
        "Dostarczenie wiadomości do następujących adresatów nie powiodło się:\n\nana@field.example\nNie znaleziono adresu.\n",
    ),
    (
        "sv",
        "Olevererbart: Fråga",
        "Det gick inte att leverera till följande mottagare eller grupper:\n\nana@field.example\nE-postadressen hittades inte.\n",
    ),
    (
        "ja",
        "配信不能: 質問",
        "次の受信者またはグループへの配信に失敗しました:\n\nana@field.example\n電子メール アドレスが見つかりませんでした。\n",
    ),
    ("zh", "无法传递: 问题", "未能向以下收件人或组传递邮件:\n\nana@field.example\n找不到您输入的电子邮件地址。\n"),
    (
        "ko",
        "배달되지 않음: 질문",
        "다음 받는 사람이나 그룹에게 배달하지 못했습니다:\n\nana@field.example\n입력한 전자 메일 주소를 찾을 수 없습니다.\n",
    ),
]


@pytest.mark.parametrize("report", FREE_TEXT, ids=lambda r: r.name)
def test_a_report_in_free_text(report: Report) -> None:
    found = read(mail(report.sender, report.subject, report.text, report.fields))
    assert found.kind is Kind.BOUNCE
    assert outcomes(found.bounce) == report.outcomes
    assert found.bounce is not None
    assert found.bounce.original_message_id == report.original


@pytest.mark.parametrize(("language", "subject", "text"), LANGUAGES)
@pytest.mark.parametrize(
    "sender", [POSTMASTER, "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@field.example>"]
)
def test_a_report_in_the_language_of_the_server(language: str, subject: str, text: str, sender: str) -> None:
    found = read(mail(sender, subject, text, {"Content-Language": language}))
    assert outcomes(found.bounce) == [failed(status="5.0.0")]


@pytest.mark.parametrize(("language", "subject", "text"), LANGUAGES)
def test_a_report_in_html_only(language: str, subject: str, text: str) -> None:
    html = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
    raw = mail(
        POSTMASTER, subject, f'<html lang="{language}"><body>{html}</body></html>', {"Content-Type": "text/html; charset=utf-8"}
    )
    assert outcomes(read(raw).bounce) == [failed(status="5.0.0")]
