"""Figures that the call does not tell but that follow from what it tells: a factor of growth, an earlier level."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from oce_cli.amounts import written
from oce_cli.checks.intervals import ONE, Interval
from oce_cli.checks.judge import Compute
from oce_cli.checks.periods import base_of
from oce_cli.checks.told import Book, Key, Saying, Told, say

HUNDRED = Interval(ONE * 100, ONE * 100)
UNIT = Interval(ONE, ONE)


class Figure(NamedTuple):
    """A number computed from rows: ``compute`` takes the intervals of ``terms``."""

    terms: tuple[Told, ...]
    compute: Compute
    formula: str

    @property
    def positive(self) -> bool:
        """Whether it is above 0 whatever the rounding, so that it may be divided by."""
        readings = [told.interval for told in self.terms], [told.cut for told in self.terms]
        return all(found.closed and found.positive for found in map(self.compute, readings))


def plain(told: Told) -> Figure:
    """A row's own number."""
    return Figure((told,), _first, say(told))


def joined(one: Figure, two: Figure, compute: Callable[[Interval, Interval], Interval], formula: str) -> Figure:
    """What follows from two figures."""
    at = len(one.terms)

    def both(terms: Sequence[Interval]) -> Interval:
        return compute(one.compute(terms[:at]), two.compute(terms[at:]))

    return Figure((*one.terms, *two.terms), both, formula)


def grown(growth: Told) -> Figure:
    """How many times its base a number is that grew by so many percent.

    >>> from oce_cli.checks.told import read_row
    >>> row = {"row": 1, "metric": "revenue", "measure": "growth", "value": -21, "bound": "exact", "step": 2}
    >>> figure = grown(read_row(row | {"unit": "percent", "start": 0, "end": 3}))
    >>> figure.formula, [float(end) for end in figure.compute([told.interval for told in figure.terms]).bounds]
    ('(1 - 21%)', [0.78, 0.8])
    """
    size = written(abs(float(growth.value)), growth.key.unit)
    return Figure((growth,), _factor, f"(1 {'-' if growth.value < 0 else '+'} {size})")


def over(one: Figure, two: Figure) -> Figure:
    """One figure divided by another, which must be ``positive``."""
    return joined(one, two, Interval.over, f"{one.formula} / {two.formula}")


def growths(book: Book, key: Key, base: str, near: Told) -> list[Figure]:
    """The factors by which ``key`` is told to have grown from the period ``base``."""
    spelled = ("yoy", "qoq", base, base[:4], "")
    comparisons = dict.fromkeys(word for word in spelled if base in base_of(key.period, word))
    found = [
        grown(saying.near(near))
        for comparison in comparisons
        for saying in on_basis(book, key, measure="growth", unit="percent", comparison=comparison)
    ]
    return [figure for figure in found if figure.positive]


def moves(book: Book, key: Key, base: str, near: Told) -> Iterator[tuple[Figure, bool]]:
    """How many times its level in ``base`` the level of ``key`` is, and whether a growth says so or two levels."""
    yield from ((figure, True) for figure in growths(book, key, base, near))
    for now in on_basis(book, key, measure="level"):
        for before in on_basis(book, key, measure="level", period=base, unit=now.best.key.unit):
            divisor = plain(before.near(near))
            if divisor.positive:
                ratio = over(plain(now.near(near)), divisor)
                if ratio.positive:
                    yield ratio._replace(formula=f"({ratio.formula})"), False


def earlier(book: Book, key: Key, base: str, near: Told) -> Iterator[tuple[Figure, bool]]:
    """The level of ``key`` in ``base``, and whether it is only implied by the level and the growth since."""
    for saying in on_basis(book, key, measure="level", period=base):
        yield plain(saying.near(near)), False
    for now in on_basis(book, key, measure="level"):
        for factor in growths(book, key, base, near):
            yield over(plain(now.near(near)), factor), True


def on_basis(book: Book, key: Key, **other: str) -> list[Saying]:
    """The facts with the key after the changes, on its basis, or as reported where the call tells no other."""
    return book.find(key, **other) or book.find(key, basis="reported", **other)


def _first(terms: Sequence[Interval]) -> Interval:
    return terms[0]


def _factor(terms: Sequence[Interval]) -> Interval:
    return terms[0].over(HUNDRED) + UNIT
