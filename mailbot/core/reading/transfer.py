"""Content-Transfer-Encoding undone (RFC 2045, 6). Total: damaged data gives what can be had of it."""

import binascii
import re

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_UU_BEGIN = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?$", re.M)


def decode_transfer(data: memoryview, encoding: str) -> tuple[bytes, str]:
    """The decoded payload and what was wrong ("" if nothing). `encoding` is lower case, without comments."""
    if encoding == "base64":
        return _decode_base64(data)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(data), ""
    if encoding in {"", "7bit", "8bit", "binary", "8-bit", "7-bit", "none"}:
        return bytes(data), ""
    if encoding in {"x-uuencode", "uuencode", "x-uue", "uue"}:
        return decode_uu(bytes(data))[1], ""
    return bytes(data), "unknown Content-Transfer-Encoding"


def _decode_base64(data: memoryview) -> tuple[bytes, str]:
    try:
        return binascii.a2b_base64(data), ""
    except binascii.Error:
        clean = _NOT_BASE64.sub(b"", bytes(data))
        rest = len(clean) % 4
        clean = clean[:-1] if rest == 1 else clean + b"=" * (-rest % 4)
        return binascii.a2b_base64(clean), "damaged base64"


def decode_uu(data: bytes) -> tuple[str, bytes]:
    """The name and content of the first uuencoded file in `data`; ("", b"") where there is none."""
    begin = _UU_BEGIN.search(data)
    if begin is None:
        return "", b""
    out = []
    for line in data[begin.end() :].splitlines()[1:]:
        if line.strip() in {b"end", b"`", b""}:
            break
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            # Broken encoders count trailing blanks: take as many groups as the length octet says.
            groups = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                out.append(binascii.a2b_uu(line[:groups]))
            except binascii.Error:
                break
    return begin[1].decode("utf-8", "replace").strip(), b"".join(out)
