"""The rules of a folder, checked."""

from pathlib import Path

from mailbot.core.deciding.context import Identity
from mailbot.core.message import Address
from mailbot.core.rulebook import Rulebook, compile_rulebook
from mailbot.settings import Settings
from mailbot.wiring.checking import check_folder
from mailbot.wiring.places import draft_files


def draft_rulebook(settings: Settings) -> Rulebook:
    """The rulebook of the rules folder, published or not. Raises RuleFilesUnreadable, RulebookBroken."""
    return compile_rulebook(draft_files(settings))


def rule_problems(settings: Settings) -> tuple[Path, list[str]]:
    """The rules folder, and a line for everything that is wrong in it. Raises RuleFilesUnreadable."""
    checked = check_folder(settings)
    return checked.folder, [str(problem) for problem in checked.problems]


def address_problems(rulebook: Rulebook, settings: Settings) -> list[str]:
    """A line for each coordinator whose address the desk itself reads: mail to him would come back to the desk."""
    identity = Identity(settings.addresses)
    return [
        f"desk.yaml: the coordinator {person.address} is an address of the desk (MAILBOT_ADDRESS): name a person's mailbox"
        for person in rulebook.desk.coordinators.values()
        if identity.is_ours(Address("", person.address))
    ]
