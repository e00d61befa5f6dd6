"""What the domain lets us expect of the word lists (`expected.yaml`)."""

from functools import cache
from pathlib import Path

import yaml

STRONG, USUAL = 2.5, 1.2


@cache
def expected_of(field: str) -> dict[str, dict[str, float]]:
    """The weight that is expected of each list, by the values of `field`."""
    told = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8"))[field]
    return {
        value: dict.fromkeys(_names(lists.get("usual", "")), USUAL) | dict.fromkeys(_names(lists["strong"]), STRONG)
        for value, lists in told.items()
    }


def _names(text: str) -> list[str]:
    return [name for part in text.split(",") if (name := " ".join(part.split()))]
