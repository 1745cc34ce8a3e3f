"""A transcript for reading, with marked numbers and metrics and the ids of the rows in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from oce_cli.model import Span
from oce_cli.writing.color import MARGIN, METRIC, NUMBER, RESET
from oce_cli.writing.output import screened

NARROWEST = 20  # characters of text on a line, however small the screen


class Mark(NamedTuple):
    """A stretch of the text that is shown differently; ``rows`` is empty for the words of a metric."""

    start: int
    end: int
    rows: tuple[int, ...] = ()


def page_lines(text: str, marks: Sequence[Mark], width: int = 0, colored: bool = False) -> Iterator[str]:
    """The lines of the page, folded at ``width`` screen columns (0: never).

    >>> list(page_lines("Revenue was $5m.\\n", [Mark(0, 7), Mark(12, 15, (7, 8))]))
    ['7,8 | {Revenue} was [$5m].']
    """
    margin = margin_of(text, marks, 9 if width else None)
    wanted = max(width - margin - 3, NARROWEST) if width else 0
    at = index = 0
    for line in text.splitlines(keepends=True):
        end = at + len(line.rstrip())
        first = index
        while index < len(marks) and marks[index].start < end:
            index += 1
        for start, stop in folded(text, at, end, marks[first:index], wanted):
            here = [mark for mark in marks[first:index] if start <= mark.start < stop]
            yield margined(here, marked(text, start, stop, here, colored), margin, colored)
        at += len(line)


def margin_of(text: str, marks: Sequence[Mark], widest: int | None) -> int:
    """What the ids of the fullest line need, or ``widest`` where lines are folded and have fewer ids anyway."""
    ids: dict[int, list[Mark]] = {}
    line_ends = [len(line) for line in text.splitlines(keepends=True)]
    at = line = 0
    for mark in marks:
        while mark.start >= at + line_ends[line]:
            at += line_ends[line]
            line += 1
        ids.setdefault(line, []).append(mark)
    longest = max((len(ids_text(group)) for group in ids.values()), default=1)
    return max(1, longest if widest is None else min(longest, widest))


def marks_of(numbers: Iterable[tuple[int, int, int]], mentions: Iterable[Span]) -> list[Mark]:
    """Marks for numbers (start, end, row) and the words of metrics, in text order, none over another.

    >>> marks_of([(12, 15, 7), (12, 15, 8)], [Span(0, 7), Span(13, 14)])
    [Mark(start=0, end=7, rows=()), Mark(start=12, end=15, rows=(7, 8))]
    """
    rows: dict[tuple[int, int], list[int]] = {}
    for start, end, row in numbers:
        rows.setdefault((start, end), []).append(row)
    marks = [Mark(start, end, tuple(ids)) for (start, end), ids in rows.items()]
    taken = sorted(marks)
    for span in sorted(set(mentions)):
        if all(span.end <= mark.start or mark.end <= span.start for mark in taken):
            marks.append(Mark(span.start, span.end))
    kept: list[Mark] = []
    for mark in sorted(marks):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def ids_text(marks: Iterable[Mark]) -> str:
    return ",".join(str(row) for mark in marks for row in mark.rows)


def margined(marks: Sequence[Mark], body: str, margin: int, colored: bool) -> str:
    """A line with the ids of its rows before it; the margin grows where a line has many."""
    ids = ids_text(marks).rjust(margin)
    return (f"{MARGIN}{ids} |{RESET} {body}" if colored else f"{ids} | {body}").rstrip()


def folded(text: str, start: int, end: int, marks: Sequence[Mark], width: int) -> Iterator[tuple[int, int]]:
    """A line cut at blanks into pieces of a width, never inside of a mark.

    >>> [(a, b) for a, b in folded("one two three", 0, 13, [Mark(4, 13)], 9)]
    [(0, 4), (4, 13)]
    """
    while width and end - start > width:
        stop = text.rfind(" ", start + 1, start + width) + 1 or start + width
        crossed = next((mark for mark in marks if mark.start < stop < mark.end), None)
        if crossed:
            stop = crossed.start if crossed.start > start else crossed.end
        yield start, stop
        start = stop
    yield start, end


def marked(text: str, start: int, end: int, marks: Sequence[Mark], colored: bool) -> str:
    """A piece of the text with its marks drawn, safe for a screen."""
    parts = []
    for mark in marks:
        parts.append(screened(text[start : mark.start]))
        before, after = (NUMBER, RESET) if mark.rows else (METRIC, RESET)
        if not colored:
            before, after = "[]" if mark.rows else "{}"
        parts.append(f"{before}{screened(text[mark.start : mark.end])}{after}")
        start = mark.end
    parts.append(screened(text[start:end]))
    return "".join(parts)
