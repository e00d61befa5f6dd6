"""Expressions that make a matcher work as hard as it can, some of them refused, and texts of 60,000 characters to work on."""

import random

HARD = (
    r"(a*)*b", r"(a+)+$", r"(.*)(.*)(.*)(.*)(.*)x", r"(a|aa)+$", r"(?:a?){60}a{60}", r"(x+x+)+y", r"[ab]*a[ab]{15}c",
    r"[ab]*a[ab]{100}c", r"[ab]*a[ab]{118}c", r"[ab]*a[ab]{900}c", r"(\w{1,25}\s){1,4}z", r"\b(\w+\b.?)*q\b", r"(.{1,13}){1,9}zq",
    r".*a.{55}b.{55}c", r"(?:\w{1,2}\W){40}z", r"(a.{0,20}){5}Z", r"\b\w{0,55}x{3}\w{0,55}\b", r"(\w|\d|\s){39}Q",
    r"((a|b)*a(a|b){20}|(c|d)*c(c|d){20})Z", r"(.*а.{17}){6}я", r"\W*\w\W*\d{100}", r"(\b\w{1,9}\b\W*){10}!!",
    r"(?:[^a]{0,38}б){3}Q", r"\p{L}{1,60}\p{N}{1,55}x", r"(?:.?.?.?.?.?.?.?.?.?){13}Q", r"(?s).*a.{110}z", r"([ab]{1,50}a){2}Q",
)  # fmt: skip
_CHANCE = random.Random(3)
TEXTS = (
    "a" * 60_000,
    "".join(_CHANCE.choice("ab") for _ in range(60_000)),
    " ".join(_CHANCE.choice(("mine", "школа", "لغم", "accident")) for _ in range(9_000))[:60_000],
    ("a" * 30 + "!") * 1_900,
    "".join(_CHANCE.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(60_000)),
    "".join(_CHANCE.choice("абвгдежз ") for _ in range(60_000)),
    "".join(_CHANCE.choice("aбلم字 \n.") for _ in range(60_000)),
)
