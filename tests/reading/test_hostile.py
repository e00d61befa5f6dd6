"""Mails made to hurt: each read in a process of its own that measures it; what can be shown is shown (threats M1, C2, H2)."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.reading.hostile import TEXT, Hostile
from tests.reading.hostile_files import FILES
from tests.reading.hostile_headers import HEADERS
from tests.reading.hostile_html import MARKUP
from tests.reading.hostile_parts import PARTS
from tests.reading.hostile_small import FOLDER, SMALL
from tests.reading.hostile_text import PLAIN

ROOT = Path(__file__).parents[2]
SETS = ({f"{name}.eml": mail for name, mail in SMALL.items()}, HEADERS, PARTS, MARKUP, PLAIN, FILES)
HOSTILE: dict[str, Hostile] = {name: mail for one in SETS for name, mail in one.items()}
# That no mail costs more is the property itself, so these tests have a limit of time, which no other has. It is one of CPU
# time, to which a busy machine makes no difference.
MOST_CPU = 6.0
MOST_KIB = 220 * 1024
Measured = dict[str, Any]
Measure = Callable[[bytes], Measured]


@pytest.fixture(scope="module")
def measure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Measure]:
    """Has one mail read by a fresh process."""
    path = tmp_path_factory.mktemp("hostile") / "mail.eml"
    command = [sys.executable, "-m", "tests.reading.measure"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        ask, hear = process.stdin, process.stdout

        def measured(raw: bytes) -> Measured:
            path.write_bytes(raw)
            ask.write(f"{path}\n")
            ask.flush()
            said: Measured | None = json.loads(hear.readline())
            assert said is not None, "reading raised"
            return said

        yield measured
        ask.close()


@pytest.mark.parametrize("name", HOSTILE)
def test_M1_hostile_mail_is_read_within_its_limits(name: str, measure: Measure) -> None:
    wanted = HOSTILE[name]
    raw = wanted.make()
    took = measure(raw)
    mail = took["mail"]
    assert took["inspect"] < MOST_CPU
    assert took["files"] < MOST_CPU
    assert took["peak"] < MOST_KIB
    assert took["printed"] < 8 * 1024 * 1024
    assert wanted.words in mail["text"]
    assert wanted.words in mail["reply"] + mail["signature"]
    assert mail["subject"].startswith(wanted.subject)
    assert (mail["from"] or {"address": ""})["address"] == wanted.sender
    assert not wanted.defect or any(wanted.defect in defect for defect in mail["defects"]), mail["defects"]
    assert len(mail["attachments"]) == len(took["sizes"]) <= 500


def test_every_mail_of_the_folder_has_its_expectation() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.eml")) == sorted(SMALL)
    assert len(HOSTILE) == sum(map(len, SETS)) >= 60


def test_M1_a_large_file_is_in_memory_once_beside_its_mail(measure: Measure) -> None:
    raw = PARTS["file_of_40_MB"].make()
    took = measure(raw)
    (size,) = took["sizes"]
    assert size > 39_000_000
    assert (took["peak"] - measure(TEXT)["peak"]) * 1024 < len(raw) + 1.1 * size


def test_M1_what_is_packed_is_not_opened(measure: Measure) -> None:
    took = measure(PARTS["zip_bomb"].make())
    assert took["mail"]["attachments"][0]["filename"] == "a.zip"
    assert took["peak"] < measure(TEXT)["peak"] + 10 * 1024


@pytest.mark.parametrize(
    ("name", "filename"),
    [("name_path", "a"), ("name_bidi", "gpj.exe"), ("name_nulls", "exe"), ("name_reserved", "_CON.txt")],
)
def test_M2_hostile_names_are_safe(name: str, filename: str, measure: Measure) -> None:
    (found,) = measure(PARTS[name].make())["mail"]["attachments"]
    assert found["filename"] == filename
