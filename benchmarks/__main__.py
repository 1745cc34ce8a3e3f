"""Measures everything and writes docs/performance.md: ``python -m benchmarks``.

``--quick`` measures little of each and shows the page instead of writing it; ``--to FILE`` writes it elsewhere.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks import in_process, processes
from benchmarks.figures import FULL, QUICK, Figures, measured
from benchmarks.measuring import ROOT

PAGE = ROOT / "docs" / "performance.md"
ABOUT = ROOT / "benchmarks" / "about.md"


def page(found: Figures) -> Iterator[str]:
    """The measured part of the page, piece by piece."""
    yield f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}.\n"
    yield "## What is aimed at\n\n| what | measured | aim | met |\n| --- | ---: | ---: | --- |"
    for aim in found.aims():
        yield f"| {aim.what} | {aim.measured:.2f} | {aim.sign} {aim.bound:g} | {'yes' if aim.met else 'no'} |"
    yield from _one_call(found)
    yield from _one_process(found)
    yield from _batches(found)


def _one_call(found: Figures) -> Iterator[str]:
    yield "\n## One call\n\nWhole processes; `ocx extract` and the tokenizer read the same call of about 50 kB.\n"
    yield "| process | processor seconds | ratio | peak memory |\n| --- | ---: | ---: | ---: |"
    for name, cost in found.start.items():
        against = found.start[processes.NOTHING if name in (processes.NOTHING, processes.HELP) else processes.BLANK]
        yield f"| {name} | {cost.seconds:.3f} | {cost.seconds / against.seconds:.2f} | {cost.memory:.0f} MB |"


def _one_process(found: Figures) -> Iterator[str]:
    yield f"\n## In one process\n\n{found.calls} calls that the process has not seen.\n"
    yield "| stage | processor seconds | ratio to the tokenizer |\n| --- | ---: | ---: |"
    for name, seconds in found.stages.items():
        yield f"| {name} | {seconds:.2f} | {seconds / found.stages[in_process.TOKENIZER]:.2f} |"
    yield "\n## Length\n\n| characters | processor seconds for 10,000 |\n| ---: | ---: |"
    for size, seconds in found.lengths.items():
        yield f"| {size:,} | {seconds:.3f} |"
    yield f"\n## quantulum3\n\nOn a call of {found.quantulum['call']:,.0f} characters quantulum3 alone takes longer:"
    whole, lines = found.quantulum["whole"], found.quantulum["lines"]
    yield f"{whole:.0f} times when it is given the whole call, {lines:.0f} times line by line."


def _batches(found: Figures) -> Iterator[str]:
    yield f"\n## Batches\n\n| workers | seconds by the clock for {found.batch} calls |\n| ---: | ---: |"
    for workers, seconds in found.scaling.items():
        yield f"| {workers} | {seconds:.1f} |"
    yield f"\nTwo workers are {found.scaling[1] / found.scaling[2]:.2f} times as fast as one; the better of"
    yield f"{found.rounds} run{'s' if found.rounds > 1 else ''} each, in turns."
    other = "other work on it made these times longer, and their ratio is chance" if found.busy else "it was quiet"
    yield f"The load of the machine was {found.load:.1f} when they began: {other}."
    yield "\n| files of 5 kB | peak memory of the leading process |\n| ---: | ---: |"
    for count, memory in found.memory.items():
        yield f"| {count:,} | {memory:.0f} MB |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="little of each; shown, not written")
    parser.add_argument("--to", type=Path, help="write the page here instead of docs/performance.md")
    asked = parser.parse_args()
    found = measured(QUICK if asked.quick else FULL, lambda name: print(f"{name} ...", file=sys.stderr, flush=True))
    text = ABOUT.read_text(encoding="utf-8") + "\n" + "\n".join(page(found)) + "\n"
    target = asked.to or (None if asked.quick else PAGE)
    if target:
        target.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
