"""When what is killed: by a seed, and by how far the desk has come, so that every kill falls into its work on any machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

MAILS_A_REQUEST = 2
"""The acknowledgement, and the mail to the owner."""
CHANCE_OF_DATABASE = 0.25


@dataclass(frozen=True, slots=True)
class Blow:
    """One kill. So many requests are in the mailbox by then, and so many mails have left; `database`: the server of the database
    dies with the worker.
    """

    arrived: int
    left: int
    worker: int
    database: bool


def make_weather(seed: int, mails: int, kills: int, workers: int, *, with_database: bool) -> Iterator[Blow]:
    """The kills, in their order: mails arrive in as many waves, and in each wave one falls anywhere."""
    chance = Random(seed)
    for wave in range(kills):
        before, arrived = mails * wave // kills, mails * (wave + 1) // kills
        left = chance.randint(before * MAILS_A_REQUEST, arrived * MAILS_A_REQUEST - 1)
        yield Blow(arrived, left, chance.randrange(workers), with_database and chance.random() < CHANCE_OF_DATABASE)
