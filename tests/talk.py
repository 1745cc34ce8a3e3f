"""Scenes made of a few sentences, for tests of fields that look at the words around a number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from oce_cli.lexicon import metric as lookup
from oce_cli.model import Head, Scene, Transcript, Turn
from oce_cli.pipeline import words
from oce_cli.pipeline.quantities import read

PAGE = Path(__file__).parents[1] / "docs" / "status-and-basis.md"


def scene(text: str, call: str = "2021-Q2", **fields: str) -> Scene:
    """A call of one speaker; the fields given are written into every row ("metric", "period", "measure")."""
    turns = (Turn(0, len(text), "Ana Brook", role="executive", section="prepared"),)
    made = Scene(Transcript("call.txt", text, turns, Head(period=call)))
    made.quantities = read(text)
    made.sentences = words.split(text, turns)
    words.cut_all(made)
    made.rows = words.rows_of(made)
    for row in made.rows:
        for name, value in fields.items():
            setattr(row, name, value)
        listed = lookup(row.metric)
        row.listed = listed is not None
        row.metric_kind = listed.kind if listed else ""
    return made


def at_text(made: Scene, number: str) -> int:
    """The row of a number by its text."""
    return next(index for index, row in enumerate(made.rows) if number in row.quantity.text)


def bold(text: str, **fields: str) -> tuple[Scene, int]:
    """The scene of a text in which one number stands between ``**``, and the row of that number."""
    before, number, after = text.split("**")
    made = scene(before + number + after, **fields)
    start = len(before)
    return made, next(
        index
        for index, row in enumerate(made.rows)
        if row.quantity.start <= start + len(number) - 1 and row.quantity.end > start
    )


def table(heading: str, page: Path = PAGE) -> list[dict[str, str]]:
    """The rows of the table under a heading of the page, by column; marks of code are taken off."""
    part = re.split(r"\n##", page.read_text(encoding="utf-8").split(f"\n{heading}\n", 1)[1], maxsplit=1)[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    cells = [[cell.strip(" `") for cell in line[1:-1].split("|")] for line in lines]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[2:]]


def known(cases: list[dict[str, str]], failures: dict[str, str]) -> list[object]:
    """The cases, those with a known failure marked with its sentence."""
    return [
        pytest.param(case, marks=pytest.mark.xfail(reason=failures[case["example"]], strict=True))
        if case["example"] in failures
        else pytest.param(case)
        for case in cases
    ]
