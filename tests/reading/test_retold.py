"""The same mail told in another way is understood as the same; a reply says the same below any program's quotation."""

import base64
import quopri

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailbot.core.message import InboundMessage, Kind
from mailbot.core.reading import read
from tests.reading.clients import ATTRIBUTIONS, LABELS, SEPARATORS, header_block

SLOW = [HealthCheck.too_slow]
# Text of each of our languages and the older charsets that hold all of its letters.
SAID: dict[str, tuple[str, tuple[str, ...]]] = {
    "en": (
        "Dear colleagues,\n\nwho leads the shelter group there?\nWe need two maps.\n\nThank you\n",
        ("us-ascii", "iso-8859-1"),
    ),
    "fr": (
        "Chers collègues,\n\nqui dirige le groupe là-bas ?\nNous avons déjà reçu l'année dernière une réponse.\n\nMerci\n",
        ("iso-8859-1", "windows-1252", "iso-8859-15", "macintosh"),
    ),
    "es": (
        "Estimados colegas:\n\n¿quién coordina el grupo allí?\nLos niños necesitan más agua mañana.\n\nGracias\n",
        ("iso-8859-1", "windows-1252"),
    ),
    "pt": (
        "Caros colegas,\n\nquem coordena o grupo? Não há água e as crianças estão à espera.\n\nObrigado\n",
        ("iso-8859-1", "windows-1252"),
    ),
    "ar": (
        "الزملاء الأعزاء\n\nمن يقود مجموعة العمل هناك؟\nنحتاج إلى خريطتين للمدرسة.\n\nشكرا لكم\n",
        ("windows-1256", "iso-8859-6"),
    ),
    "ru": (
        "Уважаемые коллеги!\n\nКто возглавляет рабочую группу?\nНам нужны две карты, мы ещё ждём.\n\nСпасибо\n",
        ("koi8-r", "windows-1251", "iso-8859-5"),
    ),
    "uk": (
        "Шановні колеги!\n\nХто очолює робочу групу?\nНам потрібні дві карти, їх іще немає.\n\nДякуємо\n",
        ("koi8-u", "windows-1251"),
    ),
}
FIELDS = (
    ("From", "Ada Moss <ada@field.example>"),
    ("To", "Help Desk <desk@desk.example>"),
    ("Subject", "=?utf-8?q?Two_maps_of_the_caf=C3=A9?="),
    ("Date", "Tue, 06 Jan 2026 10:15:00 +0100"),
    ("Message-ID", "<maps@field.example>"),
    ("MIME-Version", "1.0"),
)


def encode(text: str, charset: str, transfer: str) -> tuple[str, bytes]:
    """A text part: its fields and its body with line feeds."""
    data = text.encode(charset)
    body = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(transfer, bytes)(data)
    return f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {transfer}\n", body


def understood(mail: InboundMessage) -> tuple[object, ...]:
    """All that the way of telling must not change."""
    told = (mail.kind, mail.sender, mail.to, mail.subject, mail.date, mail.message_id, mail.text.strip("\n"), mail.reply)
    return (*told, mail.quoted, mail.signature, mail.language, mail.automatic, mail.forwarded, mail.attachments)


def plain(language: str) -> InboundMessage:
    """The mail as it is told first: UTF-8, 8bit, LF."""
    fields, body = encode(SAID[language][0], "utf-8", "8bit")
    mail = read("".join(f"{name}: {value}\n" for name, value in FIELDS).encode() + fields.encode() + b"\n" + body)
    assert (mail.kind, mail.language, mail.defects) == (Kind.REQUEST, language, ())
    return mail


@st.composite
def retold(draw, language: str) -> bytes:  # type: ignore[no-untyped-def]  # Hypothesis hands it in
    """The mail of a language in one of thousands of ways."""
    text, charsets = SAID[language]
    charset = draw(st.sampled_from(("utf-8", *charsets)))
    charset = draw(st.sampled_from((charset, charset.upper(), f'"{charset}"')))
    part, body = encode(text, charset.strip('"').lower(), draw(st.sampled_from(("8bit", "base64", "quoted-printable"))))
    part = part.replace(f"charset={charset.strip(chr(34)).lower()}", f"charset={charset}")
    for level, around in enumerate(draw(st.lists(st.sampled_from(("mixed", "related", "alternative", "signed")), max_size=3))):
        boundary = draw(st.text("abcxyzXYZ019'()+_,-./:=?", min_size=1, max_size=60)) + f"{level}z"
        body = f"preamble\n--{boundary}\n{part}\n".encode() + body + f"\n--{boundary}--\nepilogue\n".encode()
        part = f'Content-Type: multipart/{around}; boundary="{boundary}"\n'
    head = []
    for name, value in draw(st.permutations(FIELDS)):
        named = draw(st.sampled_from((name, name.upper(), name.lower())))
        gap = draw(st.sampled_from((": ", ":", ":  ", ":\n ", ":\t")))
        head.append(f"{named}{gap}{value.replace(' ', draw(st.sampled_from((' ', ' ', chr(10) + ' '))))}\n")
    raw = "".join(head).encode() + part.encode() + b"\n" + body
    return raw.replace(b"\n", b"\r\n") if draw(st.booleans()) else raw


@pytest.mark.parametrize("language", SAID)
def test_a_mail_retold_is_understood_as_the_same(language: str) -> None:
    wanted = understood(plain(language))

    @settings(max_examples=80, deadline=None, suppress_health_check=SLOW)
    @given(retold(language))
    def check(raw: bytes) -> None:
        assert understood(read(raw)) == wanted

    check()


def answer(text: str, history: str) -> InboundMessage:
    """A reply with this text above this history."""
    head = (
        "From: q@q.example\nSubject: Re: Two maps\nIn-Reply-To: <maps@field.example>\nContent-Type: text/plain; charset=utf-8\n\n"
    )
    return read(f"{head}{text}\n\n{history}\n".encode())


NEW = {language: text.strip() for language, (text, _) in SAID.items()}
OLD = ("Two maps of the district are ready.", "Please come on Monday.")


@pytest.mark.parametrize("language", NEW)
@pytest.mark.parametrize("client", ATTRIBUTIONS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_new_text_above_any_attribution_is_the_same(client: str, language: str, gap: str) -> None:
    quoted = "\n".join(f"> {line}" for line in OLD)
    mail = answer(NEW[language], f"{ATTRIBUTIONS[client]}{gap}{quoted}")
    assert f"{mail.reply}\n{mail.signature}".strip().split() == NEW[language].split()
    assert all(line in mail.quoted for line in OLD)
    assert mail.kind is Kind.REPLY
    assert mail.language == language


@pytest.mark.parametrize("client", ATTRIBUTIONS)
@pytest.mark.parametrize("quoted", [True, False], ids=["quoted", "bare"])
def test_new_text_above_a_wrapped_attribution_is_the_same(client: str, quoted: bool) -> None:
    said = ATTRIBUTIONS[client]
    cut = said.rfind(" ", 0, max(2 * len(said) // 3, said.find(" ") + 1))
    sign = "> " if quoted else ""
    mail = answer(NEW["en"], f"{said[:cut]}\n{said[cut + 1 :]}\n\n" + "\n".join(f"{sign}{line}" for line in OLD))
    assert f"{mail.reply}\n{mail.signature}".strip().split() == NEW["en"].split()
    assert all(line in mail.quoted for line in OLD)


@pytest.mark.parametrize("language", LABELS)
@pytest.mark.parametrize("rule", ["________________________________\n", "", "-----Original Message-----\n", "\n\n"])
@pytest.mark.parametrize("bold", [False, True], ids=["plain", "bold"])
def test_new_text_above_a_header_block_is_the_same(language: str, rule: str, bold: bool) -> None:
    block = header_block(language)
    if bold:
        block = "\n".join("*{}:* {}".format(*line.split(": ", 1)) for line in block.split("\n"))
    mail = answer(NEW["en"], f"{rule}{block}\n\n" + "\n".join(OLD))
    assert f"{mail.reply}\n{mail.signature}".strip().split() == NEW["en"].split()
    assert all(line in mail.quoted for line in OLD)


@pytest.mark.parametrize("separator", SEPARATORS)
def test_new_text_above_a_separator_is_the_same(separator: str) -> None:
    mail = answer(NEW["en"], f"{separator}\n{header_block('en')}\n\n" + "\n".join(OLD))
    assert f"{mail.reply}\n{mail.signature}".strip().split() == NEW["en"].split()
    assert all(line in mail.quoted + (mail.forwarded.text if mail.forwarded else "") for line in OLD)
