"""CSV (RFC 4180) and TSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from oce_cli.table import Cell
from oce_cli.writing.sheet import Sheet

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the start of a formula
BOM = "\ufeff"


def render(sheet: Sheet, name: str) -> Iterator[bytes]:
    """A header line and a line for each row: UTF-8, lines end in CRLF (CSV) or LF (TSV)."""
    raw = sheet.options.raw
    if sheet.options.bom:
        yield BOM.encode()
    names = [column.name for column in sheet.columns]
    if name == "tsv":
        yield ("\t".join(names) + "\n").encode()
        for row in sheet.rows:
            yield ("\t".join(untabbed(cell_text(row[name], raw)) for name in names) + "\n").encode("utf-8", "replace")
        return
    buffer = StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(names)
    for row in sheet.rows:
        writer.writerow([cell_text(row[name], raw) for name in names])
    yield buffer.getvalue().encode("utf-8", "replace")


def cell_text(cell: Cell, raw: bool = False) -> str:
    """A cell as written: numbers the shortest exact way, texts guarded against formulas unless ``raw``.

    >>> [cell_text(cell) for cell in (-12.5, None, "=A1", "-5%", "net sales")]
    ['-12.5', '', "'=A1", "'-5%", 'net sales']
    >>> cell_text(1e-07), cell_text("-5%", raw=True)
    ('0.0000001', '-5%')
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if not raw and cell.startswith(FORMULA_STARTS) else cell
    return number_text(cell)


def number_text(number: int | float) -> str:
    """A number without an exponent, as short as it can be read back exactly.

    >>> number_text(3310000000), number_text(0.1), number_text(2.5e-05)
    ('3310000000', '0.1', '0.000025')
    """
    text = repr(number)
    if "e" not in text:
        return text
    from decimal import Decimal

    return f"{Decimal(text):f}"


def untabbed(text: str) -> str:
    """A text in one TSV field: TSV has no quoting, so tabs and line ends become blanks."""
    return text.replace("\t", " ").replace("\r", " ").replace("\n", " ")
