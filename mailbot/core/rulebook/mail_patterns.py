"""Address patterns of the rules: `ana@example.org`, `@example.org` with its subdomains, `@gov.*` for any ending."""

from mailbot.core.rulebook.draft import Draft
from mailbot.core.rulebook.nodes import Text

MEND = "name@example.org, @example.org (with its subdomains), @gov.* (any ending) or @*.un.* (any host of that name)"


def address_pattern(text: Text, draft: Draft) -> str | None:
    """The form to look up: an address, or `@` and a domain (a text without `@` is one); None after noting what is wrong."""
    value = text.value.strip().casefold()
    local, _, domain = value.rpartition("@")
    anywhere = domain.startswith("*.") and domain.endswith(".*")
    inner = domain[2:-2] if anywhere else domain.removesuffix(".*")
    if not inner or " " in value or "*" in inner or "*" in local or (local and "*" in domain):
        draft.wrong(text, f"'{text.value[:80]}' is no address", MEND)
        return None
    return f"{local}@{domain}"
