"""Bridges from one result to the next: gross margin less costs, growth at constant currency and what currency added.

A talk seldom tells all costs and effects, so a bridge that does not meet says nothing: it never contradicts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import product
from operator import sub

from oce_cli.checks.definitions import Bridge, definitions
from oce_cli.checks.figures import on_basis
from oce_cli.checks.intervals import Interval
from oce_cli.checks.judge import Claim
from oce_cli.checks.shares import total
from oce_cli.checks.told import Book, Saying, Told, say

MOST_WAYS = 2  # facts of one key that are tried


def claims(book: Book) -> Iterator[list[Claim]]:
    """Every result, every change of one and every reported growth, with the bridges that lead to it."""
    by_metric = {one.metric: one for one in definitions().bridges}
    for measure in ("level", "share", "change"):
        for saying in book.sayings(measure):
            if saying.best.key.metric in by_metric:
                yield [*_bridge(book, by_metric[saying.best.key.metric], saying)]
    for saying in book.sayings("growth"):
        if saying.best.key.unit == "percent" and saying.best.key.basis == "reported":
            yield [*_effects(book, saying)]


def _bridge(book: Book, definition: Bridge, saying: Saying) -> Iterator[Claim]:
    told = saying.best
    for metric in definition.start:
        starts = _told_of(book, told, metric)
        for costs in _costs(book, told, definition):
            for way in product(starts, *costs):
                terms = tuple(term.near(told) for term in way)
                yield Claim("bridge", told, terms, _less, " - ".join(map(_signed, terms)), firm=False)


def _costs(book: Book, told: Told, definition: Bridge) -> Iterator[list[list[Saying]]]:
    """The costs to take off: all single ones that are told, or one that is their sum."""
    single = [found for metric in definition.costs if (found := _told_of(book, told, metric))]
    if single:
        yield single
    yield from ([found] for metric in definition.all_costs if (found := _told_of(book, told, metric)))


def _told_of(book: Book, told: Told, metric: str) -> list[Saying]:
    """What is told of a metric in the unit of ``told``; a cost in percent of revenue is mostly told as a share."""
    key = told.key
    found = [
        saying
        for measure in dict.fromkeys((key.measure, "share") if key.unit == "percent" else (key.measure,))
        for comparison in dict.fromkeys((key.comparison, ""))
        for saying in on_basis(book, key, metric=metric, measure=measure, unit=key.unit, comparison=comparison)
    ]
    return found[:MOST_WAYS]


def _effects(book: Book, saying: Saying) -> Iterator[Claim]:
    """A growth against the one without currency or purchases, and the points that these are told to have added."""
    told = saying.best
    for basis, metrics in definitions().effects.items():
        inner = [
            found
            for comparison in dict.fromkeys((told.key.comparison, ""))
            for found in book.find(told.key, basis=basis, unit="percent", comparison=comparison)
        ]
        effects = [found for metric in metrics if (found := _points_of(book, told, metric))]
        for way in product(inner[:MOST_WAYS], *effects) if effects else ():
            terms = tuple(term.near(told) for term in way)
            yield Claim("bridge", told, terms, total, " + ".join(map(_signed, terms)), firm=False)


def _points_of(book: Book, told: Told, metric: str) -> list[Saying]:
    units = ("percentage_points", "percent")
    found = [one for unit in units for one in book.find(told.key, metric=metric, measure="level", unit=unit)]
    return found[:MOST_WAYS]


def _less(terms: Sequence[Interval]) -> Interval:
    return reduce(sub, terms)


def _signed(told: Told) -> str:
    return f"({say(told)})" if told.value < 0 else say(told)
