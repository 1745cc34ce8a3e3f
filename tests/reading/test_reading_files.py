"""Files that are refused, and what the message says."""

import hashlib
import io
import os
import sys
from pathlib import Path

import pytest

from oce_cli.errors import InputError
from oce_cli.reading import Limits, read_file, read_text

CALL = "Operator\n\nGood day.\n\nJane Poe -- Chief Executive Officer\n\nSales rose 5%.\n"


def test_a_file_is_read_with_its_name_and_hash(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_bytes(b"\xef\xbb\xbf" + CALL.encode())
    read = read_file(path)
    assert (read.document, read.text) == ("call.txt", CALL)
    assert read.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_offsets_count_the_decoded_file(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_bytes(CALL.replace("\n", "\r\n").replace("5%", "5 € 😀").encode())
    read = read_file(path)
    document = path.read_bytes().decode("utf-8")
    turn = read.turns[1]
    assert document[turn.start : turn.end] == "Sales rose 5 € 😀."


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "call.txt").write_text(CALL)
    link = tmp_path / "link.txt"
    link.symlink_to("call.txt")
    assert read_file(link).document == "link.txt"


def test_standard_input_is_a_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CALL.encode())))
    read = read_file("-")
    assert (read.document, len(read.turns)) == ("-", 2)


def test_closed_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="standard input: closed"):
        read_file("-")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty; name a file"),
        (b" \n\t\r\n", "empty; name a file"),
        (b"\xef\xbb\xbf \n", "empty; give a transcript"),
        (b"a\0b", "binary data"),
        (b"x" * 2_000, "larger than 1,000 bytes"),
    ],
)
def test_contents_that_are_refused(tmp_path: Path, data: bytes, says: str) -> None:
    path = tmp_path / "call.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=says) as caught:
        read_file(path, limits=Limits(bytes=1_000))
    assert "\n" not in str(caught.value)


def test_missing_file_and_directory(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_file(tmp_path / "none.txt")
    with pytest.raises(InputError, match="a directory"):
        read_file(tmp_path)
    with pytest.raises(InputError, match="cannot be opened"):
        read_file("a\0b.txt")
    with pytest.raises(InputError, match="cannot be opened"):
        read_file("x" * 5_000)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_pipes_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero")):
        with pytest.raises(InputError, match="not a regular file"):
            read_file(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text(CALL)
    path.chmod(0)
    with pytest.raises(InputError, match="not readable"):
        read_file(path)


def test_a_file_that_grows_while_it_is_read_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "call.txt"
    path.write_text(CALL)
    taken: list[int] = []

    def endless(handle: int, count: int) -> bytes:
        taken.append(count)
        return b"x" * min(count, 100_000)

    monkeypatch.setattr(os, "read", endless)
    with pytest.raises(InputError, match="larger than"):
        read_file(path, limits=Limits(bytes=1_000_000))
    assert len(taken) < 20


def test_texts_that_are_refused() -> None:
    for text, says in (
        ("", "empty"),
        (" \n", "empty"),
        ("a\0b", "NULs"),
        ("a\ud800b", "surrogate pair at character 1"),
    ):
        with pytest.raises(InputError, match=says):
            read_text(text)
