"""What the story of a ticket tells of the changes of its fields."""

from collections.abc import Mapping, Sequence

from mailbot.core.remark import Remark, remark
from mailbot.core.ticket import PARTICIPANT, Change

NOTHING = "\u2013"
"""Stands where a field had no value."""


def tell_changes(changes: Sequence[Change], references: Mapping[str, str], *, undone: bool) -> tuple[Remark, ...]:
    """A remark a change, said in the section `event` of a word list. `undone`: they take back earlier ones.

    `references` are the references of the tickets that the changes name, by their numbers.
    """
    told = tuple(_tell(change, references) for change in changes) or (remark("nothing_left"),)
    return (remark("taken_back"), *told) if undone else told


def _tell(change: Change, references: Mapping[str, str]) -> Remark:
    before, after = change.before, change.after
    match change.field:
        case "due_at":
            return remark("due", until=after) if after else remark("no_date")
        case "restricted":
            return remark("restricted")
        case "merged_into":
            return remark("merged_into", target=references.get(after, after)) if after else remark("own_again")
        case "stands_in_for":
            return remark("stands_in", owner=after) if after else remark("stands_in_no_more", owner=before)
        case field if field == PARTICIPANT:
            return remark("joins", who=after) if after else remark("leaves", who=before)
    values = {f"before_{change.field}": before or NOTHING, change.field: after or NOTHING}
    return remark(change.field, **values)
