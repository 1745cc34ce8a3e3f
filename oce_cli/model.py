"""What the steps of ocx hand to each other: small data types, standard library only.

Offsets are always Unicode code points of the decoded text, half open: ``text[start:end]``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of the text.

    >>> Span(3, 7)
    Span(start=3, end=7)
    """

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker said without a break; ``start`` and ``end`` bound the speech, not the speaker's line."""

    start: int
    end: int
    speaker: str = ""
    title: str = ""
    role: str = ""  # executive, analyst, operator or "" (unknown)
    section: str = ""  # prepared, qa or "" (unknown)


@dataclass(frozen=True, slots=True)
class Head:
    """What the opening of a document tells of the call as a whole."""

    company: str = ""
    ticker: str = ""
    period: str = ""  # the fiscal quarter (or half, or year) the call reports on: 2020-Q4
    year_end: bool = False  # the call reports a full fiscal year too
    year_end_month: int = 12  # the calendar month in which the fiscal year ends
    currency: str = ""  # ISO 4217 code that a bare "$" or "dollars" means; "" where the text says nothing
    spans: tuple[tuple[str, Span], ...] = ()  # (field, where it was read)


@dataclass(frozen=True, slots=True)
class Transcript:
    """A decoded document with its speakers."""

    document: str
    text: str
    turns: tuple[Turn, ...] = ()
    head: Head = Head()
    sha256: str = ""  # of the bytes of the file


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number as it was written and what it means by itself, before it is tied to a metric.

    ``low`` and ``high`` are None where the number is open on that side. All three numbers are exact and in base units
    (3.31 billion is 3310000000, 42.3% is 42.3, 460 basis points are 4.6).
    """

    start: int
    end: int
    text: str
    kind: str  # money, price, percent, points, count, multiple, physical, or other (see reason)
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    bound: str  # exact, approx, over, under, range
    unit: str  # ISO 4217, percent, percentage_points, count, multiple, barrel_per_day, USD/barrel ...
    step: Decimal  # the rounding unit of the number as said
    scale: Decimal = Decimal(1)  # of the word or letter after the digits: 10**6 for "million"
    form: str = ""  # how a percent was said: percent_sign, basis_points, percentage_points, points, words
    signed: bool = False  # a minus, brackets or "negative" was written
    reason: str = ""  # why it cannot be a row by itself (date, duration, ordinal ...); "" for candidates


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may name the metric of a number."""

    start: int
    end: int
    text: str
    metric: str
    strength: str  # strong, weak, verb
    kind: str  # the metric's kind of unit in the lexicon: money, percent, count, per_share, multiple, physical
    core: bool = False  # the metric's id stands in the table whichever of its words are said
    twins: tuple[tuple[str, str], ...] = ()  # (kind of unit, the metric that the same words name then)


class Word(NamedTuple):
    """A word, sign or number of a sentence. A quantity is one word, whatever it is made of."""

    start: int
    end: int
    text: str
    norm: str  # lower case; "#" for a quantity
    quantity: int  # index into Scene.quantities, -1 for a plain word


@dataclass(slots=True)
class Sentence:
    """A sentence, with its words cut on demand."""

    index: int
    start: int
    end: int
    turn: int  # index into Transcript.turns, -1 for text outside of turns
    words: tuple[Word, ...] = ()


@dataclass(slots=True)
class Row:
    """A number on its way to the table: each stage fills the fields it decides."""

    quantity: Quantity
    sentence: int  # index into Scene.sentences
    word: int  # index into that sentence's words
    metric: str = ""
    metric_kind: str = ""  # kind of unit of the metric in the lexicon, "" for an open slug
    listed: bool = False  # the metric is in the lexicon
    mention: Span | None = None  # the words that name the metric
    measure: str = ""
    unit: str = ""  # the quantity's unit as the measure makes it (a percent that moves a percent is in points)
    sign: int = 1  # -1 where direction words turn the number round ("fell by 21.4%")
    segment: str = ""
    period: str = ""
    comparison: str = ""
    status: str = ""
    basis: str = ""
    rule: str = ""
    confidence: float = 0.0
    spans: dict[str, Span] = field(default_factory=dict)  # field -> the words that decided it
    chance: dict[str, float] = field(default_factory=dict)  # field -> probability that its chooser gave to the choice


@dataclass(slots=True)
class Scene:
    """All that is known of one document while it is read. The stages of the pipeline talk through it."""

    transcript: Transcript
    sentences: list[Sentence] = field(default_factory=list)  # in text order, all of them
    quantities: list[Quantity] = field(default_factory=list)  # in text order, all numbers, candidates or not
    mentions: list[list[Mention]] = field(default_factory=list)  # per sentence, in text order; [] where not looked
    rows: list[Row] = field(default_factory=list)  # in text order
    notes: dict[str, object] = field(default_factory=dict)  # a stage's own findings about the document, by stage name
    text: str = ""  # what is read: the transcript's text, of the same length, with broken lines joined

    def __post_init__(self) -> None:
        self.text = self.text or self.transcript.text


@dataclass(frozen=True, slots=True)
class Finding:
    """What arithmetic between rows of one document found: the number that was told against the one computed.

    Rows are named by their number in the table, the row that was checked first. An end that is open is None.
    """

    document: str
    relation: str  # one of oce_cli.checks.RELATIONS
    verdict: str  # agrees, rounding, contradicts
    rows: tuple[int, ...]
    metric: str
    segment: str
    period: str
    unit: str
    computed_low: float | None
    computed_high: float | None
    stated_low: float | None
    stated_high: float | None
    formula: str  # how it was computed, in words and numbers
