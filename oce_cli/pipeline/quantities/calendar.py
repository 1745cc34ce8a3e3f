"""Dates, years, quarters, times of day and telephone numbers: number forms that tell their own kind."""

from __future__ import annotations

import re
from functools import cache

from oce_cli.pipeline.quantities.figure import ONE, Figure
from oce_cli.pipeline.quantities.page import Page

_QUARTER = re.compile(r"(?:[1-4]q|q[1-4]|[12]h|h[12]|fy|cy)(?:[ -]?'?\d{2,4}(?![\d,.]*\d|%))?")
_GLUED_QUARTER = re.compile(r"(?<![a-z])(?:q[1-4]|h[12]|[sf]?fy|cy|[1-4]q|[12]h|[1-9]m)$")
_NAMED = re.compile(r"\d{1,4}-?(?:k|q|f|b)(?:/a)?\b|401\(?k\)?|\d{1,2}-(?:k|q)s\b")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?")
_PHONE = re.compile(
    r"(?:\+?\d{1,3}[ .-]{1,2})?\(?\d{3,4}\)?[ .-]{1,2}\d{3,4}[ .-]{1,2}\d{3,4}(?![\da-z])|\d{3}-\d{4}(?!\d)|\+\d[\d ()-]{7,}\d|\(\d{3}\) ?\d{3}-?\d{4}"
)
_SLASHED = re.compile(r"\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d])|\d{4}/\d{1,2}/\d{1,2}|\d{4}-\d\d-\d\d(?!\d)")
_SHAPE_SIGNS = ":/-) ."
_SHAPES = {
    ":": ((_CLOCK, "time"),),
    "/": ((_SLASHED, "date"),),
    "-": ((_SLASHED, "date"), (_PHONE, "telephone")),
    ")": ((_PHONE, "telephone"),),
    " ": ((_PHONE, "telephone"),),
    ".": ((_PHONE, "telephone"),),
}
_PAIR = re.compile(r"\d{1,2}[/-]\d{1,2}(?![\d%/-]| ?%| percent)")
_YEARS = re.compile(r"(?:19|20)\d\d(?:[/-]\d{2,4}\b)?")
_YEAR_LIST = re.compile(r"(?:,| and| to| through| or| versus| vs\.?| over| from| compared to| against|-|/) ?$")


@cache
def _months() -> re.Pattern[str]:
    from oce_cli.pipeline.quantities.vocabulary import vocabulary

    months = "|".join(sorted(vocabulary().reasons["calendar"]["months"], key=len, reverse=True))
    return re.compile(rf"(?:^|[^a-z])(?:{months})\.?(?: the)?(?: of)?[ ,]{{1,2}}(?:\d{{1,2}}(?:st|nd|rd|th)?,? ?)?(?:of )?$")


@cache
def _month_after() -> re.Pattern[str]:
    from oce_cli.pipeline.quantities.vocabulary import vocabulary

    months = "|".join(sorted(vocabulary().reasons["calendar"]["months"], key=len, reverse=True))
    return re.compile(rf"(?:st|nd|rd|th)?(?: day)?(?: of)?[ -](?:{months})\b(?! (?:be|not|have|well|also|see|even))")


def shapes(page: Page, figures: list[Figure]) -> list[tuple[int, int, str]]:
    """Stretches of the text whose digits are no numbers: (start, end, reason), in order."""
    flat = page.flat
    found = []
    for figure in figures:
        sign = flat[figure.end : figure.end + 1]
        if figure.spelled or sign not in _SHAPE_SIGNS or not sign:
            continue
        start = figure.start
        if sign in "- )." and flat[start - 1 : start] in ("(", "+"):
            start -= 1
        if sign in "/-" and (pair := _PAIR.match(flat, start)) and pair.group() in page.words.reasons["idioms"]["pairs"]:
            found.append((start, pair.end(), "idiom"))
            continue
        for pattern, reason in _SHAPES[sign]:
            match = pattern.match(flat, start)
            if match and _holds(page, match, reason):
                found.append((start, match.end(), reason))
                break
    return found


def _holds(page: Page, match: re.Match[str], reason: str) -> bool:
    flat, body = page.flat, match.group()
    if reason == "telephone":
        groups = re.findall(r"\d+", body)
        after = flat[match.end() : match.end() + 2].strip()
        return sum(map(len, groups)) >= 7 and not after.startswith(("%", "m", "b")) and flat[match.start() - 1] not in "$€£"
    if reason == "date":
        if body.count("/") == 1:
            first, second = body.split("/")
            before = page.before(match.start(), 12)
            dated = before.endswith(("on ", "ended ", "at ", "by ", "through "))
            return 0 < int(first) <= 12 < int(second) <= 31 and len(second) == 2 and dated
    return True


def reason_of(page: Page, figure: Figure) -> str:
    """Why a bare number is a date, a year or a quarter; "" where it is none. May widen the figure's end."""
    flat, start, end = page.flat, figure.start, figure.end
    body = flat[start:end]
    if figure.spelled:
        return ""
    if start and flat[start - 1].isalpha():
        return _glued(page, figure)
    quarter = _QUARTER.match(flat, start)
    if quarter and not flat[quarter.end() : quarter.end() + 1].isalnum() and quarter.end() > end:
        figure.end = quarter.end()
        return "quarter"
    if flat.startswith("(k)", end):
        figure.end = end + 3
        return "name"
    named = _NAMED.match(flat, start)
    if named and page.text[named.end() - 1].isupper() and flat[end] in "-(":
        figure.end = named.end()
        return "name"
    if start and flat[start - 1] == "'" and len(body) == 2 and body.isdigit() and not flat[start - 2 : start - 1].isalnum():
        return "year"
    if not body.isdigit():
        return ""
    if _ORDINAL.match(flat, end):
        figure.end = end + 2
        return "date" if _month_near(page, start, end) else "ordinal"
    if len(body) <= 2 and 0 < figure.number <= 31 and _month_near(page, start, end):
        return "date"
    if len(body) == 2 and _months().search(page.before(start, 24)) and figure.number > 31:
        return "year"
    if len(body) == 4 and _YEARS.match(body):
        return _year(page, figure)
    if len(body) == 2 and re.search(r"\b(?:fiscal|fy|calendar year|fiscal year)(?: \d\d,)? $", page.before(start, 28)):
        return "year"
    if len(body) == 2 and re.search(r"\b(?:q[1-4]|h[12]|[1-4]q|[12]h)(?: of)?(?: '?\d\d(?:,| versus| vs\.?| to| and| over))? '?$", page.before(start, 24)):
        return "year"
    return ""


def _month_near(page: Page, start: int, end: int) -> bool:
    before = page.before(start, 24)
    match = _months().search(before)
    if match:
        written = page.text[start - len(before) + match.start() : start].strip(" ,.(")
        return written[:1].isupper() or written[1:2].isupper()
    after = _month_after().match(page.flat, end)
    return after is not None and page.flat[end : end + 1] in (" ", "-", "s", "n", "r", "t")


def _year(page: Page, figure: Figure) -> str:
    flat, start, end = page.flat, figure.start, figure.end
    left = page.before(start, 30)
    if re.search(r"(?:more than|approximately|about|around|over|nearly|almost|some|least|roughly) $", left) and re.match(
        r" [a-z]+s\b(?! (?:was|is|were|are))", page.after(end, 24)
    ):
        return "" if not re.match(r" (?:levels?|results?|sales|numbers|earnings)", page.after(end, 10)) else "year"
    word = re.match(r" ([a-z]+)", page.after(end, 20))
    nouns = page.words.reasons["counted"]["nouns"]
    before = left.split()[-1:] or [""]
    if word and word.group(1).endswith("s") and word.group(1)[:-1] in nouns and before[0] not in page.words.reasons["calendar"]["year_before"]:
        return ""
    if before[0] in page.words.reasons["names"]["lists"]:
        return "name"
    span = re.compile(r"[-/](?:\d\d|\d{4})(?![\d,.]\d|%)").match(flat, end)
    if span:
        figure.end = span.end()
    return "year"


def _glued(page: Page, figure: Figure) -> str:
    """A number that hangs on letters: "Q3", "FY22", "CO2", "A350"."""
    flat, start = page.flat, figure.start
    at = start
    while at and flat[at - 1].isalnum():
        at -= 1
    letters = flat[at:start]
    if letters in ("q", "h", "fy", "cy", "h1fy", "sfy"):
        figure.start = at
        end = figure.end
        more = re.compile(r"(?:[ -]?(?:fy)?'?\d{2}(?:\d\d)?(?![\d,.]\d|%| ?(?:million|billion|percent|basis)))").match(flat, end) if letters in "qh" else None
        if more and not flat[more.end() : more.end() + 1].isalnum():
            figure.end = more.end()
        return "quarter" if letters in ("q", "h") else "year"
    figure.start = at
    while flat[figure.end : figure.end + 1].isalnum() or (
        flat[figure.end : figure.end + 1] == "-" and flat[figure.end + 1 : figure.end + 2].isdigit()
    ):
        figure.end += 1
    return "name"
