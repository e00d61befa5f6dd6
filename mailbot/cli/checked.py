"""How the outcome of `mailbot rules check` and `rules test` is printed."""

from collections.abc import Mapping, Sequence
from typing import Any

import typer

from mailbot.cli.printing import print_json
from mailbot.core.rulebook import Problem
from mailbot.core.rulebook.coverage import Finding
from mailbot.core.rulebook.proving import Proof
from mailbot.core.terminal import clean
from mailbot.wiring.checking import CheckedFolder


def print_checked(checked: CheckedFolder, warnings: Sequence[Finding], notes: Sequence[Finding], *, as_json: bool) -> None:
    """Errors, then warnings, then notes, then one line with the counts."""
    if as_json:
        print_json(
            {
                "folder": str(checked.folder),
                "ok": not checked.problems,
                "errors": [_problem(problem) for problem in checked.problems],
                "warnings": [_finding(finding) for finding in warnings],
                "notes": [_finding(note) for note in notes],
                "counts": checked.counts(),
            }
        )
        return
    for problem in checked.problems:
        typer.echo(clean(str(problem)))
    for sort, findings in (("warning", warnings), ("note", notes)):
        for found in findings:
            place = f"{found.file}:{found.line}:{found.column}"
            typer.echo(clean(f"{place}: {sort}, {found.kind.replace('_', ' ')}: {found.message} ({found.mend})"))
    said = ", ".join([_count(len(checked.problems), "error"), _count(len(warnings), "warning")])
    counts = ", ".join(_count(number, name.removesuffix("s")) for name, number in checked.counts().items())
    typer.echo(f"{checked.folder}: {said}" + (f" ({counts})" if checked.rulebook is not None else ""))


def print_proofs(proofs: Sequence[Proof], without: int, *, as_json: bool) -> None:
    """Every failure with its place, then the counts; as JSON one object an example and a last one with the counts."""
    failed = sum(bool(proof.failure) for proof in proofs)
    if as_json:
        for proof in proofs:
            print_json(_proof(proof))
        print_json({"passed": len(proofs) - failed, "failed": failed, "rules_without_examples": without})
        return
    for proof in proofs:
        if proof.failure:
            typer.echo(clean(str(proof.problem)))
    if without:
        typer.echo(f"{_count(without, 'rule')} without examples")
    typer.echo(f"{len(proofs) - failed} passed, {failed} failed")


def _problem(problem: Problem) -> Mapping[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "mend": problem.mend,
    }


def _finding(finding: Finding) -> Mapping[str, Any]:
    return {
        "kind": finding.kind,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "message": finding.message,
        "mend": finding.mend,
    }


def _proof(proof: Proof) -> Mapping[str, Any]:
    place = proof.example.place
    return {
        "table": proof.table,
        "rule": proof.rule,
        "file": proof.file,
        "line": place.line,
        "column": place.column,
        "expects": "match" if proof.example.decides else "no_match",
        "passed": not proof.failure,
        "winner": proof.winner or None,
        "matched": list(proof.matched),
        "failure": proof.failure or None,
    }


def _count(number: int, name: str) -> str:
    return f"{number or 'no'} {name}" + ("" if number == 1 else "s")
