"""Files -> Rulebook, with everything that is wrong said at once."""

import gc
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from mailbot.core.desk import Desk
from mailbot.core.rulebook.desk_file import DESK_FILE, parse_desk
from mailbot.core.rulebook.draft import MAX_WORDS, Draft, as_items
from mailbot.core.rulebook.lexicon import Section
from mailbot.core.rulebook.nodes import Node, Pairs, Text, read_yaml
from mailbot.core.rulebook.problems import Problem, RulebookBroken
from mailbot.core.rulebook.proving import prove
from mailbot.core.rulebook.rulebook import Rulebook
from mailbot.core.rulebook.sieve import build_sieve
from mailbot.core.rulebook.table_file import parse_table
from mailbot.core.rulebook.tables import Table
from mailbot.core.rulebook.word_lists import is_list_file, parse_lists

MAX_FILES = 100
MAX_ALL_CHARACTERS = 8_000_000


def compile_rulebook(files: Mapping[str, str]) -> Rulebook:
    """Compile `files` (name -> YAML text). Raises RulebookBroken with every problem; the rules' own examples are not run."""
    with collector_paused():
        rulebook, problems = _compile(files)
    if rulebook is None or problems:
        raise RulebookBroken(problems)
    return rulebook


def compile_once(files: Mapping[str, str]) -> Rulebook:
    """The same, for rules that are asked for again: a desk checks, publishes and loads the same ones when it starts.

    The rulebook that was compiled last is kept. Raises RulebookBroken.
    """
    sha = _sha(files)
    rulebook = _kept.get(sha)
    if rulebook is None:
        rulebook = compile_rulebook(files)
        _kept.clear()
        _kept[sha] = rulebook
    return rulebook


_kept: dict[str, Rulebook] = {}


@contextmanager
def collector_paused() -> Iterator[None]:
    """Without rounds of the garbage collector: compiling only builds, and each round would walk all of it (half of the time)."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def check(files: Mapping[str, str]) -> tuple[Problem, ...]:
    """Everything that is wrong with `files`, by place; where they compile, each rule's own examples are run too. Never raises."""
    return check_draft(files, ()).problems


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `rulebook` is None where the files make none."""

    rulebook: Rulebook | None
    problems: tuple[Problem, ...]


def check_draft(files: Mapping[str, str], faults: Sequence[Problem]) -> Checked:
    """Like `check`, keeping the rulebook; `faults` are what is wrong with files that could not be read. Never raises."""
    with collector_paused():
        rulebook, problems = _compile(files, faults)
    if rulebook is None:
        return Checked(None, problems)
    return Checked(rulebook, tuple(proof.problem for proof in prove(rulebook) if proof.failure))


def _compile(files: Mapping[str, str], faults: Sequence[Problem] = ()) -> tuple[Rulebook | None, tuple[Problem, ...]]:
    too_much = _too_much(files)
    if too_much is not None:
        return None, (*faults, too_much)
    problems: list[Problem] = list(faults)
    if DESK_FILE not in files and all(fault.file != DESK_FILE for fault in faults):
        problems.append(Problem(DESK_FILE, 0, 0, "the file is missing", "`mailbot init` lays out a complete set of rules"))
    nodes: dict[str, Node] = {}
    for name in sorted(files):
        node = read_yaml(name, files[name])
        if isinstance(node, Problem):
            problems.append(node)
        else:
            nodes[name] = node
    nobody = Desk("", "", "", {}, {}, {}, {}, ())
    desk = parse_desk(nodes[DESK_FILE], Draft(DESK_FILE, nobody, problems=problems)) if DESK_FILE in nodes else None
    if desk is None:
        return None, tuple(sorted(problems))
    first = Draft(DESK_FILE, desk, problems=problems)
    _read_lists(nodes, first)
    tables, words = _tables(nodes, first)
    if not problems and len(first.lexicon) > MAX_WORDS:
        problems.append(Problem(DESK_FILE, 0, 0, f"more than {MAX_WORDS} words in all tables", "leave out what never matches"))
    if problems:
        return None, tuple(sorted(set(problems)))
    sections = Section(0)
    for section in first.sections:
        sections |= section
    lexicon = first.lexicon.build(words, first.lists)
    return Rulebook(
        desk, _sha(files), tables, lexicon, sections, build_sieve([pattern for _, pattern in first.patterns.values()])
    ), ()


def _read_lists(nodes: dict[str, Node], first: Draft) -> None:
    """Take the files of word lists out of `nodes`, so that tables are left."""
    homes: dict[str, str] = {}
    for file in [name for name, node in nodes.items() if name != DESK_FILE and is_list_file(node)]:
        lists = parse_lists(nodes.pop(file), first.for_table(file, frozenset()), homes)
        homes |= dict.fromkeys(lists, file)
        first.lists.update(lists)


def _tables(nodes: Mapping[str, Node], first: Draft) -> tuple[tuple[Table, ...], list[frozenset[int]]]:
    """All tables in the order of the desk file, and the words that each looks for."""
    by_name = _names(nodes, first)
    broken = {problem.file for problem in first.problems} - set(nodes)
    listed = {place.value for place in _listed(nodes[DESK_FILE])}
    undecided = frozenset(first.fields()) - _said_to_decide([nodes[file] for name, file in by_name.items() if name in listed])
    tables: list[Table] = []
    words: list[frozenset[int]] = []
    decided: frozenset[str] = frozenset()
    seen: set[str] = set()
    for place in _listed(nodes[DESK_FILE]):
        if place.value in seen:
            continue
        seen.add(place.value)
        file = by_name.pop(place.value, None)
        if file is None:
            decided |= undecided  # by a table that cannot be read: nothing that asks about them is called wrong
            if f"{place.value}.yaml" not in broken:
                _absent(place, by_name, first)
            continue
        draft = first.for_table(file, decided)
        table = parse_table(nodes[file], len(tables), draft)
        if table is not None:
            tables.append(table)
            words.append(frozenset(draft.used))
        decided |= undecided if table is None else frozenset(table.decides)
    for name, file in by_name.items():
        first.problems.append(
            Problem(
                file,
                1,
                1,
                f"the table '{name[:40]}' is not in the order of tables",
                "add it to 'tables' in desk.yaml, or delete it",
            )
        )
    return tuple(tables), words


def _absent(place: Text, by_name: Mapping[str, str], first: Draft) -> None:
    name = place.value[:40]
    mend = f"tables: [{name}]" if "," in name else f"a file {name}.yaml that begins with 'table: {name}'"
    first.wrong(place, f"there is no table '{name}'", mend, by_name)


def _said_to_decide(tables: Sequence[Node]) -> frozenset[str]:
    """The fields that these tables decide."""
    said = (node.get("decides") for node in tables if isinstance(node, Pairs))
    return frozenset(item.value for node in said if node is not None for item in as_items(node) if isinstance(item, Text))


def _names(nodes: Mapping[str, Node], first: Draft) -> dict[str, str]:
    """Name of a table -> its file."""
    by_name: dict[str, str] = {}
    for file, node in nodes.items():
        if file == DESK_FILE:
            continue
        name = node.get("table") if isinstance(node, Pairs) else None
        if not isinstance(name, Text):
            first.problems.append(
                Problem(file, 1, 1, "the file is no table", "it begins with 'table: name', or with 'lists:' and holds word lists")
            )
        elif name.value in by_name:
            first.problems.append(
                Problem(
                    file, name.line, name.column, f"the table '{name.value[:40]}' is in {by_name[name.value]} too", "rename one"
                )
            )
        else:
            by_name[name.value] = file
    return by_name


def _listed(root: Node) -> list[Text]:
    node = root.get("tables") if isinstance(root, Pairs) else None
    if isinstance(node, Text):
        return [node]
    return [item for item in node.items if isinstance(item, Text)] if node is not None and not isinstance(node, Pairs) else []


def _too_much(files: Mapping[str, str]) -> Problem | None:
    if len(files) > MAX_FILES:
        return Problem(DESK_FILE, 0, 0, f"more than {MAX_FILES} files", "join tables")
    if sum(map(len, files.values())) > MAX_ALL_CHARACTERS:
        return Problem(
            DESK_FILE, 0, 0, f"all files together are larger than {MAX_ALL_CHARACTERS} characters", "leave out what never matches"
        )
    return None


def _sha(files: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name in sorted(files):
        for part in (name.encode("utf-8", "surrogatepass"), files[name].encode("utf-8", "surrogatepass")):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
