"""Mails from files, folders and standard input."""

import io
import mailbox
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from mailbot.adapters.mail_folder import CannotRead, mails_in

MAIL = b"From: a@b.example\nSubject: x\n\ntext\n"
FROM = b"From a@b.example Mon Jan  1 00:00:00 2029\n"


def names(path: Path) -> list[str]:
    return [os.path.relpath(name, path) for name, _ in mails_in(str(path))]


def test_one_file_is_one_mail_whatever_it_is_called(tmp_path: Path) -> None:
    for name in ("a.eml", "b", "c.json", ".hidden"):
        (tmp_path / name).write_bytes(MAIL)
        assert list(mails_in(str(tmp_path / name))) == [(str(tmp_path / name), MAIL)]


@pytest.mark.parametrize("raw", [b"", b"\0\xff", b"\r\n", b"no header at all", b"From", MAIL.replace(b"\n", b"\r\n")])
def test_strange_files_are_mails_byte_for_byte(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.eml").write_bytes(raw)
    assert list(mails_in(str(tmp_path / "a.eml"))) == [(str(tmp_path / "a.eml"), raw)]
    assert [read for _, read in mails_in(str(tmp_path))] == [raw]


def test_a_single_mail_may_come_with_a_from_line(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(FROM + MAIL + b"\n" + FROM + b"is what he wrote\n")
    assert list(mails_in(str(tmp_path / "a.eml"))) == [(str(tmp_path / "a.eml"), MAIL + b"\n" + FROM + b"is what he wrote\n")]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_an_mbox(tmp_path: Path, end: bytes) -> None:
    text = (
        FROM
        + MAIL
        + b"\n"
        + FROM
        + b"Subject: y\n\n>From here on\n>>From there\n> From no\n\nFrom the start of a line\n\n"
        + FROM
        + MAIL
    )
    path = tmp_path / "box"
    path.write_bytes(text.replace(b"\n", end))
    second = b"Subject: y\n\nFrom here on\n>From there\n> From no\n\nFrom the start of a line\n"
    assert list(mails_in(str(path))) == [
        (f"{path}#1", MAIL.replace(b"\n", end)),
        (f"{path}#2", second.replace(b"\n", end)),
        (f"{path}#3", MAIL.replace(b"\n", end)),
    ]


def test_from_lines_without_a_date_divide_where_a_header_follows(tmp_path: Path) -> None:
    (tmp_path / "box").write_bytes(b"From nobody\n" + MAIL + b"\nFrom nobody\n" + MAIL + b"\nFrom now on\nwe rest\n")
    assert [raw for _, raw in mails_in(str(tmp_path / "box"))] == [MAIL, MAIL + b"\nFrom now on\nwe rest\n"]


def test_an_mbox_as_python_writes_it(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box.mbox")
    raws = [f"Subject: {number}\n\ntext\n".encode() + b"From me\n" * number for number in range(5)]
    for raw in raws:
        box.add(raw)
    box.close()
    assert [raw for _, raw in mails_in(str(tmp_path))] == raws


def test_empty_and_broken_mboxes(tmp_path: Path) -> None:
    path = tmp_path / "a.mbox"
    path.write_bytes(b"")
    assert list(mails_in(str(path))) == []
    path.write_bytes(FROM)
    assert list(mails_in(str(path))) == [(f"{path}#1", b"")]
    path.write_bytes(FROM.strip())
    assert list(mails_in(str(path))) == [(f"{path}#1", b"")]
    path.write_bytes(FROM + FROM + MAIL)
    assert list(mails_in(str(path))) == [(f"{path}#1", FROM + MAIL)]


def test_a_line_beyond_all_measure_in_an_mbox(tmp_path: Path) -> None:
    long = MAIL + b"x" * (1 << 20) + b"From a@b Mon Jan  1 00:00:00 2029 " * 50_000 + b"\n"
    (tmp_path / "box").write_bytes(FROM + long + b"\n" + FROM + MAIL)
    assert [raw for _, raw in mails_in(str(tmp_path / "box"))] == [long, MAIL]


def test_a_maildir_in_the_order_of_arrival(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "Maildir")
    raws = [f"Subject: {number}\n\ntext\n".encode() for number in range(4)]
    for number, raw in enumerate(raws):
        folder = ("new", "cur")[number % 2]
        (tmp_path / "Maildir" / folder / f"170000000{number}.M1.host{':2,S' if folder == 'cur' else ''}").write_bytes(raw)
    (tmp_path / "Maildir" / "tmp" / "1.half").write_bytes(b"Subject: half")
    (tmp_path / "Maildir" / "new" / "1700000009.M1.host").write_bytes(FROM + MAIL)
    assert [raw for _, raw in mails_in(str(tmp_path / "Maildir"))] == [*raws, FROM + MAIL]
    assert names(tmp_path / "Maildir")[:2] == ["new/1700000000.M1.host", "cur/1700000001.M1.host:2,S"]
    box.close()


def test_a_folder_of_mails(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.eml", "a.EML", "c", "00001.7c53336b37003a9286", "sub/d.eml", ".git/e.eml", ".f.eml"):
        (tmp_path / name).write_bytes(MAIL)
    (tmp_path / "box.mbox").write_bytes(FROM + MAIL + b"\n" + FROM + MAIL)
    (tmp_path / "empty.eml").write_bytes(b"")
    for name in ("expected.json", "list.csv", "README.md", "notes.txt", "x.py", "Makefile", "LICENSE"):
        (tmp_path / name).write_bytes(b"# no mail\n")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.eml").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.eml")
    assert names(tmp_path) == [
        "00001.7c53336b37003a9286",
        "a.EML",
        "b.eml",
        "box.mbox#1",
        "box.mbox#2",
        "c",
        "empty.eml",
        "sub/d.eml",
    ]


def test_an_empty_folder(tmp_path: Path) -> None:
    assert list(mails_in(str(tmp_path))) == []


@pytest.mark.parametrize("text", [MAIL, FROM + MAIL])
def test_standard_input_is_one_mail(monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(text + b"\n" + FROM + MAIL)))
    assert list(mails_in("-")) == [("-", MAIL + b"\n" + FROM + MAIL)]


def test_names_that_are_no_utf8_can_be_printed(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.eml")).write_bytes(MAIL)
    ((name, raw),) = mails_in(str(tmp_path))
    assert name.encode() == f"{tmp_path}/\ufffd.eml".encode()
    assert raw == MAIL


@pytest.mark.parametrize("path", ["nowhere", "nowhere/a.eml", "with\0nul", "x" * 5000, ""])
def test_a_path_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.eml").write_bytes(MAIL)
    with pytest.raises(CannotRead) as caught:
        list(mails_in(path))
    assert path[:5] in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CannotRead, match="pipe: neither a file nor a folder"):
        list(mails_in(str(tmp_path / "pipe")))


@pytest.mark.skipif(os.getuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(MAIL)
    (tmp_path / "a.eml").chmod(0)
    with pytest.raises(CannotRead, match=r"a\.eml: permission denied"):
        list(mails_in(str(tmp_path)))


def test_mails_before_one_that_cannot_be_read_are_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.eml", "b.eml"):
        (tmp_path / name).write_bytes(MAIL)
    opened = Path.open

    def refuse(self: Path, mode: str = "r") -> object:
        if self.name == "b.eml":
            raise PermissionError(13, "Permission denied")
        return opened(self, mode)

    monkeypatch.setattr(Path, "open", refuse)
    got: list[str] = []
    with pytest.raises(CannotRead, match=r"b\.eml: permission denied"):
        got.extend(Path(name).name for name, _ in mails_in(str(tmp_path)))
    assert got == ["a.eml"]
