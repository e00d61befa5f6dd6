"""How the outcome of `mailbot rules explain` is printed for people."""

from collections.abc import Iterator, Mapping
from typing import Any

import typer

from mailbot.cli.printing import for_people
from mailbot.core.terminal import clean

MARKS = {"won": "*", "lost": " ", "stopped": "-", "missing": "-"}
SHOWN = ("won", "lost")


def print_explained(item: Mapping[str, Any], *, everything: bool) -> None:
    """One mail; `everything` with the rules that nearly matched."""
    for line in _lines(item, everything=everything):
        typer.echo(clean(line).rstrip())


def _lines(item: Mapping[str, Any], *, everything: bool) -> Iterator[str]:
    yield for_people(item["file"])
    yield from _mail(item["mail"])
    yield "  gates"
    for gate in item["gates"]:
        yield f"    {gate['gate']}: {for_people(gate['said'])}"
    if item["not_asked"] is not None:
        yield f"  no table is asked: {for_people(item['not_asked'])}"
    for table in item["tables"]:
        yield from _table(table, everything=everything)
    yield from _decision(item["decision"])


def _mail(mail: Mapping[str, Any]) -> Iterator[str]:
    sender = mail["from"]["address"] if mail["from"] else "nobody named"
    yield f"  {mail['kind']} from {for_people(sender)}, language {for_people(mail['language'])}: {for_people(mail['subject'])}"
    looked = ", ".join(f"{part} {length}" for part, length in mail["looked_into"].items() if length)
    yield f"  looked into (characters): {looked or 'nothing is written'}"
    if mail["automatic"]:
        yield f"  automatic: {for_people(mail['automatic'])}"
    for defect in mail["defects"]:
        yield f"  defect: {for_people(defect)}"


def _table(table: Mapping[str, Any], *, everything: bool) -> Iterator[str]:
    yield f"  {table['table']} ({table['policy']})"
    for look in table["looks"]:
        rules = [rule for rule in look["rules"] if everything or rule["verdict"] in SHOWN]
        if look["into"] != "new text":
            yield f"    fell back on: {look['into']}"
        if not rules:
            yield "    no rule matches"
        for rule in rules:
            yield from _rule(rule)
    for name, values in table["decided"].items():
        by = "by default" if name in table["defaults"] else f"by '{table['winner']}'"
        yield f"    = {name}: {for_people(', '.join(values))} ({for_people(by)})"


def _rule(rule: Mapping[str, Any]) -> Iterator[str]:
    total = f"{rule['score']:g}" if rule["verdict"] in SHOWN else "no match"
    weight = f", weight {rule['weight']:g}" if rule["weight"] != 1 else ""
    why = f": {for_people(rule['why'])}" if rule["why"] else ""
    yield f"    {MARKS[rule['verdict']]} {for_people(rule['rule'])} (line {rule['line']}): {total}{weight}{why}"
    for one in rule["evidence"]:
        of = f", list '{for_people(one['list'])}'" if one["list"] else ""
        yield f"        '{for_people(one['text'])}' ({one['where']}, {one['points']:g}{of})"


def _decision(decision: Mapping[str, Any]) -> Iterator[str]:
    yield f"  decided: {decision['disposition'] or 'held for a person'}: {for_people(decision['reason'])}"
    if decision["owner"]:
        yield f"    owner: {for_people(decision['owner'])}, {for_people(decision['owner_because'])}"
    if decision["restricted"]:
        yield "    restricted: its text goes to the owner only"
    if decision["tags"]:
        yield f"    tags: {for_people(', '.join(decision['tags']))}"
    if decision["due_at"]:
        unit, amount = next(iter(decision["target"].items()))
        span = f"{amount} {unit if amount != 1 else unit.removesuffix('s')}" + (" of work" if unit == "days" else "")
        yield f"    due: {decision['due_at']} ({decision['urgency']}: {span})"
    mails = [f"{mail['template']} to {mail['to']} ({mail['locale']})" for mail in decision["mails"]]
    yield f"    mails: {for_people(', '.join(mails)) if mails else 'none'}"
