"""Points in words: "a point", "a point and a half", "one point", where they are percentage points of a move."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from oce_cli.pipeline.quantities.figure import ONE, Figure
from oce_cli.pipeline.quantities.page import Page
from oce_cli.pipeline.quantities.patterns import Pattern

_POINT = Pattern(
    r"\b(?:a|another)(?: (?:full|whole|good|solid|further|additional))? (?:percentage )?"
    r"point(?: and (?:(a half)|(a quarter)|(three[ -]quarters))(?![a-z-])| or (two|three)\b(?! points))?(?![a-z'-])"
)
_PART_OF = Pattern(r"(?:\b(?:half|quarters?|thirds?|fifths?|eighths?|tenths?)(?: of)?|\d|\bper|\bsuch) $")
_MOVE = Pattern(r"\b(?:«point_moves»)(?: (?:«point_hedges»))* $")
_TALK = Pattern(r"\b(?:«point_talk»)(?: [a-z]+){0,2} $")
_THERE = Pattern(r"\b(?:«point_there»)(?: [a-z]+){0,2} $|\b(?:up|down) to $")
_SURE = Pattern(r"\b(?:«point_sure»)(?: (?:a|an))? $")
_WORTH = Pattern(r"[ -](?:of )?(?:a )?(?:[a-z]+[ -]){0,2}?(?:«point_of»)\b")
_BESIDE = Pattern(r" (?:«point_beside»)\b")
_RELATED = Pattern(r",? (?:«point_never»)\b")
_BEFORE, _AFTER = 32, 40  # characters around "point" that the words may take
_REACH = 48  # characters looked at before the words
_PARTS = (Decimal("0.5"), Decimal("0.25"), Decimal("0.75"))


def points(page: Page) -> list[Figure]:
    """All of "a point", "another point and a half", "a point or two" that tell how far something moved.

    >>> from oce_cli.pipeline.quantities import read
    >>> [(q.text, str(q.value), q.bound) for q in read("Margin rose about a point and a half. That is a point I made.")]
    [('a point and a half', '1.5', 'approx')]
    """
    found = []
    for match in _matches(page.spaced):
        start, end = match.span()
        if _PART_OF.search(page.before(start, 16)) or not is_move(page, start, end, sure=match.lastindex is not None):
            continue
        figure = Figure(start, end, ONE, ONE, start, spelled=True)
        figure.kind, figure.unit, figure.form = "points", "percentage_points", "points"
        if match.group(4):
            figure.low, figure.high, figure.bound = ONE, Decimal(2 if match.group(4) == "two" else 3), "range"
            figure.number = (figure.low + figure.high) / 2
        elif match.lastindex:
            figure.grain = _PARTS[match.lastindex - 1]
            figure.number += figure.grain
        found.append(figure)
    return found


def _matches(spaced: str) -> Iterator[re.Match[str]]:
    """Where the words may stand, looked for around each "point" only."""
    free, at = 0, spaced.find("point")
    while at >= 0:
        match = _POINT.search(spaced, max(free, at - _BEFORE), at + _AFTER) if spaced[at - 1 : at] == " " else None
        if match is not None and match.start() < at:
            free = match.end()
            yield match
        at = spaced.find("point", at + 5)


def is_move(page: Page, start: int, end: int, sure: bool = False) -> bool:
    """Whether points in words are percentage points of a move or of a part of it, not points that someone makes.

    ``sure`` is for words that nobody says of points in talk: "a point and a half".
    """
    left = page.before(start, _REACH)
    if _RELATED.match(page.flat, end) or _TALK.search(left):
        return False
    if sure or _WORTH.match(page.flat, end):
        return True
    if _THERE.search(left):
        return False
    return any(pattern.search(left) for pattern in (_SURE, _MOVE)) or _BESIDE.match(page.flat, end) is not None
