"""What a rulebook without errors cannot do: rules that never win, rules in conflict, desks that no mail reaches."""

from mailbot.core.rulebook.coverage.cover import cover, notes
from mailbot.core.rulebook.coverage.finding import Finding, Kind

__all__ = ["Finding", "Kind", "cover", "notes"]
