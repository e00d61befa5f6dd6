"""The words of mails, from the desk's own templates, or the shipped ones wherever the desk has none or its own cannot be used.

`<locale>/<form>.txt` is a line `Subject: …`, a blank line and plain text; `<form>.html` beside it is an optional second form;
`<locale>/words.ini` says ids of the rulebook in words. A template may name the variables of `MailView` that the reader of its
mail may see (`variables`); what else may stand in it is in `grammar`.
"""

from mailbot.adapters.templates.check import MAIL_LIMIT, check_templates
from mailbot.adapters.templates.folder import TemplateFile, list_templates, shipped_templates
from mailbot.adapters.templates.renderer import TemplateRenderer
from mailbot.adapters.templates.samples import sample_view, with_hint

__all__ = [
    "MAIL_LIMIT",
    "TemplateFile",
    "TemplateRenderer",
    "check_templates",
    "list_templates",
    "sample_view",
    "shipped_templates",
    "with_hint",
]
