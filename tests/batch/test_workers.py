"""Batches on worker processes: the same bytes for any number of them, and nothing lost when one of them dies."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch import calls
from tests.conftest import ROOT

# What a process of the test does when it starts: files with certain names end or delay it.
TRAPS = """
import os, time
_open = os.open
def trap(path, *more, **named):
    name = os.path.basename(str(path))
    if name.startswith("deadly"):
        os.kill(os.getpid(), 9)
    if name.startswith("once") and not os.path.exists(f"{path}.mark"):
        _close(f"{path}.mark")
        os.kill(os.getpid(), 9)
    if name.startswith("slow"):
        time.sleep(60)
    return _open(path, *more, **named)
def _close(path):
    os.close(_open(path, os.O_CREAT | os.O_WRONLY))
os.open = trap
"""


def started(folder: Path, *arguments: object, traps: bool = False, **more: str) -> subprocess.Popen[str]:
    """A batch as a process of its own."""
    (folder / "traps").mkdir(exist_ok=True)
    (folder / "traps" / "sitecustomize.py").write_text(TRAPS)
    path = os.pathsep.join([str(ROOT), *([str(folder / "traps")] if traps else [])])
    return subprocess.Popen(
        [sys.executable, "-m", "oce_cli", "batch", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, **more},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finished(folder: Path, *arguments: object, traps: bool = False, **more: str) -> tuple[int, str, str]:
    process = started(folder, *arguments, traps=traps, **more)
    out, err = process.communicate(timeout=150)
    return process.returncode, out, err


def test_any_number_of_workers_gives_the_same_bytes(tmp_path: Path) -> None:
    calls.folder(tmp_path / "in", 24)
    calls.broken(tmp_path / "in", 9)
    told = [finished(tmp_path, "in", "-j", workers, "--part-size", 1)[:2] for workers in (0, 1, 3)]
    assert told[0][0] == 3
    assert told[0][1].count("\n") == 24 * 4
    assert told[0] == told[1] == told[2]


def test_a_worker_that_dies_costs_only_its_input(tmp_path: Path) -> None:
    calls.folder(tmp_path / "in", 16)
    for name in ("deadly.txt", "once.txt", "slow.txt"):
        (tmp_path / "in" / "b" / name).write_text(calls.text(50))
    arguments = ("in", "-j", 2, "--part-size", 1, "--timeout", 5, "--errors", "e.jsonl", "-q")
    code, out, err = finished(tmp_path, *arguments, traps=True)
    assert (code, err) == (3, "")
    failed = [json.loads(line) for line in (tmp_path / "e.jsonl").read_text().splitlines()]
    assert [(line["document"], line["kind"]) for line in failed] == [("deadly.txt", "worker"), ("slow.txt", "timeout")]
    assert "died twice (SIGKILL" in failed[0]["error"]
    assert failed[1]["error"] == "in/b/slow.txt: took over 5 seconds"
    documents = list(dict.fromkeys(json.loads(line)["document"] for line in out.splitlines()))
    assert documents == [*(f"call{n:03d}.txt" for n in (*range(1, 16, 2), *range(0, 16, 2))), "once.txt"]


@pytest.mark.parametrize("output", ["facts.csv", "facts/"])
def test_killed_at_ten_moments_and_resumed(tmp_path: Path, output: str) -> None:
    for path in calls.folder(tmp_path / "in", 30).rglob("*.txt"):
        path.write_text(path.read_text() * 12)  # work enough to be killed in
    calls.broken(tmp_path / "in", 3)
    arguments = ("in", "--part-size", 4, "-q", "--resume", "-o")
    assert finished(tmp_path, *arguments, f"whole_{output}", "-j", 1)[0] == 3
    whole = contents(tmp_path / f"whole_{output}")
    began = time.monotonic()
    assert finished(tmp_path, *arguments, f"timed_{output}", "-j", 1)[0] == 3
    takes = time.monotonic() - began
    chance = random.Random(7)
    ended, in_the_midst = tmp_path / output, 0
    for number in range(10):
        process = started(tmp_path, *arguments, output, "-j", number % 2)
        time.sleep(chance.uniform(0.1, 1.0) * takes)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=30)  # its workers hold the pipes too, and go when it is gone
        parts = ended if output.endswith("/") else tmp_path / f"{output}.parts"
        done = len(list(parts.glob("part-*")))
        in_the_midst += 0 < done < MANY
        if output.endswith(".csv") and ended.exists():  # it was quicker than we were: a file that is there is whole
            assert contents(ended) == whole
        if done >= MANY or ended.is_file():  # then the next kills shall find work again
            shutil.rmtree(parts)
            if ended.is_file():
                ended.unlink()
    assert in_the_midst >= 2
    assert finished(tmp_path, *arguments, output, "-j", 1)[0] == 3
    assert contents(ended) == whole


MANY = 25  # parts of which some are left to do


def contents(place: Path) -> dict[str, bytes]:
    """The bytes of a file, or of all files in a folder."""
    if place.is_file():
        return {"": place.read_bytes()}
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def test_a_killed_run_leaves_nothing_for_long(tmp_path: Path) -> None:
    calls.folder(tmp_path / "in", 2)
    (tmp_path / "in" / "a" / "slow.txt").write_text(calls.text(50))
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    process = started(tmp_path, "in", "-j", 1, "-q", traps=True, TMPDIR=str(scratch))
    ends = time.monotonic() + 60
    while not list(scratch.glob("ocx-*/[0-9]*")) and time.monotonic() < ends:  # a worker has noted its input
        time.sleep(0.1)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)
    assert len(list(scratch.glob("ocx-*"))) == 2  # the parts of the stream, and the notes of the workers
    assert finished(tmp_path, "in/b", "-j", 0, "-q", TMPDIR=str(scratch))[0] == 0
    assert list(scratch.glob("ocx-*")) == []


def test_a_run_that_is_told_to_end_leaves_no_process(tmp_path: Path) -> None:
    calls.folder(tmp_path / "in", 6)
    (tmp_path / "in" / "a" / "slow.txt").write_text(calls.text(50))
    process = started(tmp_path, "in", "-j", 1, "-o", "f.csv", traps=True)
    deadline = time.monotonic() + 60
    while not (tmp_path / "f.csv.parts").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(1)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode == 143
    assert not (tmp_path / "f.csv").exists()
    assert gone(process.pid, 20)


def gone(group: int, seconds: float) -> bool:
    """Whether no process of a group is left after some time."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.2)
    return False
