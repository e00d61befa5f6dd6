"""How the target of a link is named behind its words."""

import re
from urllib.parse import unquote

LONGEST = 2000
_WRAPPED = re.compile(r"https?://[\w.-]{0,60}(?:safelinks\.protection\.outlook\.com/[^?]{0,60}|\bgoogle\.com/url)\?[^#]{0,3000}")
_TARGET = re.compile(r"[?&](?:url|q)=(https?(?:%3a|:)[^&]{1,3000})", re.I)
# Blanks and the signs that people put around an address.
_EDGES = " \t\n\xa0<>()[]\"'.,;"


def name_target(words: str, href: str) -> str:
    """What to write behind the `words` of a link to `href`: " <target>", or "" where they say it or there is none to go to."""
    words = words.strip(_EDGES)
    href = href.strip()
    if not words or not href or href[0] == "#":
        return ""
    low = href[:8].lower()
    if low.startswith(("http://", "https://", "ftp://")):
        target = unwrap(href)
    elif low.startswith(("mailto:", "tel:", "sms:", "sip:")):
        return _name_address(words, href)
    elif low.startswith("www."):
        target = f"http://{href}"
    elif low.startswith("//") and "." in href:
        target = f"https:{href}"
    else:
        return ""
    if len(target) > LONGEST or _bare(target) in _bare(words):
        return ""
    return f" <{target.replace(' ', '%20')}>"


def _name_address(words: str, href: str) -> str:
    """The address of a "mailto:" or the number of a "tel:" link, where the words are others."""
    kind, _, rest = href.partition(":")
    address = unquote(rest.partition("?")[0]).strip().strip("/")
    if not address or len(address) > 300:
        return ""
    if kind.lower() == "mailto":
        return "" if address.casefold() in words.casefold() or "@" not in address else f" <{address}>"
    digits = "".join(filter(str.isdigit, address))
    said = "".join(filter(str.isdigit, words))
    return "" if not digits or digits[-7:] in said else f" <{address}>"


def unwrap(href: str) -> str:
    """The target behind the addresses that Outlook's Safe Links and Google put before it."""
    if "?" not in href or ("safelinks" not in href and "google" not in href) or not _WRAPPED.match(href):
        return href
    target = _TARGET.search(href)
    return unquote(target[1]) if target else href


def _bare(address: str) -> str:
    """An address without what people leave out when they write it."""
    low = (unquote(address) if "%" in address else address).casefold().strip()
    low = low.partition("://")[2] or low
    return low.removeprefix("www.").rstrip("/")
