"""The growth of a whole against what its parts weigh and how fast they grow.

whole / earlier whole = all parts / all of them before they grew. A part weighs its level, or its share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product

from oce_cli.checks.figures import HUNDRED, UNIT, grown
from oce_cli.checks.intervals import ONE, Interval
from oce_cli.checks.judge import Claim
from oce_cli.checks.shares import runs, total
from oce_cli.checks.told import Book, Key, Told, say

MOST_WAYS = 2  # growths of one part that are tried


def claims(book: Book) -> Iterator[list[Claim]]:
    """Every growth of a whole with the lists of parts that make it up and whose growths are all told."""
    found: dict[object, list[Claim]] = {}
    for run in runs(book):
        if all(part.interval.positive and part.cut.positive for part in run) and _is_whole(book, run):
            # where a growth is told with and without its comparison, the same parts bear it out once
            once = {claim.rows[1:]: claim for claim in reversed([*_blends(book, run)])}
            for claim in reversed(once.values()):
                found.setdefault(claim.told.row, []).append(claim)
    for ways in found.values():
        yield sorted(ways, key=lambda claim: claim.compute([term.interval for term in claim.others]).width)


def _is_whole(book: Book, run: Sequence[Told]) -> bool:
    """Whether the parts make up the whole: shares 100%, levels a level that is told."""
    weight = total([part.interval for part in run])
    if run[-1].key.measure == "share":
        return weight.meets(HUNDRED)
    wholes = book.find(run[-1].key, segment="", unit=run[-1].key.unit)
    return any(weight.meets(whole.best.interval) and weight.width < whole.best.value for whole in wholes)


def _blends(book: Book, run: Sequence[Told]) -> Iterator[Claim]:
    growth = run[-1].key._replace(measure="growth", unit="percent", segment="")
    for since in ("yoy", "qoq", ""):
        for saying in book.find(growth, unit="percent", comparison=since):
            ways = [_growths(book, part, growth, since) for part in run]
            for way in product(*ways):
                terms = (*run, *way)
                yield Claim("whole", saying.best, terms, partial(_blend, len(run)), _formula(run, way), firm=False)


def _growths(book: Book, part: Told, growth: Key, since: str) -> list[Told]:
    """The growths of a part over the same time, or over one that is not told."""
    segment = part.key.segment
    found = [
        saying.near(part)
        for comparison in dict.fromkeys((since, "") if since else ("", "yoy"))
        for saying in book.find(growth, segment=segment, unit="percent", comparison=comparison)
    ]
    return [told for told in found if grown(told).positive][:MOST_WAYS]


def _blend(parts: int, terms: Sequence[Interval]) -> Interval:
    """The growth of all parts together.

    That a weight counts in both sums at once is left out of account, so the interval is never too narrow.
    """
    weights, growths = terms[:parts], terms[parts:]
    factors = [growth.over(HUNDRED) + UNIT for growth in growths]
    before = total([weight.over(factor) for weight, factor in zip(weights, factors, strict=True)])
    return (total(weights).over(before) - UNIT).times(ONE * 100)


def _formula(run: Sequence[Told], growths: Sequence[Told]) -> str:
    whole = " + ".join(map(say, run))
    before = " + ".join(f"{say(part)} / {grown(growth).formula}" for part, growth in zip(run, growths, strict=True))
    return f"({whole}) / ({before}) - 1"
