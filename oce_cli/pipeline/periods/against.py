"""The time that a move is surely held against: "3% below the third quarter of 2019", "exceeded last year by 5%"."""

from __future__ import annotations

import re

from oce_cli.model import Row
from oce_cli.pipeline.periods.expressions import Expression
from oce_cli.pipeline.periods.findings import Findings
from oce_cli.pipeline.periods.parts import BASES

_MOST = 44  # characters between the number and its base
_PLAIN = re.compile(r"[a-z'’\- ]*")
_BY = re.compile(
    r"(?:'s|’s)?(?: levels?)? by (?:(?:about|around|approximately|nearly|almost|over|more than|roughly|an?) )*"
)
_ALL = re.compile(  # ", all versus the ", ", each compared to "
    r"[,;—–] ?(?:all|each|both)(?: of (?:these|them|which))? (?:(?:are|were|was|being|is) )?(?:(?:compared (?:to|with)"
    r"|versus|vs\.?|over|against|relative to|up from|on a) )?(?:(?:the|a|an|our) )?$"
)
MOVES = frozenset(("growth", "change"))


def held_against(findings: Findings, expressions: list[Expression], row: Row) -> Expression | None:
    """The expression behind a move with nothing but plain words between, or before it and "by", where the words
    before the expression make it a base; None where there is no such or the row is no move.

    ``expressions``: all those of the row's sentence, in order.
    """
    if row.measure not in MOVES:
        return None
    start, end = row.quantity.start, row.quantity.end
    behind = next((e for e in expressions if e.start >= end), None)
    if behind is not None and behind.lead in BASES and _is_close(findings.low, end, behind.start):
        return behind
    before = next((e for e in reversed(expressions) if e.end <= start), None)
    if before is not None and before.lead in BASES and _BY.fullmatch(findings.low, before.end, start):
        return before
    return None


def held_all_against(findings: Findings, expressions: list[Expression], row: Row) -> Expression | None:
    """The expression behind a list of moves that is said of all of them: "A up 9%, B up 11%, all versus last year"."""
    if row.measure not in MOVES:
        return None
    for expression in expressions:
        start = expression.start
        if start >= row.quantity.end and _ALL.search(findings.low, max(0, start - _MOST), start):
            return expression
    return None


def _is_close(low: str, start: int, end: int) -> bool:
    return end - start <= _MOST and _PLAIN.fullmatch(low, start, end) is not None
