from __future__ import annotations

from math import inf, isnan

import pytest

from oce_cli.columns import COLUMNS, NAMES
from oce_cli.facts import interval, number_facts
from oce_cli.table import TableRow, frame, rows_of
from tests.made_up import TEXT, scene


@pytest.fixture
def rows() -> list[TableRow]:
    return rows_of(scene())


def test_cells_stand_in_the_order_of_the_columns(rows: list[TableRow]) -> None:
    assert all(tuple(row) == NAMES for row in rows)
    assert [row["row"] for row in rows] == [1, 2, 3, 4, 5]


def test_text_is_what_stands_at_the_offsets(rows: list[TableRow]) -> None:
    assert all(TEXT[int(row["start"] or 0) : int(row["end"] or 0)] == row["text"] for row in rows)


def test_a_fall_turns_bounds_and_hedge_round(rows: list[TableRow]) -> None:
    fall = rows[3]
    assert (fall["value"], fall["low"], fall["high"], fall["bound"]) == (-0.7, None, -0.7, "under")
    assert fall["step"] == 0.01


def test_sentence_and_speaker_come_with_the_row(rows: list[TableRow]) -> None:
    assert rows[3]["sentence"] == "Loss ratio fell by over 70 basis points."
    assert (rows[3]["speaker"], rows[3]["role"], rows[3]["section"]) == ("=Ana Brook", "executive", "prepared")
    assert rows[3]["mention"] == "Loss ratio"


def test_one_clause_about_one_metric_is_one_statement(rows: list[TableRow]) -> None:
    assert [row["statement"] for row in rows] == [1, 1, 1, 2, 3]


def test_rows_without_a_metric_are_no_rows() -> None:
    made = scene()
    made.rows[1].metric = ""
    assert [row["row"] for row in rows_of(made)] == [1, 2, 3, 4]


def said(value: float, step: float = 0.1, **more: object) -> dict[str, object]:
    return {"metric": "gm", "value": value, "low": value, "high": value, "step": step, "unit": "percent"} | more


@pytest.mark.parametrize(
    ("rows", "facts"),
    [
        ([said(42.3), said(42, 1)], [1, 1]),
        ([said(42.3), said(43, 1)], [1, 2]),
        ([said(42.3, period="2020"), said(42.3, period="2021")], [1, 2]),
        ([said(42.3), said(40, high=None, bound="over")], [1, 1]),
        ([said(42.3, comparison="yoy"), said(42.3, comparison="qoq")], [1, 2]),
        ([said(42.3, comparison="yoy"), said(42.3)], [1, 1]),
        # 42.4 and 41.6 can both be 42, but not both at once
        ([said(42, 1), said(42.4), said(41.6)], [1, 1, 2]),
    ],
)
def test_facts_are_numbers_that_can_be_true_at_once(rows: list[dict[str, object]], facts: list[int]) -> None:
    assert number_facts(rows) == facts  # type: ignore[arg-type]


def test_an_open_bound_has_no_end() -> None:
    assert interval({"low": 30, "high": None, "step": 2}) == (29.0, inf)


def test_frame_has_fixed_dtypes(rows: list[TableRow]) -> None:
    for table in (frame(rows), frame([])):
        assert list(table.columns) == list(NAMES)
        kinds = {"int": "int64", "float": "float64", "str": "string"}
        assert [str(dtype) for dtype in table.dtypes] == [kinds[column.dtype] for column in COLUMNS]
    assert isnan(frame(rows)["low"][3])
