"""What the scorer says of rows: found, core, full, and the share of right ones in each field, by text and over all."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from training.gold import SHARED, labels_of, listed, more_names, names, scorer, text_of

INDUSTRIES = Path(__file__).with_name("industries.csv")
CROSSVAL = Path(__file__).with_name("crossval.json")
SUMS = ("found", "core", "full")
FIELDS = ("metric", "measure", "value", "unit", "segment", "period", "status", "basis", "comparison")
Figures = dict[str, float]
Tally = dict[str, int]


def tally(name: str, rows: Sequence[Mapping[str, object]]) -> Tally:
    """The scorer's counts for the rows of a labelled text, in one flat dict."""
    counted = scorer().score(list(rows), list(labels_of(name)), listed(), text_of(name), False)
    fields: Tally = counted.pop("fields")
    return {**counted, **fields}


def figures(tallies: Iterable[Tally]) -> Figures:
    """The figures of several texts together.

    >>> figures([dict.fromkeys(("gold", "pred", *SUMS, *FIELDS), 4)])["core"]
    1.0
    """
    total: Tally = {}
    for counted in tallies:
        for key, count in counted.items():
            total[key] = total.get(key, 0) + count
    found: Figures = {"numbers": total["gold"]}
    for key in SUMS:
        found[key] = round(2 * total[key] / max(1, total["pred"] + total["gold"]), 4)
    for field in FIELDS:
        found[field] = round(total[field] / max(1, total["found"]), 4)
    return found


@cache
def industries() -> dict[str, str]:
    """The industry of each labelled text."""
    with INDUSTRIES.open(newline="", encoding="utf-8") as lines:
        return {row["text"]: row["industry"] for row in csv.DictReader(lines)}


def newswire(rows: Path, folder: Path, unseen: bool = False) -> dict[str, float]:
    """What ``newswire.py`` says of a file of rows; ``unseen``: of calls alone that nobody labelled for training.

    ``folder`` takes the facts that are asked for.
    """
    facts = SHARED / "newswire" / "facts.csv"
    if unseen:
        known = {*names(), *more_names()}
        head, *lines = facts.read_text(encoding="utf-8").splitlines(keepends=True)
        facts = folder / "facts.csv"
        facts.write_text("".join([head, *(x for x in lines if x.split(",")[0] not in known)]), encoding="utf-8")
    program = str(SHARED / "newswire.py")
    command = [sys.executable, program, "--predictions", str(rows), "--facts", str(facts), "--json"]
    told: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return told


def newswire_names() -> list[str]:
    """The names of the calls with newswire facts, sorted."""
    with (SHARED / "newswire" / "facts.csv").open(newline="", encoding="utf-8") as lines:
        return sorted({row["name"] for row in csv.DictReader(lines)})


def write_rows(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """Rows as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as lines:
        for row in rows:
            lines.write(json.dumps(row, default=float, ensure_ascii=False) + "\n")


def read_rows(path: Path) -> list[dict[str, object]]:
    """Rows from JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
