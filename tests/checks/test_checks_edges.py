"""Where a relation just holds, just not, or must not be asked for: open ends, other units, other places."""

from __future__ import annotations

import importlib.util
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from oce_cli.checks import check
from oce_cli.checks.intervals import Interval, stated

_SPEC = importlib.util.spec_from_file_location("checks_said", Path(__file__).with_name("said.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
_SAID = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_SAID)
said, growth, table = _SAID.said, _SAID.growth, _SAID.table
Cells = dict[str, Any]
M = 1e6
NOW, BEFORE = said(330 * M, step=M), said(300 * M, step=M, period="2019-Q4")


def found(*sayings: Cells) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(one.relation, one.verdict, one.rows) for one in check(table(*sayings))]


def interval(bound: str, value: int, low: int | None, high: int | None, step: int = 1, cut: bool = False) -> Interval:
    first, last = (None if end is None else Fraction(end) for end in (low, high))
    return stated(bound, Fraction(value), first, last, Fraction(step), cut=cut)


@pytest.mark.parametrize(
    ("found", "low", "high"),
    [
        (interval("range", 6, 5, 7), "4.5", "7.5"),
        (interval("range", 6, None, 7), None, "7.5"),
        (interval("range", 6, 5, None), "4.5", None),
        (interval("exact", -42, -42, -42, cut=True), "-43", "-41.5"),
        (interval("exact", 42, 42, 42, cut=True), "41.5", "43"),
        (interval("exact", 0, 0, 0, cut=True), "-0.5", "0.5"),
        (interval("approx", 0, 0, 0), "-1", "1"),
        (interval("approx", 5, 5, 5, step=0), "5", "5"),
        (interval("under", 5, None, 5), None, "5"),
    ],
)
def test_what_a_number_leaves_open(found: Interval, low: str | None, high: str | None) -> None:
    assert (found.low, found.high) == tuple(None if end is None else Fraction(end) for end in (low, high))


def test_an_open_interval_has_no_bounds_and_nothing_is_divided_by_less_than_nothing() -> None:
    with pytest.raises(ValueError, match="open"):
        _ = Interval(Fraction(1), None).bounds
    with pytest.raises(ValueError, match="above 0"):
        Interval(Fraction(1), Fraction(2)).over(Interval(Fraction(0), Fraction(2)))


class TestMovement:
    def test_open_change_says_nothing_of_growth(self) -> None:
        change = said(30 * M, step=M, measure="change", comparison="yoy", bound="under")
        assert found(NOW, change, growth(10)) == []

    def test_change_of_a_percent_says_nothing_of_growth(self) -> None:
        margin = {"metric": "gross_margin"}
        change = said(10, "percent", measure="change", comparison="yoy", **margin)
        assert found(said(40, "percent", **margin), change, growth(33, **margin)) == []

    def test_a_growth_of_a_percent_is_not_reckoned(self) -> None:
        margin = {"metric": "gross_margin"}
        levels = said(40, "percent", **margin), said(30, "percent", period="2019-Q4", **margin)
        assert found(*levels, growth(33, **margin)) == []

    def test_the_same_words_far_apart_are_two_sentences(self) -> None:
        same = {"sentence": "So it was."}
        assert found(NOW | same, BEFORE | same, growth(14, comparison="") | same) == []

    @pytest.mark.parametrize(("start", "beside"), [(24, True), (25, False)])
    def test_how_far_one_sentence_reaches(self, start: int, beside: bool) -> None:
        same = {"sentence": "All at once."}
        rows = NOW | same | {"start": 0}, BEFORE | same | {"start": 5}, growth(14, comparison="") | same
        assert bool(found(rows[0], rows[1], rows[2] | {"start": start})) == beside

    def test_another_level_that_fits_makes_the_table_doubtful(self) -> None:
        cranes = said(342 * M, step=M, segment="cranes")
        assert found(NOW, BEFORE, growth(14), cranes) == []

    @pytest.mark.parametrize("other", [{"metric": "bookings"}, {"status": "guidance"}, {"measure": "change"}])
    def test_what_is_no_level_of_the_metric_casts_no_doubt(self, other: Cells) -> None:
        rival = said(342 * M, step=M, segment="cranes") | other
        assert found(NOW, BEFORE, growth(14), rival) == [("growth", "contradicts", (3, 1, 2))]

    def test_rows_that_are_not_sure_contradict_nothing(self) -> None:
        assert found(NOW | {"confidence": 0.6}, BEFORE | {"confidence": 0.8}, growth(14)) == []


class TestShares:
    def test_parts_in_another_currency(self) -> None:
        part = said(106 * M, "EUR", step=M, segment="cranes")
        share = said(32.1, "percent", 0.1, measure="share", segment="cranes")
        assert found(NOW, part, share) == []

    def test_share_that_is_compared_is_left_alone(self) -> None:
        part = said(106 * M, step=M, segment="cranes")
        share = said(32.1, "percent", 0.1, measure="share", segment="cranes", comparison="yoy")
        assert found(NOW, part, share) == []

    def test_two_segments_at_once_may_have_another_whole(self) -> None:
        sentence = {"sentence": "Cranes in Asia made 106, or 45% of total revenue.", "start": 100}
        part = said(106 * M, step=M, segment="cranes, asia") | sentence
        share = said(45, "percent", measure="share", segment="cranes, asia", text="45%") | sentence | {"start": 110}
        assert found(NOW, part, share) == []

    def test_the_last_share_is_what_the_others_leave(self) -> None:
        shares = [
            said(value, "percent", 1, measure="share", segment=name) for name, value in (("cranes", 60), ("hoists", 40))
        ]
        one = check(table(*shares))[0]
        assert (one.computed_low, one.computed_high) == (39.5, 40.5)


class TestRatios:
    def test_profit_in_another_currency(self) -> None:
        profit = said(132 * M, "EUR", step=M, metric="gross_profit")
        assert found(NOW, profit, said(40, "percent", metric="gross_margin")) == []

    def test_a_margin_in_points_is_a_distance(self) -> None:
        before = BEFORE, said(120 * M, step=M, metric="gross_profit", period="2019-Q4")
        proven = said(40, "percent", metric="gross_margin", period="2019-Q4")
        points = said(2, "percentage_points", metric="gross_margin")
        profit = said(132 * M, step=M, metric="gross_profit")
        assert [one for one in found(NOW, profit, points, *before, proven) if one[1] == "contradicts"] == []

    def test_nothing_is_divided_by_a_loss(self) -> None:
        profit = said(132 * M, step=M, metric="gross_profit")
        assert found(said(-330 * M, step=M), profit, said(40, "percent", metric="gross_margin")) == []

    def test_a_ratio_on_another_basis_than_its_parts_contradicts_nothing(self) -> None:
        before = (
            BEFORE,
            said(60 * M, step=M, metric="ebitda", period="2019-Q4"),
            said(20, "percent", metric="ebitda_margin", period="2019-Q4"),
        )
        profit = said(66 * M, step=M, metric="ebitda")
        wrong = said(26, "percent", metric="ebitda_margin")
        assert ("ratio", "contradicts", (3, 2, 1)) in found(NOW, profit, wrong, *before)
        assert all(verdict == "agrees" for _, verdict, _ in found(NOW, profit, wrong | {"basis": "adjusted"}, *before))


class TestRepeats:
    @pytest.mark.parametrize(
        ("one", "two", "verdicts"),
        [
            (462, 472, ["contradicts"]),
            (46, 47, []),  # two digits are a slip apart by chance
            (-462, 472, []),
            (-462, -472, ["contradicts"]),
            (462, 515, []),
            (375, 357, ["contradicts"]),
        ],
    )
    def test_what_is_a_slip(self, one: int, two: int, verdicts: list[str]) -> None:
        rows = [said(value * M, step=M, text=f"${abs(value)} million") for value in (one, two)]
        assert [verdict for _, verdict, _ in found(*rows)] == verdicts

    def test_three_facts_of_one_key_are_three_facts(self) -> None:
        assert found(*(said(value * M, step=M, text=f"{value}") for value in (462, 472, 482))) == []

    def test_numbers_that_others_bear_out_are_no_slips(self) -> None:
        levels = said(462 * M, step=M, text="462"), said(472 * M, step=M, text="472")
        before = said(420 * M, step=M, period="2019-Q4")
        rows = *levels, before, growth(10), growth(12.4, step=0.1)
        assert [verdict for relation, verdict, _ in found(*rows) if relation == "repeat"] == []
