from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from oce_cli.writing import render
from tests.made_up import sheet

pytest.importorskip("xlsxwriter")


def book(**options: object) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(b"".join(render(sheet(**options), "xlsx"))))


def test_cells_are_typed_and_shown_with_their_unit() -> None:
    page = book()["rows"]
    at = {cell.value: cell.column_letter for cell in page[1]}
    growth, level, fall = page[f"{at['value']}2"], page[f"{at['value']}3"], page[f"{at['value']}5"]
    assert (growth.value, growth.data_type, growth.number_format) == (42.3, "n", '0.0##"%"')
    assert (level.value, level.number_format) == (3310000000, "[$CNY] #,##0")
    assert (fall.value, fall.number_format) == (-0.7, '+0.0##" pp";-0.0##" pp";0.0" pp"')
    assert page[f"{at['low']}5"].value is None
    assert page[f"{at['period']}2"].value == "2020"


def test_texts_are_texts_even_where_they_look_like_formulas() -> None:
    page = book()["rows"]
    cell = page["C2"]
    assert (cell.value, cell.data_type) == ("=Brook & Sons", "s")


def test_header_stays_and_filters() -> None:
    page = book()["rows"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:AC6"


def test_second_sheet_tells_head_and_options() -> None:
    about = {row[0].value: row[1].value for row in book(metric=("rev*",), min_confidence=0.1)["about"].iter_rows()}
    assert (about["company"], about["period"], about["sha256"]) == ("=Brook & Sons", "2020-Q4", "ab" * 32)
    assert (about["option metric"], about["option min_confidence"]) == ("rev*", "0.1")


def test_the_same_rows_give_the_same_bytes() -> None:
    assert b"".join(render(sheet(), "xlsx")) == b"".join(render(sheet(), "xlsx"))


def test_the_wide_layout_has_numbers_too() -> None:
    page = book(layout="wide")["rows"]
    assert [cell.value for cell in page[1]][-1] == "no period"
    assert any(isinstance(cell.value, int) and "CNY" in cell.number_format for row in page.iter_rows() for cell in row)
