"""Rich text as Outlook sends it: unpacked ([MS-OXRTFCP]), freed of its wrapping ([MS-OXRTFEX]), read as text."""

import re
import struct

from mailbot.core.reading.charset.labels import find_codec

_HEADER = struct.Struct("<IIII")
_PACKED, _PLAIN = 0x75465A4C, 0x414C454D
# The dictionary that both sides begin with ([MS-OXRTFCP], 2.1.3.1.1).
_FIRST = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbol"
    rb"ArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_WINDOW = 4096
_TOKEN = re.compile(r"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\")
_FONT = re.compile(r"\\f(\d{1,5})\b[^{};]{0,200}?\\fcharset(\d{1,3})")
# Groups that hold no text of the mail.
_SKIPPED = frozenset(
    {
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr", "headerf",
        "footer", "footerl", "footerr", "footerf", "listtable", "listoverridetable", "rsidtbl", "generator", "themedata",
        "datastore", "xmlnstbl", "pgdsctbl", "latentstyles", "filetbl", "revtbl",
    }
)  # fmt: skip
_SIGNS = {
    "par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "tab": "\t", "cell": "\t", "emdash": "—", "endash": "–",
    "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ",
}  # fmt: skip
_SYMBOLS = {"~": "\xa0", "-": "", "_": "‑", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
_CHARSETS = {
    0: "cp1252", 2: "cp1252", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_DEPTH = 200


def unpack_rtf(data: bytes, most: int) -> bytes:
    """The rich text in a compressed property, at most `most` octets; what can be had of a damaged one. Linear in `most`."""
    if len(data) < _HEADER.size:
        return b""
    _, size, sort, _ = _HEADER.unpack_from(data)
    if sort == _PLAIN:
        return data[_HEADER.size : _HEADER.size + min(size, most)]
    if sort != _PACKED:
        return b""
    out, at, end = bytearray(_FIRST), _HEADER.size, len(data)
    limit = len(_FIRST) + min(size, most)
    while at < end and len(out) < limit:
        control = data[at]
        at += 1
        if control == 0:
            out += data[at : at + 8]
            at += 8
            continue
        for bit in range(8):
            if not control >> bit & 1:
                out += data[at : at + 1]
                at += 1
                continue
            if at + 2 > end:
                return bytes(out[len(_FIRST) : limit])
            reference = data[at] << 8 | data[at + 1]
            at += 2
            # The offset is one in a ring of 4096; one at the place of writing ends the stream.
            back = (len(out) - (reference >> 4)) % _WINDOW
            if back == 0:
                return bytes(out[len(_FIRST) : limit])
            _repeat(out, back, (reference & 15) + 2)
    return bytes(out[len(_FIRST) : limit])


def _repeat(out: bytearray, back: int, length: int) -> None:
    """Copy from what was written; the source may run into its own copy. In front of all stands nothing but zeros."""
    begin = len(out) - back
    if begin < 0:
        out += bytes(min(length, -begin))
        length, begin = length - min(length, -begin), 0
    piece = bytes(out[begin : begin + length])
    if piece and length:
        out += (piece * (length // len(piece) + 1))[:length]


def rtf_to_text(rtf: bytes) -> tuple[str, bool]:
    """The text of rich text, or the HTML that it only wraps, and whether it is HTML. Total; linear."""
    source = rtf.decode("latin-1")
    is_html = "\\fromhtml" in source[:2000]
    reader = _Reader(source, is_html=is_html)
    for m in _TOKEN.finditer(source):
        reader.read(m)
    return reader.finish(), is_html


class _Reader:
    """The state of reading: groups, what of them is skipped, the charset of single octets, and the text so far."""

    def __init__(self, source: str, *, is_html: bool) -> None:
        codepage = re.search(r"\\ansicpg(\d{1,5})", source[:2000])
        self.default = _codec(int(codepage[1])) if codepage else "cp1252"
        self.fonts = {int(f): _CHARSETS.get(int(c), self.default) for f, c in _FONT.findall(source[:100_000])}
        self.is_html = is_html
        self.out: list[str] = []
        self.pending = bytearray()
        # One entry a group: skipped, hidden (\htmlrtf), charset, how many substitutes follow a Unicode character.
        self.groups: list[tuple[bool, bool, str, int]] = []
        self.skipped, self.hidden, self.charset, self.substitutes = False, False, self.default, 1
        self.ignored = 0
        self.starred = False
        self.deep = 0

    def read(self, m: re.Match[str]) -> None:
        word, number, octet, symbol, brace, text = m.groups()
        if brace:
            self._brace(brace)
        elif word:
            self._word(word, number)
        elif symbol == "*":
            self.starred = True
        elif octet:
            self._octets(bytes([int(octet, 16)]))
        elif symbol:
            self._write(_SYMBOLS.get(symbol, ""))
        elif text:
            self._octets(text.encode("latin-1"))

    def finish(self) -> str:
        self._flush()
        # Characters beyond the first 65,536 come as two halves.
        return "".join(self.out).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _brace(self, brace: str) -> None:
        self._flush()
        self.starred, self.ignored = False, 0
        if brace == "{":
            if len(self.groups) >= _DEPTH:
                self.deep += 1
            else:
                self.groups.append((self.skipped, self.hidden, self.charset, self.substitutes))
        elif self.deep:
            self.deep -= 1
        elif self.groups:
            self.skipped, self.hidden, self.charset, self.substitutes = self.groups.pop()

    def _word(self, word: str, number: str | None) -> None:
        starred, self.starred = self.starred, False
        if word == "htmltag" and self.is_html:
            return
        if word in _SKIPPED or (starred and word != "shppict"):
            self.skipped = True
        elif word == "htmlrtf":
            self._flush()
            self.hidden = number != "0"
        elif word == "u" and number:
            self._unicode(int(number))
        elif word == "uc":
            self.substitutes = min(int(number or 1), 10)
        elif word == "f" and number:
            self._flush()
            self.charset = self.fonts.get(int(number), self.default)
        elif word == "plain":
            self._flush()
            self.charset = self.default
        elif word in _SIGNS:
            self._write(_SIGNS[word])

    def _unicode(self, number: int) -> None:
        self._flush()
        self._write(chr(number % 65536))
        self.ignored = self.substitutes

    def _octets(self, octets: bytes) -> None:
        """Text in the charset of its font; the substitutes that follow a Unicode character are left out."""
        left_out = min(self.ignored, len(octets))
        self.ignored -= left_out
        if not self.skipped and not self.hidden:
            self.pending += octets[left_out:]

    def _write(self, text: str) -> None:
        self._flush()
        if not self.skipped and not self.hidden:
            self.out.append(text)

    def _flush(self) -> None:
        if self.pending:
            self.out.append(self.pending.decode(self.charset, "replace"))
            self.pending.clear()


def _codec(codepage: int) -> str:
    return find_codec("utf-8" if codepage == 65001 else f"cp{codepage}") or "cp1252"
