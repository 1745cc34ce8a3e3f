from __future__ import annotations

from oce_cli.writing import render
from tests.made_up import sheet


def test_periods_are_columns_and_metrics_are_rows() -> None:
    made = sheet(layout="wide")
    assert [column.name for column in made.columns[-3:]] == ["2019", "2020", "no period"]
    levels = [row for row in made.rows if row["measure"] == "level" and row["status"] == "actual"]
    assert [(row["2019"], row["2020"], row["no period"]) for row in levels] == [(2330000000, 3310000000, None)]


def test_every_text_format_writes_it() -> None:
    for name in ("csv", "tsv", "json", "jsonl", "md", "html-table", "table"):
        assert b"2019" in b"".join(render(sheet(layout="wide"), name))
