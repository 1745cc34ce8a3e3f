"""Shares: of a segment in the whole, of a cost in the revenue, and all shares of one whole together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add

from oce_cli.checks.definitions import definitions
from oce_cli.checks.intervals import ONE, Interval
from oce_cli.checks.judge import Claim
from oce_cli.checks.told import Book, Saying, Told, say

LARGEST_LIST = 8  # shares or parts that are told in one breath
NOT_ADDED = ("percent", "percentage_points", "multiple")  # units of levels that do not add up over segments


def claims(book: Book) -> Iterator[list[Claim]]:
    """Every share with the ways to check it, and every list of shares or parts that makes up a whole."""
    for saying in book.sayings("share"):
        if saying.best.key.unit == "percent":
            yield [*_of_segment(book, saying), *_of_revenue(book, saying)]
    yield from _lists(book)


def _of_segment(book: Book, saying: Saying) -> Iterator[Claim]:
    """The segment's level over the level of the whole company."""
    key = saying.best.key
    other_whole = key.metric not in definitions().share_wholes and _names_whole(saying.best)
    if not key.segment or key.comparison or other_whole:
        return
    parts, wholes = book.find(key, measure="level"), book.find(key, measure="level", segment="")
    yield from _quotients(saying, parts, wholes)


def _of_revenue(book: Book, saying: Saying) -> Iterator[Claim]:
    """A metric over the revenue of the same segment, on its own basis or else as reported."""
    key = saying.best.key
    if key.comparison:
        return
    parts = book.find(key, measure="level")
    for metric in definitions().share_wholes:
        if metric != key.metric:
            wholes = book.find(key, measure="level", metric=metric) or book.find(
                key, measure="level", metric=metric, basis="reported"
            )
            yield from _quotients(saying, parts, wholes)


def _quotients(saying: Saying, parts: Sequence[Saying], wholes: Sequence[Saying]) -> Iterator[Claim]:
    told = saying.best
    for part in parts:
        for whole in wholes:
            one, all_of = part.near(told), whole.near(told)
            if one.key.unit == all_of.key.unit and all_of.interval.positive and one.key.unit != "percent":
                firm = len(parts) == len(wholes) == 1 and one.beside(told) and _names_whole(told)
                yield Claim("share", told, (one, all_of), quotient, f"{say(one)} / {say(all_of)}", firm)


def _names_whole(told: Told) -> bool:
    """Whether the talk itself says that the share is one of the whole ("of sales", "of total revenue")."""
    after = told.sentence.partition(told.text)[2].lower().lstrip()
    return "," not in told.key.segment and after.startswith(definitions().share_words)


def _lists(book: Book) -> Iterator[list[Claim]]:
    """Shares told one after the other that make 100%, and parts that make the whole."""
    found: dict[object, list[Claim]] = {}
    for run in _runs(book):
        last = run[-1]
        if last.key.measure == "share":
            found.setdefault(last.key._replace(segment=""), []).append(_hundred(run))
            continue
        for saying in book.find(last.key, segment="", unit=last.key.unit):
            told = saying.near(last)
            formula = " + ".join(say(part) for part in run)
            found.setdefault(told.row, []).append(Claim("whole", told, tuple(run), total, formula, False))
    for ways in found.values():
        yield sorted(ways, key=lambda claim: claim.compute([part.interval for part in claim.others]).width)


def _hundred(run: Sequence[Told]) -> Claim:
    """The last share against what the others leave of 100%."""
    *others, last = run
    formula = "100% - " + " - ".join(say(part) for part in others)
    return Claim("whole", last, tuple(others), _rest, formula, False)


def _runs(book: Book) -> Iterator[list[Told]]:
    """Stretches of rows with one key but for the segment, each segment once, none left out between."""
    lists: dict[object, list[Told]] = {}
    for told in book.rows:
        countable = told.key.unit not in NOT_ADDED or told.key.measure == "share"
        if told.key.segment and told.interval.closed and told.key.measure in ("share", "level") and countable:
            lists.setdefault(told.key._replace(segment=""), []).append(told)
    for found in lists.values():
        for first in range(len(found)):
            run = [found[first]]
            for told in found[first + 1 : first + LARGEST_LIST]:
                if told.key.segment in {one.key.segment for one in run} or told.start == run[-1].start:
                    break
                run.append(told)
                yield list(run)


def quotient(ends: Sequence[Interval]) -> Interval:
    return ends[0].over(ends[1]).times(ONE * 100)


def total(parts: Sequence[Interval]) -> Interval:
    return reduce(add, parts)


def _rest(others: Sequence[Interval]) -> Interval:
    hundred = Interval(ONE * 100, ONE * 100)
    return hundred - reduce(add, others)
