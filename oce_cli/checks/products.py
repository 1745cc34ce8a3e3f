"""Growths of a product: sales grow as their volume and their price do, each growth counted as 1 + its percent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from oce_cli.checks.definitions import Product, definitions
from oce_cli.checks.figures import UNIT, Figure, grown, joined, on_basis
from oce_cli.checks.intervals import ONE, Interval
from oce_cli.checks.judge import Claim, holds
from oce_cli.checks.told import Book, Saying, Told

MOST_WAYS = 3  # growths of one factor that are tried


def claims(book: Book) -> Iterator[list[Claim]]:
    """Every growth of a product with the ways to check it.

    One that holds nowhere else in the call may have a third factor (a mix, a currency): it contradicts nothing.
    """
    by_metric = {one.metric: one for one in definitions().products}
    ways = [
        [*_product(book, by_metric[saying.best.key.metric], saying)]
        for saying in book.sayings("growth")
        if saying.best.key.metric in by_metric and saying.best.key.unit == "percent"
    ]
    proven = any(holds(claim) for claims in ways for claim in claims)
    for claims in ways:
        yield [claim._replace(firm=claim.firm and proven and len(claims) == 1) for claim in claims]


def _product(book: Book, definition: Product, saying: Saying) -> Iterator[Claim]:
    told = saying.best
    amounts, prices = (_factors(book, told, metrics) for metrics in (definition.amounts, definition.prices))
    for amount, price in product(amounts, prices):
        figure = joined(amount, price, _both, f"{amount.formula} * {price.formula} - 1")
        close = all(term.beside(told) for term in figure.terms)
        yield Claim("product", told, figure.terms, figure.compute, figure.formula, close)


def _factors(book: Book, told: Told, metrics: Sequence[str]) -> list[Figure]:
    """What is told of the growth of any of the metrics since the time that ``told`` looks back to."""
    since = told.key.comparison
    found = (
        grown(saying.near(told))
        for metric in metrics
        for comparison in dict.fromkeys((since, ""))
        for saying in on_basis(book, told.key, metric=metric, unit="percent", comparison=comparison)
    )
    return [*islice((figure for figure in found if figure.positive), MOST_WAYS)]


def _both(one: Interval, two: Interval) -> Interval:
    return (one.by(two) - UNIT).times(ONE * 100)
