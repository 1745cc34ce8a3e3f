"""Calendar dates in the talk: when accounts were closed, when the call was held, when the fiscal year ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from oce_cli.reading.wording import HeadWords

_YEAR = re.compile(r"20[0-4]\d(?!\d)")
_DAY = re.compile(r"(?P<month>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?:of )?\Z")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>[a-z]{3,9}),? \Z")
_MONTH_ONLY = re.compile(r"(?P<month>[a-z]{3,9}),? (?:of )?\Z")
_ENDED = re.compile(r"(?:on |in )?(?:the )?(?P<month>[a-z]{3,9})\b(?:\.? (?P<day>\d{1,2}))?")
_LENGTH = re.compile(r"\b(?P<length>quarter|months|year|period|half)(?: period)?s?[ -]*\Z")
_LOOK = 30  # characters before a year that may hold the rest of the date
_WIDE = 44  # characters before a date that tell what happened on it


@dataclass(frozen=True, slots=True)
class Date:
    """A date of the talk. ``kind`` is closed, quarter or year (accounts of that length), held (the call) or ""."""

    start: int
    end: int
    year: int  # 0 where only month and day were said
    month: int  # of a period that ends in the first days of a month: the month before
    day: int
    kind: str


def find_dates(low: str, words: HeadWords) -> list[Date]:
    """The dates of a text that is lower case already: those with a year, and days on which periods ended.

    >>> from oce_cli.reading.wording import head_words
    >>> text = "for the quarter ended july 3, 2021. today, august 9, 2021, i speak of our fiscal year ending april 30."
    >>> [(d.year, d.month, d.kind) for d in find_dates(text, head_words())]
    [(2021, 6, 'quarter'), (2021, 8, 'held'), (0, 4, 'year')]
    """
    found: list[Date] = []
    for match in _YEAR.finditer(low):
        at = match.start()
        before = low[max(0, at - _LOOK) : at]
        for pattern in (_DAY, _DAY_FIRST, _MONTH_ONLY):
            told = pattern.search(before)
            if told and told["month"] in words.months:
                start = at - len(before) + told.start()
                day = int(told.groupdict().get("day") or 0)
                found.append(
                    _dated(low, start, match.end(), int(match.group()), words.months[told["month"]], day, words)
                )
                break
    dated = {date.start for date in found}
    for anchor in ("ended ", "ending ", "ends ", "year end", "year-end", "as of ", " at "):
        at = low.find(anchor)
        while at >= 0:
            told = _ENDED.match(low, at + len(anchor) + (low[at + len(anchor) : at + len(anchor) + 1] == " "))
            if told and told["month"] in words.months and told.start("month") not in dated:
                month, day = words.months[told["month"]], int(told["day"] or 0)
                found.append(_dated(low, told.start("month"), told.end(), 0, month, day, words))
            at = low.find(anchor, at + 1)
    return sorted(found, key=lambda date: date.start)


def _dated(low: str, start: int, end: int, year: int, month: int, day: int, words: HeadWords) -> Date:
    before = low[max(0, start - _WIDE) : start].replace("\n", " ")
    bare = before.rstrip()
    last = bare.rpartition(" ")[2].rstrip(",")
    if last in words.sets["weekdays"]:  # "recorded today, Thursday, May 6, 2021"
        before = bare[: -len(bare.rpartition(" ")[2])]
    kind = ""
    if words.held.search(before):
        kind = "held"
    else:
        closed = words.closed.search(before)
        if (closed and 0 < day <= 31) or (closed and closed["words"].startswith("end")):
            length = _LENGTH.search(before[: closed.start("words")].rstrip(" ,"))
            kind = "closed"
            if closed["words"].startswith("end") and length:
                kind = "year" if length["length"] == "year" else "quarter"
        elif re.search(r"year[ -]?ends?(?: on| is| in)? ?\Z", before):
            kind = "year"
    if kind == "closed" and (8 <= day <= 23 or "effective" in before):
        kind = ""
    if kind in ("closed", "quarter", "year") and 0 < day <= 7:
        month -= 1
        if not month:
            month, year = 12, year - 1 if year else 0
    return Date(start, end, year, month, day, kind)
