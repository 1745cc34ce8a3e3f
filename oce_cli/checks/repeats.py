"""One fact told more than once, with numbers that can or cannot both be true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from oce_cli.checks.intervals import Interval
from oce_cli.checks.judge import Claim
from oce_cli.checks.told import Book, Saying, Told, say

_DIGITS = re.compile(r"\d+", re.ASCII)
FEWEST_DIGITS = 3  # with fewer, most pairs of numbers are a slip apart by mere chance


def claims(book: Book) -> Iterator[list[Claim]]:
    """Every rougher mention beside the most exact one of its fact, every two facts a slip apart."""
    for sayings in book.facts.values():
        for saying in sayings:
            yield from ([_repeat(told, saying.best)] for told in saying.mentions[1:] if _is_rougher(told, saying.best))
        for one, two in combinations(sorted(sayings, key=_first), 2):
            if _is_slip(one.best, two.best):
                yield [_repeat(two.best, one.best)]


def _repeat(told: Told, best: Told) -> Claim:
    return Claim("repeat", told, (best,), _same, say(best), firm=True)


def _is_rougher(told: Told, best: Told) -> bool:
    """Whether ``told`` is ``best`` with fewer digits: "about 38%" or "over 37%" for 37.5%, not "over 10%"."""
    low, high = told.interval.low, told.interval.high
    inside = (low is None or low <= best.value) and (high is None or best.value <= high)
    near = told.interval.closed or abs(told.value - best.value) < told.step
    return inside and near and told.value != best.value and best.bound in ("exact", "approx")


def _is_slip(one: Told, two: Told) -> bool:
    """Whether the numbers look like one told wrong: the same fact, elsewhere, and a digit or the scale off.

    Most facts with one key and quite different numbers are two facts that the table cannot tell apart.
    """
    known = one.key.period and one.key.status == "actual"
    if not known or one.beside(two) or {one.bound, two.bound} != {"exact"} or (one.value < 0) != (two.value < 0):
        return False
    digits = ["".join(_DIGITS.findall(told.text)).strip("0") for told in (one, two)]
    return min(map(len, digits)) >= FEWEST_DIGITS and one_edit_apart(*digits)


def one_edit_apart(one: str, two: str) -> bool:
    """Whether two texts are equal, or become so by one character changed, added, left out or swapped.

    >>> one_edit_apart("4621", "4721"), one_edit_apart("1212", "122"), one_edit_apart("375", "357")
    (True, True, True)
    >>> one_edit_apart("375", "388"), one_edit_apart("375", "3")
    (False, False)
    """
    if one == two:
        return True
    head = 0
    while head < min(len(one), len(two)) and one[head] == two[head]:
        head += 1
    one, two = one[head:], two[head:]
    swapped = one[:2] == two[1::-1] and one[2:] == two[2:] and len(one) > 1
    return swapped or one[1:] == two[1:] or one[1:] == two or one == two[1:]


def _first(saying: Saying) -> int:
    return min(told.start for told in saying.mentions)


def _same(others: Sequence[Interval]) -> Interval:
    return others[0]
