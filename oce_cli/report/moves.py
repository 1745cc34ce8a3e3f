"""Two calls of a company as their template wants them: what moved, what came of it, and the guidance over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from oce_cli.amounts import written
from oce_cli.report.calls import Cells, label_of
from oce_cli.report.courses import Course, of_history
from oce_cli.report.views import Filter
from oce_cli.report.wide import Curve, filters_of

SIGNS = {
    "raised": "▲",
    "lowered": "▼",
    "narrowed": "→←",
    "widened": "←→",
    "kept": "=",
    "dropped": "✗",
    "first given": "+",
    "beat": "✓",
    "in range": "≈",
    "miss": "✗",
    "ceased": "–",
}
HEADS = (("kind", "Kind"), ("verdict", "Verdict"), ("metric", "Metric"), ("segment", "Segment"), ("measure", "Measure"))


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a change: as the call wrote it, and in plain numbers where these say more."""

    text: str
    plain: str
    row: int | None


@dataclass(frozen=True, slots=True)
class Move:
    """A row of the page."""

    cells: Cells
    label: str
    sign: str
    before: Side
    after: Side


@dataclass(frozen=True, slots=True)
class MovesView:
    """Two calls on the page."""

    title: str
    facts: tuple[tuple[str, str], ...]
    tally: list[tuple[str, str, int]]  # verdict, sign, how many
    curves: list[Curve]
    filters: list[Filter]
    moves: list[Move]


def moves_view(
    lines: Sequence[Cells],
    history: Sequence[Cells],
    calls: Sequence[tuple[str, str, str]],
    labels: Mapping[str, str],
    draw: Callable[[Course], object],
) -> MovesView:
    """The view of two calls: the lines of their comparison, the numbers to draw, and who they are.

    ``calls`` are company, period and document of the earlier and of the later call.
    """
    moves = [_move(line, labels) for line in lines]
    (company, first, earlier), (other, second, later) = calls
    counts = Counter(str(line["verdict"]) for line in lines)
    return MovesView(
        f"{other or company or 'One company'}: {first or 'before'} to {second or 'after'}",
        (
            ("Earlier call", " ".join(filter(None, (first, earlier)))),
            ("Later call", " ".join(filter(None, (second, later)))),
        ),
        [(verdict, sign, counts[verdict]) for verdict, sign in SIGNS.items() if counts[verdict]],
        [Curve(course, draw(course)) for course in of_history(history, labels)],
        filters_of([(line.cells, line.label) for line in moves], HEADS),
        moves,
    )


def _move(line: Cells, labels: Mapping[str, str]) -> Move:
    return Move(
        line,
        label_of(labels, str(line["metric"])),
        SIGNS.get(str(line["verdict"]), ""),
        _side(line, "before"),
        _side(line, "after"),
    )


def _side(line: Cells, side: str) -> Side:
    row, text = line[f"{side}_row"], str(line[side])
    numbers = "" if row is None else plain(line, side)
    return Side(text, "" if numbers == text else numbers, row)


def plain(line: Cells, side: str) -> str:
    """The bounds of one side in plain numbers.

    >>> line = {"unit": "USD", "after_low": 4.1e8, "after_high": 4.3e8, "before_low": 5.0, "before_high": None}
    >>> plain(line, "after"), plain(line, "before")
    ('USD 410 million to USD 430 million', 'USD 5 or more')
    """
    low, high, unit = line[f"{side}_low"], line[f"{side}_high"], str(line["unit"])
    if low is None or high is None:
        end = high if low is None else low
        return "" if end is None else f"{written(float(end), unit)} {'or less' if low is None else 'or more'}"
    if low == high:
        return written(float(low), unit)
    return f"{written(float(low), unit)} to {written(float(high), unit)}"
