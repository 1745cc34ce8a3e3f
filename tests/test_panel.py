"""Metric by period over calls."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

from oce_cli.calls import calls_in, main_period
from oce_cli.options import Options
from oce_cli.panel import across, panel
from tests.conftest import Run
from tests.made_up_calls import call, row

TEXT = """Fenwick Rope Ltd. (FWK)
Q{quarter} 2021 Earnings Call

Jane Roe -- CFO

Revenue was ${now}.4 million in the {word} quarter of 2021, against ${before}.1 million in the {prior} quarter.
"""
WORDS = ("", "first", "second", "third", "fourth")


def test_later_calls_win_and_restatements_are_marked() -> None:
    first = call("2021-Q1", row("revenue", 100, period="2021-Q1"), row("eps", 2, period="2021-Q1"))
    second = call(
        "2021-Q2",
        row("revenue", 104, period="2021-Q1"),
        row("revenue", 120, period="2021-Q2"),
        row("eps", 2.3, period="2021-Q1", step=0.1),
    )
    lines = {(line["metric"], line["period"]): line for line in panel([second, first])}
    assert list(lines) == [("eps", "2021-Q1"), ("revenue", "2021-Q1"), ("revenue", "2021-Q2")]
    restated = lines["revenue", "2021-Q1"]
    assert [restated[name] for name in ("value", "restated", "before", "before_document", "told", "document")] == [
        104,
        "yes",
        100,
        "2021-Q1.txt",
        2,
        "2021-Q2.txt",
    ]
    assert lines["eps", "2021-Q1"]["restated"] == ""  # 2, rounded to 1, and 2.3 can be one number
    columns, rows = across(list(lines.values()))
    assert [column.name for column in columns][-3:] == ["2021-Q1", "2021-Q2", "restated"]
    assert [(line["metric"], line["2021-Q2"], line["restated"]) for line in rows] == [
        ("eps", None, ""),
        ("revenue", 120, "2021-Q1"),
    ]


def test_companies_bases_and_guidance_stay_apart() -> None:
    ours = call("2021-Q1", row("eps", 2, period="2021"), row("eps", 3, period="2021", basis="adjusted"))
    theirs = call("2021-Q1", row("eps", 5, period="2021"), row("eps", 9, period="2021", status="guidance"), company="B")
    assert [(line["company"], line["basis"], line["value"]) for line in panel([ours, theirs])] == [
        ("Fenwick Rope", "adjusted", 3),
        ("B", "reported", 5),
        ("Fenwick Rope", "reported", 2),
    ]
    assert [line["value"] for line in panel([ours, theirs], "guidance")] == [9]


def test_the_number_told_most_often_is_taken() -> None:
    one = call(
        "2021-Q1", row("revenue", 7, period="2021-Q1", confidence=1.0), *([row("revenue", 8, period="2021-Q1")] * 2)
    )
    for told in one.rows[1:]:
        told["fact"] = 5
    assert [line["value"] for line in panel([one])] == [8]


def test_the_main_period_is_the_latest_of_those_told_often() -> None:
    told = ["2021-Q1"] * 8 + ["2020-Q1"] * 8 + ["2021-Q2"] + [""] * 20
    assert main_period([{"period": period, "status": "actual"} for period in told]) == "2021-Q1"
    assert main_period([]) == ""


def folder(place: Path) -> list[str]:
    for quarter in (2, 3):
        text = TEXT.format(
            quarter=quarter, now=quarter * 10, before=(quarter - 1) * 10, word=WORDS[quarter], prior=WORDS[quarter - 1]
        )
        (place / f"q{quarter}.txt").write_text(text)
    return ["q2.txt", "q3.txt"]


def test_transcripts_and_tables_give_the_same_panel(ocx: Run, tmp_path: Path) -> None:
    names = folder(tmp_path)
    ocx("extract", *names, "-o", "facts.csv")
    ocx("extract", *names, "-o", "facts.jsonl")
    from_calls = ocx("panel", *reversed(names), "--metric", "revenue")
    assert from_calls.stdout == ocx("panel", "facts.csv", "--metric", "revenue").stdout
    assert from_calls.stdout == ocx("panel", "facts.jsonl", "--metric", "rev*").stdout
    (line,) = csv.DictReader(StringIO(from_calls.stdout))
    assert [line[f"2021-Q{quarter}"] for quarter in (1, 2, 3)] == ["10100000", "20100000", "30400000"]
    assert line["restated"] == "2021-Q2"
    long = [json.loads(told) for told in ocx("panel", *names, "--layout", "long", "-f", "jsonl").stdout.splitlines()]
    assert [told["document"] for told in long] == ["q2.txt", "q3.txt", "q3.txt"]


def test_panel_says_what_is_wrong(ocx: Run, tmp_path: Path) -> None:
    names = folder(tmp_path)
    assert "loosen the selecting options" in (done := ocx("panel", *names, "--metric", "ebitda*")).stderr
    assert done.returncode == 1
    assert "layout: 'tall' is not allowed" in ocx("panel", *names, "--layout", "tall").stderr
    assert ocx("panel", "no.txt").returncode == 2


def test_calls_know_their_company_and_period(tmp_path: Path) -> None:
    names = [str(tmp_path / name) for name in folder(tmp_path)]
    assert [(told.period, told.document) for told in calls_in(names, Options())] == [
        ("2021-Q2", "q2.txt"),
        ("2021-Q3", "q3.txt"),
    ]
