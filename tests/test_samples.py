"""Every sample, row for row."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from oce_cli import Options
from oce_cli.extraction import extract_rows
from oce_cli.table import TableRow

FOLDER = Path(__file__).resolve().parents[1] / "samples"
NUMBERS = ("value", "low", "high", "step")
SAMPLES = sorted(path.stem for path in FOLDER.glob("*.csv"))


@cache
def rows_of(sample: str) -> dict[tuple[int, int, str], TableRow]:
    rows = extract_rows(FOLDER / f"{sample}.txt", Options()).rows
    return {(int(row["start"] or 0), int(row["end"] or 0), str(row["metric"])): row for row in rows}


def expected(sample: str) -> list[dict[str, str]]:
    with open(FOLDER / f"{sample}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


KNOWN = {  # rows that are still read wrong
    ("tidewater_kitchens", "8"): "the programme before the number is named instead of the members after it",
    ("norrvik_energy", "14"): "a price of the whole company is taken for one of the segment of the sentence before",
}


def cases() -> Iterator[object]:
    for sample in SAMPLES:
        for row in expected(sample):
            why = KNOWN.get((sample, row["row"]))
            marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
            yield pytest.param(sample, row, id=f"{sample}-{row['row']}", marks=marks)


@pytest.mark.parametrize(("sample", "wanted"), list(cases()))
def test_row_is_as_judged_by_hand(sample: str, wanted: dict[str, str]) -> None:
    at = (int(wanted["start"]), int(wanted["end"]))
    told = [row for place, row in rows_of(sample).items() if place[:2] == at]
    assert told, f"no row for {wanted['text']}"
    row = next((row for row in told if row["metric"] == wanted["metric"]), told[0])
    found = {
        name: (float(row[name]) if row[name] is not None else None)  # type: ignore[arg-type]
        if name in NUMBERS
        else str(row[name])
        for name in wanted
        if name != "row"
    }
    judged = {
        name: (float(cell) if cell else None) if name in NUMBERS else cell
        for name, cell in wanted.items()
        if name != "row"
    }
    assert found == judged


@pytest.mark.parametrize("sample", SAMPLES)
def test_there_is_no_row_too_many(sample: str) -> None:
    wanted = {(int(row["start"]), int(row["end"])) for row in expected(sample)}
    extra = [row["text"] for place, row in rows_of(sample).items() if place[:2] not in wanted]
    assert extra == []


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_judged_table_fits_its_text(sample: str) -> None:
    text = (FOLDER / f"{sample}.txt").read_text(encoding="utf-8")
    for row in expected(sample):
        assert text[int(row["start"]) : int(row["end"])] == row["text"]
