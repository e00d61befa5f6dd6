"""Letters and marks as data, for folding: what is passed over, what is written for what, and what looks alike."""

MARKS = (
    "\u00ad\u034f\u0300-\u034e\u0350-\u036f\u0483-\u0487"  # soft hyphen, joiner of graphemes, accents, Slavonic marks
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew points
    "\u0610-\u061a\u061c\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff"  # Arabic vowel signs
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # further accents
    "\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"  # joiners, directions, variants: unseen
)
"""A class of characters (for an expression) that end no word and are not compared."""

ALIKE: dict[str, str | None] = {
    # Arabic letters: yeh and its Persian, Urdu and Kurdish forms, kaf and gaf, heh and teh marbuta, alef, noon
    "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ێ": "ي",
    "ک": "ك", "ڪ": "ك", "گ": "ك",
    "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ه",
    "ٱ": "ا", "ں": "ن", "ڤ": "ف", "ۆ": "و",
    "ء": None, "ـ": None,
    # Latin letters that Unicode does not take apart, of Europe and Africa
    "ø": "o", "đ": "d", "ð": "d", "ł": "l", "œ": "oe", "æ": "ae", "ı": "i", "ħ": "h", "ŧ": "t", "þ": "th",
    "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ɔ": "o", "ŋ": "n", "ə": "e",
    # Signs of transliteration: half rings and raised commas
    "ʹ": None, "ʺ": None, "ʻ": None, "ʼ": None, "ʽ": None, "ʾ": None, "ʿ": None, "ˀ": None, "ˁ": None,
}  # fmt: skip
"""Folded letter -> the letter that is written for it as well; None: left out."""

LATIN_LOOKS: dict[str, str] = {
    # Cyrillic, large and small
    "А": "A", "В": "B", "С": "C", "Е": "E", "Н": "H", "І": "I", "Ї": "I", "Ј": "J", "К": "K", "М": "M", "О": "O", "Р": "P",
    "Ѕ": "S", "Т": "T", "У": "Y", "Х": "X", "Ԛ": "Q", "Ԝ": "W", "Ѵ": "V", "Ӏ": "I", "Һ": "H", "Ё": "E",
    "а": "a", "в": "b", "с": "c", "е": "e", "н": "h", "і": "i", "ї": "i", "ј": "j", "к": "k", "м": "m", "о": "o", "р": "p",
    "ѕ": "s", "т": "t", "у": "y", "х": "x", "ԛ": "q", "ԝ": "w", "ѵ": "v", "ӏ": "l", "һ": "h", "ё": "e", "ԁ": "d",
    # Greek, large and small
    "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N", "Ο": "O", "Ρ": "P", "Τ": "T",
    "Υ": "Y", "Χ": "X", "α": "a", "ε": "e", "η": "n", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "τ": "t", "υ": "u",
    "χ": "x", "ό": "o", "ά": "a", "έ": "e", "ί": "i",
}  # fmt: skip
"""Letters of other scripts that a reader takes for Latin ones."""

CYRILLIC_LOOKS: dict[str, str] = {
    "A": "А", "B": "В", "C": "С", "E": "Е", "H": "Н", "I": "І", "K": "К", "M": "М", "O": "О", "P": "Р",
    "T": "Т", "X": "Х", "Y": "У",
    "a": "а", "c": "с", "e": "е", "i": "і", "k": "к", "m": "м", "o": "о", "p": "р", "t": "т", "x": "х",
    "y": "у", "ï": "ї", "ë": "ё",
}  # fmt: skip
"""Latin letters that a reader takes for Cyrillic ones."""

_PUNCTUATION = "\xa0«»“”„‘’‚‹›–—…•·°№€£§©®™\u2028\u2029\u202f\u2009"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2069\ufeff\ufe0f"

PAGES: tuple[str, ...] = (
    # Latin letters of Western and Central Europe
    f"{_PUNCTUATION}{_UNSEEN}\u0300\u0301\u0302\u0303\u0308\u0327¡¿ªº¹²³"
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßŒœŠšŽžŸ"
    "ĄąĆćĘęŁłŃńŚśŹźŻżĞğİıŞş",
    # Cyrillic letters of the East Slavic, South Slavic and Turkic languages
    f"{_PUNCTUATION}{_UNSEEN}\u0301АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяЁёІіЇїЄєҐґЎўЈјЉљЊњЋћЂђЏџ",
    # Arabic letters, vowel signs and digits; the French letters that stand between them
    f"{_PUNCTUATION}{_UNSEEN}"
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيپچژگکیڤەں\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0670"
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،؛؟٪٫٬éèêàçôîÉÀ",
)
"""The characters beyond ASCII (at most 128 and 29 in place of control characters) of texts in which folding can be quick."""
