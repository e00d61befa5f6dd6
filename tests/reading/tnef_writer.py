"""Writes winmail.dat containers for tests ([MS-OXTNEF], 2.1)."""

import struct

BODY, CODEPAGE, PROPERTIES = 0x0002800C, 0x00069007, 0x00069003
RENDERING, TITLE, DATA, FILE_PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
STRING, UNICODE, BINARY, LONG, OBJECT = 0x1E, 0x1F, 0x102, 0x03, 0x0D


def attribute(level: int, name: int, value: bytes) -> bytes:
    return struct.pack("<BII", level, name, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def container(*attributes: bytes) -> bytes:
    return b"\x78\x9f\x3e\x22\x01\x00" + attribute(1, CODEPAGE, struct.pack("<II", 1251, 0)) + b"".join(attributes)


def padded(value: bytes) -> bytes:
    return value + bytes(-len(value) % 4)


def variable(kind: int, number: int, value: bytes) -> bytes:
    return struct.pack("<HHII", kind, number, 1, len(value)) + padded(value)


def text(number: int, value: str) -> bytes:
    return variable(UNICODE, number, value.encode("utf-16-le") + b"\0\0")


def long(number: int, value: int) -> bytes:
    return struct.pack("<HHI", LONG, number, value)


def named(kind: int, name: str, value: bytes) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<HH", kind, 0x8001) + bytes(16) + struct.pack("<II", 1, len(wide)) + padded(wide) + value


def properties(*found: bytes) -> bytes:
    return struct.pack("<I", len(found)) + b"".join(found)


def file(title: str, data: bytes, *found: bytes) -> bytes:
    return (
        attribute(2, RENDERING, bytes(14))
        + attribute(2, TITLE, title.encode("cp1251") + b"\0")
        + attribute(2, DATA, data)
        + (attribute(2, FILE_PROPERTIES, properties(*found)) if found else b"")
    )
