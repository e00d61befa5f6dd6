"""The day on which somebody who is away is back, as programs and people write it, in our own words."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.message import Absence, Kind
from mailbot.core.reading import read
from mailbot.core.reading.machine.return_date import find_return
from mailbot.core.reading.machine.return_words import MONTHS, WEEKDAYS
from tests.mails import mail

SENT = date(2026, 1, 6)
"""A Tuesday."""

# Language, notice, the day of January 2026 on which somebody is back.
NOTICES = [
    # Outlook and Exchange
    ("en", "I am out of the office until 15 January 2026 with limited access to email.", 16),
    ("en", "I'm on annual leave from 5 January to 16 January 2026. For urgent matters please contact Ana.", 17),
    ("en", "Thank you for your message. I am out of office and will be back on Monday 12 January.", 12),
    ("en", "I will be out of the office starting 01/05/2026 and will not return until 01/16/2026.", 17),
    ("en", "I am away until January 15th. I will answer upon my return.", 16),
    ("en", "Out of office: Jan. 5 through Jan. 15, 2026.", 16),
    ("fr", "Je suis absente du bureau jusqu'au 15/01/2026 inclus.", 16),
    ("fr", "Je suis en congé du 5 au 16 janvier 2026. En cas d'urgence, écrivez à Paul.", 17),
    ("fr", "Actuellement en mission, je serai de retour le vendredi 16 janvier.", 16),
    ("es", "Estoy fuera de la oficina hasta el 15 de enero.", 16),
    ("es", "Me encuentro de vacaciones del 5 al 16 de enero de 2026. Responderé a mi regreso.", 17),
    ("pt", "Estou de férias até 15 de janeiro de 2026.", 16),
    ("pt", "Encontro-me ausente de 5 a 16 de Janeiro.", 17),
    ("ru", "Я в отпуске до 15 января включительно.", 16),
    ("ru", "Нахожусь в командировке с 5 по 16 января 2026 г.", 17),
    ("uk", "Я у відпустці до 15 січня.", 16),
    ("uk", "Перебуваю у відрядженні з 5 по 16 січня 2026 року.", 17),
    ("ar", "أنا في إجازة حتى 15 يناير 2026.", 16),
    ("ar", "سأكون خارج المكتب من 5 إلى 16 يناير.", 17),
    ("de", "Ich bin bis zum 15. Januar 2026 nicht im Büro.", 16),
    ("de", "Ich bin vom 05.01.2026 bis 16.01.2026 im Urlaub.", 17),
    ("it", "Sono in ferie fino al 15 gennaio.", 16),
    # Gmail
    ("en", "Hi,\n\nI'm on vacation and back on\nJanuary 16.\n\nBest,\nAna", 16),
    ("en", "On leave until Friday, January 16, 2026!", 17),
    ("fr", "Bonjour,\n\nen vacances, de retour le 16/01.\n\nAna", 16),
    ("es", "Vuelvo el lunes 12 de enero.", 12),
    ("pt", "Volto no dia 16 de janeiro.", 16),
    ("ru", "Вернусь 16 января.", 16),
    ("uk", "Повернуся 16 січня.", 16),
    ("ar", "سأعود يوم ١٥ يناير.", 15),
    # Zimbra
    ("en", "I am away from 2026-01-05 until 2026-01-15.", 16),
    ("fr", "Absence du 05/01/2026 au 16/01/2026.", 17),
    # iOS
    ("en", "I'm away until 15 Jan.", 16),
    ("ar", "خارج المكتب لغاية ١٥/١/٢٠٢٦", 16),
    # By hand
    ("en", "On mission, returning 16 January.", 16),
    ("en", "Away 5-16 January.", 17),
    ("en", "Away between 5 and 16 January.", 17),
    ("en", "I am not here. On 16 January I will be back.", 16),
    ("en", "I'll be back after 15 January.", 16),
    ("en", "I return from leave on 16 January.", 16),
    ("en", "Back on the 16th.", 16),
    ("en", "Back on Monday.", 12),
    ("en", "Back tomorrow.", 7),
    ("en", "Travelling until Friday.", 10),
    ("en", "Away until Friday 09/01/2026.", 10),
    ("en", "Date of return: 16 Jan 2026", 16),
    ("en", "Your mail of 5 January has arrived. I am away until 15 January and back on 19 January.", 19),
    ("en", "Until 15 January I am on leave. / Jusqu'au 15 janvier je suis en congé.", 16),
    ("fr", "Retour lundi.", 12),
    ("fr", "À partir du 16 janvier je serai de retour.", 16),
    ("fr", "Absent jusqu'au 16, merci de patienter.", 17),
    ("fr", "Reprise le 1er février.", 32),
    ("es", "Regreso el día 16.", 16),
    ("es", "Estaré fuera hasta mañana.", 8),
    ("es", "A partir del 16 de enero estoy de vuelta.", 16),
    ("pt", "Regresso na segunda-feira.", 12),
    ("pt", "Fora até ao dia 15.", 16),
    ("ru", "Буду в офисе с 16 января.", 16),
    ("ru", "С 16 января снова на связи.", 16),
    ("ru", "Меня нет до понедельника.", 13),
    ("ru", "Вернусь 16-го.", 16),
    ("ru", "Отсутствую до 15.01.2026.", 16),
    ("uk", "Виходжу з 16 січня.", 16),
    ("uk", "Мене не буде до п’ятниці.", 10),
    ("ar", "أعود يوم ١٥ كانون الثاني.", 15),
    ("ar", "أنا في إجازة حتى 15 كانون الثاني/يناير 2026 وسأرد عند عودتي.", 16),
    ("ar", "سَأَعُودُ يَوْمَ الأحد.", 11),
    ("de", "Ab dem 16.01. bin ich wieder erreichbar.", 16),
    ("de", "Ich bin am Montag zurück.", 12),
    ("it", "Rientrerò il 16 gennaio.", 16),
]

# What gives no day, or none that is certain.
NONE = {
    "no day": ("en", "I am on leave and will answer when I return."),
    "a day of nothing": ("en", "I met Ana on 12 January."),
    "day or month first": ("en", "I am away until 02/03/2026."),
    "a day that is over": ("en", "I am away until 5 January 2026."),
    "a day without a year that is over": ("en", "I am away until 2 January."),
    "more than a year ahead": ("en", "I am away until 15 January 2028."),
    "two days of return": ("en", "I am back on 12 January. Ana is back on 14 January."),
    "no day of any month": ("fr", "Absent jusqu'au 31/02/2026."),
    "a day of the week that the mail is of": ("en", "Back on Tuesday."),
    "an hour": ("en", "In a meeting until 15:30, back at 16.45."),
    "a telephone": ("en", "Until I return call +41 22 908-12-15."),
    "a room and a span": ("en", "Back in 2 weeks; until then room 12."),
    "a first day alone": ("en", "I am away from 12 January."),
    "another sentence's day": ("en", "I will return soon. On 12 January the office moves."),
    "a day by its number that no month has": ("en", "Back on the 32nd."),
}


@pytest.mark.parametrize(("language", "notice", "day"), NOTICES, ids=[notice[:40] for _, notice, _ in NOTICES])
def test_the_day_of_return_is_read(language: str, notice: str, day: int) -> None:
    assert find_return(notice, SENT, language) == date.fromordinal(date(2026, 1, 1).toordinal() + day - 1)


@pytest.mark.parametrize(("language", "notice"), NONE.values(), ids=list(NONE))
def test_nothing_is_guessed(language: str, notice: str) -> None:
    assert find_return(notice, SENT, language) is None


@pytest.mark.parametrize(
    ("notice", "language", "back"),
    [
        ("Away from 05/01/2026 until 16/01/2026.", "en", date(2026, 1, 17)),
        ("Away until 02/03/2026; before, from 16/01/2026, on mission.", "en", date(2026, 3, 3)),
        ("Absent jusqu'au 02/03/2026.", "fr", date(2026, 3, 3)),
        ("Back 02/02/2026.", "en", date(2026, 2, 2)),
        ("Away until Monday 02/03/2026.", "en", date(2026, 3, 3)),
        ("Back on Tuesday 02/03/2026.", "en", date(2026, 2, 3)),
        ("Back on Monday 02/03/2026.", "en", date(2026, 3, 2)),
        ("Back on 10/01/2026.", "en", None),
        ("Back on 03/01/2026.", "en", None),  # of which one is over: perhaps nobody switched it off
    ],
)
def test_of_two_orders_one_is_taken_where_something_tells_it(notice: str, language: str, back: date | None) -> None:
    assert find_return(notice, SENT, language) == back


@pytest.mark.parametrize(
    ("sent", "back"),
    [(date(2025, 12, 20), date(2026, 1, 16)), (date(2026, 1, 16), date(2026, 1, 16)), (date(2026, 1, 17), None), (None, None)],
)
def test_a_year_that_is_left_out_is_that_of_the_next_such_day(sent: date | None, back: date | None) -> None:
    assert find_return("Back on 16 January.", sent, "en") == back


def test_a_day_with_its_year_needs_no_date_of_the_mail() -> None:
    assert find_return("Back on 16 January 2026.", None, "en") == date(2026, 1, 16)
    assert find_return("Back on Monday, or on the 16th.", None, "en") is None


@pytest.mark.parametrize("month", range(1, 13))
def test_every_name_of_a_month_is_known(month: int) -> None:
    for name in MONTHS[month].split():
        for title in (name, name.title()):
            text = f"Back on 12 {title.replace('_', ' ')} 2026"
            assert find_return(text, date(2026, 1, 1), "en") == date(2026, month, 12), text


@pytest.mark.parametrize("number", range(1, 8))
def test_every_name_of_a_day_is_known(number: int) -> None:
    for name in WEEKDAYS[number].split():
        assert find_return(f"Back {name}", date(2026, 1, 4) if number < 7 else SENT, "en") == date(2026, 1, 4 + number), name


@given(st.text(max_size=200) | st.text("0123456789/.- \nuntilbackJanto", max_size=120), st.none() | st.dates())
def test_any_text_is_read_and_no_day_lies_before_the_mail(text: str, sent: date | None) -> None:
    found = find_return(text, sent, "en")
    assert found is None or sent is None or sent <= found or sent.year >= 9000


@pytest.mark.parametrize("sent", [date.min, date.max, None])
@pytest.mark.parametrize(
    "notice", ["until 31/12/9999", "until 31 December", "back on the 31st", "back on Sunday", "until 9999-12-31"]
)
def test_no_day_is_too_far_for_us(notice: str, sent: date | None) -> None:
    found = find_return(notice, sent, "en")
    assert found is None or found.year == 1


HEADERS = {
    "Outlook": [("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All")],
    "Gmail": [("Auto-Submitted", "auto-replied"), ("Precedence", "bulk"), ("X-Autoreply", "yes")],
    "Zimbra": [("Auto-Submitted", "auto-replied (zimbra; vacation)"), ("Precedence", "bulk")],
    "iOS": [("Auto-Submitted", "auto-replied")],
    "by hand": [],
}  # fmt: skip


@pytest.mark.parametrize("program", HEADERS)
def test_the_notices_of_programs_are_read_whole(program: str) -> None:
    at = datetime(2026, 1, 6, 12, tzinfo=UTC)
    extra = [("In-Reply-To", "<a@b.org>"), *HEADERS[program]]
    text = "I am out of the office until 15 January 2026 and will answer when I return."
    message = read(mail(text, subject="Automatic reply: [GPC-10001] High", date=at, extra=extra))
    assert (message.kind, message.absence) == (Kind.AUTO_REPLY, Absence(date(2026, 1, 16)))


AWAY = [
    ("Automatic reply: x", "I am on sick leave."),
    ("Out of office: x", "Please write to Ana."),
    ("Automatic reply: x", "I will answer when I return."),
    ("Réponse automatique : x", "Je suis en mission, je répondrai à mon retour."),
    ("Respuesta automática: x", "Me encuentro de licencia."),
    ("رد تلقائي: x", "أنا خارج المكتب."),
    ("Resposta automática: x", "Estarei ausente."),
    ("Автоматический ответ: x", "Я в отпуске."),
    ("Автоматична відповідь: x", "Мене немає в офісі."),
    ("Automatic reply: x", "Ana no longer works for us."),
]
NOT_AWAY = [
    ("Automatic reply: x", "We have received your message and will answer within two days."),
    ("Automatic reply: x", "This mailbox is not monitored. Please do not reply to this email."),
    ("Read: x", "Your message was read on 12 January 2026."),
    ("Accepted: x", "Ana accepts."),
]


@pytest.mark.parametrize(("subject", "text"), AWAY)
def test_a_person_is_away_without_a_day(subject: str, text: str) -> None:
    message = read(mail(text, subject=subject, extra=HEADERS["iOS"]))
    assert message.absence == Absence(None)


@pytest.mark.parametrize(("subject", "text"), NOT_AWAY)
def test_other_automatic_replies_say_nothing_of_absence(subject: str, text: str) -> None:
    assert read(mail(text, subject=subject, extra=HEADERS["iOS"])).absence is None


def test_a_person_who_writes_of_an_absence_sends_no_notice() -> None:
    message = read(mail("Our doctor is out of the office until 15 January. Can you send another one?"))
    assert (message.kind, message.absence) == (Kind.REQUEST, None)


def test_a_day_in_the_subject_or_the_history_counts_for_nothing() -> None:
    history = "\n\nOn Tue, Feb 3, 2026 at 10:00 AM Desk <a@b.org> wrote:\n\n> I am back on 20 March 2026.\n"
    message = read(mail(f"I am on leave.{history}", subject="Automatic reply: back on 12 March 2026", extra=HEADERS["iOS"]))
    assert message.absence == Absence(None)
