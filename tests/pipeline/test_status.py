"""Fact or outlook, by the examples of the docs and some more."""

from __future__ import annotations

from pathlib import Path

import pytest

from oce_cli.pipeline import cues
from oce_cli.pipeline.chooser import decide, load
from oce_cli.pipeline.status.choice import RULES, STATUS, by_rule
from oce_cli.pipeline.when import bounds, relation
from tests.talk import PAGE, bold, known, scene, table

EXAMPLES = table("## Status")
AGAINST_THE_RULE = {  # examples in which the weights overrule the rule, wrongly
    "For the year, sales of **$350 million**.": "an open period alone is taken for an actual",
}


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case["example"])
def test_rule_of_the_docs(case: dict[str, str]) -> None:
    made, at = bold(case["example"], period=case["period"])
    rule, answer, _ = by_rule(made, cues.of(made)[made.rows[at].sentence], made.rows[at])
    assert (rule, answer) == (case["rule"], case["answer"])


@pytest.mark.parametrize("case", known(EXAMPLES, AGAINST_THE_RULE), ids=lambda case: case["example"])
def test_chooser_follows_the_docs(case: dict[str, str]) -> None:
    made, at = bold(case["example"], period=case["period"], metric="revenue", measure="level")
    decide(STATUS, made, load("status"))
    assert made.rows[at].status == case["answer"]


def test_every_rule_is_documented() -> None:
    page = Path(PAGE).read_text(encoding="utf-8")
    assert [rule for rule in RULES if f"| {rule} |" not in page] == []
    assert {case["rule"] for case in EXAMPLES} == set(RULES)


def test_words_that_decided_are_the_evidence() -> None:
    made, at = bold("We expect sales of **$350 million** for the year.", period="2021")
    STATUS.prepare(made)
    span = STATUS.candidates(made, at)[1].span
    assert span is not None
    assert made.text[span.start : span.end] == "expect"


@pytest.mark.parametrize("period", ["", "soon", "2021-Q5", "21-Q1"])
def test_no_period(period: str) -> None:
    assert bounds(period) is None
    assert relation(period, "2021-Q2") == "none"


def test_relation_without_a_known_call() -> None:
    assert relation("2021-Q2", "") == "unknown"


def test_facts_before_an_outlook_stay_facts() -> None:
    made = scene("Sales were $80 million. We expect $90 million.", metric="revenue", measure="level")
    for row, period in zip(made.rows, ("2021-Q2", "2021-Q3"), strict=True):
        row.period = period
    decide(STATUS, made, load("status"))
    assert [row.status for row in made.rows] == ["actual", "guidance"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("For the third quarter, we expect:\n- Sales of **$5 million**", "guidance"),
        ("2022 guidance:\nRevenue: $5 million\nEPS: **$1.10**", "guidance"),
        ("It has cut its 2021 sales outlook from **$4.1 billion** to $3.8 billion.", "guidance"),
        ("It has cut its 2021 sales outlook from $4.1 billion to **$3.8 billion**.", "guidance"),
        ("We narrow our outlook from a range of $2 to $4 to a range of **$3 to $4**.", "guidance"),
        ("We are raising our guidance. It has increased its EPS from **$3.80** to $4.10.", "guidance"),
        ("The **$4.1 billion** revenue guide implies much.", "guidance"),
        ("Our new EPS range is **$2.10 to $2.20**.", "guidance"),
        ("EBITDA loss guidance of **$52 million** stands.", "guidance"),
        ("This enabled us to generate **$5 million**.", "actual"),
        ("Savings are estimated at about **$5 million**.", "guidance"),
        ("We're now projected to reach **$5 million**.", "guidance"),
        ("Our boats are on track for over **$5 million** of sales.", "guidance"),
        ("We have **40** more piers scheduled to open this year.", "guidance"),
        ("Our guidance for 2021 is as follows. Sales are about **$5 million**.", "guidance"),
    ],
)
def test_one_status_is_left(text: str, status: str) -> None:
    made, at = bold(text, period="2021-Q2", metric="revenue", measure="level")
    STATUS.prepare(made)
    assert [candidate.value for candidate in STATUS.candidates(made, at)] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Sales were **$5 million** versus guidance of $4 million.",
        "For the third quarter, we expect:\n- Sales of $5 million, compared to **$4 million**",
        "Our highlights:\n- Sales of **$5 million**",
        "For the third quarter, we expect:\n- Sales of $5 million\n\nSales were **$4 million**.",
        "We are raising our guidance. Sales rose from **$3 million** to $4 million.",
        "It would have enabled us to generate **$5 million**.",
        "Savings were estimated at **$5 million**.",
        "We are on track, with sales of **$5 million**.",
        "We have **40** piers due to our growth.",
        "Our highlights are as follows. Sales are about **$5 million**.",
        "Our guidance is as follows. Sales were about **$5 million**.",
    ],
)
def test_other_numbers_are_weighed(text: str) -> None:
    made, at = bold(text, period="2021-Q2", metric="revenue", measure="level")
    STATUS.prepare(made)
    assert len(STATUS.candidates(made, at)) == 2


def test_a_dividend_that_is_raised_is_no_outlook() -> None:
    made, at = bold(
        "We are raising our guidance. We have increased our dividend from **$0.10** to $0.12.",
        period="2021-Q2",
        metric="dividends_per_share",
        measure="level",
    )
    STATUS.prepare(made)
    assert len(STATUS.candidates(made, at)) == 2
