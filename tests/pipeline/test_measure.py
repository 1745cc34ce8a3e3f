"""The measure and the sign of a number, by the examples of the docs and some more."""

from __future__ import annotations

from pathlib import Path

import pytest

from oce_cli.pipeline import cues
from oce_cli.pipeline.chooser import decide, load
from oce_cli.pipeline.measure import MEASURE, unit_of
from oce_cli.pipeline.measure_rules import RULES, by_rule, standing_sign
from oce_cli.pipeline.movement import build, direction
from tests.talk import PAGE, bold, known, scene, table

EXAMPLES = table("## Measure")
SIGNS = table("### The sign")
AGAINST_THE_RULE = {  # examples in which the weights overrule the rule, wrongly
    "The leasing spread was up **9%**.": "a level by nature that is said to be up is taken for a change",
    "The bidding pace was **12%** there.": "a bare percent of an unlisted metric is taken for growth",
}


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case["example"])
def test_rule_of_the_docs(case: dict[str, str]) -> None:
    made, at = bold(case["example"], metric=case["metric"])
    assert by_rule(made, cues.of(made)[made.rows[at].sentence], at) == (case["rule"], case["answer"])


@pytest.mark.parametrize("case", known(EXAMPLES, AGAINST_THE_RULE), ids=lambda case: case["example"])
def test_chooser_follows_the_docs(case: dict[str, str]) -> None:
    made, at = bold(case["example"], metric=case["metric"])
    decide(MEASURE, made, load("measure"))
    assert made.rows[at].measure == case["answer"]


def test_every_rule_is_documented() -> None:
    page = Path(PAGE).read_text(encoding="utf-8")
    assert [rule for rule in RULES if f"| {rule} |" not in page and f"*{rule}*" not in page] == []
    assert {case["rule"] for case in EXAMPLES} <= set(RULES)


@pytest.mark.parametrize("case", SIGNS, ids=lambda case: case["example"])
def test_sign_of_the_docs(case: dict[str, str]) -> None:
    made, at = bold(case["example"], metric=case["metric"])
    row = made.rows[at]
    view = cues.of(made)[row.sentence]
    level = by_rule(made, view, at)[1] == "level"
    assert (standing_sign(view, row) if level else direction(view, row)) == (-1 if case["sign"] == "-" else 1)


@pytest.mark.parametrize("case", known(SIGNS, AGAINST_THE_RULE), ids=lambda case: case["example"])
def test_chooser_follows_the_signs_of_the_docs(case: dict[str, str]) -> None:
    made, at = bold(case["example"], metric=case["metric"])
    decide(MEASURE, made, load("measure"))
    assert made.rows[at].sign == (-1 if case["sign"] == "-" else 1)


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Sales are up **5%** now.", "M #"),
        ("Sales rose by **5%**.", "M by #"),
        ("It was an increase of **5%**.", "M of #"),
        ("We raised our prices in Spain by **5%**.", "M .. by #"),
        ("There was a decrease in debt of **$5 million**.", "M .. of #"),
        ("It was a **5%** increase.", "# M"),
        ("It was **$5 million** above plan.", "# M"),
        ("It was a **$5 million** or 3% improvement.", "# or M"),
        ("Sales of **$5 million** increased 3%.", "# V"),
        ("Sales fell to **$5 million**.", "M to #"),
        ("Sales were more than **$5 million**.", "none"),
        ("Sales were **$5 million**.", "none"),
        ("Sales were **$5 million** or greater.", "none"),
        ("We see a reduction in waste of **3%** or greater.", "M .. of #"),
        ("Sales were **3%** greater.", "# M"),
    ],
)
def test_construction(text: str, how: str) -> None:
    made, at = bold(text, metric="revenue")
    assert build(cues.of(made)[made.rows[at].sentence], made.rows[at].word) == how


def test_goes_on_with_the_number_before() -> None:
    made = scene("The margin went to 38% from 33%.", metric="gross_margin", measure="level")
    assert by_rule(made, cues.of(made)[0], 1) == ("like the number before", "level")
    made = scene("Revenue was up $2 million or 3%.", metric="revenue", measure="change")
    assert by_rule(made, cues.of(made)[0], 1) == ("like the number before", "growth")


@pytest.mark.parametrize(
    ("text", "metric", "measure", "unit"),
    [
        ("Occupancy was up **1.5%**.", "occupancy", "change", "percentage_points"),
        ("Occupancy was **91.5%**.", "occupancy", "level", "percent"),
        ("Charge-offs were at **20 basis points**.", "net_charge_offs", "level", "percent"),
        ("Margins rose **20 basis points**.", "gross_margin", "change", "percentage_points"),
        ("It was a headwind of **20 basis points**.", "fx_impact", "level", "percentage_points"),
        ("Sales were **$2 million**.", "revenue", "level", "USD"),
    ],
)
def test_unit_follows_from_the_measure(text: str, metric: str, measure: str, unit: str) -> None:
    made, at = bold(text, metric=metric, measure=measure)
    assert unit_of(made.rows[at]) == unit


def test_written_minus_is_not_turned_round() -> None:
    made, at = bold("Growth was **-5%**.", metric="revenue")
    assert {candidate.payload for candidate in MEASURE.candidates(made, at)} == {1}


def test_money_is_never_growth_or_share() -> None:
    made, at = bold("Sales rose **$5 million**.", metric="revenue")
    assert {candidate.value for candidate in MEASURE.candidates(made, at)} == {"level", "change"}


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("We had operating income of **$27 million** and a net loss of $35 million.", {1}),
        ("Operating income was **$27 million** negative.", {1, -1}),
    ],
)
def test_a_loss_behind_and_is_another_number(text: str, signs: set[int]) -> None:
    made, at = bold(text, metric="operating_income")
    assert {one.payload for one in MEASURE.candidates(made, at) if one.value == "level"} == signs
