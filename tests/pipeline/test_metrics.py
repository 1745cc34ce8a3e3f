"""Mentions of metrics in invented sentences; every example of the lexicon is one more case."""

from __future__ import annotations

import re
import time
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from oce_cli.lexicon import load_lexicon
from oce_cli.model import Mention, Quantity, Sentence
from oce_cli.pipeline.metrics import Matcher, find, matcher
from oce_cli.pipeline.words import cut

NUMBER = re.compile(r"(?<![\w])[$€]?\d[\d,.]*\d?%?(?: (?:million|billion) ?(?:tons)?)?")
CASES = [
    (kind, metric.id, text)
    for metric in load_lexicon().metrics.values()
    for kind, texts in (("example", metric.examples), ("counter-example", metric.counter_examples))
    for text in texts
]


def mentions(text: str, of: Matcher | None = None) -> list[Mention]:
    one = Decimal(1)
    quantities = [
        Quantity(m.start(), m.end(), m.group(), "money", one, one, one, "exact", "USD", one)
        for m in NUMBER.finditer(text)
    ]
    return find(cut(text, Sentence(0, 0, len(text), -1), quantities, 0), of or matcher())


def named(text: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.metric) for mention in mentions(text)]


@pytest.mark.parametrize(("kind", "metric", "text"), CASES)
def test_examples_of_the_lexicon(kind: str, metric: str, text: str) -> None:
    found = metric in [mention.metric for mention in mentions(text)]
    assert found == (kind == "example"), mentions(text)


def test_the_common_metrics_have_examples() -> None:
    assert len({metric for _, metric, _ in CASES}) >= 120


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Selling, general & administrative costs", []),
        ("selling, general and administrative", [("selling, general and administrative", "sga_expense")]),
        ("revenue, growth", [("revenue", "revenue")]),
        ("the company's free-cash-flow", [("free-cash-flow", "free_cash_flow")]),
        ("gross non-GAAP margin", [("gross non-GAAP margin", "gross_margin")]),
        ("cash on our balance sheet", [("cash on our balance sheet", "cash")]),
        ("PAT and pat", [("PAT", "net_income")]),
        ("ASPs", [("ASPs", "average_selling_price")]),
        ("the sale, the earning, we proceed", []),
        ("GROSS MARGIN", [("GROSS MARGIN", "gross_margin")]),
    ],
)
def test_words_are_folded(text: str, expected: list[tuple[str, str]]) -> None:
    assert [m for m in named(text) if m[0] != "costs"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Non-cash charges were heavy", ["noncash_charges"]),
        ("non-cash compensation", ["stock_based_compensation"]),
        ("a non-cash matter", []),
        ("non-recurring revenue", ["revenue"]),
        ("non-GAAP operating income", ["operating_income"]),
        ("our recurring revenue", ["recurring_revenue"]),
    ],
)
def test_what_is_denied_is_not_named(text: str, expected: list[str]) -> None:
    assert [metric for _, metric in named(text)] == expected


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("The 30-day rate was high", "30-day", ("30-day rate", "initial_production_rate")),
        ("The 10-year Treasury rose", "10-year", ("10-year Treasury", "interest_rate")),
        ("Our 5-year plan", "5-year", None),
        ("We own 4 million square feet", "4 million square feet", ("own", "leasable_area")),
        ("We have 12 years of inventory", "12 years", ("have", "drilling_inventory")),
    ],
)
def test_words_that_stand_in_a_number(text: str, number: str, expected: tuple[str, str] | None) -> None:
    one, start = Decimal(1), text.index(number)
    quantity = Quantity(start, start + len(number), number, "physical", one, one, one, "exact", "", one)
    words = cut(text, Sentence(0, 0, len(text), -1), [quantity], 0)
    found = [(m.text, m.metric) for m in find(words, matcher())]
    assert expected in found if expected else not found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("non-GAAP earnings per diluted share", ["eps"]),
        ("net interest margin", ["net_interest_margin"]),
        ("the earnings call, the balance sheet, our Form 10-K, guidance", []),
        ("cost of sales", ["cost_of_revenue"]),
    ],
)
def test_the_longest_phrase_wins(text: str, expected: list[str]) -> None:
    assert [metric for _, metric in named(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gross and operating margins", [("Gross", "gross_margin"), ("operating margins", "operating_margin")]),
        (
            "gross, operating and net margin",
            [("gross", "gross_margin"), ("operating", "operating_margin"), ("net margin", "net_margin")],
        ),
        ("operating income and margin", [("operating income", "operating_income"), ("margin", "operating_margin")]),
        ("revenue and margin", [("revenue", "revenue"), ("margin", "margin")]),
        pytest.param(
            "EBITDA and operating margin",
            [("EBITDA", "ebitda_margin"), ("operating margin", "operating_margin")],
            marks=pytest.mark.xfail(strict=True, reason="EBITDA is a metric by itself"),
        ),
    ],
)
def test_a_head_noun_said_once(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Advertising expense as a percentage of net sales was 12%",
        "Advertising expense, as a percent of our revenue, was 12%",
        "Advertising expense was $7 million, or 12% of sales",
    ],
)
def test_the_whole_of_a_share_is_not_the_metric(text: str) -> None:
    assert named(text) == [("Advertising expense", "marketing_expense")]


def test_a_share_alone_keeps_its_metric() -> None:
    assert ("sales", "revenue") in named("Cloud was 12% of sales")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We repurchased about $5 million of our shares", ("share_repurchases", "verb")),
        ("We opened 12 new corporate-owned restaurants", ("store_openings", "verb")),
        ("we are opening up to 12 restaurants", ("store_openings", "verb")),
        ("We returned $60 million to shareholders", ("capital_returned", "verb")),
        ("We shipped a record 2 million tons", ("sales_volume", "verb")),
        ("we collected 97% in May", ("rent_collection", "weak")),
    ],
)
def test_verbs_name_metrics(text: str, expected: tuple[str, str]) -> None:
    assert expected in [(m.metric, m.strength) for m in mentions(text)]


def test_a_verb_far_from_its_number_names_nothing() -> None:
    assert "store_openings" not in [m.metric for m in mentions("We opened our doors early and then 12 restaurants")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deposits grew 3%", [("Deposits", "deposits")]),
        ("The region grew 3%", [("grew", "revenue")]),
        ("Deposits and redeemed $3 million", [("Deposits", "deposits"), ("redeemed", "debt")]),
    ],
)
def test_a_bare_verb_with_a_subject_names_nothing(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


def test_strong_mentions_never_overlap_and_stand_in_order() -> None:
    found = mentions("Net operating income, operating income margin and adjusted EBITDA margin rose 5% to $3 million.")
    for before, after in pairwise(found):
        assert before.end <= after.start


def test_the_text_of_a_mention_stands_at_its_place() -> None:
    text = "Our  gross   margin rose, net sales too."
    for mention in mentions(text):
        assert text[mention.start : mention.end] == mention.text


def test_a_lexicon_of_the_user(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[metric.moon_dust]\nkind = "physical"\nstrong = ["moon dust"]\n'
        '[metric.backlog]\nextend = true\nstrong = ["gross profit"]\n',
        encoding="utf-8",
    )
    own = matcher(path)
    found = [m.metric for m in mentions("moon dust, gross profit, net sales", own)]
    assert found == ["moon_dust", "backlog", "revenue"]


def test_long_sentences_are_read_in_linear_time() -> None:
    text = "gross, adjusted non-GAAP selling, general and, our net " * 400
    began = time.perf_counter()
    mentions(text)
    assert time.perf_counter() - began < 2
