"""Rules that would have got corrected tickets right, and what else each would change. Touches nothing."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mailbot.core.deciding.context import Context, Identity
from mailbot.core.deciding.gates import decide
from mailbot.core.message import InboundMessage
from mailbot.core.rulebook import Rulebook, RulebookBroken, compile_rulebook
from mailbot.pipeline.corrections import Corrected, Wish, find_corrected, gather_wishes
from mailbot.pipeline.diff import Changed, Trial, kept_context, shown_fields
from mailbot.pipeline.kept_mail import read_kept
from mailbot.pipeline.past import past_mails
from mailbot.pipeline.rule_text import WordRule, add_rule, name_rule, weights_for
from mailbot.pipeline.side_by_side import Texts, in_batches
from mailbot.pipeline.telling_words import Elsewhere, Telling, candidates, choose, terms_of
from mailbot.ports import OpenedTicket, Past, PastMail, Store

MOST_WISHES = 8
MOST_MAILS = 300
MOST_SAMPLES = 5
AT_ONCE = 500

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rule for a wish. `rule` is None where there is none, and `why` says why.

    `puts_right` are the corrected tickets that it would have got right. `from_one_mail`: its words stand in one corrected mail
    alone. `hidden` restricted tickets lent no words. `also` counts what else it would change, of `others` mails, as
    (field, before, after); `samples` name some of them.
    """

    wish: Wish
    rule: WordRule | None
    why: str = ""
    words: tuple[Telling, ...] = ()
    puts_right: tuple[str, ...] = ()
    from_one_mail: bool = False
    hidden: int = 0
    others: int = 0
    also: tuple[tuple[tuple[str, str, str], int], ...] = ()
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The rules that suggestions are for."""

    files: Mapping[str, str]
    rulebook: Rulebook
    identity: Identity


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The corrected mails of a wish that the draft does not get right either, read, and the words of those that lend some."""

    wish: Wish
    mails: tuple[tuple[Corrected, InboundMessage, Context], ...]
    terms: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Search:
    """Where to look: the store, which mails, how many processes, and who hears of progress."""

    store: Store
    wanted: Past
    jobs: int
    advance: Advance


def suggest(search: Search, files: Mapping[str, str], identity: Identity) -> list[Suggestion]:
    """A suggestion for each wish of the corrected tickets, the most frequent first.

    Raises RulebookBroken, StoreTrouble, WorkerDied.
    """
    draft = Draft(files, compile_rulebook(files), identity)
    with search.store.transaction() as tx:
        opened = tx.archive.opened_tickets(search.wanted)
    wishes = gather_wishes(find_corrected(opened, draft.rulebook.desk.restricted_topics), draft.rulebook)[:MOST_WISHES]
    evidence = [found for wish in wishes if (found := _gather(search.store, wish, draft)).mails]
    told = _look_elsewhere(search, evidence, opened) if evidence else []
    suggestions = [_suggest_one(draft, found, tellings) for found, tellings in zip(evidence, told, strict=True)]
    return _with_effects(search, draft, suggestions)


def _gather(store: Store, wish: Wish, draft: Draft) -> _Evidence:
    tickets = {one.inbound: one for one in wish.tickets[:MOST_MAILS]}
    mails: list[tuple[Corrected, InboundMessage, Context]] = []
    for mail in _mails_of(store, list(tickets)):
        message = read_kept(mail)
        context = kept_context(mail) or Context(now=mail.received_at, identity=draft.identity, mailbox=mail.mailbox)
        if not _is_right(draft.rulebook, wish, message, context):
            mails.append((tickets[mail.inbound], message, context))
    terms = tuple(terms_of(message) for one, message, _ in mails if not one.restricted)
    return _Evidence(wish, tuple(mails), terms)


def _mails_of(store: Store, rows: Sequence[int]) -> Iterator[PastMail]:
    for first in range(0, len(rows), AT_ONCE):
        yield from past_mails(store, Past(only=tuple(rows[first : first + AT_ONCE])))


def _is_right(rulebook: Rulebook, wish: Wish, message: InboundMessage, context: Context) -> bool:
    fields = shown_fields(decide(message, context, rulebook), context.now)
    return all(fields[name] == value for name, value in wish.then)


def _look_elsewhere(search: Search, evidence: Sequence[_Evidence], opened: Sequence[OpenedTicket]) -> list[list[Telling]]:
    """For each wish its candidates, with how often they stand in the mails that are neither corrected so nor right already."""
    here = [candidates(found.terms) for found in evidence]
    passed_over = tuple(_not_others(found.wish, opened) for found in evidence)
    recipe = Elsewhere(tuple(frozenset(counts) for counts in here), passed_over)
    seen, counts = [0] * len(here), [Counter[str]() for _ in here]
    for result in in_batches(_trials(search), recipe, search.jobs):
        for number, (mails, terms) in enumerate(result):
            seen[number] += mails
            counts[number].update(terms)
        search.advance(max((mails for mails, _ in result), default=0))
    return [
        [Telling(term, times, len(found.terms), counts[n][term], seen[n]) for term, times in here[n].items()]
        for n, found in enumerate(evidence)
    ]


def _not_others(wish: Wish, opened: Sequence[OpenedTicket]) -> frozenset[int]:
    own = {one.inbound for one in wish.tickets}
    right = {one.inbound for one in opened if all(getattr(one.ticket, name) == value for name, value in wish.then)}
    return frozenset(own | right)


def _trials(search: Search) -> Iterator[Trial]:
    return (Trial(f"inbound {mail.inbound}", mail) for mail in past_mails(search.store, search.wanted))


def _suggest_one(draft: Draft, found: _Evidence, tellings: Sequence[Telling]) -> Suggestion:
    """The rule of this wish, at the least weight that puts most tickets right."""
    wish, hidden = found.wish, sum(one.restricted for one, _, _ in found.mails)
    if not wish.table:
        return Suggestion(wish, None, f"no table of these rules decides {wish.then[0][0]}", hidden=hidden)
    if not found.terms:
        return Suggestion(wish, None, "only restricted tickets ask for it, and their words are not shown", hidden=hidden)
    words = choose(found.terms, tellings)
    if not words:
        return Suggestion(wish, None, "no word or phrase tells these mails from the others", hidden=hidden)
    taken = frozenset(rule.name for table in draft.rulebook.tables if table.name == wish.table for rule in table.rules)
    named = tuple(one.words for one in words)
    plain = WordRule(name_rule(wish.then, named, taken), named, wish.then)
    best: tuple[WordRule, tuple[str, ...]] | None = None
    for weight in weights_for(draft.rulebook, wish.table):
        rule = replace(plain, weight=weight)
        rulebook = _with_rule(draft, wish.table, rule)
        if isinstance(rulebook, str):
            return Suggestion(wish, None, rulebook, words, hidden=hidden)
        right = tuple(one.reference for one, mail, context in found.mails if _is_right(rulebook, wish, mail, context))
        if best is None or len(right) > len(best[1]):
            best = rule, right
    if best is None or not best[1]:
        return Suggestion(
            wish, None, "other rules outweigh every word that tells these mails from the others", words, hidden=hidden
        )
    single = all(one.here == 1 for one in words)
    return Suggestion(wish, best[0], "", words, best[1], single, hidden)


def _with_rule(draft: Draft, table: str, rule: WordRule) -> Rulebook | str:
    """The draft with the rule, or why that cannot be."""
    files = add_rule(draft.files, table, rule)
    if files is None:
        return f"the table {table} has no rule yet, before which another could stand"
    try:
        return compile_rulebook(files)
    except RulebookBroken as broken:
        return f"these rules do not take it: {broken.problems[0]}"


def _with_effects(search: Search, draft: Draft, suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """The suggestions with what else each would change: every mail decided by the draft without and with it."""
    ruled = [one for one in suggestions if one.rule is not None]
    if not ruled:
        return list(suggestions)
    others = [files for one in ruled if one.rule and (files := add_rule(draft.files, one.wish.table, one.rule)) is not None]
    mails = 0
    counts: list[Counter[tuple[str, str, str]]] = [Counter() for _ in ruled]
    samples: list[list[str]] = [[] for _ in ruled]
    for result in in_batches(_trials(search), Texts(draft.files, tuple(others), draft.identity), search.jobs):
        mails += result.mails
        search.advance(result.mails)
        for number, changed in enumerate(result.changed):
            for one in changed:
                if one.reference not in ruled[number].puts_right:
                    counts[number].update((change.field, change.before, change.after) for change in one.changes)
                    samples[number].append(_name(one))
            del samples[number][MOST_SAMPLES:]
    effects = {
        id(one): replace(one, others=mails, also=tuple(counts[n].most_common()), samples=tuple(samples[n]))
        for n, one in enumerate(ruled)
    }
    return [effects.get(id(one), one) for one in suggestions]


def _name(changed: Changed) -> str:
    return changed.reference or changed.name
