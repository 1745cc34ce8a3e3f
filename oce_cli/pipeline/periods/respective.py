"""Several periods and as many numbers, told in turn: "in 2020 and 2019, sales were 5 and 4, respectively"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from oce_cli.model import Word
from oce_cli.pipeline.periods.calendar import Reading
from oce_cli.pipeline.periods.expressions import Expression
from oce_cli.pipeline.periods.parts import BASES
from oce_cli.pipeline.periods.timewords import words

_CLOSE = 4  # words between two expressions of a run at most
_MOST = 3  # expressions of a run


def _is_bare(expression: Expression) -> bool:
    """Whether an expression is nothing but a year; "full-year 2020" is more."""
    return expression.reading.grain == "year" and expression.text.strip("'’").isdigit()


def in_turn(cut: Sequence[Word], expressions: Sequence[Expression], figures: Sequence[int]) -> dict[int, Expression]:
    """By the start of a number the expression that it takes in turn; empty where nothing is told in turn.

    A bare year in a run takes the quarter of the expression before it: "the third quarter of 2021 and 2020".
    """
    ends = [word.start for word in cut if word.norm in words().cues["inturn"]]
    if not ends or len(expressions) < 2:
        return {}
    before = [expression for expression in expressions if expression.end <= ends[0]]
    numbers = [start for start in figures if start < ends[0]]
    run = before[-1:]
    for expression in before[-2::-1]:
        low, high = expression.end, run[0].start
        apart = [word for word in cut if low <= word.start < high]
        if len(apart) > _CLOSE or any(low <= start < high for start in numbers):
            break
        run.insert(0, expression)
    count = len(run)
    told = numbers[-count:]
    if any(expression.lead in BASES for expression in run):
        return {}
    if not 2 <= count <= _MOST or len(told) < count or told[0] < run[0].start < told[-1]:
        return {}
    found: dict[int, Expression] = {}
    last = run[0].reading
    for start, expression in zip(told, run, strict=True):
        reading = expression.reading
        if last.grain in ("quarter", "half") and _is_bare(expression) and last.number:
            reading = Reading(last.grain, last.number, reading.year)
        found[start] = replace(expression, reading=reading)
        last = reading
    return found
