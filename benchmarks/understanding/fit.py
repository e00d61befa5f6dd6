"""`python -m benchmarks.understanding.fit TABLE`: fits the weights of a table's rules on labelled mails and rewrites them.

Needs numpy and scipy, which mailbot itself does not. The rules keep their names, their `then`, their examples: only each `when`
is written anew, as word lists with weights and what else `plan.py` allows. A multinomial logistic model, its weights held near
those that the plan expects from the domain, so that few mails can only bend what is known and not invent much.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.understanding.features import Feature, measure
from benchmarks.understanding.labelled import Labelled, read_labelled, sets_to_fit
from benchmarks.understanding.plan import PLANS, Plan
from mailbot.adapters.rule_files import read_rules, shipped_rules

WIDTH = 130


def main() -> int:
    """Fit and rewrite."""
    options = _options()
    path = options.rules / f"{options.table}.yaml"
    files = read_rules(options.rules)
    plan = PLANS[options.table](files)
    mails = list(read_labelled(*options.sets))
    points = np.array(measure(files, options.table, plan.features, mails, plan.given))
    weights = fit(plan, points, [mail.labels[plan.field] for mail in mails], options.pull)
    _report(plan, points, weights, mails)
    if options.write:
        path.write_text(rewrite(path.read_text(encoding="utf-8"), plan, weights), encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.understanding.fit", description=__doc__)
    parser.add_argument("table", choices=PLANS)
    parser.add_argument("sets", nargs="*", help="sets of mails to fit on (all that are not held out)")
    parser.add_argument("--rules", type=Path, default=shipped_rules(), metavar="DIR")
    parser.add_argument("--pull", type=float, default=0.05, help="how strongly weights are held to the plan (0.05)")
    parser.add_argument("--write", action="store_true", help="rewrite the table")
    options = parser.parse_args()
    try:
        options.sets = sets_to_fit(options.sets)
    except ValueError as wrong:
        parser.error(str(wrong))
    return options


def fit(plan: Plan, points: np.ndarray, labels: Sequence[str], pull: float) -> np.ndarray:
    """Weights, a row a class of the plan, a column a feature, rounded as they are written."""
    expected = np.array([[plan.expected(name, feature) for feature in plan.features] for name in plan.classes])
    costs = np.array([plan.costs.get(label, 1.0) for label in labels])
    costs /= costs.sum()
    near = np.array([[plan.near(label, name) for name in plan.classes] for label in labels])
    bounds = [(plan.lowest(feature), plan.highest(feature)) for _ in plan.classes for feature in plan.features]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(expected.shape)
        scores = plan.sharpness * points @ weights.T
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        shares /= shares.sum(axis=1, keepdims=True)
        right = shares * near
        sums = right.sum(axis=1, keepdims=True) + 1e-12
        value = -(costs * np.log(sums[:, 0])).sum()
        slope = plan.sharpness * ((shares - right / sums) * costs[:, None]).T @ points
        off = weights - expected
        scale = pull / len(labels)
        return value + scale * (off**2).sum(), (slope + 2 * scale * off).ravel()

    found = minimize(loss, expected.ravel(), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 400})
    weights = np.round(found.x.reshape(expected.shape), 1)
    weights[np.abs(weights) < plan.least] = 0
    for column, feature in enumerate(plan.features):
        if feature.key != "listed":
            _set_apart(weights[:, column])
    return weights


def _set_apart(column: np.ndarray) -> None:
    """No two rules give a fact the same weight: their order would decide."""
    seen: set[float] = set()
    for row in np.argsort(-column):
        while column[row] > 0 and round(column[row], 1) in seen:
            column[row] -= 0.1
        column[row] = round(max(column[row], 0), 1)
        seen.add(column[row])


def _report(plan: Plan, points: np.ndarray, weights: np.ndarray, mails: Sequence[Labelled]) -> None:
    got = (points @ weights.T).argmax(axis=1)
    sets: dict[str, list[bool]] = {}
    for mail, best in zip(mails, got, strict=True):
        sets.setdefault(mail.id.rstrip("0123456789"), []).append(plan.classes[best] == mail.labels[plan.field])
    for name, right in sets.items():
        print(f"{name}: {sum(right)}/{len(right)}")
    print(f"{int((weights != 0).sum())} weights")


def rewrite(text: str, plan: Plan, weights: np.ndarray) -> str:
    """The table with the `when` of each rule written anew."""
    for name, row in zip(plan.classes, weights, strict=True):
        inside = r"(?:(?!\n  - name:).)*?"  # of one rule
        pattern = re.compile(
            rf"(    when:{inside})(\n(?:    unless:{inside}\n)?    then: \{{[^}}]*\b{plan.field}: {name}\b)", re.DOTALL
        )
        when = _when(plan.features, row)
        text, changed = pattern.subn(lambda match, when=when: when + match[2], text, count=1)
        if not changed:
            raise SystemExit(f"no rule for {plan.field} {name}")
    return text


def _when(features: Sequence[Feature], row: np.ndarray) -> str:
    zones: dict[str, list[tuple[float, str]]] = {}
    parts: list[str] = []
    for feature, weight in zip(features, row, strict=True):
        if weight and feature.key == "listed":
            zones.setdefault(feature.zone, []).append((float(weight), feature.value))
        elif weight:
            parts.append(f"        - {{{feature.written()[1:-1]}, weight: {weight:g}}}")
    for zone, lists in zones.items():
        ranked = [f"{name}: {weight:g}" for weight, name in sorted(lists, key=lambda item: (-item[0], item[1]))]
        head, tail = ("        - listed: {", "}") if not zone else (f"        - {zone}: {{listed: {{", "}}")
        parts.append(_wrapped(head, ranked, tail))
    return "    when:\n      any:\n" + "\n".join(sorted(parts, key=lambda part: "always" in part))


def _wrapped(head: str, items: Sequence[str], tail: str) -> str:
    lines, line = [], head
    for number, item in enumerate(items):
        piece = item + ("" if number == len(items) - 1 else ", ")
        if len(line) + len(piece) > WIDTH:
            lines.append(line.rstrip())
            line = " " * 12
        line += piece
    return "\n".join((*lines, line + tail))


if __name__ == "__main__":
    sys.exit(main())
