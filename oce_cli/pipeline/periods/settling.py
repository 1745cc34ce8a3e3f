"""What the calendar of a call makes of time expressions: "up 4% to 2019" is held against a time that is past, and
"through September" is the year to date where the call's last month is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from oce_cli.pipeline.periods.calendar import Calendar, Reading
from oce_cli.pipeline.periods.expressions import Expression
from oce_cli.pipeline.periods.meanings import meanings
from oce_cli.pipeline.periods.timewords import words

_MOVED = re.compile(r"(?:%|\b(?:percent|points?|bps))(?: [a-z]+)? to (?:the |our |its |their )?$")
_THROUGH = re.compile(r"(?<![a-z\d])(?:through|thru)(?: the end of| to the end of)? $")
_REACH = 64  # characters before an expression in which the move and its number stand
_FAR = 5  # words from a move to its number


def settled(found: Sequence[Expression], low: str, calendar: Calendar) -> list[Expression]:
    """The expressions of a text, those whose part the calendar tells better in their new reading.

    >>> from oce_cli.pipeline.periods.expressions import find
    >>> low = "sales were up 4% to the third quarter of 2019 and came to 3 in 2020"
    >>> [(e.text, e.lead) for e in settled(find(low), low, Calendar("2021-Q3", 2021, 3))]
    [('third quarter of 2019', 'base'), ('2020', 'in')]
    """
    if not calendar.year:
        return list(found)
    return [_settle(expression, low, calendar) for expression in found]


def _settle(expression: Expression, low: str, calendar: Calendar) -> Expression:
    if expression.lead == "to" and _is_past(expression, calendar) and _moved_to(low, expression.start):
        return replace(expression, lead="base")
    if expression.lead == "in" and expression.rule == "month" and _through_now(expression, low, calendar):
        return replace(expression, rule="to_date", reading=Reading("to_date", None, expression.reading.year))
    return expression


def _is_past(expression: Expression, calendar: Calendar) -> bool:
    """Whether an expression most likely names a time before the period of the call."""
    found = meanings(calendar, expression.reading)
    if not found or not calendar.period:
        return False
    first, own = found[0].period, calendar.period
    return first[:4] < own[:4] or (first[:6] == own[:6] and first < own)


def _moved_to(low: str, start: int) -> bool:
    """Whether "up 4% to" stands before a place: a move, its percent or points, and nothing but "to".

    >>> _moved_to("up 4% to 2019", 9), _moved_to("up 4% from 2019 to 2020", 20), _moved_to("a 4% share to 2019", 14)
    (True, False, False)
    """
    before = low[max(0, start - _REACH) : start]
    if _MOVED.search(before) is None:
        return False
    near = before.replace("%", " %").split()[:-1]
    moves = words().cues["move"]
    return any(word in moves for word in near[-_FAR - 4 :]) and "from" not in near


def _through_now(expression: Expression, low: str, calendar: Calendar) -> bool:
    """Whether a month is the last of the reported period and what is told runs through it."""
    start, reading = expression.start, expression.reading
    year, month = calendar.month_end()
    if reading.number != month or reading.year not in (None, year) or reading.year_shift is not None:
        return False
    return _THROUGH.search(low, max(0, start - 24), start) is not None
