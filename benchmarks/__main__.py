"""Measures everything and writes docs/performance.md: ``python -m benchmarks``; ``--fast`` leaves the batches out."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator

from benchmarks import in_process, processes
from benchmarks.measuring import ROOT

PAGE = ROOT / "docs" / "performance.md"
ABOUT = ROOT / "benchmarks" / "about.md"


def tables(fast: bool) -> Iterator[str]:
    """The measured part of the page, piece by piece."""
    yield f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}.\n"
    yield "## One call\n\n| process | processor seconds | ratio | peak memory |\n| --- | ---: | ---: | ---: |"
    costs = processes.start_up()
    base = costs["python -c pass"]
    blank = costs["spaCy's blank tokenizer"]
    for name, cost in costs.items():
        against = base if name in ("python -c pass", "ocx --help") else blank
        yield f"| {name} | {cost.seconds:.3f} | {cost.seconds / against.seconds:.2f} | {cost.memory:.0f} MB |"
    yield f"\n## In one process\n\n{in_process.UNSEEN} calls that the process has not seen.\n"
    yield "| stage | processor seconds | ratio to the tokenizer |\n| --- | ---: | ---: |"
    spent = in_process.stages()
    for name, seconds in spent.items():
        yield f"| {name} | {seconds:.2f} | {seconds / spent['tokenizer']:.2f} |"
    yield "\n## Length\n\n| characters | processor seconds for 10,000 |\n| ---: | ---: |"
    for size, seconds in in_process.lengths().items():
        yield f"| {size:,} | {seconds:.3f} |"
    found = in_process.against_quantulum3()
    yield f"\n## quantulum3\n\nOn a call of {found['call']:,.0f} characters quantulum3 alone takes longer:"
    yield f"{found['whole']:.0f} times when it is given the whole call, {found['lines']:.0f} times line by line."
    if fast:
        return
    yield "\n## Batches\n\n| workers | seconds by the clock for 100 calls |\n| ---: | ---: |"
    times = processes.scaling()
    for workers, seconds in times.items():
        yield f"| {workers} | {seconds:.1f} |"
    yield f"\nTwo workers are {times[1] / times[2]:.2f} times as fast as one."
    yield f"The load of the machine was {os.getloadavg()[0]:.1f}."
    yield "\n| files of 5 kB | peak memory of the leading process |\n| ---: | ---: |"
    for count, memory in processes.parent_memory().items():
        yield f"| {count:,} | {memory:.0f} MB |"


if __name__ == "__main__":
    lines = []
    for line in tables("--fast" in sys.argv):
        print(line, flush=True)
        lines.append(line)
    PAGE.write_text(ABOUT.read_text(encoding="utf-8") + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
