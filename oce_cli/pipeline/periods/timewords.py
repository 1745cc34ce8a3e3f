"""Single time words ("third", "quarter", "2021", "ago") and the lexicon that names them, ``lexicon/periods.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from oce_cli.errors import LexiconError
from oce_cli.lexicon import load_table

KINDS = ("ordinal", "count", "unit", "month", "relation", "after", "edge", "whole", "rest", "todate", "signal")
SIGNALS = frozenset(("yoy", "qoq", "biennial", "rate", "open"))
_DAY = re.compile(
    r"\.? (\d{1,2})(?:st|nd|rd|th)?(?![\d%]|[.,:]\d| (?:million|billion|percent|basis|cents|to \d|at )|-)"
)
_BLANK = "(?: |- ?)"  # "year-over-year", "year- over-year"
_NOT_RATE = r"|[ -](?:ago|earlier|prior|over|on|to[ -](?:year|quarter))\b"  # "a year ago" is no rate
_DATED = r"(?![ -](?:to[ -]date|end)\b)"  # "over year-to-date 2020" is no growth over the year
_QUARTER = r"(?:q[1-4]|[1-4]q|[hf][12]|[12]h)(?:[ -]?(?:fy ?)?['’]?(?:20\d\d|\d\d)(?![\d%.]))?"
_FISCAL = r"fye? ?['’]?(?:20)?\d\d(?:/\d\d)?"  # asked before the words, of which "fy" alone is one
_YEAR = r"(?:19[89]|20[0-4])\d(?:/\d\d)?|['’][0-4]\d"


class Token(NamedTuple):
    """One time word: what kind it is and the number it carries."""

    kind: str
    start: int
    end: int
    text: str
    value: Any


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
    allowed = (*KINDS, "lead", "cue")
    for name in table:
        if name not in allowed:
            raise LexiconError(f"periods.toml: unknown table [{name}]; allowed: {', '.join(allowed)}")
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


def _compile(kinds: Mapping[str, tuple[str, Any]]) -> re.Pattern[str]:
    """One pattern of all words, sorted into branches by first letter so that a letter that begins none is skipped."""
    branches: dict[str, list[str]] = {}
    for word in sorted(kinds, key=len, reverse=True):
        rest = re.escape(word[1:]).replace(r"\ ", _BLANK).replace(r"\-", _BLANK)
        branches.setdefault(word[0], []).append(rest + _DATED if kinds[word][0] == "yoy" else rest)
    for several in branches.values():
        several.sort(key=len, reverse=True)
    joined = "|".join(
        f"{re.escape(first)}(?:{'|'.join(rests)})(?![a-z]{_NOT_RATE if first == 'a' else ''})"
        for first, rests in branches.items()
    )
    counts = r"\d{1,2}(?=[ -](?:months?|quarters?|years?|weeks?)\b)"
    initials = "".join(sorted({word[0] for word in kinds} | set("qfh")))
    head = rf"(?:\b(?=[{initials}\d])|(?<=\s)(?=['’]\d))"
    return re.compile(
        rf"{head}(?:(?P<F>{_FISCAL})(?![\d%a-z]|[.,]\d)|{joined}|(?P<Q>{_QUARTER})(?![a-z\d])|(?P<Y>{_YEAR})(?![\d%a-z]|[.,]\d)|(?P<N>{counts}))"
    )


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
            kind, value = kinds.get(found) or kinds[" ".join(found.replace("-", " ").split())]
            if kind == "month":
                if not _is_month(text, start, end, found):
                    continue
                day = _DAY.match(low, end)
                yield Token(kind, start, day.end() if day else end, found, (value, int(day[1]) if day else 0))
                continue
            yield Token(kind, start, end, found, value)
        elif group == "N":
            if before in ".,":
                continue
            yield Token("count", start, end, found, int(found))
        elif group in ("F", "Y"):
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
    return (bool(before.strip()) and before.strip()[-1:] not in ".?!:") or bool(
        re.match(r" (?:\d|of\b)", text[end : end + 4])
    )


def _year(found: str) -> int:
    """The four digits of a year as written: ``2021``, ``'21``, ``2021/22`` (the year it ends in).

    >>> _year("2021/22"), _year("fy'26"), _year("fy25/26")
    (2022, 2026, 2026)
    """
    digits = re.findall(r"\d+", found)
    first, last = int(digits[0]), int(digits[-1])
    return last if last > 100 else (first if first > 100 else 2000) // 100 * 100 + last


def _short(found: str) -> tuple[str, int, int | None]:
    """Grain, number and year of ``q3``, ``3q21``, ``h1 2021``."""
    letter = "quarter" if "q" in found[:2] else "half"
    number = int(re.sub(r"\D", "", found[:2]))
    rest = re.findall(r"\d+", found[2:])
    year = int(rest[0]) if rest else None
    return letter, number, year if year is None or year > 100 else 2000 + year
