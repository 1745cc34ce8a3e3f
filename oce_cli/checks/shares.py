"""Shares: of a segment in the whole, of a cost in the revenue, and all shares of one whole together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import add

from oce_cli.checks.definitions import definitions
from oce_cli.checks.intervals import ONE, Interval
from oce_cli.checks.judge import Claim
from oce_cli.checks.told import Book, Key, Saying, Told, say

MOST_WAYS = 3  # other shares that one is held against
LARGEST_LIST = 8  # shares or parts that are told in one breath
NOT_ADDED = ("percent", "percentage_points", "multiple")  # units of levels that do not add up over segments


def claims(book: Book) -> Iterator[list[Claim]]:
    """Every share with the ways to check it, and every list of shares or parts that makes up a whole."""
    told = [saying for saying in book.sayings("share") if saying.best.key.unit == "percent"]
    for at, saying in enumerate(told):
        direct = [*_of_segment(book, saying), *_of_revenue(book, saying)]
        unsure = not any(claim.firm for claim in direct)
        yield [*direct, *(_by_another(book, saying, told[:at]) if unsure else ())]
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


def _by_another(book: Book, saying: Saying, before: Sequence[Saying]) -> Iterator[Claim]:
    """Where it is not sure what the whole is: the levels of two parts are to each other as their shares are.

    Only shares told before are looked at, so that two shares bear each other out once.
    """
    told = saying.best
    alike = [
        other
        for other in before
        if other.best.interval.closed
        and _terms(other.best.key) == _terms(told.key)
        and _wholes(other.best.key) & _wholes(told.key)
    ]
    for other in alike[-MOST_WAYS:]:
        known, share = other.best.key, other.near(told)
        for part in book.find(told.key, measure="level"):
            one = part.near(told)
            for second in book.find(known, measure="level", unit=one.key.unit):
                two = second.near(told)
                if two.interval.positive and two.cut.positive and one.key.unit not in NOT_ADDED:
                    formula = f"{say(share)} * {say(one)} / {say(two)}"
                    yield Claim("share", told, (share, one, two), _in_proportion, formula, firm=False)


def _terms(key: Key) -> tuple[str, ...]:
    return key.period, key.status, key.basis, key.comparison


def _wholes(key: Key) -> set[tuple[str, str]]:
    """What a share may be a share of, as metric and segment: see ``_of_segment`` and ``_of_revenue``."""
    costs = {(metric, key.segment) for metric in definitions().share_wholes if metric != key.metric}
    return costs | ({(key.metric, "")} if key.segment and "," not in key.segment else set())


def _names_whole(told: Told) -> bool:
    """Whether the talk itself says that the share is one of the whole ("of sales", "of total revenue")."""
    after = told.sentence.partition(told.text)[2].lower().lstrip()
    return "," not in told.key.segment and after.startswith(definitions().share_words)


def _lists(book: Book) -> Iterator[list[Claim]]:
    """Shares told one after the other that make 100%, and parts that make the whole."""
    found: dict[object, list[Claim]] = {}
    for run in runs(book):
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


def runs(book: Book) -> Iterator[list[Told]]:
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
    """The first as percent of the second."""
    return ends[0].over(ends[1]).times(ONE * 100)


def total(parts: Sequence[Interval]) -> Interval:
    """The sum of one or more.

    >>> total([Interval(ONE, ONE * 2), Interval(ONE, ONE)]).bounds == (2, 3)
    True
    """
    return reduce(add, parts)


def _in_proportion(terms: Sequence[Interval]) -> Interval:
    return terms[0].by(terms[1].over(terms[2]))


def _rest(others: Sequence[Interval]) -> Interval:
    hundred = Interval(ONE * 100, ONE * 100)
    return hundred - reduce(add, others)
