"""Commands about who takes part in a request beside its requester."""

from collections.abc import Iterable
from dataclasses import replace
from textwrap import wrap

from mailbot.core.deciding.commands.addresses import MOST_CHARACTERS, Written, is_list_of_addresses, read_addresses
from mailbot.core.deciding.commands.script import Script
from mailbot.core.deciding.commands.turn import Turn
from mailbot.core.deciding.commands.verbs import WITH_ADDRESSES, Verb, name_of
from mailbot.core.decision import AddParticipant, Effect, RemoveParticipant
from mailbot.core.message import Address, address_key, person_key
from mailbot.core.remark import Remark, remark
from mailbot.core.ticket import PARTICIPANT, Edit

MOST_ON_A_LINE = 110
"""Characters of addresses on a line of a receipt."""

Wrong = tuple[Remark, ...]


def cc(turn: Turn, argument: str) -> Turn | Wrong:
    """Let people take part; without an address, tell who does."""
    if not argument:
        return _say_of(turn, "take_part", turn.participants) if turn.participants else turn.say(remark("nobody_takes_part"))
    if not turn.case.desk.participants:
        return (remark("nobody_may_join"),)
    written = tuple(read_addresses(argument))
    wrong = tuple(filter(None, (_objection(turn, one) for one in written)))
    if wrong:
        return wrong
    named = {address_key(one.address): one.address for one in written}
    there = set(map(address_key, turn.participants))
    new = [address for key, address in named.items() if key not in there]
    if len(there) + len(new) > turn.case.desk.participants:
        return (remark("too_many_join", count=str(turn.case.desk.participants)),)
    again = [address for address in new if _left_before(turn, address)]
    turn = replace(turn, joining=(*turn.joining, *new))
    turn = _say_of(turn, "joins", [address for address in new if address not in again])
    turn = _say_of(turn, "joins_again", again)
    return _say_of(turn, "in_already", [address for key, address in named.items() if key in there])


def remove(turn: Turn, argument: str) -> Turn | Wrong:
    """Let people take part no more."""
    if not argument:
        return (remark("remove_whom"),)
    written = tuple(read_addresses(argument))
    there = {address_key(address): address for address in turn.participants}
    wrong = tuple(filter(None, (_not_there(turn, one, there.keys()) for one in written)))
    if wrong:
        return wrong
    gone = [there[key] for key in dict.fromkeys(address_key(one.address) for one in written)]
    return _say_of(replace(turn, leaving=(*turn.leaving, *gone)), "leaves", gone)


def put_back(turn: Turn, edit: Edit) -> Turn:
    """The turn once an edit of who takes part is taken back, as far as it still holds: who left since stays away."""
    there = {address_key(address): address for address in turn.participants}
    changes = [change for change in edit.changes if change.field == PARTICIPANT]
    leaving = [there[address_key(change.after)] for change in changes if address_key(change.after) in there]
    joining = [
        change.before
        for change in changes
        if change.before
        and address_key(change.before) not in there
        and _objection(turn, Written(change.before, change.before)) is None
    ]
    room = turn.case.desk.participants - len(there) + len(leaving)
    joining = joining[: max(room, 0)]
    turn = replace(turn, joining=tuple(joining), leaving=tuple(leaving))
    return _say_of(_say_of(turn, "joins", joining), "leaves", leaving)


def moves(turn: Turn) -> tuple[Effect, ...]:
    """Who joins and who goes, as effects."""
    ticket, by = turn.before.id, turn.person.address
    return (
        *(RemoveParticipant(ticket, address, by) for address in turn.leaving),
        *(AddParticipant(ticket, address, by) for address in turn.joining),
    )


def runs_on(script: Script) -> Remark | None:
    """What is wrong where the addresses of a command run on in the next line, as a program that breaks lines leaves them.

    The line would reach the requester.
    """
    if not script.answer or not script.commands or script.commands[-1].verb not in WITH_ADDRESSES:
        return None
    line = script.answer.split("\n", 1)[0][:MOST_CHARACTERS]
    return remark("address_below", word=line) if is_list_of_addresses(line) else None


def _objection(turn: Turn, written: Written) -> Remark | None:
    """Why somebody may not take part."""
    if not written.address:
        foreign = "@" in written.word and not written.word.isascii()
        return remark("no_ascii" if foreign else "no_address", word=written.word)
    if address_key(written.address) in map(address_key, turn.leaving):
        return _contradiction(turn)
    key = _who_it_is(turn, written.address)
    return remark(key, word=written.address) if key else None


def _who_it_is(turn: Turn, address: str) -> str:
    """The remark on an address that is the desk's own, a colleague's or the requester's, with any plus-tag; "" for another."""
    person, desk = person_key(address), turn.case.desk
    ours = {person_key(own) for several in desk.mailboxes.values() for own in several}
    if turn.case.context.identity.is_ours(Address("", address)) or person in ours:
        return "own_address"
    if person in map(person_key, desk.coordinators):
        return "is_colleague"
    return "is_requester" if person == person_key(turn.ticket.requester) else ""


def _not_there(turn: Turn, written: Written, there: Iterable[str]) -> Remark | None:
    """Why somebody cannot be taken out."""
    if not written.address:
        return remark("no_address", word=written.word)
    if address_key(written.address) in map(address_key, turn.joining):
        return _contradiction(turn)
    return remark("not_in", word=written.address) if address_key(written.address) not in there else None


def _contradiction(turn: Turn) -> Remark:
    language = turn.person.language
    return remark("contradiction", first=f"#{name_of(Verb.CC, language)}", second=f"#{name_of(Verb.REMOVE, language)}")


def _left_before(turn: Turn, address: str) -> bool:
    """Whether somebody left this ticket at his own wish when he took part last."""
    before = (one for one in turn.case.context.participants if one.ticket == turn.before.id and one.key == address_key(address))
    return any(one.left_by_himself for one in [*before][:1])


def _say_of(turn: Turn, key: str, addresses: Iterable[str]) -> Turn:
    """The turn after a remark about people, on as many lines as they fill."""
    lines = wrap(", ".join(addresses), MOST_ON_A_LINE, break_long_words=False, break_on_hyphens=False)
    for line in lines:
        turn = turn.say(remark(key, who=line.rstrip(",")))
    return turn
