"""What resembles a delivery report and is none: people, absences, receipts, success, complaints, challenges (threats L5, B2)."""

import pytest

from mailbot.core.message import Kind
from mailbot.core.reading import read

PERSON = "Ana Lima <ana@ngo.example.org>"
DAEMON = "Mail Delivery System <mailer-daemon@mx.field.example>"
QUOTED = (
    "This is the mail system at host mx.field.example.\n\n<paul@goma.example.org>: host mx.goma.example.org[192.0.2.1] said:\n"
    "    550 5.1.1 <paul@goma.example.org>: Recipient address rejected: User unknown (in reply to RCPT TO command)\n"
)
STATUS = (
    "Reporting-MTA: dns; mx.field.example\n\nFinal-Recipient: rfc822; paul@goma.example.org\nAction: failed\nStatus: 5.1.1\n"
    "Diagnostic-Code: smtp; 550 5.1.1 User unknown\n"
)
RETURNED = (
    "Received: from a by b\nFrom: ana@ngo.example.org\nTo: paul@goma.example.org\nMessage-ID: <a@ngo.example.org>\n\nHello\n"
)


def mail(sender: str, subject: str, text: str, **fields: str) -> bytes:
    head = {"From": sender, "To": "desk@desk.example", "Subject": subject, "Message-ID": "<1@ngo.example.org>"}
    head |= {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit"}
    head |= {name.replace("_", "-"): value for name, value in fields.items()}
    return ("".join(f"{name}: {value}\n" for name, value in head.items()) + "\n" + text).encode()


def multipart(sender: str, subject: str, kind: str, *parts: tuple[str, str]) -> bytes:
    body = "".join(f"--b\nContent-Type: {head}\n\n{text}\n" for head, text in parts) + "--b--\n"
    return mail(sender, subject, body, Content_Type=f"multipart/{kind}; boundary=b")


PEOPLE = [
    (
        "a person asks about a bounce",
        PERSON,
        "Mail to Goma",
        f"Dear desk, my mail to Paul came back. Do you know his new address?\n\n{QUOTED}",
    ),
    (
        "a person passes a bounce on",
        PERSON,
        "Fwd: Undelivered Mail Returned to Sender",
        f"Please see below.\n\n-------- Forwarded Message --------\n{QUOTED}",
    ),
    ("a person passes a bounce on, without a word", PERSON, "FW: Undelivered Mail Returned to Sender", QUOTED),
    ("a person answers a bounce", PERSON, "Re: Undelivered Mail Returned to Sender", f"This is what we got.\n\n> {QUOTED}"),
    ("a person quotes the fields", PERSON, "Mail to Goma", f"Our provider sent this, what does it mean?\n\n{STATUS}"),
    (
        "a person's subject is the server's",
        PERSON,
        "Undelivered Mail Returned to Sender",
        f"Hello, what does this mean?\n\n{QUOTED}",
    ),
    (
        "a postmaster who is a person",
        "Ben Roy <postmaster@ngo.example.org>",
        "Backup",
        "Sorry, the backup of our server failed last night. Can you send the report again?",
    ),
    (
        "a postmaster writes about the mail",
        "Ben Roy <postmaster@ngo.example.org>",
        "Our mail server",
        "Dear colleagues,\n\nwe move to a new server on Friday. Old accounts are disabled then.",
    ),
    (
        "an administrator of that name",
        "Mail Admin <bounce.ndiaye@ngo.example.org>",
        "Delivery of kits",
        "The delivery of the kits failed, the truck was rejected at the border.",
    ),
    ("the post office", PERSON, "Returned mail", "The letters were returned to sender: address unknown. 550 families wait."),
    (
        "a delivery of goods",
        PERSON,
        "Delivery failed",
        "The delivery to paul@goma.example.org's office failed, the bridge is closed.",
    ),
    ("in French", PERSON, "Non remis : colis", "Les colis n'ont pas pu être remis à Masisi. Le dépôt est plein."),
    (
        "in Spanish",
        PERSON,
        "No se pudo entregar el agua",
        "No se pudo entregar el agua a las familias; escriban a paul@goma.example.org.",
    ),
    ("in Portuguese", PERSON, "Falha na entrega", "Falha na entrega das lonas em Pemba. Quem pode ajudar?"),
    ("in Russian", PERSON, "Не удалось доставить", "Не удалось доставить воду в посёлок."),
    ("in Ukrainian", PERSON, "Невдала доставка", "Не вдалося доставити ліки, міст зруйновано."),
    ("in Arabic", PERSON, "تعذر تسليم المساعدات", "تعذر تسليم المساعدات إلى المخيم."),
]


@pytest.mark.parametrize(("name", "sender", "subject", "text"), PEOPLE, ids=[p[0] for p in PEOPLE])
def test_L5_a_person_s_mail_is_no_bounce(name: str, sender: str, subject: str, text: str) -> None:
    assert name
    found = read(mail(sender, subject, text))
    assert found.bounce is None
    assert found.kind is not Kind.BOUNCE
    assert text.strip().split("\n")[0].strip("> ") in found.text


@pytest.mark.parametrize("kind", ["mixed", "alternative", "related"])
def test_L5_a_person_who_attaches_a_report_is_no_server(kind: str) -> None:
    parts = (
        ("text/plain", "Please see what came back. Who can reach Paul?"),
        ("message/delivery-status", STATUS),
        ("message/rfc822", RETURNED),
    )
    found = read(multipart(PERSON, "Mail to Goma", kind, *parts))
    assert found.bounce is None
    assert "Who can reach Paul?" in found.text


def test_L5_a_person_who_attaches_a_whole_bounce_is_no_server() -> None:
    inner = multipart(
        DAEMON, "Undelivered Mail", "report; report-type=delivery-status", ("message/delivery-status", STATUS)
    ).decode()
    outer = multipart(PERSON, "Undelivered Mail", "mixed", ("text/plain", "This came back, what now?"), ("message/rfc822", inner))
    found = read(
        outer.replace(b"boundary=b\n", b"boundary=o\n", 1).replace(b"\n--b\nContent-Type: text", b"\n--o\nContent-Type: text")
    )
    assert found.bounce is None


MACHINES = [
    (
        "a vacation",
        PERSON,
        "Automatic reply: Your question",
        "Sorry, I am away until Monday and cannot read mail.",
        {"Auto-Submitted": "auto-replied"},
    ),
    (
        "a vacation with a null path",
        PERSON,
        "Out of office: Your question",
        "Sorry, I am away until Monday.",
        {"Return-Path": "<>"},
    ),
    (
        "a vacation that names another",
        PERSON,
        "Re: Your question",
        "I left the organisation. Please write to paul@goma.example.org.",
        {"Auto-Submitted": "auto-replied", "Return-Path": "<>"},
    ),
    (
        "a vacation of somebody with a full desk",
        PERSON,
        "Automatic reply: delivery report",
        "My inbox is full, I shall answer in May.",
        {"Auto-Submitted": "auto-replied"},
    ),
    (
        "a ticket system",
        "noreply@tickets.example.org",
        "Your message was received",
        "Your request could not be rejected; it has number 12.",
        {},
    ),
    (
        "success in words",
        DAEMON,
        "Delivery Status Notification (Success)",
        "Your message was successfully delivered to the following recipient:\n\nana@ngo.example.org\n",
        {},
    ),
    (
        "success of a relay",
        DAEMON,
        "Successful Mail Delivery Report",
        "<ana@ngo.example.org>: delivery via mx.ngo.example.org: 250 2.0.0 Ok. It was successfully relayed.\n",
        {},
    ),
    ("success in French", DAEMON, "Remis : Votre question", "Votre message a été remis avec succès à ana@ngo.example.org.\n", {}),
    (
        "a challenge",
        PERSON,
        "Your message is waiting",
        "Please confirm your message to ana@ngo.example.org by a click; until then it was not delivered.",
        {"Return-Path": "<>"},
    ),
    (
        "a held list post",
        "camps-bounces@lists.example.org",
        "Your message to camps awaits moderator approval",
        "Your mail to 'camps' is being held until the moderator can review it.",
        {"Precedence": "bulk"},
    ),
    (
        "a newsletter",
        "bounce-7@news.example.org",
        "Delivery report of the week",
        "How parcels reached the camps this week. Read more at news.example.org.",
        {"List-Unsubscribe": "<mailto:x@news.example.org>"},
    ),
]


@pytest.mark.parametrize(("name", "sender", "subject", "text", "fields"), MACHINES, ids=[m[0] for m in MACHINES])
def test_a_machine_s_mail_that_reports_no_failure(
    name: str, sender: str, subject: str, text: str, fields: dict[str, str]
) -> None:
    assert name
    found = read(mail(sender, subject, text, **fields))
    assert found.bounce is None
    assert found.kind is not Kind.BOUNCE
    assert found.automatic


RECEIPT = (
    "Reporting-UA: a\nFinal-Recipient: rfc822; ana@ngo.example.org\nDisposition: manual-action/MDN-sent-manually; displayed\n"
)
FEEDBACK = "Feedback-Type: abuse\nUser-Agent: Loop/1.0\nVersion: 1\nOriginal-Rcpt-To: ana@ngo.example.org\n"


def test_a_receipt_is_no_failure() -> None:
    parts = ("text/plain", "Your message was read."), ("message/disposition-notification", RECEIPT)
    found = read(multipart(PERSON, "Read: Your question", "report; report-type=disposition-notification", *parts))
    assert (found.bounce, found.kind, found.complaint) == (None, Kind.AUTO_REPLY, False)


@pytest.mark.parametrize("feedback", ["abuse", "fraud", "opt-out", "not-spam", "auth-failure"])
def test_a_complaint_is_no_failure(feedback: str) -> None:
    parts = (
        ("text/plain", "This is a report of abuse."),
        ("message/feedback-report", FEEDBACK.replace("abuse", feedback)),
        ("message/rfc822", RETURNED),
    )
    found = read(multipart("staff@provider.example", "Report", "report; report-type=feedback-report", *parts))
    assert (found.bounce, found.complaint) == (None, True)


@pytest.mark.parametrize(
    ("subject", "fields"),
    [
        ("complaint about message from 192.0.2.7", {}),
        ("Email Feedback Report for IP 192.0.2.7", {}),
        ("Your question", {"X-AOL-INRLY": "desk.example [192.0.2.7] scmp-m1"}),
        ("Your question", {"X-HmXmrOriginalRecipient": "ana@ngo.example.org"}),
    ],
)
def test_a_complaint_from_before_the_standard(subject: str, fields: dict[str, str]) -> None:
    found = read(mail("staff@provider.example", subject, "", **fields))
    assert (found.bounce, found.complaint) == (None, True)


def test_a_complaint_in_words_is_a_person_s() -> None:
    found = read(mail(PERSON, "Complaint about message from your staff", "The message of your driver was not acceptable."))
    assert (found.complaint, found.kind) == (False, Kind.REQUEST)
