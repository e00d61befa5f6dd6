"""What the desk file says of people, calendars, mailboxes and senders, and what is refused."""

from datetime import timedelta

import pytest

from mailbot.core.retention import Period, Retention
from mailbot.core.rulebook import check, compile_rulebook
from tests.rulebook.small import FILES

MORE = """\
calendars:
  geneva: {timezone: Europe/Zurich, hours: '09:00-17:30', weekend: [saturday, sunday], holidays: ['2026-12-24', '12-25']}
mailboxes: {hlp: [HLP@gpc.example.org, land@gpc.example.org]}
known_senders: {un: ['@unmas.example.org', ana@agency.example.org], government: ['@gov.*']}
"""
PEOPLE = """\
coordinators:
  - {address: ana@desk.example.org, name: Ana}
  - {address: bo@desk.example.org, name: Bo, language: fr}
"""


def files(old="", new="", more=MORE):
    desk = FILES["desk.yaml"]
    assert old in desk + more
    return FILES | {"desk.yaml": (desk + more).replace(old, new)} if old else FILES | {"desk.yaml": desk + more}


def people(*lines):
    return files(PEOPLE, "coordinators:\n" + "".join(f"  - {{{line}}}\n" for line in lines))


def test_everything_is_read():
    book = compile_rulebook(
        people(
            "address: ana@desk.example.org, name: Ana, deputy: bo@desk.example.org, languages: [es, en], calendar: geneva",
            "address: bo@desk.example.org, name: Bo, language: fr",
        )
    )
    ana = book.desk.coordinator("ANA@desk.example.org")
    assert (ana.deputy, ana.languages, ana.calendar) == ("bo@desk.example.org", ("en", "es"), "geneva")
    assert book.desk.coordinator("bo@desk.example.org").languages == ("fr",)
    geneva = book.desk.calendars["geneva"]
    assert (geneva.zone, str(geneva.opens), str(geneva.closes), geneva.weekend) == (
        "Europe/Zurich",
        "09:00:00",
        "17:30:00",
        (6, 7),
    )
    assert book.desk.mailboxes == {"hlp": ("hlp@gpc.example.org", "land@gpc.example.org")}
    assert book.desk.known_senders["@unmas.example.org"] == "un"


def test_a_desk_works_by_its_calendar():
    line = "  - {id: africa, name: Africa, coordinators: [bo@desk.example.org], countries: [SD, SS]}"
    calendars = "calendars: {amman: {timezone: Asia/Amman, weekend: [friday, saturday]}}\n"
    book = compile_rulebook(files(line, line.replace("}", ", calendar: amman}"), more=calendars))
    assert (book.desk.desks["africa"].calendar, book.desk.desks["africa"].weekend) == ("amman", (5, 6))


@pytest.mark.parametrize(
    ("said", "seconds"), [("{minutes: 5}", 300), ("{seconds: 30}", 30), ("{minutes: 0}", 0), ("{minutes: 1000}", 60_000)]
)
def test_how_long_an_answer_is_held(said, seconds):
    assert compile_rulebook(hold(said)).desk.answer_hold == timedelta(seconds=seconds)
    assert compile_rulebook(files()).desk.answer_hold == timedelta(minutes=10)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("", Retention(Period(months=12), Period(months=3), Period(days=30))),
        ("retention: {closed: {days: 90}}\n", Retention(Period(days=90), Period(months=3), Period(days=30))),
        ("retention: {closed: never, restricted: {months: 1}, spam: never}\n", Retention(None, Period(months=1), None)),
    ],
)
def test_how_long_what_is_kept(said, kept):
    assert compile_rulebook(files(more=said)).desk.retention == kept


@pytest.mark.parametrize(
    ("said", "complaint", "column"),
    [
        ("{closed: 12}", "'12' cannot be the period of 'closed'", 21),
        ("{closed: always}", "'always' cannot be the period of 'closed'", 21),
        ("{closed: {months: 1, days: 3}}", "the period of 'closed' is either months or days", 21),
        ("{closed: {}}", "the period of 'closed' is either months or days", 21),
        ("{closed: {years: 1}}", "the period of 'closed' has no key 'years'", 22),
        ("{spam: {days: 0}}", "'0' cannot be days", 26),
        ("{open: never}", "retention has no key 'open'", 13),
    ],
)
def test_a_wrong_period_is_named_with_its_place(said, complaint, column):
    (problem, *_) = check(files(more=f"retention: {said}\n"))
    assert (problem.file, complaint in str(problem)) == ("desk.yaml", True)
    assert f":{column}:" in str(problem)


@pytest.mark.parametrize(("said", "most"), [("", 0), ("participants: 0\n", 0), ("participants: 20\n", 20)])
def test_how_many_people_may_take_part(said, most):
    assert compile_rulebook(files(more=said)).desk.participants == most


@pytest.mark.parametrize("said", ["21", "-1", "five", "''", "2.5", "[1]", "true"])
def test_a_wrong_number_of_people_is_named(said):
    (problem, *_) = check(files(more=f"participants: {said}\n"))
    assert problem.file == "desk.yaml"
    assert "participants" in str(problem)
    assert said.startswith("[") or "a whole number from 0 to 20" in str(problem)


CIRCLE = people(
    "address: ana@desk.example.org, name: Ana, deputy: bo@desk.example.org",
    "address: bo@desk.example.org, name: Bo, deputy: ana@desk.example.org",
)
TWICE = files(
    "countries: [SD, SS]}",
    "countries: [SD, SS], weekend: [friday], calendar: amman}",
    more="calendars: {amman: {timezone: Asia/Amman}}\n",
)


def hold(said):
    return files(more=f"{MORE}answer_hold: {said}\n")


ANA, BO = "address: ana@desk.example.org, name: Ana", "address: bo@desk.example.org, name: Bo"
REFUSED = {
    "deputy who is nobody": (people(f"{ANA}, deputy: cy@desk.example.org", BO), "there is no coordinator 'cy@desk.example.org'"),
    "circle of two": (CIRCLE, "a circle of deputies: ana@"),
    "deputy of himself": (people(f"{ANA}, deputy: ana@desk.example.org", BO), "deputies: ana@desk.example.org -> ana@"),
    "calendar that is not there": (people(f"{ANA}, calendar: mars", BO), "there is no calendar 'mars'"),
    "language": (people(f"{ANA}, languages: [en, tlh]", BO), "'tlh' is no language of the desk"),
    "time zone": (files("Europe/Zurich", "Europe/Zürich"), "there is no time zone 'Europe/Zürich'"),
    "time zone that is a path": (files("Europe/Zurich", "../../etc/passwd"), "there is no time zone '../../etc/passwd'"),
    "no time zone": (files("timezone: Europe/Zurich, ", ""), "lacks its time zone"),
    "hours": (files("'09:00-17:30'", "9 to 5"), "'9 to 5' are no hours"),
    "hours backwards": (files("'09:00-17:30'", "'17:30-09:00'"), "ends before it begins"),
    "weekend": (files("[saturday, sunday]", "[saturday, sonntag]"), "'sonntag' is no day"),
    "holiday": (files("'2026-12-24'", "'24.12.2026'"), "'24.12.2026' is no day"),
    "holiday that no year has": (files("'12-25'", "'02-30'"), "'02-30' is no day"),
    "mailbox address": (files("land@gpc.example.org", "land at gpc"), "'land at gpc' is no mail address"),
    "known sender": (files("'@unmas.example.org'", "'un mas'"), "'un mas' is no address"),
    "known sender twice": (files("['@gov.*']", "['@unmas.example.org']"), "is listed under 'un' already"),
    "sort of sender": (files("known_senders: {un:", "known_senders: {uno:"), "no key 'uno'"),
    "hold that is no number": (hold("{minutes: soon}"), "'soon' cannot be minutes"),
    "hold beyond measure": (hold("{minutes: 1001}"), "'1001' cannot be minutes"),
    "hold in both": (hold("{minutes: 1, seconds: 5}"), "answer_hold is either minutes or seconds"),
    "hold of nothing": (hold("{}"), "answer_hold is either minutes or seconds"),
    "hold in hours": (hold("{hours: 1}"), "answer_hold has no key 'hours'"),
    "hold that is a word": (hold("'no'"), "answer_hold must be 'key: value' lines"),
    "weekend and calendar": (TWICE, "the desk's calendar has the weekend"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_says_where_and_what_would_be_right(name):
    broken, message = REFUSED[name]
    problems = [problem for problem in check(broken) if message in problem.message]
    assert problems, check(broken)
    assert all(problem.file == "desk.yaml" and problem.line > 0 and problem.column > 0 and problem.mend for problem in problems)


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("mailbox: [land]", "there is no mailbox 'land'"),
        ("known_sender: [unknown]", "'unknown' is no type of requester"),
        ("time: {calendar: mars, is: open}", "there is no calendar 'mars'"),
        ("time: {calendar: geneva}", "'time' needs a calendar and something to ask of it"),
        ("time: {calendar: geneva, is: shut}", "a calendar is not 'shut'"),
        ("time: {calendar: geneva, after: '25:00'}", "'25:00' is no time of day"),
        ("size: {above: five MB}", "'five mb' is no size"),
        ("size: {above: 5 MB, below: 1 MB}", "no size is above the one and below the other"),
        ("attachment: {type: picture}", "'picture' is no media type"),
        ("authenticated: perhaps", "authenticated is either true or false"),
        ("mentions: {urgency: high}", "mentions has no key 'urgency'"),
        ("listed: no such list", "there is no list 'no such list'"),
        ("weight: 3", "a weight alone is no condition"),
        ("words: [one], weight: -1", "'-1' is no weight"),
        ("from: ['@*gov*']", "is no address"),
    ],
)  # fmt: skip
def test_a_condition_that_asks_for_what_is_not_there(condition, message):
    urgency = f"table: urgency\ndecides: [urgency]\nrules:\n  - {{name: it, when: {{{condition}}}, then: {{urgency: high}}}}\n"
    problems = check(files() | {"urgency.yaml": urgency})
    found = [problem for problem in problems if message.lower() in problem.message.lower()]
    assert found, problems
    assert found[0].file == "urgency.yaml"
    assert (found[0].line, found[0].mend != "") == (4, True)


def test_a_mailbox_of_the_desk_file_is_known_by_its_addresses():
    urgency = "table: urgency\ndecides: [urgency]\nrules:\n  - {name: it, when: {mailbox: hlp}, then: {urgency: high}}\n"
    book = compile_rulebook(files() | {"urgency.yaml": urgency})
    from mailbot.core.rulebook.samples import Sample

    assert book.classify(Sample("Hello", to=("Land@GPC.example.org",)).message())[0].urgency == "high"
    assert book.classify(Sample("Hello", to=("gbv@gpc.example.org",)).message())[0].urgency == "normal"
    for read, level in (("imaps://hlp%40gpc.example.org@mail.example.org:993/INBOX", "high"), ("hlp", "high"), ("gbv", "normal")):
        sample = Sample("Hello", mailbox=read)
        assert book.classify(sample.message(), sample.occasion())[0].urgency == level


def test_times_of_a_digest_are_read_in_rising_order():
    book = compile_rulebook(
        people("address: ana@desk.example.org, name: Ana, digest: ['14:00', '8:30']", f"{BO}, digest: '07:00'")
    )
    assert [time.isoformat(timespec="minutes") for time in book.desk.coordinator("ana@desk.example.org").digest] == [
        "08:30",
        "14:00",
    ]
    assert len(book.desk.coordinator("bo@desk.example.org").digest) == 1


@pytest.mark.parametrize(
    ("written", "column", "said", "mend"),
    [
        ("['25:00']", 57, "'25:00' is no time of day", "'08:30'"),
        ("[noon]", 57, "'noon' is no time of day", "'08:30'"),
        ("[]", 56, "digest has 1 to 6 times of day", "without it each mail leaves at once"),
        ("['1:00', '2:00', '3:00', '4:00', '5:00', '6:00', '7:00']", 56, "digest has 1 to 6 times of day", "['08:00', '14:00']"),
        ("['08:00', '8:00']", 66, "'8:00' is listed twice in digest", "keep one"),
    ],
)
def test_what_is_no_digest_is_named_with_its_place(written, column, said, mend):
    (problem,) = check(people(f"{ANA}, digest: {written}", BO))
    assert (problem.column, said in problem.message, mend in problem.mend) == (column, True, True)


def test_a_coordinator_without_a_calendar_works_by_that_of_his_desk():
    line = "  - {id: africa, name: Africa, coordinators: [bo@desk.example.org], countries: [SD, SS]}"
    calendars = "calendars: {amman: {timezone: Asia/Amman, weekend: [friday, saturday]}}\n"
    book = compile_rulebook(files(line, line.replace("}", ", calendar: amman}"), more=calendars))
    assert book.desk.calendar_of(book.desk.coordinator("bo@desk.example.org")).zone == "Asia/Amman"
    book = compile_rulebook(files(line, line.replace("}", ", weekend: [friday]}"), more=calendars))
    found = book.desk.calendar_of(book.desk.coordinator("bo@desk.example.org"))
    assert (found.zone, found.weekend) == ("UTC", (5,))


@pytest.mark.parametrize(("said", "size"), [("", 20), (", mail_size: 15", 15), (", mail_size: 1000", 1000)])
def test_how_large_a_coordinators_mails_may_be(said, size):
    book = compile_rulebook(people(f"address: ana@desk.example.org, name: Ana{said}", BO))
    assert book.desk.coordinator("ana@desk.example.org").mail_size == size


@pytest.mark.parametrize("said", ["14", "1001", "many", "-1", "''"])
def test_a_wrong_size_of_mails_is_named(said):
    (problem, *_) = check(people(f"address: ana@desk.example.org, name: Ana, mail_size: {said}", BO))
    assert "mail_size" in str(problem)
    assert "a whole number from 15 to 1000" in str(problem)
