"""A mail in which nothing is quoted is the sender's own, to the last character (threats S2 the other way round)."""

from html import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailbot.core.reading import read

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
# Words that also stand in attributions, header blocks and footers: in a sentence they are words.
TURNS = [
    "From",
    "On",
    "wrote",
    "sent",
    "Sent",
    "Date",
    "To",
    "Subject",
    "original",
    "message",
    "forwarded",
    "reply",
    "quoted",
    "regards",
    "signature",
    "Le",
    "De",
    "Objet",
    "écrit",
    "a",
    "Envoyé",
    "message",
    "initial",
    "El",
    "escribió",
    "Enviado",
    "Asunto",
    "mensaje",
    "Em",
    "escreveu",
    "Assunto",
    "Am",
    "schrieb",
    "Von",
    "Gesendet",
    "Betreff",
    "Il",
    "ha",
    "scritto",
    "Oggetto",
    "Op",
    "schreef",
    "Van",
    "Den",
    "skrev",
    "Från",
    "Fra",
    "kirjoitti",
    "Lähettäjä",
    "yazdı",
    "Kimden",
    "napisał",
    "Od",
    "В",
    "На",
    "От",
    "пишет",
    "написал",
    "Тема",
    "Кому",
    "Отправлено",
    "Від",
    "пише",
    "написала",
    "Надіслано",
    "في",
    "كتب",
    "من",
    "إلى",
    "الموضوع",
    "رسالة",
    "写道",
    "发件人",
    "主题",
    "差出人",
    "書きました",
    "작성",
    "보낸",
]
WORDS = [
    "water",
    "school",
    "road",
    "families",
    "clinic",
    "trucks",
    "we",
    "need",
    "help",
    "today",
    "please",
    "tomorrow",
    "list",
    "map",
    "bridge",
    "l'eau",
    "école",
    "déjà",
    "réunion",
    "où",
    "ça",
    "été",
    "agua",
    "niños",
    "escuela",
    "año",
    "mañana",
    "água",
    "crianças",
    "não",
    "está",
    "então",
    "über",
    "Straße",
    "Größe",
    "вода",
    "школа",
    "дорога",
    "семьи",
    "помощь",
    "завтра",
    "ёлка",
    "родини",
    "допомога",
    "їжа",
    "ґанок",
    "під",
    "الماء",
    "المدرسة",
    "الطريق",
    "نحتاج",
    "غداً",
    "عائلات",
    "١٢",
    "٢٠٢٦",
    "水",
    "学校",
    "道路",
    "ありがとう",
    "물",
    "학교",
    "naïve",
    "e-mail",
    "co-ordination",
    "O'Neill",
    "50%",
    "€20",
    "3,5",
    "12/01",
    "10h15",
    "#7",
    "A4",
    "(four)",
    "[five]",
    "«six»",
    "“seven”",
    "don't",
    "qu'il",
    "…",
    "—",
    "–",
    "&",
    "+",
    "=",
    "~",
    "*",
    "/",
    "x@y.example",
    "www.maps.example",
    "https://maps.example/a?b=c",
    "2026",
    "6.1.2026",
    "👍",
    "café",
    "️",
]
BULLETS = st.sampled_from(("", "", "", "", "- ", "* ", "• ", "1. ", "2) ", "a) ", "١. ", "– ", "\t", "  ", "+ ", "# ", "(1) "))
# No colon ends a line: with a date and a verb it would be an attribution, and nobody could tell.
ENDS = st.sampled_from((".", "", "", "!", "?", ",", ";", "...", "…", "؟", "،", "。", " -", ")", ' "'))
SENTENCE = st.lists(st.sampled_from(TURNS) | st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
LINE = st.builds("{}{}{}".format, BULLETS, SENTENCE, ENDS)
PARAGRAPH = st.lists(LINE, min_size=1, max_size=6).map("\n".join)
TEXT = st.lists(PARAGRAPH, min_size=1, max_size=8).flatmap(
    lambda paragraphs: st.sampled_from(("\n\n", "\n\n\n", "\n \n", "\n\t\n")).map(lambda gap: gap.join(paragraphs))
)
SENDERS = st.sampled_from(("q@q.example", "Water School <q@q.example>", "Ада Мосс <q@q.example>"))


def squeezed(text: str) -> str:
    """The visible characters in order."""
    return "".join(text.split())


@settings(max_examples=400, deadline=None, suppress_health_check=SLOW)
@given(TEXT, SENDERS)
def test_every_visible_character_of_a_plain_mail_is_the_senders(text: str, sender: str) -> None:
    mail = read(f"From: {sender}\nSubject: Maps\nContent-Type: text/plain; charset=utf-8\n\n{text}\n".encode())
    assert squeezed(mail.text) == squeezed(text)
    assert mail.quoted == ""
    assert mail.forwarded is None
    assert squeezed(mail.reply + mail.signature) == squeezed(text)


@settings(max_examples=200, deadline=None, suppress_health_check=SLOW)
@given(TEXT, st.sampled_from(("<p>{}</p>", "<div>{}</div>", "{}<br>", '<p class="MsoNormal"><span lang="en">{}</span></p>')))
def test_every_visible_character_of_a_mail_in_html_is_the_senders(text: str, line: str) -> None:
    html = "\n".join(line.format(escape(said)) for said in text.split("\n"))
    page = f"<html><head><style>p {{margin:0}}</style></head><body>{html}</body></html>"
    mail = read(f"From: q@q.example\nSubject: Maps\nContent-Type: text/html; charset=utf-8\n\n{page}\n".encode())
    assert squeezed(mail.text) == squeezed(text)
    assert mail.quoted == ""
    assert squeezed(mail.reply + mail.signature) == squeezed(text)


@settings(max_examples=200, deadline=None, suppress_health_check=SLOW)
@given(TEXT)
def test_the_words_of_a_plain_mail_stay_when_it_is_flowed(text: str) -> None:
    head = "From: q@q.example\nSubject: Maps\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n"
    stuffed = "\n".join(f" {line}" if line.startswith((" ", ">", "From ")) else line for line in text.split("\n"))
    mail = read(f"{head}{stuffed}\n".encode())
    assert squeezed(mail.text) == squeezed(text)
    assert mail.quoted == ""


# What any program would take for an earlier mail is left out above; what only looks like it by one sign stands here.
@settings(max_examples=200, deadline=None, suppress_health_check=SLOW)
@given(st.lists(st.sampled_from(TURNS), min_size=1, max_size=3).map(" ".join), SENTENCE, SENTENCE)
def test_a_line_that_ends_in_a_colon_and_has_no_date_and_no_quotation_below_is_the_senders(
    turn: str, above: str, below: str
) -> None:
    text = f"{above}.\n\n{turn}:\n\n{below}."
    mail = read(f"From: q@q.example\nSubject: Maps\nContent-Type: text/plain; charset=utf-8\n\n{text}\n".encode())
    assert mail.quoted == ""
    assert squeezed(mail.reply + mail.signature) == squeezed(text)
