"""Whole processes: start-up, one call, batches."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import ROOT, Cost, cost_of, texts

OCX = [sys.executable, "-c", "from oce_cli.__main__ import main; main()"]  # what the script `ocx` does
TOKENIZE = "import spacy; spacy.blank('en')(open({0!r}).read())"
NOTHING, HELP, BLANK, EXTRACT = "python -c pass", "ocx --help", "spaCy's blank tokenizer", "ocx extract"


def start_up(runs: int = 9) -> dict[str, Cost]:
    """Costs of nothing, of the help, of spaCy's tokenizer on a call of about 50 kB, and of the table of that call."""
    call = min(texts(60), key=lambda path: abs(path.stat().st_size - 50_000))
    return {
        NOTHING: cost_of([sys.executable, "-c", "pass"], runs),
        HELP: cost_of([*OCX, "--help"], runs),
        BLANK: cost_of([sys.executable, "-c", TOKENIZE.format(str(call))], runs),
        EXTRACT: cost_of([*OCX, "extract", str(call), "--format", "csv"], runs),
    }


def scaling(count: int = 100, rounds: int = 2) -> dict[int, float]:
    """Seconds by the clock for a batch with one worker and with two, the best of some rounds in turns."""
    found: dict[int, float] = {}
    with TemporaryDirectory() as folder:
        for _ in range(rounds):
            for workers in (1, 2):
                begin = time.monotonic()
                _batch(texts(count), workers, f"{folder}/{workers}.jsonl")
                found[workers] = min(found.get(workers, inf), time.monotonic() - begin)
    return found


def parent_memory(counts: tuple[int, ...] = (100, 1000), size: int = 5_000) -> dict[int, float]:
    """Peak memory in MB of the process that leads a batch, for growing numbers of files (cut to ``size``)."""
    found = {}
    with TemporaryDirectory() as folder:
        pieces = [path.read_text(encoding="utf-8")[:size] for path in texts(100)]
        for number in range(max(counts)):
            Path(folder, f"{number:05d}.txt").write_text(pieces[number % len(pieces)], encoding="utf-8")
        files = sorted(Path(folder).glob("*.txt"))
        for count in counts:
            found[count] = _batch(files[:count], 2, f"{folder}/facts.jsonl")
    return found


def _batch(files: list[Path], workers: int, output: str) -> float:
    """Runs a batch; gives the peak memory in MB of its own process, its workers not counted."""
    code = (
        # The kernel's peak of resource usage is handed down from the process that started it; this one is not.
        "import re,sys;from oce_cli.cli import run;code=run(sys.argv[1:]);"
        "print(int(re.search(r'VmHWM:\\s+(\\d+)',open('/proc/self/status').read())[1])/1024);sys.exit(code)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, "batch", "-", "-j", str(workers), "-o", output, "-q"],
        input="\n".join(map(str, files)),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    return float(told.stdout)
