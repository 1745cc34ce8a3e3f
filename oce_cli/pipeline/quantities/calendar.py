"""Dates, years, quarters, times of day and telephone numbers: number forms that tell their own kind."""

from __future__ import annotations

import re

from oce_cli.pipeline.quantities.figure import Figure
from oce_cli.pipeline.quantities.page import Page
from oce_cli.pipeline.quantities.patterns import Pattern

_QUARTER = Pattern(r"(?:[1-4]q|q[1-4]|[12]h|h[12]|fy|cy)(?:[ -]?'?\d{2,4}(?![\d,.]*\d|%))?")
_FORM_NUMBER = Pattern(r"\d{1,4}-?(?:k|q|f|b)(?:/a)?\b|\d{1,2}-(?:k|q)s\b")
_ORDINAL = Pattern(r"(?:st|nd|rd|th)\b")
_CLOCK = Pattern(r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?")
_PHONE = Pattern(
    r"(?:\+?\d{1,3}[ .-]{1,2})?\(?\d{3,4}\)?[ .-]{1,2}\d{3,4}[ .-]{1,2}\d{3,4}(?![\da-z])"
    r"|\d{3}-\d{4}(?!\d)|\+\d[\d ()-]{7,20}\d|\(\d{3}\) ?\d{3}-?\d{4}"
)
_HALVES = Pattern(
    r"(?:(?!19|20)\d{4} (?!19|20)\d{4}|\d{2}(?: \d{2}){3,5})(?![\d,.]*[\da-z%]| (?:million|billion|percent|basis|bps))"
)
_CALL = Pattern(r"\b(?:«dialled»)\b[^.;]*$")
_YEAR_WAY = Pattern(r"(?:^|[^a-z\d])(?:«year_ways») $")
_NO_YEAR_WAY = Pattern(r"(?:\b(?:«year_no_ways»)|[\d%] (?:in|out of)) $")
_YEAR_ENDS = Pattern(
    r"(?:(?:,| and| or|, and| to| through| versus)(?: in)? '?\d\d(?![\d%]|[.,]\d))*"
    r"(?= (?!or (?:so|more)\b)(?:«year_follows»)\b(?! \d)|[.,;:?!)](?!\d| ?\d)| ?(?:—|--)|\s{0,20}$|\n)"
)
_YEAR_OWNER = Pattern(r"\b(?:«year_owners») $")
_YEAR_NOUN = Pattern(r" (?:«year_nouns»)\b")
_SLASHED = Pattern(r"\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d])|\d{4}/\d{1,2}/\d{1,2}|\d{4}-\d\d-\d\d(?!\d)")
_SHAPES = {
    ":": ((_CLOCK, "time"),),
    "/": ((_SLASHED, "date"),),
    "-": ((_SLASHED, "date"), (_PHONE, "telephone")),
    ")": ((_PHONE, "telephone"),),
    " ": ((_PHONE, "telephone"), (_HALVES, "telephone")),
    ".": ((_PHONE, "telephone"),),
}
_LONGEST_NAME = 40  # characters looked at around a number that hangs on letters; keeps nonsense from taking long
_PAIR = Pattern(r"\d{1,2}[/-]\d{1,2}(?![\d%/-]| ?%| percent)")
_RUN = Pattern(r"\d+")
_YEARS = Pattern(r"(?:19|20)\d\d")
_MONTH_BEFORE = Pattern(
    r"(?:^|[^a-z])(?:«months»)\.?(?: the)?(?: of)?[ ,]{1,2}(?:\d{1,2}(?:st|nd|rd|th)?,? ?)?(?:of )?$"
)
_MONTH_AFTER = Pattern(r"(?:st|nd|rd|th)?(?: day)?(?: of)?[ -](?:«months»)\b(?! (?:be|not|have|well|also|see|even))")
_FISCAL = Pattern(r"\b(?:fiscal|fy|calendar year|fiscal year)(?: \d\d,)? $")
_OF_QUARTER = Pattern(r"\b(?:q[1-4]|h[12]|[1-4]q|[12]h)(?: of)?(?: '?\d\d(?:,| versus| vs\.?| to| and| over))? '?$")
_ABOUT = Pattern(r"(?:more than|approximately|about|around|over|nearly|almost|some|least|roughly) $")
_MANY = Pattern(r" (?!levels?|results?|sales|numbers|earnings)[a-z]+s\b(?! (?:was|is|were|are))")
_NEXT_WORD = Pattern(r" ([a-z]+)")
_YEAR_ON = Pattern(r"[-/](?:\d\d|\d{4})(?![\d,.]\d|%)")
_QUARTER_YEAR = Pattern(r"[ -]?(?:fy)?'?\d{2}(?:\d\d)?(?![\d,.]\d|%| ?(?:million|billion|percent|basis))")


def shapes(page: Page, figures: list[Figure]) -> list[tuple[int, int, str]]:
    """Stretches of the text whose digits are no numbers: (start, end, reason), in order."""
    flat = page.flat
    found = []
    for figure in figures:
        sign = flat[figure.end : figure.end + 1]
        if figure.spelled or sign not in _SHAPES:
            continue
        start = figure.start
        if sign in "- )." and flat[start - 1 : start] in ("(", "+"):
            start -= 1
        pair = _PAIR.match(flat, start) if sign in "/-" else None
        if pair and pair.group() in page.words.reasons["idioms"]["pairs"]:
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
        after = flat[match.end() : match.end() + 2].strip()
        if _HALVES.fullmatch(body) and not _CALL.search(page.before(match.start(), 60)):
            return False
        digits = sum(map(len, _RUN.findall(body)))
        return digits >= 7 and not after.startswith(("%", "m", "b")) and flat[match.start() - 1] not in "$€£"
    if reason == "date" and body.count("/") == 1:
        first, second = body.split("/")
        dated = page.before(match.start(), 12).endswith(("on ", "ended ", "at ", "by ", "through "))
        return 0 < int(first) <= 12 < int(second) <= 31 and len(second) == 2 and dated
    return True


def reason_of(page: Page, figure: Figure) -> str:
    """Why a bare number is a date, a year or a quarter; "" where it is none. May widen the figure."""
    flat, start, end = page.flat, figure.start, figure.end
    body = flat[start:end]
    if figure.spelled:
        return ""
    if start and flat[start - 1].isalpha():
        return _hung_on_letters(page, figure)
    quarter = _QUARTER.match(flat, start)
    if quarter and not flat[quarter.end() : quarter.end() + 1].isalnum() and quarter.end() > end:
        figure.end = quarter.end()
        return "quarter"
    if flat.startswith("(k)", end):
        figure.end = end + 3
        return "name"
    named = _FORM_NUMBER.match(flat, start)
    if named and page.text[named.end() - 1].isupper() and flat[end] == "-":
        figure.end = named.end()
        return "name"
    if not body.isdigit():
        return ""
    if _ORDINAL.match(flat, end):
        figure.end = end + 2
        return "date" if _is_by_month(page, start, end) else "ordinal"
    if len(body) <= 2 and 0 < figure.number <= 31 and _is_by_month(page, start, end):
        return "date"
    if len(body) == 2:
        return "year" if _is_short_year(page, figure) else ""
    return _year(page, figure) if len(body) == 4 and _YEARS.match(body) else ""


def _is_short_year(page: Page, figure: Figure) -> bool:
    """Whether two digits are a year: "'21", "Q3 21", "fiscal 21", "June 21" beyond 31."""
    flat, start = page.flat, figure.start
    if flat[start - 1 : start] == "'" and not flat[start - 2 : start - 1].isalnum():
        return True
    left = page.before(start, 28)
    if _is_bare_year(page, figure, left):
        return True
    if figure.number > 31 and _MONTH_BEFORE.search(left):
        return True
    return bool(_FISCAL.search(left) or _OF_QUARTER.search(left))


def _is_bare_year(page: Page, figure: Figure, left: str) -> bool:
    """Whether two digits without an apostrophe are a year: "in 26 and 27", "exiting 25", "our 26 capex"."""
    first, last = page.span_of_years()
    if not first <= figure.number <= last:
        return False
    if _YEAR_NOUN.match(page.flat, figure.end):
        return _YEAR_OWNER.search(left) is not None
    if not _YEAR_WAY.search(left) or _NO_YEAR_WAY.search(left):
        return False
    return _YEAR_ENDS.match(page.flat, figure.end) is not None


def _is_by_month(page: Page, start: int, end: int) -> bool:
    before = page.before(start, 24)
    match = _MONTH_BEFORE.search(before)
    if match:
        written = page.text[start - len(before) + match.start() : start].strip(" ,.(")
        return written[:1].isupper() or written[1:2].isupper()
    return page.flat[end : end + 1] in (" ", "-", "s", "n", "r", "t") and _MONTH_AFTER.match(page.flat, end) is not None


def _year(page: Page, figure: Figure) -> str:
    """Four digits that look like a year are one, but for "about 2000 stores"."""
    flat, start, end = page.flat, figure.start, figure.end
    left = page.before(start, 30)
    if _ABOUT.search(left) and _MANY.match(flat, end):
        return ""
    word = _NEXT_WORD.match(flat, end)
    last = (left.split() or [""])[-1]
    reasons = page.words.reasons
    noun = word.group(1) if word else ""
    counted = noun.endswith("s") and noun[:-1] in reasons["counted"]["nouns"]
    if counted and noun not in reasons["calendar"]["of_year"] and last not in reasons["calendar"]["year_before"]:
        return ""
    if last in reasons["names"]["lists"]:
        return "name"
    on = _YEAR_ON.match(flat, end)
    if on:
        figure.end = on.end()
    return "year"


def _hung_on_letters(page: Page, figure: Figure) -> str:
    """A number that hangs on letters: "Q3", "FY22", "CO2", "A350"."""
    flat, start = page.flat, figure.start
    at = start
    while at > start - _LONGEST_NAME and at and flat[at - 1].isalnum():
        at -= 1
    letters = flat[at:start]
    figure.start = at
    if letters in ("q", "h", "fy", "cy", "sfy"):
        more = _QUARTER_YEAR.match(flat, figure.end) if letters in "qh" else None
        if more and not flat[more.end() : more.end() + 1].isalnum():
            figure.end = more.end()
        return "quarter" if letters in "qh" else "year"
    while figure.end - at < _LONGEST_NAME and (
        flat[figure.end : figure.end + 1].isalnum()
        or (flat[figure.end : figure.end + 1] == "-" and flat[figure.end + 1 : figure.end + 2].isdigit())
    ):
        figure.end += 1
    return "name"
