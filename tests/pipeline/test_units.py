"""The unit that a row takes from its metric, the noun behind it and the row before."""

from __future__ import annotations

from decimal import Decimal

import pytest

from oce_cli.model import Row
from oce_cli.pipeline.units import settle_units
from tests.talk import at_text, scene


def settled(text: str, number: str, metric: str) -> Row:
    made = scene(text, metric=metric, measure="level")
    settle_units(made)
    return made.rows[at_text(made, number)]


@pytest.mark.parametrize(
    ("text", "number", "metric", "unit"),
    [
        ("We bought back 2.9 million shares at $4.", "2.9 million", "share_repurchases", "count"),
        ("We bought back 2.9 million common shares at $4.", "2.9 million", "share_repurchases", "count"),
        ("We bought back 2.9 million of Class A at $4 a share.", "2.9 million", "share_repurchases", "USD"),
        ("Opex was $7,300 per day here and $7,200 there.", "7,200", "operating_expenses", "USD/day"),
        ("Opex was $7,300 per day here and $72 million in all.", "72 million", "operating_expenses", "USD"),
        ("Output was 52,900 barrels per day, up from 51,800 barrels.", "51,800", "production", "barrel_per_day"),
        ("ARPU improved to 262,000 in the quarter. Cash was $5 million.", "262,000", "arpu", "USD"),
        ("A book-to-bill of 1.13 was reached.", "1.13", "book_to_bill", "multiple"),
    ],
)
def test_unit(text: str, number: str, metric: str, unit: str) -> None:
    assert settled(text, number, metric).unit == unit


POINTS = [
    ("The cost was 33 basis points, down from 43.", "43", "cost_of_deposits", "0.43"),
    ("The cost was 33 basis points. It will fall to the mid-20s.", "mid-20s", "cost_of_deposits", "0.25"),
    ("The cost was 33 basis points. It was 2.1 in the north.", "2.1", "cost_of_deposits", "2.1"),
    ("The cost was 33 basis points, down from 2.1%.", "2.1%", "cost_of_deposits", "2.1"),
    ("The margin was 33 basis points. It will be in the mid-20s.", "mid-20s", "operating_margin", "25"),
]


@pytest.mark.parametrize(("text", "number", "metric", "value"), POINTS)
def test_a_level_is_in_basis_points_as_the_one_before(text: str, number: str, metric: str, value: str) -> None:
    assert settled(text, number, metric).quantity.value == Decimal(value)


def test_a_bare_rate_of_three_digits_is_in_basis_points() -> None:
    row = settled("The net interest margin was 296 in the quarter.", "296", "net_interest_margin")
    assert (row.quantity.value, row.quantity.low, row.quantity.step, row.unit) == (
        Decimal("2.96"),
        Decimal("2.96"),
        Decimal("0.01"),
        "percent",
    )
    row = settled("The combined ratio was 102 in the quarter.", "102", "combined_ratio")
    assert (row.quantity.value, row.unit) == (Decimal(102), "percent")
    row = settled("The net interest margin was 3.1 in the quarter.", "3.1", "net_interest_margin")
    assert (row.quantity.value, row.unit) == (Decimal("3.1"), "percent")
