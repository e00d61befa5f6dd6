"""What editors need to help with the rules: the schema of the files, and where it is to be used."""

import json
from pathlib import Path

from mailbot.adapters.rule_files import read_rules, shipped_rules
from mailbot.core.desk import Desk
from mailbot.core.rulebook import RulebookBroken, compile_rulebook
from mailbot.core.rulebook.manual import conditions_manual
from mailbot.core.rulebook.schema import rules_schema
from mailbot.settings import Settings
from mailbot.wiring.places import draft_files

SCHEMA_FILE = "schema.json"
EDITOR = Path(".vscode", "settings.json")
NOBODY = Desk("", "", "", {}, {}, {}, {}, ())


def schema_text(settings: Settings) -> str:
    """The JSON Schema of the rule files, with the ids of the draft's desk where it can be read. Raises RuleFilesUnreadable."""
    try:
        desk = compile_rulebook(draft_files(settings)).desk
    except RulebookBroken:
        desk = NOBODY
    return _text_of(desk)


def shipped_schema() -> str:
    """The schema with the ids of the shipped desk."""
    return _text_of(compile_rulebook(read_rules(shipped_rules())).desk)


def manual_text() -> str:
    """The manual's page on conditions."""
    return conditions_manual()


def write_schema(folder: Path, text: str) -> list[Path]:
    """Write `rules/schema.json` below `folder`, and tell VS Code to use it unless it is told something already; what was written.

    Raises OSError.
    """
    schema, editor = folder / "rules" / SCHEMA_FILE, folder / EDITOR
    schema.parent.mkdir(parents=True, exist_ok=True)
    schema.write_text(text, encoding="utf-8")
    written = [schema]
    if not editor.exists():
        editor.parent.mkdir(parents=True, exist_ok=True)
        editor.write_text(
            json.dumps({"yaml.schemas": {f"./rules/{SCHEMA_FILE}": ["rules/*.yaml"]}}, indent=2) + "\n", encoding="utf-8"
        )
        written.append(editor)
    return written


def _text_of(desk: Desk) -> str:
    return json.dumps(rules_schema(desk), indent=1, ensure_ascii=False) + "\n"
