"""The checks on labelled calls: the labels as a perfect table, and the table that ocx makes of them."""

from __future__ import annotations

import csv
import hashlib
import re
from bisect import bisect_right
from pathlib import Path
from typing import Any

import pytest

from oce_cli.checks import check
from oce_cli.extraction import extract_rows
from oce_cli.model import Finding
from oce_cli.options import Options
from oce_cli.pipeline.assembly import prepare
from oce_cli.reading import read_file
from tests.conftest import ROOT

pytestmark = pytest.mark.corpus

FEWEST, FEWEST_IN_FIRST = 80, 15
FIRST = "83b4eae5"  # the text of which the most is asked, by its SHA-256
Place = tuple[str, int, str]  # text, offset of the checked number, relation


def documented() -> set[Place]:
    """The contradictions that the page on checks explains."""
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    return listed(r"^\| ", page)


def known_mistakes() -> set[Place]:
    """The contradictions that the page owns up to: what ocx itself read wrong."""
    return listed(r"^\| ours \| ", (ROOT / "docs" / "checks.md").read_text(encoding="utf-8"))


def listed(start: str, page: str) -> set[Place]:
    found = re.findall(start + r"`([0-9a-f]{8})` \| (\d+) \| (\w+) \|", page, re.M)
    return {(text, int(offset), relation) for text, offset, relation in found}


def contradictions(rows: dict[str, list[dict[str, Any]]], findings: dict[str, list[Finding]]) -> set[Place]:
    starts = {text: {row["row"]: row["start"] for row in own} for text, own in rows.items()}
    return {
        (text, starts[text][one.rows[0]], one.relation)
        for text, own in findings.items()
        for one in own
        if one.verdict == "contradicts"
    }


def agreeing(findings: list[Finding]) -> int:
    return sum(one.verdict == "agrees" for one in findings)


def paths_of(shared: Path) -> dict[str, Path]:
    paths = sorted((shared / "corpus").glob("*.txt"))
    return {hashlib.sha256(path.read_bytes()).hexdigest()[:8]: path for path in paths}


def labelled_rows(shared: Path, path: Path) -> list[dict[str, Any]]:
    """The labels of a text as rows of the table; the rounding step is what the number reader says."""
    scene = prepare(read_file(path))
    starts = [sentence.start for sentence in scene.sentences]
    steps = {quantity.start: quantity.step for quantity in scene.quantities}
    with (shared / "gold" / f"{path.stem}.csv").open(newline="", encoding="utf-8") as file:
        labels = [label for label in csv.DictReader(file) if not label["ignore"] and label["metric"]]
    rows: list[dict[str, Any]] = []
    for label in labels:
        start, bound = int(label["start"]), label["bound"]
        if start not in steps:
            continue
        value = label["value"] or label["low"] or label["high"]
        closed = bound in ("exact", "approx")
        sentence = scene.sentences[bisect_right(starts, start) - 1]
        ends = {
            "low": value if closed or bound == "over" else label["low"],
            "high": value if closed or bound == "under" else label["high"],
        }
        rows.append(
            label
            | ends
            | {"row": len(rows) + 1, "start": start, "value": value, "step": str(steps[start])}
            | {"sentence": scene.text[sentence.start : sentence.end], "statement": sentence.index}
        )
    return rows


def test_labels_bear_each_other_out(shared: Path) -> None:
    rows = {text: labelled_rows(shared, path) for text, path in paths_of(shared).items()}
    findings = {text: check(own) for text, own in rows.items()}
    assert sum(map(agreeing, findings.values())) >= 3 * FEWEST
    assert agreeing(findings[FIRST]) >= FEWEST_IN_FIRST
    assert contradictions(rows, findings) == documented()


def test_tables_bear_themselves_out(shared: Path) -> None:
    rows: dict[str, list[Any]] = {text: extract_rows(path, Options()).rows for text, path in paths_of(shared).items()}
    findings = {text: check(own) for text, own in rows.items()}
    assert sum(map(agreeing, findings.values())) >= FEWEST
    assert contradictions(rows, findings) - documented() == known_mistakes()


def test_first_table_bears_itself_out(shared: Path) -> None:
    rows = extract_rows(paths_of(shared)[FIRST], Options()).rows
    assert agreeing(check(rows)) >= FEWEST_IN_FIRST
