"""Text of mails on a terminal or in a log: nothing in it may act."""

_CONTROLS = (*range(32), *range(127, 160), 0x061C, 0x200E, 0x200F, 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_HARMLESS = dict.fromkeys(_CONTROLS, "\N{REPLACEMENT CHARACTER}")


def clean(text: str) -> str:
    """`text` with controls, line breaks, bidi marks and overrides, and lone surrogates made visible instead of active."""
    harmless = text.translate(_HARMLESS)
    return harmless if harmless.isprintable() else harmless.encode("utf-8", "replace").decode()
