"""Markdown and HTML tables, to paste into a note or a page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from oce_cli.columns import Column
from oce_cli.writing.separated import cell_text, untabbed
from oce_cli.writing.sheet import Sheet

RIGHT = ' style="text-align:right"'


def render(sheet: Sheet, name: str) -> Iterator[bytes]:
    """A table of all columns; numbers stand to the right."""
    lines = html_lines(sheet) if name == "html-table" else markdown_lines(sheet)
    for line in lines:
        yield f"{line}\n".encode("utf-8", "replace")


def markdown_lines(sheet: Sheet) -> Iterator[str]:
    """The lines of a pipe table."""
    names = [column.name for column in sheet.columns]
    yield f"| {' | '.join(markdown_text(name) for name in names)} |"
    yield f"| {' | '.join('---:' if is_number(column) else '---' for column in sheet.columns)} |"
    for row in sheet.rows:
        yield f"| {' | '.join(markdown_text(cell_text(row[name], raw=True)) for name in names)} |"


def markdown_text(text: str) -> str:
    """A cell that can neither end the cell nor be read as HTML.

    >>> markdown_text("a|b <i>")
    'a\\\\|b &lt;i>'
    """
    return untabbed(text).replace("\\", "\\\\").replace("|", "\\|").replace("&", "&amp;").replace("<", "&lt;")


def html_lines(sheet: Sheet) -> Iterator[str]:
    """The lines of a ``<table>`` without style; a page around it is the reader's own."""
    yield "<table>"
    yield f"<thead><tr>{''.join(f'<th>{escape(column.name)}</th>' for column in sheet.columns)}</tr></thead>"
    yield "<tbody>"
    for row in sheet.rows:
        cells = (
            f"<td{RIGHT if is_number(column) else ''}>{escape(cell_text(row[column.name], raw=True))}</td>"
            for column in sheet.columns
        )
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>"
    yield "</table>"


def is_number(column: Column) -> bool:
    return column.dtype != "str"
