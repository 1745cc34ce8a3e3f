"""Quarters and halves against the year that they make."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from oce_cli.checks.definitions import definitions
from oce_cli.checks.judge import Claim
from oce_cli.checks.periods import made_of
from oce_cli.checks.shares import total
from oce_cli.checks.told import Book, Saying, Told, say

MOST_WAYS = 2  # facts of one key that are tried


def claims(book: Book) -> Iterator[list[Claim]]:
    """Every flow over a long period with the shorter ones that it is made of."""
    flows = definitions().flows
    for saying in book.sayings("level"):
        told = saying.best
        if told.key.metric not in flows or told.key.unit in ("percent", "percentage_points", "multiple"):
            continue
        found = []
        for way in made_of(told.key.period):
            levels = [_told_of(book, told, period) for period in way]
            for parts in product(*(level[:MOST_WAYS] for level in levels)):
                terms = tuple(part.near(told) for part in parts)
                firm = told.key.status == "actual" and all(len(level) == 1 for level in levels)
                found.append(Claim("period", told, terms, total, " + ".join(map(say, terms)), firm))
        yield found


def _told_of(book: Book, told: Told, period: str) -> list[Saying]:
    """The levels of a part: a year that is guided to may be made of a half that is over and one still to come."""
    found = book.find(told.key, period=period, unit=told.key.unit)
    if told.key.status != "guidance":
        return found
    return book.find(told.key, period=period, unit=told.key.unit, status="actual") or found
