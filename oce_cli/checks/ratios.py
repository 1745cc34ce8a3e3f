"""Metrics that the lexicon defines by others: margins, expense ratios, leverage, sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import product
from operator import add

from oce_cli.checks.definitions import Ratio, Sum, definitions
from oce_cli.checks.intervals import Interval
from oce_cli.checks.judge import Claim, holds
from oce_cli.checks.periods import parts_of
from oce_cli.checks.shares import quotient
from oce_cli.checks.told import Book, Saying, Told, say

MOST_WAYS = 3  # facts of one key that are tried


def claims(book: Book) -> Iterator[list[Claim]]:
    """Every level of a metric that is defined by others, with the ways to check it."""
    by_metric: dict[str, list[Saying]] = {}
    for saying in book.sayings("level"):
        by_metric.setdefault(saying.best.key.metric, []).append(saying)
    for ratio in definitions().ratios:
        ways = [[*_ratio(book, ratio, saying)] for saying in by_metric.get(ratio.metric, ())]
        proven = any(holds(claim) for claims in ways for claim in claims)
        yield from (claims if proven else [_loosened(claim) for claim in claims] for claims in ways)
    for definition in definitions().sums:
        for saying in by_metric.get(definition.metric, ()):
            yield [*_sum(book, definition, saying)]


def _loosened(claim: Claim) -> Claim:
    """A ratio that holds nowhere in the call may have another whole: it contradicts only in one sentence."""
    return claim._replace(firm=claim.firm and all(other.beside(claim.told) for other in claim.others))


def _ratio(book: Book, ratio: Ratio, saying: Saying) -> Iterator[Claim]:
    told = saying.best
    if told.key.unit == "percentage_points":  # a distance between two ratios
        return
    percent = told.key.unit == "percent"
    for above, below in product(ratio.parts, ratio.wholes):
        parts, wholes = _levels(book, told, above), _levels(book, told, below)
        if ratio.metric in ("leverage_ratio", "net_debt_to_ebitda"):
            wholes = _whole_year(book, told, below) or wholes
        for part, whole in product(parts[:MOST_WAYS], wholes[:MOST_WAYS]):
            one, all_of = part.near(told), whole.near(told)
            if (percent and one.key.unit != all_of.key.unit) or not all_of.interval.positive:
                continue
            firm = not ratio.loose and len(parts) == len(wholes) == 1 and _same_basis(told, one, all_of)
            yield Claim(
                "ratio",
                told,
                (one, all_of),
                quotient if percent else _plain,
                f"{say(one)} / {say(all_of)}",
                firm,
            )


def _sum(book: Book, definition: Sum, saying: Saying) -> Iterator[Claim]:
    told = saying.best
    metrics = (*definition.plus, *definition.minus)
    ways = [book.find(told.key, metric=metric, unit=told.key.unit)[:MOST_WAYS] for metric in metrics]
    signs = [1] * len(definition.plus) + [-1] * len(definition.minus)
    for way in product(*ways):
        terms = tuple(part.near(told) for part in way)
        firm = not definition.loose and all(len(found) == 1 for found in ways) and all(t.beside(told) for t in terms)
        formula = " ".join(f"{'-' if sign < 0 else '+'} {say(t)}" for sign, t in zip(signs, terms, strict=True))
        yield Claim("sum", told, terms, _adder(signs), formula.removeprefix("+ "), firm)


def _levels(book: Book, told: Told, metric: str) -> list[Saying]:
    """The levels of a metric beside ``told``: on its basis, or as reported where the call tells no other."""
    return book.find(told.key, metric=metric) or book.find(told.key, metric=metric, basis="reported")


def _whole_year(book: Book, told: Told, metric: str) -> list[Saying]:
    """The levels of a metric over the year that ends with the period of ``told``."""
    parts = parts_of(told.key.period)
    if parts is None or parts[1] != "Q4":
        return []
    year = f"{parts[0]:04d}"
    return book.find(told.key, metric=metric, period=year) or book.find(
        told.key, metric=metric, period=year, basis="reported"
    )


def _same_basis(told: Told, part: Told, whole: Told) -> bool:
    """Whether the parts are on the basis of the ratio; revenue may always be as reported."""
    return part.key.basis == told.key.basis and (whole.key.basis == told.key.basis or whole.key.metric == "revenue")


def _plain(ends: Sequence[Interval]) -> Interval:
    return ends[0].over(ends[1])


class _adder:
    """Adds terms with their signs."""

    def __init__(self, signs: Sequence[int]) -> None:
        self.signs = tuple(signs)

    def __call__(self, terms: Sequence[Interval]) -> Interval:
        return reduce(add, (term if sign > 0 else -term for sign, term in zip(self.signs, terms, strict=True)))
