"""A report as one HTML page that needs nothing beside itself."""

from mailbot.adapters.report_page.page import write_page

__all__ = ["write_page"]
