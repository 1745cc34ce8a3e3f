"""What share of the branches the tests take, and why the rest is not taken: ``make coverage``.

Reads the report of coverage.py, writes the figures into ``docs/testing.md`` and fails where less than 95% of the
branches are taken or where ``tests/uncovered.toml`` gives no reason for code that is not run.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from scripts import marked

ROOT = Path(__file__).resolve().parents[1]
REASONS = ROOT / "tests" / "uncovered.toml"
LEAST = 95.0  # percent of the branches


def missing(report: dict[str, Any]) -> dict[str, int]:
    """Lines not run and branches not taken of each file that has any.

    >>> missing({"files": {"a.py": {"summary": {"missing_lines": 1, "missing_branches": 2}}, "b.py": {"summary": {
    ... "missing_lines": 0, "missing_branches": 0}}}})
    {'a.py': 3}
    """
    counts = {
        name: file["summary"]["missing_lines"] + file["summary"]["missing_branches"]
        for name, file in report["files"].items()
    }
    return {name: count for name, count in sorted(counts.items()) if count}


def reason_of(name: str, reasons: dict[str, str]) -> str:
    """The first pattern that a file's name fits; "" where none does.

    >>> reason_of("oce_cli/cli/why.py", {"oce_cli/batch/*": "...", "oce_cli/cli/*": "..."})
    'oce_cli/cli/*'
    """
    return next((pattern for pattern in reasons if fnmatch(name, pattern)), "")


def main() -> None:
    """Writes the page; ends with 1 where a bound is not kept."""
    report = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    reasons: dict[str, str] = tomllib.loads(REASONS.read_text("utf-8"))["reasons"]
    total = report["totals"]
    branches = 100 * total["covered_branches"] / total["num_branches"]
    lines = 100 * total["covered_lines"] / total["num_statements"]
    left = missing(report)
    places: Counter[str] = Counter()
    for name, count in left.items():
        places[reason_of(name, reasons)] += count
    rows = [f"| `{pattern}` | {places[pattern]} | {reason} |" for pattern, reason in reasons.items() if places[pattern]]
    told = (
        f"{total['covered_branches']:,} of {total['num_branches']:,} branches are taken ({branches:.1f}%), "
        f"{total['covered_lines']:,} of {total['num_statements']:,} statements are run ({lines:.1f}%)."
    )
    table = ["| files | places | why they are not reached |", "| --- | --- | --- |", *rows]
    marked.write("testing.md", "scripts.document_coverage", [told, "", *table])
    print(told)
    unexplained = [name for name in left if not reason_of(name, reasons)]
    for name in unexplained:
        print(f"{name}: {left[name]} places are not reached; write a test, or the reason into {REASONS.name}")
    if branches < LEAST:
        print(f"less than {LEAST:g}% of the branches")
    sys.exit(bool(unexplained) or branches < LEAST)


if __name__ == "__main__":
    main()
