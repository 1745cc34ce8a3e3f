"""XLSX: typed cells with number formats, a header that stays, a filter, and a second sheet about the documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import datetime
from io import BytesIO
from typing import Any

from oce_cli.columns import Column
from oce_cli.table import Cell, TableRow
from oce_cli.writing.sheet import Sheet
from oce_cli.writing.wide import LEADING

FORMATS = {
    "percent": '0.0##"%"',
    "percentage_points": '+0.0##" pp";-0.0##" pp";0.0" pp"',
    "multiple": '0.0##"x"',
    "count": "#,##0.##",
}
QUANTITIES = ("value", "low", "high", "step")
WIDTHS = {"sentence": 80, "mention": 24, "text": 24, "metric": 28, "segment": 24, "value": 20, "low": 20, "high": 20}
NARROWEST, WIDEST = 8, 40
CREATED = datetime(2000, 1, 1)  # a fixed date: the same rows give the same bytes


def render(sheet: Sheet, name: str) -> Iterator[bytes]:
    """A workbook with the sheets ``rows`` and ``about``. Texts are text cells, so no formula can hide in one."""
    from xlsxwriter import Workbook

    buffer = BytesIO()
    book = Workbook(
        buffer,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    book.set_properties({"title": "Numbers of earnings calls", "created": CREATED})
    book.set_size(2400, 1200)
    styles = Styles(book)
    write_rows(book.add_worksheet("rows"), sheet, styles)
    write_about(book.add_worksheet("about"), sheet, styles)
    book.close()
    yield buffer.getvalue()


class Styles:
    """The cell formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[str, Any] = {}
        self.head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})

    def of(self, number_format: str) -> Any:
        if number_format not in self._made:
            self._made[number_format] = self._book.add_format({"num_format": number_format})
        return self._made[number_format]


def number_format(column: Column, row: TableRow) -> str:
    """How a spreadsheet shows a number; the number itself stays as it is in the table.

    >>> from oce_cli.columns import BY_NAME
    >>> number_format(BY_NAME["value"], {"unit": "CNY", "value": 3310000000}), number_format(BY_NAME["start"], {})
    ('[$CNY] #,##0', '0')
    """
    if column.name in QUANTITIES or column.unit == "see unit":
        unit = str(row.get("unit", ""))
        money, _, per = unit.partition("/")
        digits = "#,##0" if isinstance(row.get(column.name), int) else "#,##0.00###"
        if len(money) == 3 and money.isupper():
            return f"[${money}] {digits}" + (f'"/{per.replace("_", " ")}"' if per else "")
        return FORMATS.get(unit, digits)
    return "0.00" if column.name == "confidence" else "0"


def write_rows(page: Any, sheet: Sheet, styles: Styles) -> None:
    """The header and a line for each row."""
    for at, column in enumerate(sheet.columns):
        page.write_string(0, at, column.name, styles.head)
        page.set_column(at, at, width_of(column, sheet))
    for line, row in enumerate(sheet.rows, 1):
        for at, column in enumerate(sheet.columns):
            write_cell(page, line, at, row[column.name], number_format(column, row), styles)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)


def write_cell(page: Any, line: int, at: int, cell: Cell, shown: str, styles: Styles) -> None:
    if isinstance(cell, str):
        if cell:
            page.write_string(line, at, cell)
    elif cell is not None:
        page.write_number(line, at, cell, styles.of(shown))


def width_of(column: Column, sheet: Sheet) -> int:
    """The width of a column in characters: what its cells need, within bounds."""
    if column.name in WIDTHS:
        return WIDTHS[column.name]
    if sheet.kind == "wide" and column.name not in LEADING:
        return 18
    longest = max([len(column.name) + 3, *(len(str(row[column.name])) for row in sheet.rows)])
    return min(max(longest, NARROWEST), WIDEST)


def write_about(page: Any, sheet: Sheet, styles: Styles) -> None:
    """What the documents said of themselves, and the options of the run."""
    from oce_cli import __version__

    lines: list[tuple[str, str]] = [("made by", f"ocx {__version__}"), ("rows", str(len(sheet.rows)))]
    for document in sheet.documents:
        head = document.head
        lines += [
            ("", ""),
            ("document", document.document),
            ("company", head.company),
            ("ticker", head.ticker),
            ("period", head.period),
            ("currency", head.currency),
            ("sha256", document.sha256),
        ]
    lines.append(("", ""))
    for field in fields(sheet.options):
        value = getattr(sheet.options, field.name)
        if value != field.default:
            lines.append((f"option {field.name}", ", ".join(value) if isinstance(value, tuple) else str(value)))
    page.set_column(0, 0, 20)
    page.set_column(1, 1, 70)
    for line, (key, value) in enumerate(lines):
        page.write_string(line, 0, key, styles.head)
        page.write_string(line, 1, value)
