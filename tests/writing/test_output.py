from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from oce_cli.errors import OutputError
from oce_cli.writing.output import screened, write_file


def test_the_file_is_replaced_as_a_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "facts.csv"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_file(path, [b"new ", b"file"])
    assert path.read_bytes() == b"new file"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["facts.csv"]


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "facts.csv", [b"x"])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "facts.csv").stat().st_mode) == 0o640


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt(), SystemExit(143)])
def test_whatever_goes_wrong_the_old_file_stays_and_no_half_one(tmp_path: Path, fault: BaseException) -> None:
    path = tmp_path / "facts.csv"
    path.write_bytes(b"old")

    def pieces() -> Iterator[bytes]:
        yield b"half a "
        raise fault

    with pytest.raises(OutputError if isinstance(fault, OSError) else type(fault)):
        write_file(path, pieces())
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["facts.csv"]


def test_a_full_disk_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError) as error:
        write_file(tmp_path / "facts.csv", [b"x"])
    assert str(error.value).endswith(
        "facts.csv: cannot be written (No space left on device); "
        "check the folder, its permissions and the space on the disk"
    )
    assert os.listdir(tmp_path) == []


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_file(tmp_path / "link.csv", [b"new"])
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_file(tmp_path, [b"x"])


def test_a_device_is_written_to() -> None:
    write_file("/dev/null", [b"x"])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("a\x07b\rc\x9b2Jd", "abc2Jd"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("right\u202eleft", "rightleft"),
        ("Zürich 12 %", "Zürich 12 %"),
    ],
)
def test_a_screen_is_only_written_on(text: str, shown: str) -> None:
    assert screened(text) == shown
