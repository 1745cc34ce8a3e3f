"""Two calls of one company: what became of the guidance, what came out against it, what is told no more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from math import inf

from oce_cli.calls import CallRows, end_of
from oce_cli.columns import Column
from oce_cli.facts import interval
from oce_cli.lexicon import load_table
from oce_cli.panel import best_of, panel
from oce_cli.table import TableRow

GUIDANCE = ("raised", "lowered", "narrowed", "widened", "kept", "dropped", "first given")
OUTCOMES = ("beat", "in range", "miss")
VERDICTS = (*GUIDANCE, *OUTCOMES, "ceased")
COLUMNS = (
    Column("kind", "str", "guidance, outcome (a fact against the guidance before), or mention"),
    Column("verdict", "str", "what came of it", allowed=VERDICTS),
    Column("metric", "str", "id from the lexicon, or a slug"),
    Column("segment", "str", "the part of the company; empty = whole company"),
    Column("measure", "str", "level, growth, change or share; empty for mentions"),
    Column("basis", "str", "how the figure was computed; empty for mentions"),
    Column("unit", "str", "as in the table"),
    Column("period", "str", "the fiscal period"),
    Column("before", "str", "the number as the earlier call wrote it"),
    Column("after", "str", "the number as the later call wrote it"),
    Column("before_low", "float", "lower bound of the earlier number", "see unit"),
    Column("before_high", "float", "upper bound of the earlier number", "see unit"),
    Column("after_low", "float", "lower bound of the later number", "see unit"),
    Column("after_high", "float", "upper bound of the later number", "see unit"),
    Column("before_row", "int", "its row in the earlier call's table"),
    Column("after_row", "int", "its row in the later call's table"),
)
KEY = ("metric", "segment", "measure", "basis", "unit", "period")
EXACT = 1e-9  # relative, for numbers that went through a table


def diff(first: CallRows, second: CallRows) -> list[TableRow]:
    """What changed from the earlier of two calls to the later, in cells of COLUMNS: guidance, outcomes, mentions.

    The later call is the one about the later period; where that can't be told, the second.
    """
    earlier, later = in_order(first, second)
    before, after = by_key(earlier, "guidance"), by_key(later, "guidance")
    actual = by_key(later, "actual")
    lines = list(_guidance(before, after, actual, later.period))
    lines += _outcomes(before, actual)
    lines += _ceased(earlier, later)
    return lines


def in_order(first: CallRows, second: CallRows) -> tuple[CallRows, CallRows]:
    """The earlier and the later of two calls."""
    return (second, first) if first.order[0] > second.order[0] != (0, 0) else (first, second)


def history(first: CallRows, second: CallRows) -> list[TableRow]:
    """The numbers of two calls over time: facts of both as a panel has them, and the guidance of each.

    ``track`` says which: told, was (guidance of the earlier call) or next (of the later one).
    """
    earlier, later = in_order(first, second)
    cells = [line | {"track": "told"} for line in panel((earlier, later))]
    for call, track in ((earlier, "was"), (later, "next")):
        cells += [row | {"track": track} for row in best_of(call, "guidance")]
    return cells


def by_key(call: CallRows, status: str) -> dict[tuple[object, ...], TableRow]:
    """One row for each metric, segment, measure, basis, unit and period of a call, in the order of the call."""
    return {tuple(row[name] for name in KEY): row for row in best_of(call, status)}


def _guidance(
    before: dict[tuple[object, ...], TableRow],
    after: dict[tuple[object, ...], TableRow],
    actual: dict[tuple[object, ...], TableRow],
    now: str,
) -> Iterator[TableRow]:
    for key, row in before.items():
        if key in after:
            yield _line("guidance", moved(row, after[key]), row, after[key])
        elif key not in actual and end_of(str(row["period"])) > end_of(now):
            yield _line("guidance", "dropped", row, None)
    for key, row in after.items():
        if key not in before:
            yield _line("guidance", "first given", None, row)


def moved(before: TableRow, after: TableRow) -> str:
    """How a range moved; a single number is a range without width.

    >>> old = {"low": 10.0, "high": 12.0}
    >>> [moved(old, {"low": low, "high": high}) for low, high in ((11, 13), (11, 12), (10, 11), (10.5, 11.5))]
    ['raised', 'raised', 'lowered', 'narrowed']
    >>> moved(old, {"low": 9, "high": 13}), moved(old, old), moved(old, {"low": 10.0, "high": None})
    ('widened', 'kept', 'raised')
    """
    low, high = _compared(_bounds(before)[0], _bounds(after)[0]), _compared(_bounds(before)[1], _bounds(after)[1])
    if low == high == 0:
        return "kept"
    if low >= 0 and high >= 0:
        return "raised"
    if low <= 0 and high <= 0:
        return "lowered"
    return "narrowed" if low > 0 else "widened"


def _bounds(row: TableRow) -> tuple[float, float]:
    low, high = row.get("low"), row.get("high")
    return -inf if low is None else float(low), inf if high is None else float(high)


def _compared(old: float, new: float) -> int:
    if old == new or abs(new - old) <= EXACT * max(abs(old), abs(new)) < inf:
        return 0
    return 1 if new > old else -1


def _outcomes(
    before: dict[tuple[object, ...], TableRow], actual: dict[tuple[object, ...], TableRow]
) -> Iterator[TableRow]:
    for key, row in before.items():
        if key in actual:
            yield _line("outcome", outcome(row, actual[key]), row, actual[key])


def outcome(guidance: TableRow, fact: TableRow) -> str:
    """A fact against the guidance for it. Below is a miss, but a beat for metrics of which less is better.

    >>> range = {"metric": "revenue", "low": 100, "high": 110, "step": 1}
    >>> told = {"metric": "revenue", "low": 112, "high": 112, "step": 1}
    >>> outcome(range, told), outcome(range | {"metric": "operating_expenses"}, told | {"metric": "operating_expenses"})
    ('beat', 'miss')
    >>> outcome(range, told | {"low": 105, "high": 105})
    'in range'
    """
    low, high = interval(guidance)
    fact_low, fact_high = interval(fact)
    if fact_low <= high and low <= fact_high:
        return "in range"
    above = fact_low > high
    return "beat" if above != less_is_better(str(fact["metric"])) else "miss"


def less_is_better(metric: str) -> bool:
    """Whether the lexicon counts a metric among those of which less is better.

    >>> less_is_better("restructuring_costs"), less_is_better("cost_savings"), less_is_better("revenue")
    (True, False, False)
    """
    words = "|".join(map(re.escape, load_table("directions")["less_is_better"].split()))
    return re.search(rf"(?:^|_)(?:{words})$", metric) is not None


def _ceased(earlier: CallRows, later: CallRows) -> Iterator[TableRow]:
    """Metrics that the earlier call told of its own period, and the later call does not tell at all."""
    still = {row["metric"] for row in later.rows}
    told = Counter(str(row["metric"]) for row in earlier.rows if row["status"] == "actual")
    for metric in sorted(told, key=lambda name: (-told[name], name)):
        if metric not in still:
            row = next(row for row in earlier.rows if row["metric"] == metric and row["status"] == "actual")
            yield _line("mention", "ceased", row, None) | {"measure": "", "basis": ""}


def _line(kind: str, verdict: str, before: TableRow | None, after: TableRow | None) -> TableRow:
    row = after or before or {}
    line: TableRow = {"kind": kind, "verdict": verdict}
    line |= {name: row[name] for name in KEY}
    for side, told in (("before", before), ("after", after)):
        line[side] = "" if told is None else told["text"]
        line[f"{side}_row"] = None if told is None else told["row"]
        for bound in ("low", "high"):
            line[f"{side}_{bound}"] = None if told is None else told[bound]
    return line
