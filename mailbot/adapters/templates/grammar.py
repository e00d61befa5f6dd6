"""The part of Jinja that may stand in a template.

A file may print variables, use `if`, one level of `for` over a list, and a few filters. Nothing in that part multiplies text or
loops without end, which a sandbox alone does not promise: a rendering is linear in what it is given.
"""

from collections.abc import Collection, Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import NoReturn

from jinja2 import TemplateSyntaxError, nodes

from mailbot.core.message import Attachment
from mailbot.core.writing.view import DigestItem, OverviewItem, StoryLine

LISTS = {"attachments": 20, "reasons": 10, "mentions": 10, "remarks": 20, "story": 15, "items": 20, "requests": 16}
"""The variables that are lists, and how many of each a mail shows."""

FILTERS = ("capitalize", "default", "first", "join", "last", "length", "lower", "named", "size", "trim", "truncate", "upper")
TESTS = ("defined", "even", "odd")

_ATTRIBUTES = {
    "loop": frozenset({"index", "first", "last", "length"}),
    "attachments": frozenset(f.name for f in fields(Attachment)),
    "story": frozenset(f.name for f in fields(StoryLine)) - {"remarks"},  # the text says them
    "items": frozenset(f.name for f in fields(DigestItem)),
    "requests": frozenset(f.name for f in fields(OverviewItem)),
}
_PLAIN = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.If, nodes.CondExpr),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
)


def check_grammar(tree: nodes.Template, names: Collection[str]) -> None:
    """Refuse what is not in our part of Jinja; the template may name `names`. Raises TemplateSyntaxError."""
    _check(tree, names, {})


def _check(node: nodes.Node, names: Collection[str], inner: Mapping[str, Collection[str]]) -> None:
    """Refuse a node. `inner` are the names of a loop and their attributes."""
    match node:
        case nodes.Name() if node.name not in names and node.name not in inner:
            _refuse(node, f"{node.name} is unknown here; {_offer(node.name, (*names, *inner))}")
        case nodes.Getattr():
            owner = node.node.name if isinstance(node.node, nodes.Name) else ""
            if node.attr not in inner.get(owner, ()):
                known = inner.get(owner, ())
                _refuse(
                    node, f"{owner}.{node.attr} is unknown here; {_offer(node.attr, known) if known else 'write a name alone'}"
                )
        case nodes.Filter() | nodes.Test():
            allowed = FILTERS if isinstance(node, nodes.Filter) else TESTS
            if node.name not in allowed:
                _refuse(node, f"there is no {node.name} here; {_offer(node.name, allowed)}")
            if node.kwargs or node.dyn_args or node.dyn_kwargs or not all(isinstance(given, nodes.Const) for given in node.args):
                _refuse(node, f'{node.name} takes words and numbers only, such as default("none", true)')
        case nodes.For():
            _check_loop(node, names, inner)
            return
        case _ if not isinstance(node, (*_PLAIN, nodes.Name)):
            _refuse(node, f"{type(node).__name__.lower()} is not allowed in a template: write text, {{{{ names }}}} and if")
    for child in node.iter_child_nodes():
        _check(child, names, inner)


def _check_loop(loop: nodes.For, names: Collection[str], inner: Mapping[str, Collection[str]]) -> None:
    if inner:
        _refuse(loop, "a loop in a loop is not allowed: end the first one before")
    if loop.recursive or not isinstance(loop.iter, nodes.Name) or loop.iter.name not in LISTS or loop.iter.name not in names:
        _refuse(loop, f"a loop may go over {', '.join(name for name in LISTS if name in names) or 'nothing here'}")
    if not isinstance(loop.target, nodes.Name) or loop.target.name in {*names, "loop"}:
        _refuse(loop, "a loop needs one new name, such as {% for file in attachments %}")
    inside = {**_ATTRIBUTES, loop.target.name: _ATTRIBUTES.get(loop.iter.name, ())}
    for child in (*loop.body, *loop.else_, *filter(None, (loop.test,))):
        _check(child, names, {name: inside[name] for name in ("loop", loop.target.name)})


def _offer(wrong: str, known: Collection[str]) -> str:
    """What may stand there instead, the likeliest first."""
    likely = get_close_matches(wrong, known, 1)
    return f"{f'did you mean {likely[0]}? ' if likely else ''}there are {', '.join(sorted(known))}"


def _refuse(node: nodes.Node, reason: str) -> NoReturn:
    raise TemplateSyntaxError(reason, node.lineno)
