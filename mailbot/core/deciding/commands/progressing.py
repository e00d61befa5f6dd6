"""Commands about where a ticket stands."""

from mailbot.core.deciding.commands.turn import Turn
from mailbot.core.deciding.commands.values import ending_of, moment_of
from mailbot.core.remark import Remark, remark
from mailbot.core.ticket import Stage, Status


def close(turn: Turn, argument: str) -> Turn | Remark:
    """It is over. Behind it may stand how it ended: a word of the closing mail's reasons."""
    if argument and ending_of(argument) is None:
        return remark("no_ending", word=argument)
    return turn.set(remark("close"), status=Status.CLOSED, due_at=None, stage=Stage.UNSEEN, ending=ending_of(argument) or "")


def reopen(turn: Turn, _: str) -> Turn | Remark:
    """It is not over: somebody waits for us again."""
    if turn.before.status is not Status.CLOSED:
        return remark("not_closed")
    stage = Stage.TAKEN if turn.is_owner(turn.ticket) else Stage.UNSEEN
    return turn.set(remark("reopen"), status=Status.OPEN, due_at=turn.deadline(), stage=stage, ending="")


def wait(turn: Turn, argument: str) -> Turn | Remark:
    """We wait for the requester until a day, which is the ticket's date then."""
    until = moment_of(argument, turn.here)
    if until is None:
        return remark("no_moment", word=argument)
    if turn.ticket.status is Status.CLOSED:
        return remark("is_closed")
    return turn.set(remark("wait", until=until.isoformat()), status=Status.WAITING, due_at=until, stage=Stage.UNSEEN)


def snooze(turn: Turn, argument: str) -> Turn | Remark:
    """Nothing is to be heard of it until a day."""
    until = moment_of(argument, turn.here)
    if until is None:
        return remark("no_moment", word=argument)
    if turn.ticket.status is Status.CLOSED:
        return remark("is_closed")
    return turn.set(remark("snooze", until=until.isoformat()), due_at=until, stage=Stage.PUT_OFF)
