"""Real mails made worse: the ways in which programs, gateways and people damage them, drawn by Hypothesis."""

import re
from collections.abc import Callable, Sequence

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy], object]  # type: ignore[type-arg]  # of anything
_TOKENS = re.compile(
    rb"(?im)boundary=[^\s;]+|charset=[^\s;]+|(?<=encoding: )[a-z0-9-]+|(?<=-type: )[a-z-]+/[a-z0-9.+-]+|format=flowed|"
    rb"filename=[^\s;]+|<[^<>\s]+>|=\?[^?\s]+\?[bq]\?|^--[^\r\n]+|^[a-z-]+:|wrote:|^>+"
)
_WORDS = (
    b"boundary=x", b'boundary="', b"charset=utf-8", b"charset=utf-7", b"charset=utf-16", b"charset=gb2312", b"charset=nonsense",
    b"charset=iso-2022-jp", b"base64", b"quoted-printable", b"x-uuencode", b"7bit", b"text/html", b"text/plain", b"text/calendar",
    b"multipart/alternative", b"multipart/mixed", b"multipart/digest", b"multipart/report", b"message/rfc822",
    b"message/delivery-status", b"application/ms-tnef", b"application/octet-stream", b"format=flowed; delsp=yes",
    b"filename*0*=utf-8''%ff", b"=?utf-8?q?", b"=?", b"--x", b"From:", b"Subject:", b"Content-Type:", b">", b"> > ", b"",
    b"\r\n\r\n",
)  # fmt: skip
_CONTROLS = (
    b"\0", b"\r", b"\n", b"\x1b", b"\x0b", b"\x0c", b"\x85", b"\xff", b"\xfe", "\u2028".encode(), "\u202e".encode(),
    "\u200b".encode(), "\ue000".encode(), "\ufeff".encode(), b"\t", b" ", b"\xc2", b"\xe2\x80",
)  # fmt: skip


@st.composite
def mutated(draw: Draw, mails: Sequence[bytes]) -> bytes:
    """One of `mails`, changed in one to four ways."""
    raw = draw(st.sampled_from(mails))
    for _ in range(draw(st.integers(1, 4))):
        change = draw(st.sampled_from(CHANGES))
        raw = change(draw, raw, mails)[:100_000]
    return raw


def change_lines(draw: Draw, raw: bytes, mails: Sequence[bytes]) -> bytes:
    """Some lines left out, doubled, put in another order or somewhere else."""
    lines = raw.split(b"\n")
    begin, end = _span(draw, len(lines))
    some = lines[begin:end]
    what = draw(st.sampled_from(("none", "twice", "back", "moved")))
    if what == "none":
        some = []
    elif what == "twice":
        some = some * 2
    elif what == "back":
        some = some[::-1]
    rest = [*lines[:begin], *lines[end:]]
    at = draw(st.integers(0, len(rest))) if what == "moved" else begin
    return b"\n".join([*rest[:at], *some, *rest[at:]])


def cut_octets(draw: Draw, raw: bytes, mails: Sequence[bytes]) -> bytes:
    """A range of octets left out."""
    begin, end = _span(draw, len(raw))
    return raw[:begin] + raw[end:]


def end_early(draw: Draw, raw: bytes, mails: Sequence[bytes]) -> bytes:
    """Cut off somewhere, or begun late."""
    at = draw(st.integers(0, len(raw)))
    return raw[:at] if draw(st.booleans()) else raw[at:]


def flip_octets(draw: Draw, raw: bytes, mails: Sequence[bytes]) -> bytes:
    """Some octets become others."""
    changed = bytearray(raw)
    for at, value in draw(st.lists(st.tuples(st.integers(0, max(0, len(raw) - 1)), st.integers(0, 255)), min_size=1, max_size=8)):
        if changed:
            changed[at] = value
    return bytes(changed)


def splice(draw: Draw, raw: bytes, mails: Sequence[bytes]) -> bytes:
    """The begin of one mail and the end of another."""
    other = draw(st.sampled_from(mails))
    return raw[: draw(st.integers(0, len(raw)))] + other[draw(st.integers(0, len(other))) :]


def reword(draw: Draw, raw: bytes, mails: Sequence[bytes]) -> bytes:
    """One of the words that say how to read a mail becomes another, at one place or at all."""
    tokens = list(_TOKENS.finditer(raw[:20_000]))[:200]
    if not tokens:
        return raw
    token, word = draw(st.sampled_from(tokens)), draw(st.sampled_from(_WORDS))
    if draw(st.booleans()):
        return raw.replace(token[0], word)
    return raw[: token.start()] + word + raw[token.end() :]


def insert_controls(draw: Draw, raw: bytes, mails: Sequence[bytes]) -> bytes:
    """Control characters, marks and halves of characters come in."""
    for sign in draw(st.lists(st.sampled_from(_CONTROLS), min_size=1, max_size=4)):
        at = draw(st.integers(0, len(raw)))
        raw = raw[:at] + sign * draw(st.sampled_from((1, 1, 1, 200))) + raw[at:]
    return raw


def change_breaks(draw: Draw, raw: bytes, mails: Sequence[bytes]) -> bytes:
    """Other line breaks throughout."""
    plain = raw.replace(b"\r\n", b"\n")
    return plain.replace(b"\n", draw(st.sampled_from((b"\r\n", b"\n", b"\r", b"\r\r\n", b"\n\n"))))


def _span(draw: Draw, size: int) -> tuple[int, int]:
    begin = draw(st.integers(0, size))
    return begin, min(size, begin + draw(st.sampled_from((1, 2, 5, 20, 100))))


CHANGES = (change_lines, cut_octets, end_early, flip_octets, splice, reword, insert_controls, change_breaks)
