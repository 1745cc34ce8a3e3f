"""Numbers whose parts stand apart: "7 3/4", "1 234 567", "two and a half", "twenty twenty-one"."""

from __future__ import annotations

import re
from decimal import Decimal

from oce_cli.pipeline.quantities.figure import ONE, Figure
from oce_cli.pipeline.quantities.patterns import Pattern
from oce_cli.pipeline.quantities.spoken import read_part
from oce_cli.pipeline.quantities.vocabulary import Vocabulary

_SPACED = Pattern(r"(?: \d{3}){1,6}(?![\d,/-]|\.\d{3})(?:\.\d+)?", re.ASCII)


_BROKEN = Pattern(
    r" \.(\d{1,3})(?= ?(?:million|billion|trillion|percent|%))|\. (\d{2,6})(?!\d)|\. (\d)(?= ?%)"
)  # "20 .8 trillion", "0. 991", "27. 2%"


_FRACTION = Pattern(r"[ -](\d)/([2-8]|16)(?![\d/])|[ -]?([½¼¾⅓⅔⅛⅜⅝⅞])")


_SIGNS = {
    "½": "0.5",
    "¼": "0.25",
    "¾": "0.75",
    "⅓": "0.3333",
    "⅔": "0.6667",
    "⅛": "0.125",
    "⅜": "0.375",
    "⅝": "0.625",
}


_NORDIC = Pattern(r" [mkt]?(?:sek|nok|dkk|eur|isk|pln|czk|huf)\b")
_OF_HUNDREDS = Pattern(r"(?: to [a-z -]{3,24}?)?[ -](?:basis points|bps|(?:million|billion)(?! dollar ))\b")
_DECIMAL = Pattern(r"\b(?:by|up|down|of|about|to|from|than|around|was|is|at|only|just|nearly|almost) point $")
_POINTED_UNIT = Pattern(r" ?(?:%|percent\b|per cent\b)")
_SLASH = Pattern(r"/(\d{1,2})(?![\d/.,-])")


def plain(body: str) -> tuple[Decimal, Decimal]:
    value = Decimal(body)
    places = len(body) - body.index(".") - 1 if "." in body else 0
    return value, ONE.scaleb(-places)


def join_parts(flat: str, found: list[Figure], words: Vocabulary) -> list[Figure]:
    """Numbers whose parts stand apart: "7 3/4", "1 234 567", "two and a half", "twenty twenty-one"."""
    kept: list[Figure] = []
    for figure in found:
        if kept and figure.start < kept[-1].end:
            continue
        if figure.number == figure.number.to_integral() and not figure.ordinal and not figure.form and not figure.loose:
            _extend(flat, figure)
            if not figure.spelled and flat[figure.end : figure.end + 1] == "/":
                _take_slash(flat, figure)
        last = kept[-1] if kept else None
        if last and _is_compound(flat, last, figure):
            last.end = figure.end
            continue
        if last and _is_spoken_year(flat, last, figure):
            last.end, last.number, last.reason = figure.end, last.number * 100 + figure.number, "year"
            continue
        if last and _is_spoken_hundred(flat, last, figure):
            last.end, last.number = figure.end, last.number * 100 + figure.number
            continue
        if (
            flat.startswith("point ", figure.start - 6)
            and _DECIMAL.search(flat, max(0, figure.start - 16), figure.start)
            and _POINTED_UNIT.match(flat, figure.end)
        ):
            _take_point(flat, figure)
        kept.append(figure)
    return kept


def _is_spoken_hundred(flat: str, last: Figure, figure: Figure) -> bool:
    """Whether two numbers in words are one of three digits: "one twenty basis points", "two-fifty million"."""
    words = last.spelled and figure.spelled and not (last.ordinal or figure.ordinal or last.form or figure.form)
    if not words or last.reason or not (0 < last.number < 10 <= figure.number < 100) or last.grain != ONE:
        return False
    return flat[last.end : figure.start] in (" ", "-") and _OF_HUNDREDS.match(flat, figure.end) is not None


def _take_point(flat: str, figure: Figure) -> None:
    """Read "by point five percent" as a decimal."""
    if figure.number < 10 and figure.grain == ONE and not figure.ordinal and not figure.form:
        figure.number, figure.grain = figure.number / 10, ONE / 10
        figure.start = figure.core = flat.rindex("point", 0, figure.start)


def _take_slash(flat: str, figure: Figure) -> None:
    """Read "1/2", "3/4" as one number; what is said of it decides whether it is more than a fraction."""
    match = _SLASH.match(flat, figure.end)
    if match and figure.grain == ONE and 0 < figure.number < int(match.group(1)) <= 16:
        figure.number /= int(match.group(1))
        figure.grain, figure.end, figure.form = figure.number, match.end(), "fraction"


def _is_compound(flat: str, last: Figure, figure: Figure) -> bool:
    """Join "second half", "forty-third", "one half" and "one third" to one figure, with its reason."""
    if flat[last.end : figure.start] not in (" ", "-") or not last.spelled or last.loose:
        return False
    if last.ordinal and figure.form == "half":
        last.reason = "quarter"
    elif figure.ordinal and not last.ordinal and last.number % 10 == 0 and last.number >= 20:
        last.reason = "ordinal"
    elif not last.ordinal and last.number <= 3 and (figure.form == "half" or (figure.ordinal and figure.number > 2)):
        if figure.ordinal and flat.startswith((" quarter", " half"), figure.end):
            return False
        last.reason = "fraction"
    else:
        return False
    return True


def _is_spoken_year(flat: str, last: Figure, figure: Figure) -> bool:
    return (
        last.spelled
        and figure.spelled
        and last.number in (19, 20)
        and 10 <= figure.number < 100
        and not figure.form
        and flat[last.end : figure.start] == " "
    )


def _extend(flat: str, figure: Figure) -> None:
    whole = not figure.spelled and figure.grain == ONE
    broken = _BROKEN.match(flat, figure.end) if whole else None
    if broken and (broken.group(1) or broken.group(3) or figure.number == 0):
        figure.number, figure.grain = plain(f"{figure.number:f}.{broken.group(broken.lastindex or 1)}")
        figure.end = broken.end()
        return
    part = read_part(flat, figure.end)
    if part is not None:
        figure.end, figure.number = part[0], figure.number + part[1]
        figure.grain = Decimal("0.5") if part[1] == Decimal("0.5") else Decimal("0.25")
        return
    if figure.spelled:
        return
    following = flat[figure.end : figure.end + 1]
    if following in " -½¼¾⅓⅔⅛⅜⅝⅞" and (match := _FRACTION.match(flat, figure.end)):
        top, bottom, sign = match.groups()
        value = Decimal(_SIGNS.get(sign, "0.875")) if sign else Decimal(top) / Decimal(bottom)
        if value < 1 and figure.number < 1000:
            figure.end, figure.number, figure.grain = match.end(), figure.number + value, value
            return
    plainly = flat[figure.start : figure.end].isdecimal() and figure.number < 1000
    if following == " " and plainly and (match := _SPACED.match(flat, figure.end)):
        body = flat[figure.start : match.end()].replace(" ", "")
        tail = flat[match.end() : match.end() + 3]
        before = flat[max(0, figure.start - 2) : figure.start].strip()
        groups = match.group().count(" ")
        if flat[figure.start] != "0" and (
            groups > 1
            or _NORDIC.match(flat, match.end())
            or tail.lstrip()[:1] in ("%", "€", "$")
            or before[-1:] in tuple("$€£¥₹")
        ):
            figure.end = match.end()
            figure.number, figure.grain = plain(body)
