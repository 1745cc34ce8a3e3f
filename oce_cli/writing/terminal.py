"""The short table for people, drawn by rich: it fits the screen by choosing columns, never by cutting numbers."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from io import StringIO
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from oce_cli.table import TableRow
from oce_cli.writing.color import wants_color
from oce_cli.writing.output import screened
from oce_cli.writing.readable import readable, short
from oce_cli.writing.separated import cell_text
from oce_cli.writing.sheet import Sheet
from oce_cli.writing.wide import LEADING

if TYPE_CHECKING:
    from rich.table import Table

ORDER = (
    "row document metric segment measure value period comparison status basis speaker section text confidence".split()
)
IMPORTANCE = (
    "metric value period segment measure document row status comparison basis speaker section confidence text".split()
)
WIDEST = {"metric": 40, "segment": 36, "document": 30, "speaker": 24, "text": 40, "sentence": 100}
GAP = 2
ENDLESS = 10_000  # columns, where output is no screen and nothing may be wrapped


def render(sheet: Sheet, name: str) -> Iterator[bytes]:
    """The table as it stands on the screen, coloured where that is wanted."""
    from rich.console import Console

    width = get_terminal_size().columns if sys.stdout.isatty() else ENDLESS
    cells = texts_of(sheet)
    names = chosen(cells, width) if is_short(sheet) else list(cells)
    drawn = drawing(cells, names, sheet)
    color = wants_color(sheet.options.color)
    buffer = StringIO()
    console = Console(
        file=buffer,
        width=max(width, narrowest(cells, names, numeric(sheet))),
        force_terminal=color,
        color_system="standard" if color else None,
        legacy_windows=False,
        _environ={},
    )
    console.print(drawn, soft_wrap=False)
    yield "".join(line.rstrip() + "\n" for line in buffer.getvalue().splitlines()).encode("utf-8", "replace")


def texts_of(sheet: Sheet) -> dict[str, list[str]]:
    """The cells of each column as they are shown, safe for a screen."""
    shown: dict[str, list[str]] = {}
    for name in ORDER if is_short(sheet) else [column.name for column in sheet.columns]:
        texts = (shown_cell(row, name, sheet) for row in sheet.rows)
        shown[name] = [cut(screened(text), WIDEST.get(name) if sheet.kind == "facts" else None) for text in texts]
    return shown


def is_short(sheet: Sheet) -> bool:
    """Whether the columns are ours to choose."""
    return sheet.kind == "facts" and not sheet.options.columns


def shown_cell(row: TableRow, name: str, sheet: Sheet) -> str:
    cell = row[name]
    if name == "value" and {"bound", "unit"} <= row.keys():
        return readable(row)
    if sheet.kind == "wide" and name not in LEADING and isinstance(cell, int | float):
        from decimal import Decimal

        return short(Decimal(repr(cell)))
    return cell_text(cell, raw=True)


def cut(text: str, widest: int | None) -> str:
    """Words shortened to a width; numbers are never given one.

    >>> cut("third-party customers", 12), cut("eps", 12)
    ('third-party…', 'eps')
    """
    return text if widest is None or len(text) <= widest else text[: widest - 1].rstrip() + "…"


def chosen(cells: dict[str, list[str]], width: int) -> list[str]:
    """The columns that fit into a width, the most important first, in the order of the table.

    >>> chosen({"metric": ["revenue"], "value": ["USD 3m"], "text": ["three million dollars"]}, 24)
    ['metric', 'value']
    """
    left = width
    taken = set()
    for name in IMPORTANCE:
        texts = cells.get(name, [])
        if not any(texts) or (name == "document" and len(set(texts)) < 2):
            continue
        need = span(name, texts) + GAP
        if need <= left or name in ("metric", "value"):
            taken.add(name)
            left -= need
    return [name for name in cells if name in taken]


def span(name: str, texts: Sequence[str]) -> int:
    """Screen columns that a column of the table needs."""
    from rich.cells import cell_len

    return max([cell_len(name), *(cell_len(text) for text in texts)])


def numeric(sheet: Sheet) -> set[str]:
    return {column.name for column in sheet.columns if column.dtype != "str"}


def narrowest(cells: dict[str, list[str]], names: Sequence[str], numbers: set[str]) -> int:
    """The least width at which no number is cut: below it the lines run over the screen."""
    return sum(
        (span(name, cells[name]) if name in numbers else min(span(name, cells[name]), 12)) + GAP for name in names
    )


def drawing(cells: dict[str, list[str]], names: Sequence[str], sheet: Sheet) -> Table:
    """The rich table of the chosen columns."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    numbers = numeric(sheet)
    plain = "utf" not in (sys.stdout.encoding or "utf-8").lower()
    table = Table(
        box=box.ASCII2 if plain else box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, GAP - 1, 0, 0)
    )
    table.box = None if plain else table.box
    for name in names:
        number = name in numbers
        table.add_column(
            Text(name),
            justify="right" if number else "left",
            style="bold cyan" if name == "value" else "yellow" if name == "metric" else "",
            min_width=span(name, cells[name]) if number else None,
            no_wrap=sheet.kind not in ("list", "numbers") or number or len(cells[name]) < 2,
            overflow="fold" if sheet.kind in ("list", "numbers") else "ellipsis",
        )
    for texts in zip(*(cells[name] for name in names), strict=True):
        table.add_row(*(Text(text) for text in texts))
    return table
