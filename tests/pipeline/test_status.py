"""Fact or outlook, by the examples of the docs and some more."""

from __future__ import annotations

from pathlib import Path

import pytest

from oce_cli.pipeline import cues
from oce_cli.pipeline.chooser import decide, load
from oce_cli.pipeline.status.choice import RULES, STATUS, bounds, by_rule, relation
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
