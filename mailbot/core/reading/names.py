"""Names of files made safe to show and to store (`threats` M2)."""

import re

# Controls, bidi and zero-width marks, separators of every alphabet: a name is one visible word or line.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.I)
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
    clean = _UNSAFE.sub("", name.replace("\t", " ")).replace("\\", "/").rpartition("/")[2].strip(" .")
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
    return (stem if tail else name).encode()[:room].decode("utf-8", "ignore") + tail
