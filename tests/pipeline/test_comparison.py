"""The base of a comparison, by the examples of docs/periods.md and some more."""

from __future__ import annotations

import pytest

from oce_cli.pipeline.chooser import Chooser, decide
from oce_cli.pipeline.comparison import COMPARISON
from tests.pipeline.test_periods import examples
from tests.talk import bold, scene

BY_RULE = Chooser({"rule|heard": 2.0, "rule|carried": 2.0})


@pytest.mark.parametrize("case", examples("Comparison"), ids=lambda case: case["example"])
def test_rule_of_the_docs(case: dict[str, str]) -> None:
    made, at = bold(case["example"], measure=case["measure"], period="2021-Q2")
    decide(COMPARISON, made, BY_RULE)
    assert made.rows[at].comparison == case["comparison"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sales rose **5%** and orders 7% year-over-year.", {"yoy"}),
        ("Boats were up **5%**, hoists 7%, and oars were up 9% compared to the prior year.", {"yoy"}),
        ("On a two-year basis, boats grew 18% and sales **9%**.", {"2019"}),
        ("Sales rose **5%** year-over-year but fell sequentially.", {"", "yoy", "qoq", "guidance"}),
        ("Rent rose **5%** from last quarter and is in line with what it was a year ago.", {"yoy", "qoq"}),
    ],
)
def test_the_one_base_of_a_sentence(text: str, found: set[str]) -> None:
    made, at = bold(text, measure="growth", period="2021-Q2")
    COMPARISON.prepare(made)
    assert {candidate.value for candidate in COMPARISON.candidates(made, at)} == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Capacity was at **48%** of second quarter 2019 levels.", True),
        ("Capacity was at **48%** of the same period in 2019.", True),
        ("Online was **48%** of sales in the second quarter of 2019.", False),
    ],
)
def test_a_share_of_a_stated_time_has_a_base(text: str, said: bool) -> None:
    made, at = bold(text, measure="share", period="2021-Q2")
    COMPARISON.prepare(made)
    assert ("" not in {candidate.value for candidate in COMPARISON.candidates(made, at)}) is said


@pytest.mark.parametrize(("metric", "found"), [("revenue", {"yoy"}), ("costs", {"", "yoy", "qoq", "guidance"})])
def test_prior_value_alone_is_the_base(metric: str, found: set[str]) -> None:
    made, at = bold("Revenue rose **8%** to $54 million, compared to $50 million in 2020.", measure="growth")
    for row, measure, period in zip(made.rows, ("growth", "level", "level"), ("2021", "2021", "2020"), strict=True):
        row.metric, row.measure, row.period = "revenue", measure, period
    made.rows[-1].metric = metric
    COMPARISON.prepare(made)
    assert {candidate.value for candidate in COMPARISON.candidates(made, at)} == found


def test_prior_value_says_the_base() -> None:
    made, at = bold(
        "Revenue increased **8%** year over year to $54 million, up sequentially, compared to $50 million in Q2 2020.",
        measure="growth",
        period="2021-Q2",
    )
    for row, (measure, period) in zip(made.rows[1:], (("level", "2021-Q2"), ("level", "2020-Q2")), strict=True):
        row.measure, row.period = measure, period
    COMPARISON.prepare(made)
    found = {candidate.value: candidate.features for candidate in COMPARISON.candidates(made, at)}
    assert "prior value behind|yoy" in found["yoy"]


def test_older_base_is_offered_by_its_year_too() -> None:
    made, at = bold("Sales were up **8%** from the second quarter of 2019.", measure="growth", period="2021-Q2")
    COMPARISON.prepare(made)
    assert {"2019-Q2", "2019"} <= {candidate.value for candidate in COMPARISON.candidates(made, at)}


@pytest.mark.parametrize(
    "text",
    [
        "We expect a margin of 41%, **100 basis points** above our prior guidance.",
        "A **300 basis point** increase versus our previous outlook.",
        "An increase of **$0.10** from the prior range.",
        "Sales were **5%** higher than what we communicated in May.",
        "Sales were **2%** above our plan.",
        "An increase of **4%** to this year's budget.",
    ],
)
def test_moves_against_a_plan(text: str) -> None:
    made, at = bold(text, measure="change", period="2021-Q2")
    COMPARISON.prepare(made)
    assert [candidate.value for candidate in COMPARISON.candidates(made, at)] == ["guidance"]


@pytest.mark.parametrize(
    "text",
    [
        "Sales grew **5%**, above our guidance.",
        "Sales grew **5%** versus guidance of 3%.",
        "Sales grew **5%** ahead of plan.",
        "Costs were **5%** lower than the range.",
    ],
)
def test_other_moves_beside_a_plan_are_weighed(text: str) -> None:
    made, at = bold(text, measure="growth", period="2021-Q2")
    COMPARISON.prepare(made)
    assert len(COMPARISON.candidates(made, at)) > 1


def test_what_came_as_expected_is_held_against_no_goal() -> None:
    made, at = bold("As we expected, sales were up **5%**.", measure="growth", period="2021-Q2")
    COMPARISON.prepare(made)
    assert not any("|goal|" in name for case in COMPARISON.candidates(made, at) for name in case.features)


def test_a_base_at_the_number_leaves_no_doubt_of_there_being_one() -> None:
    made, at = bold("Sales exceeded the second quarter of 2018 by **5%**.", measure="growth", period="2021-Q2")
    COMPARISON.prepare(made)
    assert not {"", "guidance"} & {candidate.value for candidate in COMPARISON.candidates(made, at)}


def test_a_level_has_none() -> None:
    made = scene("Revenue was $5 million, up year over year.", measure="level", period="2021-Q2")
    COMPARISON.prepare(made)
    assert [candidate.value for candidate in COMPARISON.candidates(made, 0)] == [""]


def test_words_that_decided_are_kept() -> None:
    made, at = bold("Revenue grew **12%** year over year.", measure="growth", period="2021-Q2")
    decide(COMPARISON, made, BY_RULE)
    span = made.rows[at].spans["comparison"]
    assert made.text[span.start : span.end] == "year over year"


def test_call_and_row_without_a_period() -> None:
    made, at = bold("Revenue grew **12%** from last year and sequentially.", call="", measure="growth")
    COMPARISON.prepare(made)
    assert {"", "yoy", "qoq", "guidance"} <= {candidate.value for candidate in COMPARISON.candidates(made, at)}
