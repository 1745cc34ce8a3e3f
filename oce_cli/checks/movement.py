"""Levels against what is said of their movement: growth in percent, change in the metric's own unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oce_cli.checks.intervals import ONE, Interval
from oce_cli.checks.judge import Claim
from oce_cli.checks.periods import base_of
from oce_cli.checks.told import Book, Saying, Told, say


def claims(book: Book) -> Iterator[list[Claim]]:
    """Every growth and change with the ways to check it."""
    for saying in book.sayings("growth"):
        if saying.best.key.unit == "percent":
            yield [*_growths(book, saying)]
    for saying in book.sayings("change"):
        yield [*_changes(book, saying)]
        yield [*_change_and_growth(book, saying)]


def _growths(book: Book, saying: Saying) -> Iterator[Claim]:
    for told, now, before, firm in _pairs(book, saying):
        if now.key.unit == "percent" or not before.interval.positive:
            continue
        formula = f"{say(now)} / {say(before)} - 1"
        yield Claim("growth", told, (now, before), _relative, formula, firm)


def _changes(book: Book, saying: Saying) -> Iterator[Claim]:
    unit = "percent" if saying.best.key.unit == "percentage_points" else saying.best.key.unit
    for told, now, before, firm in _pairs(book, saying):
        if now.key.unit == unit:
            yield Claim("change", told, (now, before), _difference, f"{say(now)} - {say(before)}", firm)


def _change_and_growth(book: Book, saying: Saying) -> Iterator[Claim]:
    """A growth against a level and its change, where no earlier level is told."""
    change = saying.best
    if change.key.unit in ("percent", "percentage_points") or not change.interval.closed:
        return
    for level in book.find(change.key, measure="level", unit=change.key.unit):
        now = level.near(change)
        if not (now.interval - change.interval).positive:
            continue
        for comparison in {change.key.comparison: 0, "": 0}:
            for growth in book.find(change.key, measure="growth", unit="percent", comparison=comparison):
                told = growth.near(change)
                formula = f"{say(change)} / ({say(now)} - {say(change)})"
                yield Claim("growth", told, (change, now), _relative_change, formula, False)


def _pairs(book: Book, saying: Saying) -> Iterator[tuple[Told, Told, Told, bool]]:
    """The mention, the level of its period, an earlier level, and whether nothing else can be meant."""
    key = saying.best.key
    rivals = [one for one in book.facts if one._replace(comparison="") == key._replace(comparison="")]
    only = sum(len(book.facts[one]) for one in rivals if "" in (one.comparison, key.comparison) or one == key) == 1
    ends = book.find(key, measure="level")
    for told in saying.mentions[:3]:
        bases = base_of(key.period, told.key.comparison)
        for base in bases:
            starts = book.find(key, measure="level", period=base, status="actual")
            for end in ends:
                for start in starts:
                    now, before = end.near(told), start.near(told)
                    if now.key.unit != before.key.unit:
                        continue
                    close = now.beside(told) and before.beside(told)
                    alone = only and len(ends) == len(starts) == 1 and len(bases) == 1
                    yield told, now, before, close or alone


def _relative(ends: Sequence[Interval]) -> Interval:
    ratio = ends[0].over(ends[1])
    return (ratio - Interval(ONE, ONE)).times(ONE * 100)


def _difference(ends: Sequence[Interval]) -> Interval:
    return ends[0] - ends[1]


def _relative_change(ends: Sequence[Interval]) -> Interval:
    """change / (level - change): monotone in both, so its extremes stand at the corners."""
    changes, levels = ends[0].bounds, ends[1].bounds
    corners = [change / (level - change) * 100 for change in changes for level in levels]
    return Interval(min(corners), max(corners))
