"""Clocks and texts of the benchmarks. Ratios of processor time are told: they hold on a busy machine too."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]


class Cost(NamedTuple):
    """Processor seconds (user and system) and peak memory in MB of a process."""

    seconds: float
    memory: float


def shared() -> Path:
    """The folder with the measuring texts."""
    return Path(os.environ.get("OCX_SHARED") or ROOT.parent / "shared")


def texts(count: int, first: int = 0) -> list[Path]:
    """Transcripts that were never looked at while the rules were made, in an order that mixes companies."""
    files = sorted((shared() / "newswire" / "texts").glob("*.txt"), key=lambda path: path.stem[::-1])
    return files[first : first + count]


def cost_of(command: Sequence[str], runs: int = 5) -> Cost:
    """The median cost of a process and its children."""
    costs = [_once(command) for _ in range(runs)]
    return Cost(median(cost.seconds for cost in costs), median(cost.memory for cost in costs))


def _once(command: Sequence[str]) -> Cost:
    """Runs a command from a small process of its own, whose children are counted."""
    code = (
        "import resource,subprocess,sys;"
        "subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,check=True);"
        "used=resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(used.ru_utime+used.ru_stime,used.ru_maxrss/1024)"
    )
    told = subprocess.run(
        [sys.executable, "-S", "-c", code, *command],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    seconds, memory = told.stdout.split()
    return Cost(float(seconds), float(memory))


def seconds_of(work: Callable[[], object]) -> float:
    """Processor seconds of this process for some work."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    work()
    after = resource.getrusage(resource.RUSAGE_SELF)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
