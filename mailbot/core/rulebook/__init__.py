"""Rules in YAML, compiled once, asked about each mail. See docs/rules.md for the language."""

from mailbot.core.rulebook.compiling import check, compile_once, compile_rulebook
from mailbot.core.rulebook.occasion import Occasion
from mailbot.core.rulebook.problems import Problem, RulebookBroken
from mailbot.core.rulebook.rulebook import Rulebook

__all__ = ["Occasion", "Problem", "Rulebook", "RulebookBroken", "check", "compile_once", "compile_rulebook"]
