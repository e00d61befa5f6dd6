"""What mail programs write into an element's class, id or name where they quote, forward or sign. One line a program.

Programs put prefixes before the names of others when they quote or clean them (Outlook "x_", Yahoo "yiv123" and "ydp1a2b", Gmail
"m_-123"), so a distinctive name counts wherever it stands; names that are common words must stand alone.
"""

import re
from enum import Enum


class Place(Enum):
    """What an element says of the text in it."""

    CITE = "cite"
    """All of it is quoted."""
    ANSWERED = "answered"
    """It is quoted where an attribution was marked before (Gmail); else its author set it in."""
    INDENT = "indent"
    """It is set in as quotations are."""
    HISTORY = "history"
    """All of it is an earlier mail, with its introduction at the top."""
    BEGIN = "begin"
    """The introduction of an earlier mail stands at its top."""
    BELOW = "below"
    """The introduction of an earlier mail stands in it or below it."""
    SIGN = "sign"
    """All of it is a signature."""


# The whole earlier mail lies within, behind its introduction.
_HISTORY = (
    "yahoo_quoted",
    "yqt\\d",  # Yahoo
    "protonmail_quote",  # Proton
    "zmail_extra",  # Zoho
    "mail-editor-reference-message-container",  # Outlook, new
    "ms-outlook-mobile-reference-message",  # Outlook, mobile
    "olk_src_body_section",  # Outlook for Mac 2011
    "skiff_quote",  # Skiff
    "missive_quote",  # Missive
    "front-blockquote",  # Front
    "freshdesk_quote",  # Freshdesk
    "__quoted_text__",  # Zimbra
    "isreplycontent",
    "isforwardcontent",  # NetEase
    "orimsghtmlseperator",  # Coremail
    "reply139content",  # 139.com
    "cm_quote",  # Newton
    "polymail-quoted",  # Polymail
)
# The introduction of the earlier mail: an attribution, a separator or a header block.
_BEGIN = (
    "gmail_quote",
    "gmail_attr",  # Gmail
    "divrplyfwdmsg",
    "outlookmessageheader",
    "_mailoriginal",  # Outlook
    "moz-cite-prefix",
    "moz-forward-container",
    "moz-email-headers-table",  # Thunderbird
    "__headers__",  # Zimbra
    "messagereplysection",  # Spark
    "airmail_on",  # Airmail
    "reply-intro",  # Roundcube
    "mail_quote_header",
    "quotedmessage",
    "originalmessage",
    "nylas-quote",
    "quoted_header",  # Nine
    "fairemail_reference",  # FairEmail
    "history_container",  # Intercom
    "zd-quoted",  # Zendesk
)
# An empty element or a rule above the introduction.
_BELOW = (
    "appendonsend",  # Outlook
    "stopspelling",  # Outlook on the web
    "replysplit",  # HCL Verse
    "zwchr",
    "__divider__",  # Zimbra
    "ms-outlook-mobile-body-separator-line",
)
# Quotations proper, set in and without an introduction of their own.
_CITE = (
    "tutanota_quote",  # Tuta
    "spark_quote",  # Spark
    "iosymail",  # Yahoo on iOS
    "clean_bq",  # Airmail
    "blockquote_reply",
    "imp-blockquote",  # Horde
    "samsung_quote",
    "hmmessage_quote",
)
_SIGN = (
    "gmail_signature",  # Gmail
    "moz-signature",  # Thunderbird
    "ms-outlook-mobile-signature",
    "acompli_signature",  # Outlook, mobile
    "_mailautosig",  # Outlook
    "applemailsignature",  # Apple
    "yahoo-signature",
    "yahoo_signature",  # Yahoo
    "ydp[0-9a-f]{1,12}signature",
    "protonmail_signature_block",  # Proton
    "zimbra-signature",
    "mail-signature",
    "zmail_signature",
    "zm-_id_-sgn",  # Zoho
    "messagesignaturesection",  # Spark
    "sh-signature",  # Superhuman
    "front-signature",  # Front
    "missive_signature",  # Missive
    "cm_signature",  # Newton
    "bloop_sign",  # Airmail
    "k9mail-signature",  # K-9
    "composer_signature",  # Samsung
    "fairemail_signature",  # FairEmail
    "_rc_sig",  # Roundcube
    "io-ox-signature",  # Open-Xchange
    "-x-evo-signature",  # Evolution
    "impcomposesignature",  # Horde
    "signature_old",  # eM Client
    "hs_signature",  # HubSpot
    "fmsigseperator",  # Foxmail
)
_NAMES = (
    (re.compile("|".join(_SIGN)), Place.SIGN),
    (re.compile("|".join(_HISTORY)), Place.HISTORY),
    (re.compile("|".join(_BELOW)), Place.BELOW),
    (re.compile("|".join(_BEGIN)), Place.BEGIN),
    (re.compile(r"(?<![a-z0-9-])(?:x_)?signature(?![a-z0-9_-])"), Place.SIGN),
)
_CITED = re.compile("|".join((*_CITE, *_HISTORY)))
_ALONE = re.compile(r"(?:\A| )(?:\w{0,80}_)?(?:quote|quoted-content)(?: |\Z)")  # GMX and web.de name their containers so
_NO_BORDER = re.compile(r"border(?:-left)?\s{0,9}:\s{0,9}(?:none|0|medium none)")
_LEFT_BORDER = re.compile(r"border-left(?:-style|-width|-color)?\s{0,9}:\s{0,9}(?!none|0|medium none)")
# The rule that Outlook, Word and Windows Mail draw above the header of what they answer, also as other programs rewrite it.
_OUTLOOK_RULE = re.compile(
    r"border(?:-top)?(?:-color)?\s{0,9}:[^;]{0,40}"
    r"(?:#b5c4df|#e1e1e1|#e5e5e5|#b5c4de|rgb\(181, ?196, ?223\)|rgb\(225, ?225, ?225\)|rgb\(229, ?229, ?229\))"
)
_NAMING = ("class", "id", "name", "data-marker")


def find_place(tag: str, attributes: dict[str, str], style: str) -> Place | None:
    """What an element (its `style` in lower case) says of the text in it; None if nothing."""
    names = " ".join([attributes[key] for key in _NAMING if key in attributes]).lower()
    if "fairemail" in attributes:
        names += " fairemail_" + attributes["fairemail"].lower()
    if tag == "blockquote":
        return _find_quotation(attributes, names, style)
    if names:
        for pattern, place in _NAMES:
            if pattern.search(names):
                return place
        if tag in {"div", "section"} and _ALONE.search(attributes.get("name", "").lower()):
            return Place.HISTORY
    if tag == "signature" or attributes.get("data-signatureblock", "").lower() == "true" or "mso-bookmark:_mailautosig" in style:
        return Place.SIGN
    if "border" in style and tag == "div":
        return _find_ruled(style)
    return None


def _find_quotation(attributes: dict[str, str], names: str, style: str) -> Place | None:
    """What a "blockquote" is: Gmail and others use it, without a border, only to set a paragraph in."""
    if attributes.get("type", "").lower() == "cite" or _CITED.search(names) or "data-skiff-mail" in attributes:
        return Place.CITE
    if _NO_BORDER.search(style) and not _LEFT_BORDER.search(style):
        return None
    return Place.ANSWERED if "gmail_quote" in names else Place.INDENT


def _find_ruled(style: str) -> Place | None:
    """A "div" with the rule that Outlook draws above a header, or with a bar at its left as quotations have."""
    if "solid" not in style:
        return None
    if _OUTLOOK_RULE.search(style) and ("1.0pt" in style or "1pt" in style) and not _LEFT_BORDER.search(style):
        return Place.BEGIN
    return Place.INDENT if _LEFT_BORDER.search(style) and "padding" in style else None
