"""The rows of the package as it comes, for texts of the measuring folder."""

from __future__ import annotations

from pathlib import Path

from oce_cli.pipeline.assembly import run
from oce_cli.reading import read_text
from oce_cli.table import TableRow, rows_of
from training.figures import newswire_names, write_rows
from training.forked import forked
from training.gold import SHARED, text_of

OUT = Path(__file__).resolve().parents[1] / "out" / "crossval"  # the rows of ``make crossval``


def _rows(name: str, text: str) -> list[TableRow]:
    return rows_of(run(read_text(text, f"{name}.txt")))


def labelled_rows(names: list[str]) -> dict[str, list[TableRow]]:
    """The rows of labelled texts by name."""
    return dict(zip(names, forked(lambda name: _rows(name, text_of(name)), names), strict=True))


def newswire_rows(path: Path) -> Path:
    """Writes the rows of all calls with newswire facts to one file of JSON lines; returns its path."""
    texts = SHARED / "newswire" / "texts"
    rows = forked(lambda name: _rows(name, (texts / f"{name}.txt").read_bytes().decode("utf-8")), newswire_names())
    write_rows(path, (row for found in rows for row in found))
    return path
