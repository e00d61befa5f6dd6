"""Files -> Rulebook, with everything that is wrong said at once."""

import gc
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from mailbot.core.desk import Desk
from mailbot.core.rulebook.desk_file import DESK_FILE, parse_desk
from mailbot.core.rulebook.draft import MAX_WORDS, Draft
from mailbot.core.rulebook.lexicon import Section
from mailbot.core.rulebook.nodes import Node, Pairs, Text, read_yaml
from mailbot.core.rulebook.problems import Problem, RulebookBroken
from mailbot.core.rulebook.rulebook import Rulebook
from mailbot.core.rulebook.sieve import build_sieve
from mailbot.core.rulebook.table_file import parse_table
from mailbot.core.rulebook.tables import RuleExample, Table
from mailbot.core.rulebook.word_lists import is_list_file, parse_lists

MAX_FILES = 100
MAX_ALL_CHARACTERS = 8_000_000


def compile_rulebook(files: Mapping[str, str]) -> Rulebook:
    """Compile `files` (name -> YAML text). Raises RulebookBroken with every problem; the rules' own examples are not run."""
    with _collector_paused():
        rulebook, problems = _compile(files)
    if rulebook is None or problems:
        raise RulebookBroken(problems)
    return rulebook


@contextmanager
def _collector_paused() -> Iterator[None]:
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
    with _collector_paused():
        rulebook, problems = _compile(files)
    return problems if rulebook is None or problems else run_examples(rulebook)


def run_examples(rulebook: Rulebook) -> tuple[Problem, ...]:
    """The examples of all rules that do not come out as they say."""
    failed = []
    for table in rulebook.tables:
        for rule in table.rules:
            for example in rule.examples:
                said = _try_example(rulebook, table, rule.name, example)
                if said:
                    failed.append(
                        Problem(table.file, example.place.line, example.place.column, said, "change the rule or the example")
                    )
    return tuple(failed)


def _try_example(rulebook: Rulebook, table: Table, rule: str, example: RuleExample) -> str:
    sample = example.sample
    _, hits = rulebook.decide_fields(sample.message(), sample.occasion(), dict(sample.decided))
    winner = next((hit for hit in hits if hit.table == table.name and hit.won), None)
    shown = f"'{(sample.text or sample.subject)[:60]}'"
    if example.decides and winner is None:
        return f"the example {shown} of the rule '{rule}' matches no rule"
    if example.decides and winner is not None and winner.rule != rule:
        return f"the example {shown} of the rule '{rule}' goes to '{winner.rule}' (on {', '.join(winner.matched)})"
    if not example.decides and winner is not None and winner.rule == rule:
        return f"the rule '{rule}' shall not decide {shown}, but does (on {', '.join(winner.matched)})"
    return ""


def _compile(files: Mapping[str, str]) -> tuple[Rulebook | None, tuple[Problem, ...]]:
    too_much = _too_much(files)
    if too_much is not None:
        return None, (too_much,)
    if DESK_FILE not in files:
        return None, (Problem(DESK_FILE, 0, 0, "the file is missing", "`mailbot init` lays out a complete set of rules"),)
    problems: list[Problem] = []
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
    tables = _tables(nodes, files, first)
    if not problems and len(first.lexicon) > MAX_WORDS:
        problems.append(Problem(DESK_FILE, 0, 0, f"more than {MAX_WORDS} words in all tables", "leave out what never matches"))
    if problems:
        return None, tuple(sorted(set(problems)))
    sections = Section(0)
    for section in first.sections:
        sections |= section
    lexicon = first.lexicon.build([table.words for table in tables], first.lists)
    return Rulebook(desk, _sha(files), tables, lexicon, sections, build_sieve(first.patterns)), ()


def _read_lists(nodes: dict[str, Node], first: Draft) -> None:
    """Take the files of word lists out of `nodes`, so that tables are left."""
    homes: dict[str, str] = {}
    for file in [name for name, node in nodes.items() if name != DESK_FILE and is_list_file(node)]:
        lists = parse_lists(nodes.pop(file), first.for_table(file, frozenset()), homes)
        homes |= dict.fromkeys(lists, file)
        first.lists.update(lists)


def _tables(nodes: Mapping[str, Node], files: Mapping[str, str], first: Draft) -> tuple[Table, ...]:
    """All tables in the order of the desk file."""
    by_name = _names(nodes, first)
    tables: list[Table] = []
    decided: frozenset[str] = frozenset()
    for place in _listed(nodes[DESK_FILE]):
        file = by_name.pop(place.value, None)
        if file is None:
            if f"{place.value}.yaml" not in files or f"{place.value}.yaml" in nodes:
                first.wrong(
                    place,
                    f"there is no table '{place.value[:40]}'",
                    f"a file {place.value[:40]}.yaml that begins with 'table: {place.value[:40]}'",
                )
            continue
        draft = first.for_table(file, decided)
        table = parse_table(nodes[file], len(tables), draft)
        if table is not None:
            tables.append(table)
            decided |= frozenset(table.decides)
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
    return tuple(tables)


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
