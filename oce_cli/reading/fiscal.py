"""The fiscal period of the call, by a vote of witnesses.

No single witness can be trusted: the title is a vendor's and may be a year or a quarter off, the greeting often names
no year, the body speaks of the year before more often than of its own. So each gives its vote, first on the part of the
year, then on the month in which the fiscal year ends, then on the year, each with what was settled before.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from oce_cli.model import Span, Turn
from oce_cli.reading.dates import Date, find_dates
from oce_cli.reading.expressions import Expression, find_expressions
from oce_cli.reading.wording import HeadWords

SENTENCE = 120  # characters before a base in which the quarter stands that is held against it
GREETING = 3_500  # characters from the first spoken word in which hosts say what the call is about
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
WHOLE = ("Q4", "H2", "FY")  # parts at whose end a full year is reported
DECEMBER = 12
Give = Callable[[int, float], None]
_FILE_SIGNS = re.compile(r"[_.\-]+")


@dataclass(frozen=True, slots=True)
class Fiscal:
    """What the witnesses agreed on; ``period`` is "" where part or year stays unknown."""

    period: str
    year_end: bool
    month: int
    spans: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class _Evidence:
    title: list[Expression]
    greeting: list[Expression]  # in sentences about the call
    prepared: list[Expression]
    asked: list[Expression]
    name: list[Expression]  # of the file
    dates: list[Date]
    years: Counter[int]


def read_fiscal(low: str, turns: Sequence[Turn], document: str, words: HeadWords) -> Fiscal:
    """The fiscal period of a call from its text in lower case, its turns and the name of its file.

    >>> from oce_cli.reading.wording import head_words
    >>> text = "welcome to the third quarter earnings call. sales for the quarter ended december 31, 2021, rose."
    >>> read_fiscal(text, [Turn(0, len(text))], "fiscal 2022.txt", head_words()).period
    '2022-Q3'
    """
    evidence = _gather(low, turns, document, words)
    part = _vote_part(evidence)
    month = _vote_month(evidence, part)
    year = _vote_year(evidence, part, month)
    period = f"{year}" if part == "FY" else f"{year}-{part}"
    if not part or not year:
        period = ""
    year_end = part in WHOLE
    spans = [("period", Span(e.start, e.end)) for e in evidence.greeting + evidence.title if e.part == part and period][
        :1
    ]
    return Fiscal(period, year_end, month, tuple(spans))


def _gather(low: str, turns: Sequence[Turn], document: str, words: HeadWords) -> _Evidence:
    first = turns[0].start if turns else 0
    asked_from = next((turn.start for turn in turns if turn.section == "qa"), len(low))
    every = find_expressions(low, words)
    zone = min(first + GREETING, max(asked_from, first + 1_000))
    head = first if first else len(low[:300].split("\n", 1)[0])
    name = _FILE_SIGNS.sub(" ", document.rpartition("/")[2].lower())
    return _Evidence(
        title=[e for e in every if e.end <= head],
        greeting=[e for e in every if first <= e.start < zone and _about_call(low, e, words)],
        prepared=[e for e in every if first <= e.start < asked_from],
        asked=[e for e in every if e.start >= asked_from],
        name=find_expressions(name, words),
        dates=find_dates(low, words),
        years=Counter(e.year for e in every if e.year and not e.ahead and first <= e.start < asked_from),
    )


def _about_call(low: str, expression: Expression, words: HeadWords) -> bool:
    """Whether the sentence of an expression says what the call is about."""
    before = low[max(0, expression.start - 40) : expression.start]
    if expression.ahead or "compar" in before:
        return False
    begin = max(low.rfind(sign, max(0, expression.start - 200), expression.start) for sign in (". ", "\n", "? "))
    stops = [at for sign in (". ", "\n", "? ") if (at := low.find(sign, expression.end, expression.end + 160)) >= 0]
    around = low[max(0, expression.start - 200, begin + 1) : min(stops, default=expression.end + 160)]
    return not words.sets["calls"].isdisjoint(word.strip(",.") for word in around.replace("'s", "").split())


def _vote_part(evidence: _Evidence) -> str:
    """Q1-Q4, H1, H2, 9M, FY or ""."""
    votes: defaultdict[str, float] = defaultdict(float)
    for found, weight in ((evidence.title, 3.0), (evidence.name, 1.0)):
        parts = [e.part for e in found if e.part]
        if parts:
            votes[next((p for p in parts if p in QUARTERS), parts[0])] += weight
    weight = 3.0
    for expression in evidence.greeting:
        if expression.part and not expression.compared:
            votes[expression.part] += weight
            weight = max(weight / 2, 0.25)
    for found, weight in ((evidence.prepared, 4.0), (evidence.asked, 1.5)):
        counts = Counter(e.part for e in found if e.part in QUARTERS and not e.ahead)
        total = sum(counts.values())
        if total:
            sure = min(1.0, total / 3)
            for part, count in counts.items():
                votes[part] += sure * weight * count / total
        halves = Counter(e.part for e in found if e.part in ("H1", "H2") and not e.ahead)
        if total < 2 and halves:
            votes[halves.most_common(1)[0][0]] += weight / 2
    said = {e.part for e in evidence.title + evidence.greeting + evidence.name}
    often = sum(e.part == "Q4" for e in evidence.prepared) > 2
    if "FY" in votes and ("Q4" in said or often):
        votes["Q4"] += votes.pop("FY")
    if any(votes[q] for q in QUARTERS):
        votes.pop("9M", None)
    return max(votes, key=lambda part: (votes[part], part)) if votes else ""


def _vote_month(evidence: _Evidence, part: str) -> int:
    """The calendar month in which the fiscal year ends."""
    votes: defaultdict[int, float] = defaultdict(float)
    fiscal = sum(e.fiscal for e in evidence.prepared + evidence.greeting)
    votes[DECEMBER] = 0.9 if fiscal >= 2 else 1.9
    latest = _latest(evidence.dates)
    closed: dict[int, float] = {}
    for date in evidence.dates:
        if date.kind == "year":
            votes[date.month] += 3
        elif date.kind == "quarter" and part and (not date.year or _same(date, latest)):
            votes[_year_end(part, date.month)] += 3
        elif date.kind == "closed" and part and (not date.year or _same(date, latest)):
            ends = _year_end(part, date.month)
            closed[ends] = max(closed.get(ends, 0.0), 1.2 if date.year else 1.0)
    for ends, weight in closed.items():
        votes[ends] += weight
    return max(votes, key=lambda month: (votes[month], month == DECEMBER))


def _vote_year(evidence: _Evidence, part: str, month: int) -> int:
    """The fiscal year, 0 where nothing tells it."""
    votes: defaultdict[int, float] = defaultdict(float)

    def give(year: int, weight: float) -> None:
        if year:
            votes[year] += weight

    for found, weight in ((evidence.title, 2.5), (evidence.name, 1.0)):
        for expression in [e for e in found if e.year][:1]:
            give(expression.year, weight if expression.part in (part, "", "FY") else weight / 2)
    weight = 5.0
    for expression in evidence.greeting:
        if expression.year and not expression.compared and expression.part in (part, "FY", ""):
            give(
                expression.year,
                (weight if expression.part == part else weight * 0.3) + expression.fiscal * 0.5,
            )
            weight = max(weight / 2, 0.5)
    _vote_by_body(evidence, part, give)
    _vote_by_dates(evidence.dates, part, month, give)
    total = sum(evidence.years.values())
    for year, count in evidence.years.items():
        give(year, 0.6 * count / total)
    return max(votes, key=lambda year: (votes[year], year)) if votes else 0


def _vote_by_body(evidence: _Evidence, part: str, give: Give) -> None:
    """What the talk says of its own quarter, of the one before and of what is to come."""
    body = evidence.prepared + evidence.asked
    own = [e for e in body if e.part == part and e.year]
    told = Counter(e.year for e in own if not e.compared and not e.ahead)
    total = sum(told.values())
    for year, count in told.items():
        give(year, 4.0 * min(1.0, total / 2) * count / total)
    base = Counter(e.year for e in own if e.compared and not _of_another(e, body))
    total = sum(base.values())
    sure = min(1.0, total / 2)
    for year, count in base.items():
        give(year + 1, 1.5 * sure * count / total)
        give(year, -2.0 * sure * count / total)
    whole = part in WHOLE
    ahead = Counter(
        e.year - 1 if whole else e.year
        for e in body
        if e.year and e.ahead and not e.compared and (e.part in ("", "FY") or e.part > part or whole)
    )
    total = sum(ahead.values())
    for year, count in ahead.items():
        give(year, 2.0 * min(1.0, total / 3) * count / total)


def _of_another(base: Expression, body: Sequence[Expression]) -> bool:
    """Whether another quarter is what a base is held against: "we expect the fourth quarter to be below Q3 2024"."""
    near = (e for e in body if 0 < base.start - e.end < SENTENCE and not e.compared)
    return any(e.part in QUARTERS and e.part != base.part for e in near)


def _vote_by_dates(dates: Sequence[Date], part: str, month: int, give: Give) -> None:
    """The latest closing date, and the day of the call."""
    latest = _latest(dates)
    if latest:
        strong = latest.kind == "quarter" or sum(_same(date, latest) for date in dates) > 1
        names = _fiscal_years(latest.year, latest.month, month)
        for year in names:
            give(year, (3.0 if strong else 2.0) / len(names))
    annual = max((date.year for date in dates if date.kind == "year" and date.month == month), default=0)
    if annual:  # the last annual report: of this year in a call at its end, else of the year before
        give(annual if part in WHOLE else annual + 1, 2.0)
    held = next((date for date in dates if date.kind == "held" and date.year), None)
    if held and part:
        ends = _end_month(part, month)
        closed = held.year if ends < held.month else held.year - 1
        names = _fiscal_years(closed, ends, month)
        for year in names:
            give(year, 3.0 / len(names))


def _latest(dates: Sequence[Date]) -> Date | None:
    """The latest date on which accounts of less than a year were closed, not after the day of the call."""
    held = next(((d.year, d.month) for d in dates if d.kind == "held" and d.year), (9999, 12))
    closed = [d for d in dates if d.kind in ("closed", "quarter") and d.year and (d.year, d.month) <= held]
    return max(closed, key=lambda d: (d.year, d.month, d.kind == "quarter"), default=None)


def _same(date: Date, other: Date | None) -> bool:
    return other is not None and (date.year, date.month) == (other.year, other.month)


def _length(part: str) -> int:
    """Months from the end of a part to the end of the fiscal year."""
    return {"Q1": 9, "Q2": 6, "Q3": 3, "H1": 6, "9M": 3}.get(part, 0)


def _year_end(part: str, month: int) -> int:
    """The month in which the fiscal year ends whose part ends in ``month``."""
    return (month + _length(part) - 1) % 12 + 1


def _end_month(part: str, year_end: int) -> int:
    return (year_end - _length(part) - 1) % 12 + 1


def _fiscal_years(year: int, month: int, year_end: int) -> tuple[int, ...]:
    """Names a fiscal year may have: years that end in January or February are named after either calendar year."""
    ends = year if month <= year_end else year + 1
    return (ends, ends - 1) if year_end <= 2 else (ends,)
