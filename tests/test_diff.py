"""Two calls of one company."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from oce_cli.diff import diff, moved, outcome
from oce_cli.table import TableRow
from tests.conftest import Run
from tests.made_up_calls import call, row

YEAR: dict[str, Any] = {"period": "2021", "status": "guidance"}


def verdicts(lines: list[TableRow]) -> list[tuple[object, ...]]:
    return [(line["kind"], line["verdict"], line["metric"]) for line in lines]


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ((10, 12), (11, 13), "raised"),
        ((10, 12), (10, 13), "raised"),
        ((10, 12), (10, 11), "lowered"),
        ((10, 12), (7, 8), "lowered"),
        ((10, 12), (10.5, 11), "narrowed"),
        ((10, 12), (9, 14), "widened"),
        ((10, 12), (10, 12), "kept"),
        ((10, 10), (11, 11), "raised"),
        ((10, 12), (11, 11), "narrowed"),
        ((10, None), (12, None), "raised"),
        ((-5, -3), (-4, -2), "raised"),
    ],
    ids=str,
)
def test_guidance_moves(before: tuple[float, float], after: tuple[float, float], verdict: str) -> None:
    old, new = (row("eps", 1, low=ends[0], high=ends[1]) for ends in (before, after))
    assert moved(old, new) == verdict


@pytest.mark.parametrize(
    ("metric", "fact", "verdict"),
    [
        ("revenue", 115, "beat"),
        ("revenue", 95, "miss"),
        ("revenue", 110, "in range"),
        ("revenue", 110.4, "in range"),  # the guidance was rounded to 1
        ("operating_expenses", 95, "beat"),
        ("capital_expenditures", 115, "miss"),
        ("cost_savings", 115, "beat"),
    ],
)
def test_facts_against_guidance(metric: str, fact: float, verdict: str) -> None:
    assert outcome(row(metric, 100, 110), row(metric, fact, step=0.1)) == verdict


def test_all_that_can_become_of_guidance() -> None:
    earlier = call(
        "2021-Q1",
        row("revenue", 100, 110, **YEAR),
        row("eps", 1, 2, **YEAR),
        row("capex", 7, 8, **YEAR),
        row("ebitda", 5, 6, period="2021-Q2", status="guidance"),
        row("backlog", 4, period="2021-Q1"),
        row("backlog", 4, period="2021-Q1"),
        row("headcount", 9, period="2021-Q1"),
    )
    later = call(
        "2021-Q2",
        row("revenue", 105, 115, **YEAR),
        row("eps", 1, 2, **YEAR),
        row("free_cash_flow", 3, **YEAR),
        row("ebitda", 9, period="2021-Q2"),
    )
    expected = [
        ("guidance", "raised", "revenue"),
        ("guidance", "kept", "eps"),
        ("guidance", "dropped", "capex"),
        ("guidance", "first given", "free_cash_flow"),
        ("outcome", "beat", "ebitda"),
        ("mention", "ceased", "backlog"),
        ("mention", "ceased", "headcount"),
    ]
    assert verdicts(diff(earlier, later)) == expected
    assert diff(later, earlier) == diff(earlier, later)  # the periods tell which call is the later one
    first = diff(earlier, later)[0]
    assert [first[name] for name in ("before", "after", "before_low", "after_high", "before_row", "after_row")] == [
        "100-110",
        "105-115",
        100,
        115,
        1,
        1,
    ]


def test_guidance_for_a_period_that_is_over_is_not_dropped() -> None:
    earlier = call("2021-Q1", row("eps", 1, period="2021-Q2", status="guidance"))
    assert diff(earlier, call("2021-Q2")) == []
    assert verdicts(diff(earlier, call("2021-Q1", document="b"))) == [("guidance", "dropped", "eps")]


def test_diff_of_two_calls(ocx: Run, tmp_path: Path) -> None:
    text = (
        "Fenwick Rope Ltd. (FWK)\nQ{quarter} 2021 Earnings Call\n\nJane Roe -- CFO\n\n"
        "For the full year 2021, we expect revenue of ${low} million to ${high} million.\n"
    )
    (tmp_path / "a.txt").write_text(text.format(quarter=1, low=400, high=420))
    (tmp_path / "b.txt").write_text(text.format(quarter=2, low=410, high=430))
    done = ocx("diff", "b.txt", "a.txt", "-f", "jsonl")
    (line,) = [json.loads(told) for told in done.stdout.splitlines()]
    assert [line[name] for name in ("verdict", "metric", "period", "before_low", "after_high")] == [
        "raised",
        "revenue",
        "2021",
        400000000,
        430000000,
    ]
    assert ocx("diff", "a.txt", "b.txt", "--verdict", "lowered").returncode == 1
    assert "did you mean 'lowered'?" in ocx("diff", "a.txt", "b.txt", "--verdict", "lowerd").stderr
    ocx("extract", "a.txt", "b.txt", "-o", "both.csv")
    assert "both.csv: holds 2 calls" in ocx("diff", "both.csv", "a.txt").stderr
    assert "raised" in ocx("diff", "a.txt", "b.txt", "-f", "table").stdout
