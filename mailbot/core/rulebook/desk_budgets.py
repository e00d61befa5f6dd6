"""`budgets:` of the desk file: how much automatic mail to whom, over which windows."""

import re
from types import MappingProxyType

from mailbot.core.budgets import PROVIDERS, USUAL, Budgets, Limits, Scope, Window
from mailbot.core.rulebook.desk_values import read_number, read_unique
from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.nodes import Node, Pairs

DOMAIN = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
WINDOWS = tuple(Window)
MOST_MAILS = 99_999
PROVIDERS_KEY = "providers"
BUDGET_KEYS = (*Scope, PROVIDERS_KEY)


def windows_of(scope: Scope) -> tuple[Window, ...]:
    """The windows that a scope may have: the hour of an address is `hourly_limit`."""
    return tuple(window for window in WINDOWS if scope is not Scope.ADDRESS or window is not Window.HOUR)


def parse_budgets(node: Node | None, draft: Draft) -> Budgets:
    """The budgets; the usual ones of a scope of which nothing is said. Domains of `providers` are added to the known ones."""
    if node is None:
        return Budgets()
    found = {key.value: value for key, value in draft.pairs(node, "budgets", BUDGET_KEYS)}
    said = {scope: _limits(scope, found[scope], draft) for scope in Scope if scope in found}
    return Budgets(MappingProxyType({**USUAL, **said}), PROVIDERS | _domains(found.get(PROVIDERS_KEY), draft))


def _domains(node: Node | None, draft: Draft) -> frozenset[str]:
    """Domains of providers; what is none is noted."""
    texts = list(read_unique(node, PROVIDERS_KEY, draft))
    for text in texts:
        if not DOMAIN.fullmatch(text.value):
            draft.wrong(
                text, f"'{text.value[:40]}' in {PROVIDERS_KEY} is no domain", "write it as it stands in addresses: gmail.com"
            )
    return frozenset(text.value.casefold() for text in texts)


def _limits(scope: Scope, node: Node, draft: Draft) -> Limits:
    """How many in which window; a scope without any is noted."""
    pairs = draft.pairs(node, f"the budget '{scope}'", windows_of(scope))
    limits = {Window(window.value): read_number(number, window.value, MOST_MAILS, draft) for window, number in pairs}
    if isinstance(node, Pairs) and not node.pairs:
        draft.wrong(node, f"the budget '{scope}' has no window", f"{scope}: {{day: {next(iter(USUAL[scope].values()))}}}")
    return limits
