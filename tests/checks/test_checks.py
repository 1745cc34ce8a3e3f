"""Each relation: what it takes to agree, to be told roughly, to contradict, and when nothing may be said."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from oce_cli.checks import RELATIONS, check, sentence_of, table_of, verdicts
from oce_cli.errors import InputError

_SPEC = importlib.util.spec_from_file_location("checks_said", Path(__file__).with_name("said.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
_SAID = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_SAID)
said, growth, table = _SAID.said, _SAID.growth, _SAID.table
Cells = dict[str, Any]


def found(*sayings: Cells) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(one.relation, one.verdict, one.rows) for one in check(table(*sayings))]


M = 1e6
NOW, BEFORE = said(330 * M, step=M), said(300 * M, step=M, period="2019-Q4")


class TestGrowth:
    def test_agrees_with_two_levels(self) -> None:
        assert found(NOW, BEFORE, growth(10)) == [("growth", "agrees", (3, 1, 2))]

    def test_contradicts_when_no_rounding_helps(self) -> None:
        assert found(NOW, BEFORE, growth(14)) == [("growth", "contradicts", (3, 1, 2))]

    def test_step_decides_not_a_tolerance(self) -> None:
        rough = said(300 * M, step=100 * M), said(300 * M, step=M, period="2019-Q4")
        assert found(*rough, growth(14)) == []  # 250 to 350 over 300 says nothing of 14%
        assert found(NOW, BEFORE, growth(10.4, step=0.1)) == [("growth", "agrees", (3, 1, 2))]  # 330.5 / 299.5
        assert found(NOW, BEFORE, growth(10.5, step=0.1))[0][1] == "rounding"
        assert found(NOW, BEFORE, growth(10.6, step=0.1))[0][1] == "contradicts"
        assert found(NOW, BEFORE, growth(11.6, step=0.1))[0][1] == "contradicts"

    def test_dropped_digits_are_rounding(self) -> None:
        levels = said(3297 * M, step=M), said(3000 * M, step=M, period="2019-Q4")
        assert found(*levels, growth(9))[0][1] == "rounding"  # 9.9% told as 9%

    def test_sequential_growth_takes_the_quarter_before(self) -> None:
        levels = NOW, said(300 * M, step=M, period="2020-Q3")
        assert found(*levels, growth(10, comparison="qoq")) == [("growth", "agrees", (3, 1, 2))]
        assert found(*levels, growth(14, comparison="yoy")) == []

    def test_stated_base_year(self) -> None:
        levels = NOW, said(300 * M, step=M, period="2018-Q4")
        assert found(*levels, growth(10, comparison="2018")) == [("growth", "agrees", (3, 1, 2))]

    def test_unstated_base_may_agree_but_not_contradict(self) -> None:
        assert found(NOW, BEFORE, growth(10, comparison="")) == [("growth", "agrees", (3, 1, 2))]
        assert found(NOW, BEFORE, growth(14, comparison="")) == []
        together = {"sentence": "All at once.", "start": 10}
        assert found(NOW | together, BEFORE | together, growth(14, comparison="") | together) == [
            ("growth", "contradicts", (3, 1, 2))
        ]

    def test_open_growth(self) -> None:
        assert found(NOW, BEFORE, growth(9, bound="over"))[0][1] == "agrees"
        assert found(NOW, BEFORE, growth(12, bound="over"))[0][1] == "contradicts"

    @pytest.mark.parametrize(
        "other",
        [
            {"segment": "cranes"},
            {"basis": "adjusted"},
            {"unit": "EUR"},
            {"period": "2018-Q4"},
            {"metric": "bookings"},
        ],
    )
    def test_other_things_are_not_compared(self, other: Cells) -> None:
        assert found(NOW, BEFORE | other, growth(14)) == []

    def test_loss_in_the_base_gives_no_growth(self) -> None:
        assert found(NOW, said(-300 * M, step=M, period="2019-Q4"), growth(14)) == []

    def test_change_and_level_give_growth(self) -> None:
        change = said(30 * M, step=M, measure="change", comparison="yoy")
        assert found(NOW, change, growth(10)) == [("growth", "agrees", (3, 2, 1))]


class TestChange:
    def test_money(self) -> None:
        change = said(30 * M, step=M, measure="change", comparison="yoy")
        assert found(NOW, BEFORE, change) == [("change", "agrees", (3, 1, 2))]
        assert found(NOW, BEFORE, change | {"value": 35 * M, "low": 35 * M, "high": 35 * M})[0][1] == "contradicts"

    def test_percentage_points_of_a_percent(self) -> None:
        margin = {"metric": "gross_margin"}
        now = said(41.2, "percent", 0.1, **margin)
        before = said(39.9, "percent", 0.1, period="2019-Q4", **margin)
        up = said(1.3, "percentage_points", 0.1, measure="change", comparison="yoy", **margin)
        assert found(now, before, up) == [("change", "agrees", (3, 1, 2))]

    def test_two_changes_of_one_thing_are_not_held_against_each_other(self) -> None:
        won = said(121, "count", measure="change", comparison="yoy", metric="customers")
        lost = said(-70, "count", measure="change", metric="customers")
        levels = (
            said(594, "count", metric="customers"),
            said(473, "count", metric="customers", period="2019-Q4"),
        )
        assert found(*levels, won, lost) == [("change", "agrees", (3, 1, 2))]


class TestShares:
    def test_segment_over_whole(self) -> None:
        part = said(106 * M, step=M, segment="cranes")
        share = said(32.1, "percent", 0.1, measure="share", segment="Cranes business")
        assert found(NOW, part, share) == [("share", "agrees", (3, 2, 1))]

    def test_contradicts_only_where_the_talk_names_the_whole(self) -> None:
        part = said(106 * M, step=M, segment="cranes", sentence="Cranes made 106, or 45% of total revenue.", start=100)
        share = said(45, "percent", measure="share", segment="cranes", text="45%")
        named = share | {"sentence": "Cranes made 106, or 45% of total revenue.", "start": 110}
        assert found(NOW, part, named) == [("share", "contradicts", (3, 2, 1))]
        assert found(NOW, part, share) == []

    def test_cost_over_revenue(self) -> None:
        cost = said(66 * M, step=M, metric="sga_expense")
        share = said(20, "percent", measure="share", metric="sga_expense")
        assert found(NOW, cost, share) == [("share", "agrees", (3, 2, 1))]

    def test_shares_make_a_hundred(self) -> None:
        shares = [
            said(value, "percent", 0.1, measure="share", segment=name)
            for name, value in (("cranes", 37.5), ("hoists", 52.1), ("winches", 10.4))
        ]
        assert found(*shares) == [("whole", "agrees", (3, 1, 2))]
        assert found(*shares[:2]) == []

    def test_parts_make_the_whole(self) -> None:
        parts = [said(value * M, step=M, segment=name) for name, value in (("cranes", 110), ("hoists", 220))]
        assert found(NOW, *parts) == [("whole", "agrees", (1, 2, 3))]

    def test_margins_do_not_add_up(self) -> None:
        margins = [said(v, "percent", segment=s, metric="gross_margin") for s, v in (("cranes", 20), ("hoists", 30))]
        assert found(said(50, "percent", metric="gross_margin"), *margins) == []


class TestRatios:
    def test_margin(self) -> None:
        profit = said(132 * M, step=M, metric="gross_profit")
        assert found(NOW, profit, said(40, "percent", metric="gross_margin")) == [("ratio", "agrees", (3, 2, 1))]

    def test_unproven_ratio_is_silent_and_proven_one_is_not(self) -> None:
        profit = said(132 * M, step=M, metric="gross_profit")
        wrong = said(46, "percent", metric="gross_margin")
        assert found(NOW, profit, wrong) == []
        before = (
            BEFORE,
            profit | {"period": "2019-Q4"},
            said(44, "percent", metric="gross_margin", period="2019-Q4"),
        )
        assert ("ratio", "contradicts", (3, 2, 1)) in found(NOW, profit, wrong, *before)

    def test_adjusted_profit_over_reported_revenue(self) -> None:
        profit = said(66 * M, step=M, metric="ebitda", basis="adjusted")
        margin = said(20, "percent", metric="ebitda_margin", basis="adjusted")
        assert found(NOW, profit, margin) == [("ratio", "agrees", (3, 2, 1))]

    def test_leverage_takes_the_year(self) -> None:
        debt = said(420 * M, step=M, metric="net_debt")
        ebitda = said(200 * M, step=M, metric="ebitda", period="2020"), said(60 * M, step=M, metric="ebitda")
        leverage = said(2.1, "multiple", 0.1, metric="leverage_ratio")
        assert found(debt, *ebitda, leverage) == [("ratio", "agrees", (4, 1, 2))]

    def test_sum(self) -> None:
        cash, spent = (
            said(80 * M, step=M, metric="operating_cash_flow"),
            said(30 * M, step=M, metric="capital_expenditures"),
        )
        assert found(cash, spent, said(50 * M, step=M, metric="free_cash_flow")) == [("sum", "agrees", (3, 1, 2))]


class TestCalendar:
    def test_quarters_make_the_year(self) -> None:
        quarters = [said(v * M, step=M, period=f"2020-Q{q}") for q, v in enumerate((70, 80, 90, 100), 1)]
        assert found(*quarters, said(340 * M, step=M, period="2020")) == [("period", "agrees", (5, 1, 2, 3, 4))]
        assert found(*quarters, said(350 * M, step=M, period="2020"))[0][1] == "contradicts"

    def test_balances_do_not_add_up(self) -> None:
        halves = [said(v * M, step=M, period=f"2020-H{h}", metric="cash") for h, v in enumerate((70, 80), 1)]
        assert found(*halves, said(350 * M, step=M, period="2020", metric="cash")) == []


class TestRepeats:
    def test_rounded_repeat(self) -> None:
        exact, rough = (
            said(37.5, "percent", 0.1, metric="gross_margin"),
            said(38, "percent", metric="gross_margin"),
        )
        assert found(exact, rough | {"bound": "approx"}) == [("repeat", "rounding", (2, 1))]

    def test_same_number_again_is_no_finding(self) -> None:
        assert found(NOW, NOW) == []

    def test_one_digit_off(self) -> None:
        assert found(said(462 * M, step=M), said(472 * M, step=M)) == [("repeat", "contradicts", (2, 1))]

    @pytest.mark.parametrize("other", [{"value": 515 * M}, {"status": "guidance"}, {"bound": "approx"}, {"period": ""}])
    def test_other_facts_are_left_alone(self, other: Cells) -> None:
        second = said(472 * M, step=M) | other
        assert all(verdict != "contradicts" for _, verdict, _ in found(said(462 * M, step=M) | other, second))


def test_documents_are_kept_apart() -> None:
    rows = table(NOW | {"document": "a"}, BEFORE | {"document": "b"}, growth(14) | {"document": "a"})
    assert check(rows) == []


def test_text_cells_give_the_same_findings() -> None:
    rows = table(NOW, BEFORE, growth(10))
    texts = [{name: "" if cell is None else str(cell) for name, cell in row.items()} for row in rows]
    assert check(texts) == check(rows)


def test_rows_without_a_number_are_left_out() -> None:
    assert check(table(NOW | {"value": None, "low": None, "high": None})) == []


def test_missing_column_is_an_input_error() -> None:
    with pytest.raises(InputError, match="no column step"):
        check([{name: cell for name, cell in table(NOW)[0].items() if name != "step"}])


def test_broken_number_is_an_input_error() -> None:
    with pytest.raises(InputError, match="row 1"):
        check(table(NOW | {"value": "much"}))


def test_order_of_rows_does_not_matter() -> None:
    rows = table(NOW, BEFORE, growth(10), said(106 * M, step=M, segment="cranes"))
    assert check(rows[::-1]) == check(rows)


def test_verdicts_name_the_checked_row_and_all_that_agree() -> None:
    agreeing = check(table(NOW, BEFORE, growth(10)))
    assert verdicts(agreeing) == {("", 1): "agrees", ("", 2): "agrees", ("", 3): "agrees"}
    assert verdicts(check(table(NOW, BEFORE, growth(14)))) == {("", 3): "contradicts"}


def test_findings_as_rows_and_as_lines() -> None:
    one = check(table(NOW, BEFORE, growth(10)))[0]
    cells = table_of([one])[0]
    assert cells["finding"] == 1
    assert cells["rows"] == "3 1 2"
    assert (cells["stated_low"], cells["stated_high"]) == (9.5, 10.5)
    assert "9.6506% to 10.351%" in sentence_of(one)


def test_relations_are_closed() -> None:
    assert {one.relation for one in check(table(NOW, BEFORE, growth(10)))} <= set(RELATIONS)
