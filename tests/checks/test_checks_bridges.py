"""Growths of a product, bridges from one result to the next, and years that are still to come."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from oce_cli.checks import check
from oce_cli.checks.definitions import definitions
from oce_cli.lexicon import load_table

_SPEC = importlib.util.spec_from_file_location("checks_said", Path(__file__).with_name("said.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
_SAID = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_SAID)
said, growth, table = _SAID.said, _SAID.growth, _SAID.table
Cells = dict[str, Any]
M = 1e6
CRANES, COMING = {"segment": "cranes"}, {"status": "guidance"}
TOGETHER = {"sentence": "Sales, volumes and prices at once.", "start": 10}


def found(*sayings: Cells) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(one.relation, one.verdict, one.rows) for one in check(table(*sayings))]


def formula(*sayings: Cells) -> str:
    return check(table(*sayings))[0].formula


class TestProducts:
    VOLUME = growth(10, step=0.1, metric="sales_volume")
    PRICE = growth(20, step=0.1, metric="average_selling_price")

    def test_volume_and_price(self) -> None:
        rows = self.VOLUME, self.PRICE, growth(32, step=0.1)
        assert found(*rows) == [("product", "agrees", (3, 1, 2))]
        assert formula(*rows) == "(1 + 10%) * (1 + 20%) - 1"

    def test_growths_are_not_just_added(self) -> None:
        assert found(self.VOLUME, self.PRICE, growth(30, step=0.1)) == []

    def test_visits_and_basket(self) -> None:
        parts = growth(-2, metric="traffic", comparison=""), growth(5, metric="average_ticket")
        assert found(*parts, growth(3, metric="comparable_sales")) == [("product", "agrees", (3, 1, 2))]

    def test_without_one_factor_it_says_nothing(self) -> None:
        assert found(self.VOLUME, growth(10, step=0.1)) == []

    def test_open_factors_say_nothing(self) -> None:
        assert found(self.VOLUME, growth(20, metric="average_selling_price", bound="over"), growth(32)) == []

    def test_what_could_not_fail_is_not_told(self) -> None:
        flat = growth(1, metric="sales_volume"), growth(0, metric="average_selling_price")
        assert found(*flat, growth(1)) == []  # 0% to 2% says nothing of 1%

    def test_one_that_holds_nowhere_else_says_nothing(self) -> None:
        rows = (row | TOGETHER for row in (self.VOLUME, self.PRICE, growth(14)))
        assert found(*rows) == []

    def test_one_that_holds_elsewhere_contradicts_in_one_sentence(self) -> None:
        elsewhere = [row | CRANES for row in (self.VOLUME, self.PRICE, growth(32, step=0.1))]
        rows = [self.VOLUME, self.PRICE, growth(14)]
        close = [row | TOGETHER for row in rows]
        assert ("product", "contradicts", (3, 1, 2)) in found(*close, *elsewhere)
        assert [verdict for _, verdict, _ in found(*rows, *elsewhere)] == ["agrees"]


class TestBridges:
    MARGIN = said(40, "percent", 0.1, metric="gross_margin")
    COSTS = (
        said(20, "percent", 0.1, metric="sga_expense", measure="share"),
        said(12, "percent", 0.1, metric="rd_expense", measure="share"),
    )

    def test_margin_less_all_costs_that_are_told(self) -> None:
        rows = self.MARGIN, *self.COSTS, said(8, "percent", 0.1, metric="operating_margin")
        assert found(*rows) == [("bridge", "agrees", (4, 1, 2, 3))]
        assert formula(*rows) == "40% - 20% - 12%"

    def test_no_told_cost_is_left_out(self) -> None:
        assert found(self.MARGIN, *self.COSTS, said(20, "percent", 0.1, metric="operating_margin")) == []

    def test_all_costs_in_one_number(self) -> None:
        all_costs = said(32, "percent", 0.1, metric="operating_expenses", measure="share")
        rows = self.MARGIN, self.COSTS[0], all_costs, said(8, "percent", 0.1, metric="operating_margin")
        assert found(*rows) == [("bridge", "agrees", (4, 1, 3))]

    def test_money(self) -> None:
        rows = (
            said(132 * M, step=M, metric="gross_profit"),
            said(66 * M, step=M, metric="sga_expense"),
            said(66 * M, step=M, metric="operating_income", basis="adjusted"),
        )
        assert found(*rows) == [("bridge", "agrees", (3, 1, 2))]  # the parts may be as reported

    def test_changes_in_points(self) -> None:
        points = {"measure": "change", "unit": "percentage_points", "step": 0.1, "comparison": "yoy"}
        rows = (
            said(-0.9, metric="gross_margin") | points,
            said(-3.8, metric="sga_expense") | points,
            said(2.9, metric="operating_margin") | points,
        )
        assert found(*rows) == [("bridge", "agrees", (3, 1, 2))]
        assert formula(*rows) == "(-0.9 percentage points) - (-3.8 percentage points)"

    @pytest.mark.parametrize("value", [7, 14])
    def test_it_never_contradicts(self, value: float) -> None:
        assert found(self.MARGIN, *self.COSTS, said(value, "percent", 0.1, metric="operating_margin")) == []

    def test_without_costs_it_says_nothing(self) -> None:
        assert found(self.MARGIN, said(40, "percent", 0.1, metric="operating_margin")) == []

    def test_what_could_not_fail_is_not_told(self) -> None:
        rough = self.MARGIN | {"step": 20.0}
        assert found(rough, *self.COSTS, said(8, "percent", 0.1, metric="operating_margin")) == []


class TestEffects:
    INNER = growth(9.6, step=0.1, basis="constant_currency")
    CURRENCY = said(7, "percentage_points", metric="fx_impact")

    def test_currency_on_top_of_constant_currency(self) -> None:
        rows = self.INNER, self.CURRENCY, growth(16.6, step=0.1)
        assert found(*rows) == [("bridge", "agrees", (3, 1, 2))]
        assert formula(*rows) == "9.6% + 7 percentage points"

    def test_a_burden_is_below_zero(self) -> None:
        burden = said(-2, "percent", metric="fx_impact")
        assert found(self.INNER, burden, growth(7.6, step=0.1)) == [("bridge", "agrees", (3, 1, 2))]

    def test_purchases_and_currency_on_top_of_organic_growth(self) -> None:
        bought = said(3, "percentage_points", metric="acquired_revenue")
        rows = self.INNER | {"basis": "organic"}, self.CURRENCY, bought, growth(19.6, step=0.1)
        assert found(*rows) == [("bridge", "agrees", (4, 1, 2, 3))]

    @pytest.mark.parametrize("other", [{"segment": "cranes"}, {"period": "2020"}, {"unit": "USD"}])
    def test_another_effect_is_not_taken(self, other: Cells) -> None:
        assert found(self.INNER, self.CURRENCY | other, growth(16.6, step=0.1)) == []

    def test_it_never_contradicts(self) -> None:
        assert found(self.INNER, self.CURRENCY, growth(22, step=0.1)) == []


class TestYearsToCome:
    OVER = said(120 * M, step=M, period="2021-H1")

    def test_a_half_that_is_over_and_one_to_come(self) -> None:
        coming = said(130 * M, step=M, period="2021-H2") | COMING
        year = said(250 * M, step=M, period="2021") | COMING
        assert found(self.OVER, coming, year) == [("period", "agrees", (3, 1, 2))]

    def test_it_never_contradicts(self) -> None:
        coming = said(130 * M, step=M, period="2021-H2") | COMING
        assert found(self.OVER, coming, said(260 * M, step=M, period="2021") | COMING) == []

    def test_what_is_over_is_not_made_of_what_was_to_come(self) -> None:
        coming = said(130 * M, step=M, period="2021-H2") | COMING
        assert found(self.OVER, coming, said(250 * M, step=M, period="2021")) == []


def test_definitions_name_metrics_of_the_lexicon() -> None:
    known = set(load_table("metrics")["metric"])
    named = [one for product in definitions().products for one in (product.metric, *product.amounts, *product.prices)]
    for bridge in definitions().bridges:
        named += [bridge.metric, *bridge.start, *bridge.costs, *bridge.all_costs]
    named += [metric for metrics in definitions().effects.values() for metric in metrics]
    assert set(named) <= known
