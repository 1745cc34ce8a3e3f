"""What a batch says of itself: a bar on a terminal, lines elsewhere, nothing when quiet."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from oce_cli.batch import Plan, Tally
from oce_cli.cli.progress import EVERY, Lines, progress_of
from tests.batch import calls
from tests.conftest import ROOT, Run


def test_a_terminal_has_a_bar(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty", reason="no terminals here")
    calls.folder(tmp_path / "in", 3)
    (tmp_path / "in" / "a" / "bad.txt").touch()
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "oce_cli", "batch", "in", "-j", "0", "-o", "f.csv", "--part-size", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "120"}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=follower)
    os.close(follower)
    told = b""
    while True:
        try:
            piece = os.read(leader, 4096)
        except OSError:  # all is closed at the other end
            break
        if not piece:
            break
        told += piece
    os.close(leader)
    shown = told.decode()
    assert process.wait() == 3
    assert "4/4" in shown
    assert "12 rows, 1 failed" in shown
    assert "/s, " in shown
    assert "0:00:0" in shown  # what is left
    assert "bad.txt: empty" in shown
    assert "ocx: 12 rows of 3 calls; 1 of 4 inputs failed" in shown


def test_elsewhere_a_line_comes_every_so_often(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = [0.0]
    monkeypatch.setattr("oce_cli.cli.progress.time.monotonic", lambda: clock[0])
    with progress_of(Plan(("in",)), quiet=False) as progress:
        assert isinstance(progress, Lines)
        for part in range(1, 31):
            clock[0] += EVERY / 10
            progress.watch(Tally(files=part, rows=part * 4), None)  # type: ignore[arg-type]
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        "ocx: 10 calls (1.0/s, 0.0 MB/s), 40 rows",
        "ocx: 20 calls (1.0/s, 0.0 MB/s), 80 rows",
        "ocx: 30 calls (1.0/s, 0.0 MB/s), 120 rows",
    ]


def test_quiet_says_nothing(ocx: Run, tmp_path: Path) -> None:
    calls.folder(tmp_path / "in", 1)
    (tmp_path / "in" / "bad.txt").touch()
    done = ocx("batch", "in", "-j", 0, "-q", "-o", "f.csv")
    assert (done.returncode, done.stdout, done.stderr) == (3, "", "")
