"""Names of files made safe to show and to store (`threats` M2)."""

import re
import unicodedata

# Controls, bidi and zero-width marks, separators of every alphabet, letters and tags that nobody sees: a name is a visible line.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]+"
)
# Blanks of every width, by which an extension is pushed out of sight.
_BLANKS = re.compile("[ \xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[\d¹²³])[ .]{0,9}(?:\.|\Z)", re.I)
_EXTENSIONS = {
    "message/rfc822": ".eml",
    "message/delivery-status": ".txt",
    "message/disposition-notification": ".txt",
    "text/rfc822-headers": ".txt",
    "text/calendar": ".ics",
    "text/plain": ".txt",
    "text/html": ".html",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/svg+xml": ".svg",
    "text/csv": ".csv",
    "text/vcard": ".vcf",
    "application/json": ".json",
    "application/xml": ".xml",
    "application/zip": ".zip",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/pgp-signature": ".asc",
    "application/pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m",
    "audio/mpeg": ".mp3",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
    "image/jpg": ".jpg",
    "image/pjpeg": ".jpg",
    "image/tiff": ".tif",
    "image/heic": ".heic",
    "image/webp": ".webp",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "application/rtf": ".rtf",
    "application/octet-stream": "",
    "application/pdf": ".pdf",
    "application/ms-tnef": ".dat",
}
_KINDS = {"image": "image", "video": "video", "audio": "audio", "message": "message", "text": "document"}
MAX_OCTETS = 255


def safe_name(name: str, content_type: str) -> str:
    """The base name of `name` without controls, bidi marks or path, at most 255 octets; one of the type where nothing is left."""
    clean = _BLANKS.sub(" ", _UNSAFE.sub("", name.replace("\t", " "))).replace("\\", "/").rstrip("/ .")
    clean = clean.rpartition("/")[2].lstrip(" .")
    if not clean.isascii():
        clean = unicodedata.normalize("NFC", clean)
    if not clean:
        kind, slash, _ = content_type.partition("/")
        return f"{_KINDS.get(kind, 'file') if slash else 'file'}{_extension(content_type)}"
    if _RESERVED.match(clean):
        clean = "_" + clean
    return _shorten(clean)


def _extension(content_type: str) -> str:
    return _EXTENSIONS.get(content_type, "")


def _shorten(name: str) -> str:
    if len(name.encode("utf-8")) <= MAX_OCTETS:
        return name
    stem, dot, extension = name.rpartition(".")
    tail = dot + extension if stem and len(extension.encode()) <= 16 else ""
    room = MAX_OCTETS - len(tail.encode())
    return (stem if tail else name).encode()[:room].decode("utf-8", "ignore").rstrip(" .") + tail
