from __future__ import annotations

from html.parser import HTMLParser

from oce_cli.writing import render
from tests.made_up import sheet


class Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1] and data.strip():
            self.rows[-1][-1] += data


def test_markdown_cells_neither_end_early_nor_turn_into_html() -> None:
    lines = b"".join(render(sheet(columns=("segment", "value")), "md")).decode().splitlines()
    assert lines[:3] == ["| segment | value |", "| --- | ---: |", "|  | 42.3 |"]
    assert lines[-1] == r"| süd\|west &lt;b> | 550000000 |"


def test_html_shows_the_text_and_nothing_of_it_is_markup() -> None:
    page = Cells()
    page.feed(b"".join(render(sheet(columns=("company", "segment", "value")), "html-table")).decode())
    assert page.rows[0] == ["company", "segment", "value"]
    assert page.rows[5] == ["=Brook & Sons", "süd|west <b>", "550000000"]
    assert page.tags == {"table", "thead", "tbody", "tr", "th", "td"}
