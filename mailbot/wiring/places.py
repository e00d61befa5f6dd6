"""Where rules and templates are."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mailbot.adapters.rule_files import read_rules, shipped_rules
from mailbot.settings import Settings


@dataclass(frozen=True, slots=True)
class Places:
    """The folders in force: what the settings name, else those in the working folder, else those shipped."""

    rules: Path
    templates: Path | None


def find_places(settings: Settings) -> Places:
    """Where rules and templates are. `templates` is None where only the shipped ones are used.

    A folder that is there counts, whatever it lacks: a desk that lost a file must not be given the shipped example instead.
    """
    rules = settings.rules or (Path("rules") if Path("rules").is_dir() else shipped_rules())
    templates = settings.templates or (Path("templates") if Path("templates").is_dir() else None)
    return Places(rules, templates)


def draft_files(settings: Settings) -> Mapping[str, str]:
    """The texts of the rules folder. Raises RuleFilesUnreadable."""
    return read_rules(find_places(settings).rules)
