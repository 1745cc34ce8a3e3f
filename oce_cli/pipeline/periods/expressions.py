"""Finds time expressions and reads them as far as they can be read without knowing the call.

One pattern finds single time words ("third", "quarter", "2021", "ago"); neighbours with nothing but small words between
them make a group; a group is read from left to right into one or two parts ("the third quarter" + "of last year"), whose
finest grain wins. What cannot be read is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from oce_cli.errors import LexiconError
from oce_cli.lexicon import load_table
from oce_cli.pipeline.periods.calendar import Reading

KINDS = ("ordinal", "count", "unit", "month", "relation", "after", "edge", "whole", "rest", "todate", "signal")
SIGNALS = frozenset(("yoy", "qoq", "rate", "open"))
_GAP = re.compile(r"(?:[\s\-–]|['’]s?\b|\b(?:of|in|the|for the|our|a|that)\b)*")
_DAY = re.compile(r"\.? (\d{1,2})(?:st|nd|rd|th)?(?![\d%]|[.,:]\d| (?:million|billion|percent|basis|cents|to \d|at )|-)")
_QUARTER = r"(?:q[1-4]|[1-4]q|[hf][12]|[12]h)(?:[ -]?(?:fy ?)?['’]?(?:20\d\d|\d\d)(?![\d%.]))?"
_YEAR = r"fy ?['’]?(?:20)?\d\d|(?:19[89]|20[0-4])\d(?:/\d\d)?|['’][0-4]\d"
_NOT_RATE = r"|[ -](?:ago|earlier|over|on)\b"


class Token(NamedTuple):
    """One time word: what kind it is and the number it carries."""

    kind: str
    start: int
    end: int
    text: str
    value: Any


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression in the text. ``rule`` names the grammar's way, ``lead`` what part the words around give it."""

    start: int
    end: int
    text: str
    rule: str
    reading: Reading
    lead: str = ""  # base ("compared to"), beyond ("over"), in, point ("at"), later ("since"), of or ""


@dataclass(frozen=True)
class Words:
    """The compiled lexicon."""

    pattern: re.Pattern[str]
    kinds: dict[str, tuple[str, Any]]
    leads: dict[str, str]
    cues: dict[str, frozenset[str]]


@cache
def words() -> Words:
    """The time words of ``lexicon/periods.toml``. Raises LexiconError on an unknown table."""
    table = load_table("periods")
    for name in table:
        if name not in (*KINDS, "lead", "cue"):
            raise LexiconError(f"periods.toml: unknown table [{name}]; allowed: {', '.join((*KINDS, 'lead', 'cue'))}")
    kinds: dict[str, tuple[str, Any]] = {}
    for kind in KINDS:
        for word, value in table[kind].items():
            if isinstance(value, list):
                for each in value:
                    kinds[each] = (word, None) if kind == "signal" else (kind, None)
            else:
                kinds[word] = (kind, value)
    leads = {word: part for part, several in table["lead"].items() for word in several}
    cues = {name: frozenset(several) for name, several in table["cue"].items()}
    return Words(_compile(kinds), kinds, leads, cues)


def _compile(kinds: Iterable[str]) -> re.Pattern[str]:
    """One pattern of all words, sorted into branches by first letter so that a letter that begins none is skipped."""
    branches: dict[str, list[str]] = {}
    for word in sorted(kinds, key=len, reverse=True):
        rest = re.escape(word[1:]).replace(r"\ ", "[ -]").replace(r"\-", "[ -]")
        branches.setdefault(word[0], []).append(rest)
    for several in branches.values():
        several.sort(key=len, reverse=True)
    joined = "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})(?![a-z]{_NOT_RATE if first == 'a' else ''})" for first, rests in branches.items())
    counts = r"\d{1,2}(?=[ -](?:months?|quarters?|years?|weeks?)\b)"
    initials = "".join(sorted({word[0] for word in kinds} | set("qfh")))
    head = rf"(?:\b(?=[{initials}\d])|(?<=\s)(?=['’]\d))"
    return re.compile(rf"{head}(?:{joined}|(?P<Q>{_QUARTER})(?![a-z\d])|(?P<Y>{_YEAR})(?![\d%a-z]|[.,]\d)|(?P<N>{counts}))")


def lowered(text: str) -> str:
    """The text in lower case with every character still in its place.

    >>> lowered("İAB")[1:]
    'ab'
    """
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def tokens(text: str, low: str) -> Iterator[Token]:
    """All time words of a text, in order."""
    lexicon = words()
    kinds = lexicon.kinds
    for match in lexicon.pattern.finditer(low):
        start, end = match.span()
        before = low[start - 1] if start else " "
        if before.isalnum() or before in "$€£_":
            continue
        found = match.group()
        group = match.lastgroup
        if group is None:
            kind, value = kinds.get(found) or kinds[found.replace("-", " ")]
            if kind == "month":
                if not _is_month(text, start, end, found):
                    continue
                day = _DAY.match(low, end)
                yield Token(kind, start, day.end() if day else end, found, (value, int(day[1]) if day else 0))
                continue
            yield Token(kind, start, end, found, value)
        elif group == "N":
            yield Token("count", start, end, found, int(found))
        elif group == "Y":
            if before not in ".,+-–" or (before in "-–" and found[0] not in "12"):
                yield Token("Y", start, end, found, _year(found))
        else:
            yield Token("Q", start, end, found, _short(found))


def _is_month(text: str, start: int, end: int, found: str) -> bool:
    """Months are written with a capital; "may" and "march" at the head of a sentence are more often verbs."""
    if not text[start].isupper():
        return False
    if found not in ("may", "march"):
        return True
    before = text[max(0, start - 2) : start]
    return bool(before.strip()) and before.strip()[-1:] not in ".?!:" or bool(re.match(r" (?:\d|of\b)", text[end : end + 4]))


def _year(found: str) -> int:
    """The four digits of a year as written: ``2021``, ``'21``, ``fy21``, ``2021/22`` (the year it ends in)."""
    digits = re.findall(r"\d+", found)
    year = int(digits[0])
    if len(digits) == 2:
        return year // 100 * 100 + int(digits[1])
    return year if year > 100 else 2000 + year


def _short(found: str) -> tuple[str, int, int | None]:
    """Grain, number and year of ``q3``, ``3q21``, ``h1 2021``."""
    letter = "quarter" if "q" in found[:2] else "half"
    number = int(re.sub(r"\D", "", found[:2]))
    rest = re.findall(r"\d+", found[2:])
    year = int(rest[0]) if rest else None
    return letter, number, year if year is None or year > 100 else 2000 + year


def find(text: str) -> list[Expression]:
    """All time expressions of a text that can be read, in order.

    >>> [(e.text, e.rule, e.lead) for e in find("Sales in Q3 2021 were up from $2 million in the prior-year quarter.")]
    [('Q3 2021', 'quarter_number', 'in'), ('prior-year quarter', 'quarter_of_year', 'in')]
    """
    low = lowered(text)
    found: list[Expression] = []
    group: list[Token] = []
    for token in tokens(text, low):
        if group and (token.kind in SIGNALS or group[-1].kind in SIGNALS or not _joins(low, group[-1], token)):
            _read_into(found, text, low, group)
            group = []
        group.append(token)
    if group:
        _read_into(found, text, low, group)
    return found


def _joins(low: str, left: Token, right: Token) -> bool:
    """Whether nothing but small words stand between two time words (a comma or a day only before a year)."""
    gap = low[left.end : right.start]
    if gap == " " or gap == "-" or not gap:
        return True
    if len(gap) > 14:
        return False
    if right.kind == "Y" and gap.strip() in ("", ","):
        return True
    return _GAP.fullmatch(gap) is not None


@dataclass(slots=True)
class _Part:
    grain: str
    number: int | None = None
    count: int | None = None
    year: int | None = None
    relation: int | None = None
    whole: bool = False
    rest: bool = False
    point: bool = False
    ago: bool = False
    plural: bool = False
    ordinal: bool = False
    ending: int | None = None  # the month in which it ends


def _parts(group: list[Token], determined: bool) -> tuple[list[_Part], bool]:
    """The units of a group with what modifies each; and whether "to date" was said."""
    parts: list[_Part] = []
    ahead = _Part("")
    to_date = False
    dated = 0  # how many parts stand before "ended", which a date follows
    for token in group:
        match token.kind:
            case "ordinal":
                ahead.number, ahead.ordinal = token.value, True
            case "count":
                last = parts[-1] if parts else ahead
                if last.grain == "quarter" and last.number is None and not determined and token.value in (1, 2, 3, 4):
                    last.number = token.value
                else:
                    ahead.count = token.value
            case "relation":
                ahead.relation = token.value
            case "whole":
                ahead.whole = True
            case "rest":
                ahead.rest = True
            case "edge":
                if token.text == "ending" or (token.text == "ended" and parts):
                    dated = len(parts)
                elif parts:
                    parts[-1].point = True
                else:
                    ahead.point = True
            case "todate":
                to_date = True
            case "after":
                if parts:
                    parts[-1].ago = True
            case "month":
                number, day = token.value
                parts.append(replace(ahead, grain="month", number=number, point=ahead.point or day >= 28))
                ahead = _Part("")
            case "Y":
                parts.append(replace(ahead, grain="year", year=token.value, number=None, whole=True))
                ahead = _Part("")
            case "Q":
                grain, number, year = token.value
                parts.append(replace(ahead, grain=grain, number=number, year=year, ordinal=True))
                ahead = _Part("")
            case "unit":
                grain = token.value
                plural = grain.endswith("s") and grain != "s"
                parts.append(replace(ahead, grain=grain.rstrip("s"), plural=plural))
                ahead = _Part("")
    if group[-1].text == "ending" and parts and dated == len(parts):
        parts[-1].point = True
    if dated and len(parts) > dated and parts[dated - 1].grain in ("year", "quarter") and parts[dated].grain == "month":
        parts[dated - 1].ending = parts.pop(dated).number
    return parts, to_date


_FINENESS = {"month": 0, "week": 0, "quarter": 1, "half": 2, "period": 3, "year": 4}


def _read_into(found: list[Expression], text: str, low: str, group: list[Token]) -> None:
    """Reads a group and adds its expression, if it makes one."""
    start, end = group[0].start, group[-1].end
    if group[0].kind in SIGNALS:
        found.append(Expression(start, end, text[start:end], group[0].kind, Reading(group[0].kind), lead_of(low, start)))
        return
    determined = low[max(0, start - 4) : start] == "the "
    parts, to_date = _parts(group, determined)
    read = _read(parts, to_date, determined)
    if read is not None:
        rule, reading = read
        lead = lead_of(low, start)
        if lead == "edge":
            lead, reading = "point", reading._replace(point=True)
        elif lead == "later" and reading.point and reading.grain in ("quarter", "year", "month"):
            rule, reading = "after_end", Reading("quarter", None, None, None, 1)
        elif lead == "beyond" and low.endswith(("over ", "over the ", "over our "), 0, start) and rule not in _BASES:
            lead = "in"
        elif low.startswith((" level", "'s level"), end):
            lead = "base"
        found.append(Expression(start, end, text[start:end], rule, reading, lead))


def _read(parts: list[_Part], to_date: bool, determined: bool) -> tuple[str, Reading] | None:
    if not parts:
        return ("so_far", Reading("to_date")) if to_date else None
    core = min(parts, key=lambda part: (_FINENESS[part.grain], part.year is None, part.number is None))
    year, year_shift = _year_of(parts, core)
    if to_date:
        if any(part.grain == "year" for part in parts):
            return "to_date", Reading("to_date", None, year, year_shift)
        return None
    if core.count is not None or core.plural:
        return _counted(parts, core, year, year_shift)
    match core.grain:
        case "month":
            return _month(parts, core, year, year_shift)
        case "quarter":
            return _quarter(core, year, year_shift, determined)
        case "half":
            if core.number is None and core.relation is None and not any(p.grain == "year" for p in parts if p is not core):
                return None
            return "half", Reading("half", core.number, year, year_shift, core.relation, core.point)
        case "period":
            if year is None and year_shift is None and core.relation is None:
                return None
            return "same_period", Reading("period", None, year, year_shift, core.relation)
        case "year":
            return _whole_year(parts, core, determined)
    return None


def _year_of(parts: list[_Part], core: _Part) -> tuple[int | None, int | None]:
    """The year that the other parts of the group (or the core itself) give."""
    if core.year is not None:
        return core.year, None
    for part in parts:
        if part is core or part.grain != "year":
            continue
        if part.year is not None:
            return part.year, None
        if part.ago:
            return None, -(part.count or 1)
        if part.relation is not None and not part.rest and part.relation in (-1, 0, 1):
            return None, part.relation
    if core.ago and core.grain == "period":
        return None, -1
    return None, None


def _counted(
    parts: list[_Part], core: _Part, year: int | None, year_shift: int | None
) -> tuple[str, Reading] | None:
    """Several months, quarters or years: the months to date, or a stretch that is no period."""
    months = {"month": 1, "quarter": 3}.get(core.grain, 0) * (core.count or 0)
    if core.ago and core.count:
        if core.grain == "year":
            return "years_ago", Reading("year", None, None, -core.count)
        return "stretch", Reading("span")
    if core.grain == "period" and core.relation == 5:
        return "same_period", Reading("period", None, year, year_shift, 5)
    if core.grain == "month" and core.count and core.count in (3, 6, 9, 12) and core.relation in (None, 5):
        return "months_to_date", Reading("to_date", core.count, year, year_shift, core.relation)
    if months and core.ordinal and core.number == 1:
        return "months_to_date", Reading("to_date", months, year, year_shift)
    if core.grain == "quarter" and core.count == 1:
        return None
    return "stretch", Reading("span", relation=core.relation)


def _month(parts: list[_Part], core: _Part, year: int | None, year_shift: int | None) -> tuple[str, Reading] | None:
    quarter = any(part.grain == "quarter" for part in parts)
    if core.number is None or core.number > 12 or core.ordinal:
        if core.relation in (-1, 0, 1):
            return "month_relative", Reading("month", None, None, None, core.relation)
        return None
    if quarter:
        return "quarter_of_month", Reading("month", core.number, year, year_shift, None, True)
    return "month", Reading("month", core.number, year, year_shift, None, core.point)


def _quarter(core: _Part, year: int | None, year_shift: int | None, determined: bool) -> tuple[str, Reading] | None:
    if core.ending is not None:
        return "quarter_of_month", Reading("month", core.ending, year, year_shift, None, True)
    if core.number is not None:
        return "quarter_number", Reading("quarter", core.number, year, year_shift, None, core.point)
    if year is not None or year_shift is not None:
        return "quarter_of_year", Reading("quarter", None, year, year_shift, core.relation, core.point)
    if core.ago:
        return "quarter_relative", Reading("quarter", None, None, None, -1)
    if core.relation is not None:
        return "quarter_relative", Reading("quarter", None, None, None, core.relation, core.point)
    if determined or core.point or core.whole:
        return "quarter_now", Reading("quarter", None, None, None, 0, core.point)
    return None


def _whole_year(parts: list[_Part], core: _Part, determined: bool) -> tuple[str, Reading] | None:
    if core.year is not None:
        ending = next((part.ending for part in parts if part.ending), None)
        return "year_number", Reading("year", ending, core.year, None, None, any(part.point for part in parts))
    if core.ago:
        return "year_ago", Reading("year", None, None, -(core.count or 1))
    if core.rest:
        return "rest_of_year", Reading("year", None, None, None, core.relation or 0)
    if core.relation is not None and core.relation in (-1, 0, 1):
        return "year_relative", Reading("year", None, None, None, core.relation, core.point)
    if core.ordinal:
        return None
    if determined or core.whole or core.point:
        return "year_now" if not core.whole else "full_year", Reading("year", None, None, None, 0, core.point)
    return None


_BASES = frozenset(  # what "over" can make the base of a comparison; with others it means during
    ("year_relative", "quarter_relative", "same_period", "year_number", "quarter_number", "quarter_of_year", "year_ago")
)
_SKIP = frozenset(("the", "a", "an", "our", "its", "their", "that", "what", "we", "had", "of", "levels", "level", "just", "this"))


def lead_of(low: str, start: int) -> str:
    """The part that the words before a place give to what stands there; see ``lead`` in the lexicon.

    >>> low = "compared to the same quarter"
    >>> lead_of(low, 16), lead_of("as of the end", 10), lead_of("revenue grew 5", 13)
    ('base', 'point', '')
    """
    leads = words().leads
    before = low[max(0, start - 42) : start].replace("-", " ").split()
    of = ""
    while before:
        word = before.pop().strip(",$€£")
        pair = f"{before[-1]} {word}" if before else word
        part = leads.get(pair) or leads.get(word)
        if part is not None and part != "of":
            return part
        if part == "of":
            of = "of"
        if word not in _SKIP and part is None:
            break
    return of
