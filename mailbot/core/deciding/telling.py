"""What the story of a ticket tells of the changes of its fields."""

from collections.abc import Mapping, Sequence

from mailbot.core.desk import Desk
from mailbot.core.remark import Remark, of_event, remark
from mailbot.core.ticket import PARTICIPANT, Change, Stage

PEOPLE = ("owner", "before_owner")
"""Gaps of a remark that hold the address of a coordinator."""

NOTHING = "\u2013"
"""Stands where a field had no value."""


def tell_changes(changes: Sequence[Change], references: Mapping[str, str], *, undone: bool) -> tuple[Remark, ...]:
    """A remark a change, said in the section `event` of a word list. `undone`: they take back earlier ones.

    `references` are the references of the tickets that the changes name, by their numbers.
    """
    said = [change for change in changes if change.field != "stage" or Stage.PUT_OFF not in {change.before, change.after}]
    said = [change for change in said if not _goes_without_saying(change)]
    told = tuple(_tell(change, references) for change in said or changes) or (remark("nothing_left"),)
    return (remark("taken_back"), *told) if undone else told


def _goes_without_saying(change: Change) -> bool:
    """That a request which is open again has not ended is told by its state."""
    return change.field == "ending" and not change.after


TOLD = frozenset({"owner", "status", "urgency", "area", "topic", "country", "due_at"})
"""Fields of which a receipt tells beside what it says of the command."""


def tell_set_back(changes: Sequence[Change], desk: Desk) -> tuple[Remark, ...]:
    """The lines of a receipt that say which fields are as they were before, with the names of people."""
    return tuple(of_event(with_names(_tell(change, {}), desk)) for change in changes if change.field in TOLD)


def with_names(told: Remark, desk: Desk) -> Remark:
    """The remark with the names of coordinators where it holds their addresses."""
    people = {value: person.name for name, value in told.values if name in PEOPLE and (person := desk.coordinator(value))}
    return Remark(told.key, tuple((name, people.get(value, value)) for name, value in told.values))


def _tell(change: Change, references: Mapping[str, str]) -> Remark:
    before, after = change.before, change.after
    if change.field not in _OWN_WORDS:
        return remark(change.field, **{f"before_{change.field}": before or NOTHING, change.field: after or NOTHING})
    key, gap, key_of_none, gap_of_none = _OWN_WORDS[change.field]
    if after and after != "false":
        return remark(key, **({gap: references.get(after, after)} if gap else {}))
    return remark(key_of_none, **({gap_of_none: before} if gap_of_none else {}))


_OWN_WORDS: Mapping[str, tuple[str, str, str, str]] = {
    "due_at": ("due", "until", "no_date", ""),
    "restricted": ("restricted", "", "restricted", ""),
    "merged_into": ("merged_into", "target", "own_again", ""),
    "stands_in_for": ("stands_in", "owner", "stands_in_no_more", "owner"),
    "stage": ("taken", "", "untaken", ""),
    PARTICIPANT: ("joins", "who", "leaves", "who"),
}
"""Fields of which not both values are told: what is said of a new value and of none, each with the gap that holds a value."""
