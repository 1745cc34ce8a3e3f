"""On which footing a number is told, by the examples of the docs and some more."""

from __future__ import annotations

from pathlib import Path

import pytest

from oce_cli.model import Span
from oce_cli.pipeline import cues
from oce_cli.pipeline.basis.choice import BASIS, RULES, by_rule
from oce_cli.pipeline.basis.footing import rules
from oce_cli.pipeline.chooser import decide, load
from tests.talk import PAGE, at_text, bold, known, scene, table

EXAMPLES = table("## Basis")
TALKS = table("### The rule of the talk")
AGAINST_THE_RULE = {
    "Of adjusted earnings, that was **$0.40**.": "where a call says nothing else of adjusted figures",
}


def answer(text: str, metric: str) -> tuple[str, str]:
    made, at = bold(text, metric=metric)
    made.rows[at].measure = "growth" if made.rows[at].quantity.kind == "percent" else "level"
    BASIS.prepare(made)
    return by_rule(made, cues.of(made)[made.rows[at].sentence], at)[:2]


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case["example"])
def test_rule_of_the_docs(case: dict[str, str]) -> None:
    assert answer(case["example"], case["metric"]) == (case["rule"], case["answer"])


@pytest.mark.parametrize("case", known(EXAMPLES, AGAINST_THE_RULE), ids=lambda case: case["example"])
def test_chooser_follows_the_docs(case: dict[str, str]) -> None:
    made, at = bold(case["example"], metric=case["metric"])
    made.rows[at].measure = "growth" if made.rows[at].quantity.kind == "percent" else "level"
    decide(BASIS, made, load("basis"))
    assert made.rows[at].basis == case["answer"]


@pytest.mark.parametrize("case", TALKS, ids=lambda case: case["rule of the talk"] + case["example"])
def test_rule_of_the_talk(case: dict[str, str]) -> None:
    text = f"{case['rule of the talk']} {case['example']}"
    assert answer(text, case["metric"]) == (case["rule"], case["answer"])


def test_every_rule_is_documented() -> None:
    page = Path(PAGE).read_text(encoding="utf-8")
    assert [rule for rule in RULES if f"| {rule} |" not in page and f"*{rule}*" not in page] == []
    assert {case["rule"] for case in EXAMPLES + TALKS} <= set(RULES)


def test_goes_on_with_the_number_before() -> None:
    made = scene("Of adjusted earnings, that was $0.40 after $0.35.", metric="eps", measure="level")
    BASIS.prepare(made)
    made.rows[0].basis = "adjusted"
    assert by_rule(made, cues.of(made)[0], 1)[:2] == ("row before", "adjusted")


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("Unless otherwise indicated, we refer to non-GAAP results.", "document"),
        ("All comparisons are on an adjusted basis.", "document"),
        ("My remarks today will be on an underlying basis.", "turn"),
        ("Certain non-GAAP measures may be discussed.", ""),
        ("A reconciliation of all non-GAAP measures is on our site.", ""),
        ("We are happy with our adjusted results.", ""),
        ("We expect adjusted growth in all of our markets.", ""),
        ("What remains of all other items, our adjusted costs, was small.", ""),
        ("I will compare the quarters excluding special items.", "turn"),
        ("My remarks on gross margin exclude all such charges.", "document"),
        ("My remarks on net income exclude all such charges.", ""),
    ],
)
def test_reach_of_a_rule(text: str, reach: str) -> None:
    made = scene(f"{text} The margin was 5%.", metric="gross_margin")
    assert rules(made).of("adjusted", 1, 0, "gross_margin") == reach


def test_rule_holds_from_where_it_is_told() -> None:
    made = scene(
        "The margin was 5%. Unless otherwise noted, all figures are non-GAAP. It was 6%.", metric="gross_margin"
    )
    assert [rules(made).of("adjusted", row.sentence, 0) for row in made.rows] == ["", "document"]


def test_mention_given_is_the_one_that_counts() -> None:
    text = "GAAP EPS and adjusted EPS were $0.30."
    made = scene(text, metric="eps", measure="level")
    made.rows[0].mention = Span(0, text.index(" and"))
    BASIS.prepare(made)
    assert by_rule(made, cues.of(made)[0], at_text(made, "0.30"))[:2] == ("gaap on the metric", "reported")


@pytest.mark.parametrize(
    ("text", "bought"),
    [
        ("We acquired Pinewood in May. Excluding the impact of Pinewood, sales grew **9%**.", True),
        ("The Pinewood acquisition closed. Excluding Pinewood, sales grew **9%**.", True),
        ("We like Pinewood. Excluding Pinewood, sales grew **9%**.", False),
        ("We acquired Pinewood in May. Excluding Pinewood, pro forma sales grew **9%**.", False),
    ],
)
def test_growth_without_what_was_bought_is_organic(text: str, bought: bool) -> None:
    made, at = bold(text, metric="revenue")
    made.rows[at].measure = "growth"
    BASIS.prepare(made)
    candidates = BASIS.candidates(made, at)
    assert ([candidate.value for candidate in candidates] == ["organic"]) is bought
