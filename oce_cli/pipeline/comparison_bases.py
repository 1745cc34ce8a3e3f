"""The bases of comparison that words of time and prior values make: ``yoy``, ``qoq``, an older period."""

from __future__ import annotations

from oce_cli.pipeline.periods.calendar import part_of, shift
from oce_cli.pipeline.periods.expressions import Expression
from oce_cli.pipeline.periods.findings import Findings

SIGNALS = frozenset(("yoy", "qoq", "biennial"))


def bases_told(findings: Findings, expression: Expression, period: str) -> list[str]:
    """The comparisons that an expression may make of a period's number: of a signal its own, else ``bases_of``."""
    told = _of_signal if expression.reading.grain in SIGNALS else bases_of
    return told(findings, expression, period)


def _of_signal(findings: Findings, expression: Expression, period: str) -> list[str]:
    """The comparison that words without a period speak of; none for a base two years ago of no year."""
    if expression.reading.grain != "biennial":
        return [expression.reading.grain]
    own = period or findings.calendar.period
    return [str(int(own[:4]) - 2)] if own else []


def bases_of(findings: Findings, expression: Expression, period: str) -> list[str]:
    """``base_of``, and the year alone of an older period that is the same part of its year: both are said."""
    base = base_of(findings, expression, period)
    if not base:
        return []
    own = period or findings.calendar.period
    return [base, base[:4]] if base[:1].isdigit() and part_of(base) and part_of(base) == part_of(own) else [base]


def base_of(findings: Findings, expression: Expression, period: str) -> str:
    """The comparison that a time expression makes as the base of a period's number: ``yoy``, ``qoq``, an older period,
    or "" where it is no earlier time."""
    meanings = findings.meanings(expression.reading, period)
    if not meanings:
        return ""
    base = meanings[0].period
    own = period or findings.calendar.period
    if expression.reading.relation == -1 and expression.reading.grain == "quarter" and expression.reading.year is None:
        return "qoq"
    if any(meaning.period == shift(own, -1) for meaning in meanings) and expression.reading.year is None:
        return "yoy"
    if base == shift(own, -1) or base == str(int(own[:4] or 1) - 1):
        return "yoy"
    if part_of(own)[:1] == "Q" and any(meaning.period == shift(own, quarters=-1) for meaning in meanings):
        return "qoq"
    return base if own and base[:4] < own[:4] and not expression.reading.point else ""


def apart(own: str, prior: str) -> str:
    """The comparison of a period with an earlier one: ``yoy``, ``qoq``, the earlier period, "" where it is none.

    >>> apart("2021-Q2", "2020-Q2"), apart("2021-Q2", "2021-Q1"), apart("2021", "2019"), apart("2021", "")
    ('yoy', 'qoq', '2019', '')
    """
    if not own or not prior or prior >= own:
        return ""
    if prior == shift(own, -1):
        return "yoy"
    return "qoq" if part_of(own)[:1] == "Q" and prior == shift(own, quarters=-1) else prior
