"""Shares and margins of two periods: they move as the part grows faster or slower than the whole.

share / earlier share = growth of the part / growth of the whole, each growth counted as 1 + its percent. That holds
for a segment in the company, for a cost in the revenue and for a margin, and it needs none of the levels.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from oce_cli.checks.definitions import definitions
from oce_cli.checks.figures import UNIT, Figure, earlier, joined, moves, over, plain
from oce_cli.checks.intervals import ONE, Interval
from oce_cli.checks.judge import Claim, holds
from oce_cli.checks.periods import base_of
from oce_cli.checks.told import Book, Key, Saying, say

MOST_WAYS = 3  # moves of one key that are tried


def claims(book: Book) -> Iterator[list[Claim]]:
    """Every earlier share or margin, and every change of one in points, with the ways to check it."""
    periods = sorted({key.period for key in book.facts if key.period})
    ways = []
    for saying in (*book.sayings("share"), *book.sayings("level")):
        key = saying.best.key
        if key.unit in ("percent", "multiple") and not key.comparison and saying.best.interval.closed:
            later = [period for period in periods if key.period in base_of(period, "")]
            found = [[*_before(book, saying, period)] for period in later]
            only = sum(map(bool, found)) == 1
            ways.append([claim._replace(firm=claim.firm and only) for claims in found for claim in claims])
    ways += [[*_points(book, saying)] for saying in book.sayings("change")]
    proven = {claim.told.key.metric for claims in ways for claim in claims if holds(claim)}
    for claims in ways:
        yield [claim._replace(firm=claim.firm and claim.told.key.metric in proven) for claim in claims]


def _before(book: Book, saying: Saying, later: str) -> Iterator[Claim]:
    """An earlier share against the later one and both growths, else against levels that growths imply."""
    told = saying.best
    shares = book.find(told.key, period=later, unit=told.key.unit)
    for part, whole, firm in _pairs(told.key):
        part, whole = part._replace(period=later), whole._replace(period=later)
        parts = [*islice(moves(book, part, told.key.period, told), MOST_WAYS)]
        wholes = [*islice(moves(book, whole, told.key.period, told), MOST_WAYS)]
        alone = firm and len(shares) == 1 and _alike(parts) and _alike(wholes)
        for now, (above, grew), (below, also) in product(shares, parts, wholes):
            if grew or also:  # with levels alone both shares are checked by themselves already
                figure = over(_times(plain(now.near(told)), below), above)
                yield Claim("mix", told, figure.terms, figure.compute, figure.formula, alone)
        yield from _implied(book, saying, part, whole, firm)


def _implied(book: Book, saying: Saying, part: Key, whole: Key, firm: bool) -> Iterator[Claim]:
    """An earlier share against the levels of its time, one or both of them implied by a growth since."""
    told = saying.best
    scale = ONE * 100 if told.key.unit == "percent" else ONE
    parts = [*islice(earlier(book, part, told.key.period, told), MOST_WAYS)]
    wholes = [*islice(earlier(book, whole, told.key.period, told), MOST_WAYS)]
    alone = firm and _alike(parts) and _alike(wholes)
    for (above, implied), (below, also) in product(parts, wholes):
        alike = above.terms[0].key.unit == below.terms[0].key.unit
        if (implied or also) and alike and below.positive:
            formula = f"{above.formula} / {f'({below.formula})' if also else below.formula}"
            figure = joined(above, below, lambda one, two: one.over(two).times(scale), formula)
            yield Claim("mix", told, figure.terms, figure.compute, formula, alone)


def _points(book: Book, saying: Saying) -> Iterator[Claim]:
    """A change of a share in points against the share and both growths, where the earlier share is not told."""
    told = saying.best
    if told.key.unit != "percentage_points" or not told.interval.closed:
        return
    for measure, base in product(("level", "share"), base_of(told.key.period, told.key.comparison)):
        if book.find(told.key, measure=measure, period=base):
            continue
        for now in book.find(told.key, measure=measure, unit="percent"):
            for part, whole, _ in _pairs(now.best.key):
                parts = [figure for figure, _ in islice(moves(book, part, base, told), MOST_WAYS)]
                wholes = [figure for figure, _ in islice(moves(book, whole, base, told), MOST_WAYS)]
                for above, below in product(parts, wholes):
                    share = plain(now.near(told))
                    formula = f"{share.formula} - {share.formula} * {below.formula} / {above.formula}"
                    figure = joined(share, over(below, above), _lost, formula)
                    yield Claim("mix", told, figure.terms, figure.compute, formula, firm=False)


def _pairs(key: Key) -> Iterator[tuple[Key, Key, bool]]:
    """What a share or margin is made of: the keys of part and whole, and whether no other whole may be meant."""
    level = key._replace(measure="level", unit="")
    if key.measure == "share":
        if key.segment:
            yield level, level._replace(segment=""), "," not in key.segment
        for metric in definitions().share_wholes:
            if metric != key.metric:
                yield level, level._replace(metric=metric), not key.segment
        return
    for ratio in definitions().ratios:
        if ratio.metric == key.metric:
            for part, whole in product(ratio.parts, ratio.wholes):
                yield level._replace(metric=part), level._replace(metric=whole), not ratio.loose


def _alike(found: list[tuple[Figure, bool]]) -> bool:
    """Whether the call tells one way only, be it told more than once."""
    return len({tuple(map(say, figure.terms)) for figure, _ in found}) == 1


def _times(one: Figure, two: Figure) -> Figure:
    return joined(one, two, Interval.by, f"{one.formula} * {two.formula}")


def _lost(share: Interval, ratio: Interval) -> Interval:
    """What a share gained: itself less what it was, which is the share by the ratio of the growths."""
    return share.by(UNIT - ratio)
