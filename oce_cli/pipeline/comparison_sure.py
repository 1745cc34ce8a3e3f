"""Bases of comparison that a sentence leaves no doubt of: it names one and no other, or tells the prior value alone."""

from __future__ import annotations

from collections.abc import Sequence

from oce_cli.model import Row, Span
from oce_cli.pipeline.comparison_bases import SIGNALS, apart, bases_told
from oce_cli.pipeline.periods.expressions import Expression
from oce_cli.pipeline.periods.findings import Around, Findings
from oce_cli.pipeline.periods.parts import BASES


def sole_base(findings: Findings, around: Around, row: Row) -> tuple[str, Span] | None:
    """A year or a quarter before, or two years ("on a two-year basis"), where nothing else of the sentence is a base.

    "Sales rose 5% and orders 7% *year-over-year*"; "up 5% and 7%, *compared to the prior year*".
    """
    signals = [signal for signal in around.signals if signal.reading.grain in SIGNALS]
    bases = [expression for expression in around.expressions if expression.lead in BASES]
    if len(signals) + len(bases) != 1:
        return None
    told = (signals or bases)[0]
    values = bases_told(findings, told, row.period)
    if not values or (bases and (values[0] not in SIGNALS or _may_be_base(around.expressions))):
        return None
    return values[0], Span(told.start, told.end)


def _may_be_base(expressions: Sequence[Expression]) -> bool:
    """Whether a time is told that may be a base without a word that makes it one: the quarter before, an end."""
    last = any(one.reading.grain == "quarter" and one.reading.relation == -1 for one in expressions)
    return last or any(one.reading.point for one in expressions)


def by_prior(around: Around, row: Row, prior: Row) -> tuple[str, Span] | None:
    """How far the prior value of the same metric lies back, where the sentence has no words for a base.

    "Sales rose 5% to $3 million, compared to *$2 million* in the prior year".
    """
    if any(signal.reading.grain in SIGNALS for signal in around.signals):
        return None
    if prior.metric != row.metric or any(expression.lead in BASES for expression in around.expressions):
        return None
    base = apart(row.period, prior.period)
    return (base, Span(prior.quantity.start, prior.quantity.end)) if base in SIGNALS else None


def share_of_past(low: str, around: Around, row: Row) -> Expression | None:
    """The stated time whose level a share is of: "48% of *second quarter 2019* levels", "93% of *the same period in
    2019*"; None for a share of anything else. ``low``: the text in small letters."""
    if row.measure != "share":
        return None
    end = row.quantity.end
    behind = next((expression for expression in around.expressions if expression.start >= end), None)
    if behind is None or behind.reading.year is None:
        return None
    return behind if low[end : behind.start].split() in (["of"], ["of", "the"]) else None
