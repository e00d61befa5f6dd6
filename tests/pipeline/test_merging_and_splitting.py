"""Whatever is merged, split and taken back in whatever order: nothing is lost, nothing told twice, every reference stands."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailbot.adapters.store import SqlStore
from mailbot.adapters.store.engine import database_url
from mailbot.core.deciding.context import Lookups
from tests.databases import copy_database
from tests.fakes import START
from tests.mails import AWA, parse
from tests.rulebooks import LEAD
from tests.several import Several
from tests.stage import Stage

ACTS = st.one_of(
    st.tuples(st.just("merge"), st.integers(0, 5), st.integers(0, 5)),
    st.tuples(st.sampled_from(["split", "undo", "ask", "answer", "close"]), st.integers(0, 5), st.just(0)),
)
SAID = {"split": "#split", "undo": "#undo", "answer": "Ms Diallo.", "close": "#close"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, min_size=3, max_size=9))
def test_every_line_is_told_once_and_every_reference_leads_to_one_ticket(
    migrated_file: Path, quick_folder: Path, acts: Sequence[tuple[str, int, int]]
) -> None:
    with TemporaryDirectory(dir=quick_folder) as folder:
        copy_database(migrated_file, Path(folder, "mailbot.db"))
        store = SqlStore(database_url(f"sqlite:///{folder}/mailbot.db"))
        desk = Several(Stage(store))
        for number in range(4):
            desk.ask(f"Question {number}")
        kept = desk.lines()
        for verb, one, other in acts:
            act(desk, verb, one, other)
            lines = desk.lines()
            assert lines[: len(kept)] == kept  # nothing that was written is ever changed
            kept = lines
            assert_whole(desk)
        store.close()


def act(desk: Several, verb: str, one: int, other: int) -> None:
    references = [ticket["reference"] for ticket in desk.stage.tickets()]
    named, second = references[one % len(references)], references[other % len(references)]
    if verb == "ask":
        desk.say(named, f"Question {len(desk.lines())} on {named}: who has the list?", by=AWA)
    else:
        desk.say(named, SAID.get(verb, f"#merge {second}"))


def assert_whole(desk: Several) -> None:
    tickets = {ticket["reference"]: ticket for ticket in desk.stage.tickets()}
    wholes = [reference for reference, ticket in tickets.items() if ticket["merged_into"] is None]
    told = [entry for reference in wholes for entry in told_lines(desk, reference)]
    assert sorted(told) == [number for number, _, _ in desk.lines()]
    for reference, ticket in tickets.items():
        now = leads_to(desk, reference)
        assert now in wholes
        assert (ticket["merged_into"] is None) == (now == reference)
        if ticket["merged_into"]:
            assert (ticket["status"], ticket["due_at"]) == ("closed", None)
            assert now == leads_to(desk, ticket["merged_into"])
        assert ticket["owner"] == LEAD
        if ticket["status"] in ("new", "open"):
            assert ticket["due_at"] is not None


def told_lines(desk: Several, reference: str) -> list[int]:
    with desk.stage.store.transaction() as tx:
        return [line.id for line in tx.tickets.story(int(reference[-2:]), 1_000)]


def leads_to(desk: Several, reference: str) -> str:
    """The ticket on which a mail of Awa's on this reference is put."""
    ack = parse(desk.sent(reference, AWA)[0])
    token = str(ack["Reply-To"]).partition("@")[0].rpartition(".")[2]
    number = int(reference.partition("-")[2]) - 10_000
    asked = Lookups("", (str(ack["Message-ID"]),), (token,), (number,), AWA)
    with desk.stage.store.transaction() as tx:
        found = tx.tickets.look_up(asked, START)
    leads = {mail.now.reference for mail in found.mails if mail.now} | {ticket.reference for ticket in found.mentioned}
    assert len(leads) == 1
    return leads.pop()
