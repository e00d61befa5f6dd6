"""Files of named word lists: words written once, and asked about by any rule of any table (`listed`)."""

from collections.abc import Mapping

from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.nodes import Node, Pairs, Text

LISTS = "lists"
MAX_LISTS = 20_000
MAX_NAME = 60


def is_list_file(root: Node) -> bool:
    """Whether a file holds word lists instead of a table."""
    return isinstance(root, Pairs) and root.get(LISTS) is not None and root.get("table") is None


def parse_lists(root: Node, draft: Draft, known: Mapping[str, str]) -> dict[str, frozenset[int]]:
    """The lists of one file: the numbers of their words by name. `known` are lists of other files, and in which they are."""
    found: dict[str, frozenset[int]] = {}
    for key, value in draft.pairs(root, "a file of word lists", (LISTS,)):
        if not isinstance(value, Pairs):
            draft.wrong(value, "lists must be 'name: words' lines", "lists: {loss of limb: [amputat*, prosthesis]}")
            continue
        for name, words in value.pairs:
            _check_name(name, known, draft)
            found[name.value] = draft.numbers(words)
        if len(found) > MAX_LISTS:
            draft.wrong(key, f"more than {MAX_LISTS} lists in one file", "split it")
    return found


def _check_name(name: Text, known: Mapping[str, str], draft: Draft) -> None:
    if name.value in known:
        draft.wrong(name, f"the list '{name.value[:40]}' is in {known[name.value]} too", "rename one")
    if not 0 < len(name.value.strip()) <= MAX_NAME or "," in name.value:
        draft.wrong(name, f"the name of a list has 1 to {MAX_NAME} characters and no comma", "call it by what its words mean")
