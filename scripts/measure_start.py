"""How long whole processes take, against a bare Python and against spaCy alone: ``python -m scripts.measure_start``;
with ``--write`` the figures go into ``docs/speed.md``.

The largest labelled text is read from ``../shared`` (OCX_SHARED); without it, the largest sample.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 9
PAGE = ROOT / "docs" / "speed.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


def largest_text() -> Path:
    """The largest text that has labels, else the largest sample."""
    shared = Path(os.environ.get("OCX_SHARED") or ROOT.parent / "shared")
    labelled = [shared / "corpus" / f"{path.stem}.txt" for path in shared.glob("gold/*.csv")]
    return max(labelled or list((ROOT / "samples").glob("*.txt")), key=lambda path: path.stat().st_size)


def seconds(command: list[str]) -> float:
    """Wall time of one process."""
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=ROOT)
    return time.perf_counter() - began


def table() -> str:
    """The median of each command over rounds that take turns, so that noise hits all alike."""
    ocx = str(Path(sys.executable).with_name("ocx"))
    text = largest_text()
    spacy = f"import spacy; spacy.blank('en')(open({str(text)!r}).read())"
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "ocx --version": [ocx, "--version"],
        "ocx --help": [ocx, "--help"],
        "ocx extract --help": [ocx, "extract", "--help"],
        "spaCy alone on the largest text": [sys.executable, "-c", spacy],
        "ocx extract of the largest text, jsonl": [ocx, "extract", str(text), "--format", "jsonl"],
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            taken[name].append(seconds(command))
    bare, alone = (median(taken[name]) for name in ("python -c pass", "spaCy alone on the largest text"))
    lines = [
        f"Text of {text.stat().st_size:,} bytes, median of {ROUNDS} runs, Python {sys.version.split()[0]}, "
        f"{os.cpu_count()} cores.",
        "",
        "| process | ms | against bare Python | against spaCy alone |",
        "| --- | ---: | ---: | ---: |",
    ]
    for name in commands:
        spent = median(taken[name])
        lines.append(f"| {name} | {spent * 1000:.0f} | {spent / bare:.1f} | {spent / alone:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Prints the table, or puts it between the marks of the page."""
    figures = table()
    print(figures)
    if "--write" in sys.argv:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n\n{figures}\n\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
