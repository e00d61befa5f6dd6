"""Whether a text says nothing: blanks and unseen characters of all alphabets, and what programs write for a picture."""

import re

_PICTURE = re.compile(
    r"\[\s?(?:cid:|(?:inline )?image\b|imagen\b|imagem\b|bild\b|immagine\b|afbeelding\b|obraz\b|изображение|зображення"
    r"|صورة|图片|画像|이미지)[^\[\]\n]{0,200}\]|<[^<>\n]{1,120}\.(?:jpe?g|png|gif|heic|bmp|webp)>",
    re.I,
)
# Fillers, joiners, marks of direction, variation selectors, soft hyphens, the place of an object (Unicode, Default_Ignorable).
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc]+"
)
_LONGEST = 2000


def is_blank(text: str) -> bool:
    """Whether nothing was written. A sign without any letter (a lone "?") is something."""
    if len(text) > _LONGEST:
        return not text.strip()
    if not text.isascii():
        text = _UNSEEN.sub("", text)
    if "[" in text or "<" in text:
        text = _PICTURE.sub("", text)
    return not text.strip()
