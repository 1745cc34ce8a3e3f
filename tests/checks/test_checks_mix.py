"""Shares and margins of two periods, and growths of wholes: what growths of parts and wholes say of them."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from oce_cli.checks import check

_SPEC = importlib.util.spec_from_file_location("checks_said", Path(__file__).with_name("said.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
_SAID = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_SAID)
said, growth, table = _SAID.said, _SAID.growth, _SAID.table
Cells = dict[str, Any]
M = 1e6


def found(*sayings: Cells) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(one.relation, one.verdict, one.rows) for one in check(table(*sayings))]


def computed(*sayings: Cells) -> list[tuple[str, Any, Any]]:
    return [(one.formula, one.computed_low, one.computed_high) for one in check(table(*sayings))]


def share(value: float, step: float = 0.1, **other: Any) -> Cells:
    cells: Cells = said(value, "percent", step, measure="share", **other)
    return cells


CRANES: Cells = {"segment": "cranes"}
ALL = growth(40, step=0.1)
MORE, NOW, BEFORE = growth(5, step=0.1, **CRANES), share(30, **CRANES), share(40, period="2019-Q4", **CRANES)


class TestMix:
    def test_share_of_a_segment(self) -> None:
        assert found(ALL, MORE, NOW, BEFORE) == [("mix", "agrees", (4, 3, 1, 2))]
        formula, low, high = computed(ALL, MORE, NOW, BEFORE)[0]
        assert formula == "30% * (1 + 40%) / (1 + 5%)"
        assert (low, high) == pytest.approx((39.900, 40.100), abs=1e-3)

    def test_what_it_leaves_open_decides(self) -> None:
        assert found(ALL, MORE, NOW, BEFORE | share(40.1, period="2019-Q4", **CRANES))[0][1] == "agrees"
        assert found(ALL, MORE, NOW, BEFORE | share(40.2, period="2019-Q4", **CRANES)) == []

    def test_share_of_a_cost(self) -> None:
        cost: Cells = {"metric": "rd_expense"}
        rows = ALL, growth(5, step=0.1, **cost), share(30, **cost), share(40, period="2019-Q4", **cost)
        assert found(*rows) == [("mix", "agrees", (4, 3, 1, 2))]

    def test_a_falling_part(self) -> None:
        rows = growth(20, step=0.1), growth(-10, step=0.1, **CRANES), share(30, **CRANES)
        assert computed(*rows, BEFORE)[0][0] == "30% * (1 + 20%) / (1 - 10%)"

    def test_margin_by_two_levels_of_the_profit(self) -> None:
        profit = said(105 * M, step=M, metric="operating_income")
        before = said(100 * M, step=M, metric="operating_income", period="2019-Q4")
        margin = {"metric": "operating_margin"}
        margins = said(30, "percent", 0.1, **margin), said(40, "percent", 0.1, period="2019-Q4", **margin)
        assert found(ALL, profit, before, *margins) == [("mix", "agrees", (5, 4, 1, 2, 3))]

    def test_levels_alone_are_left_to_the_shares(self) -> None:
        levels = said(1400 * M, step=M), said(1000 * M, step=M, period="2019-Q4")
        parts = said(420 * M, step=M, **CRANES), said(400 * M, step=M, period="2019-Q4", **CRANES)
        assert {relation for relation, _, _ in found(*levels, *parts, NOW, BEFORE)} == {"share"}

    def test_levels_that_growths_imply_stand_in_for_the_later_share(self) -> None:
        levels = said(1400 * M, step=M), said(420 * M, step=M, **CRANES)
        assert found(ALL, MORE, *levels, BEFORE) == [("mix", "agrees", (5, 4, 2, 3, 1))]
        formula = computed(ALL, MORE, *levels, BEFORE)[0][0]
        assert formula == "USD 420 million / (1 + 5%) / (USD 1.4 billion / (1 + 40%))"

    def test_change_in_points(self) -> None:
        points = said(-10, "percentage_points", 0.1, measure="change", comparison="yoy", **CRANES)
        assert found(ALL, MORE, NOW, points) == [("mix", "agrees", (4, 3, 1, 2))]
        assert computed(ALL, MORE, NOW, points)[0][0] == "30% - 30% * (1 + 40%) / (1 + 5%)"

    def test_change_in_points_is_left_to_the_levels_where_both_are_told(self) -> None:
        margin = {"metric": "operating_margin"}
        margins = said(30, "percent", 0.1, **margin), said(40, "percent", 0.1, period="2019-Q4", **margin)
        points = said(-10, "percentage_points", 0.1, measure="change", comparison="yoy", **margin)
        rows = ALL, growth(5, step=0.1, metric="operating_income"), *margins, points
        assert [(relation, which[0]) for relation, _, which in found(*rows)] == [("mix", 4), ("change", 5)]

    def test_growth_since_the_quarter_before(self) -> None:
        since = growth(40, step=0.1, comparison="qoq"), growth(5, step=0.1, comparison="qoq", **CRANES)
        assert found(*since, NOW, BEFORE) == []
        assert found(*since, NOW, BEFORE | {"period": "2020-Q3"}) == [("mix", "agrees", (4, 3, 1, 2))]

    def test_growth_that_does_not_say_since_when(self) -> None:
        assert found(ALL | {"comparison": ""}, MORE, NOW, BEFORE) == [("mix", "agrees", (4, 3, 1, 2))]

    @pytest.mark.parametrize("missing", range(4))
    def test_without_one_of_its_rows_it_says_nothing(self, missing: int) -> None:
        rows = [ALL, MORE, NOW, BEFORE]
        assert found(*rows[:missing], *rows[missing + 1 :]) == []

    @pytest.mark.parametrize("other", [{"basis": "organic"}, {"status": "guidance"}, {"period": "2020"}])
    def test_another_growth_is_not_taken(self, other: Cells) -> None:
        assert found(ALL | other, MORE, NOW, BEFORE) == []

    def test_what_could_not_fail_is_not_told(self) -> None:
        rough = share(30, step=40, **CRANES)  # 10% to 50%
        assert found(ALL, MORE, rough, BEFORE) == []

    @pytest.mark.parametrize("other", [growth(-99.9, step=1, **CRANES), growth(5, bound="over", **CRANES)])
    def test_a_part_that_may_be_gone_or_is_left_open_says_nothing(self, other: Cells) -> None:
        assert found(ALL, other, NOW, BEFORE) == []

    def test_a_closed_growth_is_taken_though_an_open_one_stands_nearer(self) -> None:
        roughly = growth(4, bound="over", **CRANES) | {"start": 4001, "sentence": "Sentence 4."}
        assert found(ALL, MORE, NOW, BEFORE, roughly)[0] == ("mix", "agrees", (4, 3, 1, 2))


class TestMixContradicts:
    WRONG = share(44, period="2019-Q4", **CRANES)
    HOISTS = (
        growth(75, step=0.1, segment="hoists"),
        share(50, segment="hoists"),
        share(40, period="2019-Q4", segment="hoists"),
    )

    def test_one_that_holds_nowhere_else_says_nothing(self) -> None:
        assert found(ALL, MORE, NOW, self.WRONG) == []

    def test_one_that_holds_elsewhere_contradicts(self) -> None:
        assert ("mix", "contradicts", (4, 3, 1, 2)) in found(ALL, MORE, NOW, self.WRONG, *self.HOISTS)

    def test_dropped_digits_are_rounding(self) -> None:
        cut = share(39, step=1, period="2019-Q4", **CRANES)  # 39.9% to 40.1% told as 39%
        assert ("mix", "rounding", (4, 3, 1, 2)) in found(ALL, MORE, NOW, cut, *self.HOISTS)

    def test_two_growths_of_one_thing_leave_it_open(self) -> None:
        rows = ALL, MORE, NOW, self.WRONG, *self.HOISTS, growth(6, step=0.1, **CRANES)
        assert all(verdict == "agrees" for _, verdict, _ in found(*rows))

    def test_rows_that_are_not_sure_contradict_nothing(self) -> None:
        unsure = {"confidence": 0.7}
        rows = ALL | unsure, MORE | unsure, NOW, self.WRONG, *self.HOISTS
        assert all(verdict == "agrees" for _, verdict, _ in found(*rows))

    def test_two_segments_at_once_may_have_another_whole(self) -> None:
        both = {"segment": "cranes, asia"}
        rows = ALL, MORE | both, NOW | both, self.WRONG | both, *self.HOISTS
        assert all(verdict == "agrees" for _, verdict, _ in found(*rows))


class TestGrowthOfAWhole:
    PARTS = said(110 * M, step=M, **CRANES), said(220 * M, step=M, segment="hoists")
    GROWTHS = growth(10, step=0.1, **CRANES), growth(100, step=0.1, segment="hoists")
    WHOLE = said(330 * M, step=M)

    def blends(self, *rows: Cells) -> list[tuple[str, tuple[int, ...]]]:
        metric_growths = [at for at, row in enumerate(rows, 1) if row["measure"] == "growth" and not row["segment"]]
        return [(verdict, which) for _, verdict, which in found(*rows) if which[0] in metric_growths]

    def test_levels_and_growths_of_the_parts(self) -> None:
        rows = *self.PARTS, *self.GROWTHS, self.WHOLE, growth(57, step=1)  # 330 / (100 + 110) - 1
        assert self.blends(*rows) == [("agrees", (6, 1, 2, 3, 4))]
        formula = computed(*rows)[-1][0]
        levels = "USD 110 million + USD 220 million"
        assert formula == f"({levels}) / (USD 110 million / (1 + 10%) + USD 220 million / (1 + 100%)) - 1"

    def test_shares_weigh_as_levels_do(self) -> None:
        shares = share(33.3, **CRANES), share(66.7, segment="hoists")
        assert self.blends(*shares, *self.GROWTHS, growth(57)) == [("agrees", (5, 1, 2, 3, 4))]

    def test_it_never_contradicts(self) -> None:
        assert self.blends(*self.PARTS, *self.GROWTHS, self.WHOLE, growth(60)) == []

    def test_parts_that_are_not_the_whole_say_nothing(self) -> None:
        assert self.blends(*self.PARTS, *self.GROWTHS, growth(57)) == []
        more = said(400 * M, step=M)
        assert self.blends(*self.PARTS, *self.GROWTHS, more, growth(57)) == []

    def test_a_part_without_growth_says_nothing(self) -> None:
        assert self.blends(*self.PARTS, self.GROWTHS[0], self.WHOLE, growth(57)) == []

    def test_parts_since_another_time_say_nothing(self) -> None:
        assert self.blends(*self.PARTS, *self.GROWTHS, self.WHOLE, growth(57, comparison="qoq")) == []

    def test_what_could_not_fail_is_not_told(self) -> None:
        rough = [row | {"step": 90.0} for row in self.GROWTHS]
        assert self.blends(*self.PARTS, *rough, self.WHOLE, growth(57)) == []

    def test_told_twice_it_is_found_once(self) -> None:
        again = growth(57, comparison="")
        assert len(self.blends(*self.PARTS, *self.GROWTHS, self.WHOLE, growth(57), again)) == 1


class TestSharesOfAnUntoldWhole:
    LEVELS = said(110 * M, step=M, **CRANES), said(220 * M, step=M, segment="hoists")
    FIRST, SECOND = share(20, **CRANES), share(40, segment="hoists")

    def test_two_parts_are_to_each_other_as_their_shares(self) -> None:
        assert found(*self.LEVELS, self.FIRST, self.SECOND) == [("share", "agrees", (4, 3, 2, 1))]
        formula = computed(*self.LEVELS, self.FIRST, self.SECOND)[0][0]
        assert formula == "20% * USD 220 million / USD 110 million"

    def test_a_cost_and_a_segment_have_the_revenue_as_their_whole(self) -> None:
        cost = said(220 * M, step=M, metric="rd_expense"), share(40, metric="rd_expense")
        assert found(self.LEVELS[0], cost[0], self.FIRST, cost[1]) == [("share", "agrees", (4, 3, 2, 1))]

    def test_where_the_whole_is_told_it_is_not_asked(self) -> None:
        rows = *self.LEVELS, self.FIRST, self.SECOND, said(550 * M, step=M)
        assert [which for relation, _, which in found(*rows) if relation == "share"] == [(3, 1, 5), (4, 2, 5)]

    def test_it_never_contradicts(self) -> None:
        assert found(*self.LEVELS, self.FIRST, share(45, segment="hoists")) == []

    @pytest.mark.parametrize("missing", range(4))
    def test_without_one_of_its_rows_it_says_nothing(self, missing: int) -> None:
        rows = [*self.LEVELS, self.FIRST, self.SECOND]
        assert found(*rows[:missing], *rows[missing + 1 :]) == []

    @pytest.mark.parametrize(
        "other", [{"period": "2020"}, {"basis": "adjusted"}, {"metric": "bookings"}, {"segment": "hoists, asia"}]
    )
    def test_a_share_of_something_else_is_not_taken(self, other: Cells) -> None:
        assert found(self.LEVELS[0], self.LEVELS[1] | other, self.FIRST, self.SECOND | other) == []

    def test_what_could_not_fail_is_not_told(self) -> None:
        assert found(*self.LEVELS, self.FIRST | {"step": 30.0}, self.SECOND) == []
