"""What an image says in its alternative text, where that is more than a name for a picture."""

import re

MOST_WORDS = 200
_FILE = re.compile(r"\S{0,200}\.(?:png|jpe?g|gif|bmp|svg|webp|tiff?|ico|heic|emz|wmz)\b", re.I)
_NUMBERED = re.compile(
    r"(?:inline|embedded|attached)?\s?(?:image|picture|img|photo|bild|grafik|imagen?|imagem|рисунок|صورة)?\s?[\d_:-]{0,12}", re.I
)
_EMPTY = frozenset((
    "image", "img", "images", "picture", "photo", "logo", "icon", "banner", "spacer", "blank", "pixel", "tracking",
    "separator", "divider", "line", "arrow", "bullet", "shim", "header", "footer", "background", "border", "space",
    "transparent", "empty", "null", "undefined", "none", "alt",
))  # fmt: skip


def read_alternative(attributes: dict[str, str]) -> str:
    """The text to write for an image: its emoji, or its words in brackets, or ""."""
    alt = " ".join(attributes.get("alt", "").split())
    if not alt or len(alt) > MOST_WORDS or _is_pixel(attributes):
        return ""
    if len(alt) <= 12 and not alt.isascii() and not any(c.isalnum() for c in alt):
        return alt
    if alt[0] == ":" == alt[-1] and len(alt) > 2 and " " not in alt:
        return alt  # an emoji by its short name
    low = alt.strip(" .:-_*[]()").casefold()
    if low in _EMPTY or _FILE.search(alt) or _NUMBERED.fullmatch(low) or "://" in alt or low.startswith(("cid:", "data:")):
        return ""
    return f"[{alt.strip('[] ')}]" if any(c.isalpha() for c in alt) else alt if len(alt) < 8 else ""


def _is_pixel(attributes: dict[str, str]) -> bool:
    """Whether it is too small to be seen."""
    return any(attributes.get(side, "").strip().removesuffix("px") in {"0", "1", "2"} for side in ("width", "height"))
