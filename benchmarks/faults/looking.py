"""Looking at a world: now, or at its end, when the commands are asked too."""

from benchmarks.faults.facts import Facts, Told, read_lines, read_tables
from benchmarks.faults.people import REFERENCE, REFERENCE_OF_STRANGER
from benchmarks.faults.world import World


def look(world: World, told: Told | None = None) -> Facts:
    """What is there now."""
    return Facts(dict(world.delivered), world.imap.flags(), read_tables(world.database), world.sent, told)


def look_at_end(world: World) -> Facts:
    """What is there, and what the desk says of it."""
    told = _ask(world)
    return look(world, told)


def _ask(world: World) -> Told:
    """Have the commands say what there is."""
    numbers = range(1, len(world.delivered) + 1)
    shown = [["tickets", "show", reference, "--json"] for reference in (REFERENCE, REFERENCE_OF_STRANGER)]
    raw = [["inbound", "raw", str(number)] for number in numbers]
    inbound, outbox, replay, *said = world.ask(
        ["inbound", "list", "--json"], ["outbox", "list", "--json"], ["rules", "replay"], *shown, *raw
    )
    tickets = [ticket for _, one in said[: len(shown)] for ticket in read_lines(one)]
    raws = dict(zip(numbers, (one for _, one in said[len(shown) :]), strict=True))
    return Told(read_lines(inbound[1]), read_lines(outbox[1]), tickets, raws, (replay[0], replay[1].decode()))
