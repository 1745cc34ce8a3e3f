"""Rows as the checks see them: numbers are intervals, mentions of one fact stand together in a book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

from oce_cli.amounts import written
from oce_cli.checks.intervals import Interval, exact, stated
from oce_cli.errors import InputError

_NOISE = re.compile(r"\b(?:the|our|segment|business|division|total)\b|[^\w&,/]+", re.ASCII)
NEEDED = ("row", "metric", "measure", "value", "bound", "step", "unit", "start", "end")


class Key(NamedTuple):
    """What two rows must share to be about the same thing; ``comparison`` is for growths and changes."""

    metric: str
    segment: str
    measure: str
    unit: str
    period: str
    status: str
    basis: str
    comparison: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One row: its key, its numbers, and where it was said."""

    row: int
    text: str
    key: Key
    bound: str
    value: Fraction
    step: Fraction
    interval: Interval  # what the number leaves open
    cut: Interval  # the same for a speaker who drops digits
    start: int
    end: int
    sentence: str
    statement: object
    confidence: float

    def beside(self, other: Told) -> bool:
        """Whether both were said in the same sentence."""
        near = abs(self.start - other.start) <= max(len(self.sentence), 1) * 2
        return near and (self.sentence == other.sentence if self.sentence else self.statement == other.statement)


def plain_segment(segment: str) -> str:
    """A segment's name without the words that do not tell segments apart.

    >>> plain_segment("Our Cloud business"), plain_segment("third-party customers")
    ('cloud', 'third party customers')
    """
    return " ".join(_NOISE.sub(" ", segment.lower()).split())


def read_row(row: Mapping[str, Any]) -> Told | None:
    """The row as the checks see it; None where it has no number to reckon with.

    Raises InputError where a column that is needed is missing or a cell that should hold a number does not.
    """
    missing = [name for name in NEEDED if name not in row]
    if missing:
        raise InputError(f"the table has no column {missing[0]}; make it with ocx extract")
    try:
        value, low, high, step = (exact(row.get(name)) for name in ("value", "low", "high", "step"))
        sure = exact(row.get("confidence"))
        at, start, end = (int(float(row[name])) for name in ("row", "start", "end"))
    except (ValueError, OverflowError) as error:
        raise InputError(f"row {row['row']}: a cell that should hold a number does not ({error})") from error
    value = value if value is not None else low if low is not None else high
    if value is None or step is None or step < 0:
        return None
    bound = _text(row, "bound") or "exact"
    key = Key(
        _text(row, "metric"), plain_segment(_text(row, "segment")), _text(row, "measure"), _text(row, "unit"),
        _text(row, "period"), _text(row, "status") or "actual", _text(row, "basis") or "reported",
        _text(row, "comparison"),
    )  # fmt: skip
    return Told(
        at, _text(row, "text"), key, bound, value, step,
        stated(bound, value, low, high, step), stated(bound, value, low, high, step, cut=True),
        start, end, _text(row, "sentence"), row.get("statement"), 1.0 if sure is None else float(sure),
    )  # fmt: skip


def say(told: Told) -> str:
    """The number as a formula shows it."""
    return written(float(told.value), told.key.unit)


def _text(row: Mapping[str, Any], name: str) -> str:
    cell = row.get(name)
    return "" if cell is None or cell != cell else str(cell)


@dataclass(frozen=True, slots=True)
class Saying:
    """The mentions of one fact that can all be true, the most exact first."""

    mentions: tuple[Told, ...]

    @property
    def best(self) -> Told:
        return self.mentions[0]

    def near(self, other: Told) -> Told:
        """The mention to reckon with beside ``other``: one in the same sentence, else the most exact.

        An open one ("over 40%") is passed over where a closed one is told, for nothing is divided by it.
        """
        closed = self.best.interval.closed
        near = (told for told in self.mentions if told.interval.closed == closed and told.beside(other))
        return next(near, self.best)


@dataclass(slots=True)
class Book:
    """All rows of one document, by what they are about."""

    rows: list[Told] = field(default_factory=list)  # in text order
    facts: dict[Key, list[Saying]] = field(default_factory=dict)
    places: dict[Key, list[Key]] = field(default_factory=dict)  # a key without its unit -> the keys with it

    def find(self, like: Key, **other: str) -> list[Saying]:
        """The closed facts with the key ``like`` after the changes ``other``, in any unit unless given."""
        place = like._replace(**({"comparison": ""} | other))
        keys = [place] if "unit" in other else self.places.get(place._replace(unit=""), [])
        return [saying for key in keys for saying in self.facts.get(key, []) if saying.best.interval.closed]

    def sayings(self, measure: str) -> list[Saying]:
        """All facts of a measure, in the order in which they were first said."""
        found = [saying for key, sayings in self.facts.items() if key.measure == measure for saying in sayings]
        return sorted(found, key=lambda saying: min(told.start for told in saying.mentions))


def write_book(rows: Iterable[Mapping[str, Any]]) -> Book:
    """The book of one document's rows."""
    told = [entry for row in rows if (entry := read_row(row)) is not None]
    book = Book(sorted(told, key=lambda entry: (entry.start, entry.row)))
    by_key: dict[Key, list[Told]] = {}
    for entry in book.rows:
        by_key.setdefault(entry.key, []).append(entry)
    for key, entries in by_key.items():
        book.facts[key] = _sayings(entries)
        book.places.setdefault(key._replace(unit=""), []).append(key)
    return book


def _sayings(entries: list[Told]) -> list[Saying]:
    """Mentions of one key parted into facts: each joins the first fact whose mentions it all meets."""
    groups: list[list[Told]] = []
    for entry in sorted(entries, key=lambda entry: (_width(entry), entry.start)):
        for group in groups:
            if all(entry.interval.meets(other.interval) for other in group):
                group.append(entry)
                break
        else:
            groups.append([entry])
    return [Saying(tuple(group)) for group in groups]


def _width(entry: Told) -> tuple[int, Fraction]:
    return (0, entry.interval.width) if entry.interval.closed else (1, Fraction(0))
