"""What stands after a number: its scale, then percent, currency, unit or "times"."""

from __future__ import annotations

import re
from decimal import Decimal

from oce_cli.pipeline.quantities import money, physical
from oce_cli.pipeline.quantities.figure import ONE, Figure
from oce_cli.pipeline.quantities.page import Page
from oce_cli.pipeline.quantities.patterns import Pattern
from oce_cli.pipeline.quantities.spoken import read_part_of_scale
from oce_cli.pipeline.quantities.vocabulary import Entry

_LETTERS = Pattern(r" {0,2}([a-z]+)(?![a-z0-9])(\.(?! [a-z]|$|\n| ))?")
_OPENED = Pattern(r"(?:[ -](?:plus|some|odd|something)|[ -]?(ish))(?:[ -]|(?=%))|\+[ -]?(?=[a-z%])")
_HEDGED_KINDS = frozenset(("percent", "points", "multiple", "cents", "currency"))  # what such a word may stand before
_LOWER_CODES = frozenset(("eur", "usd", "gbp", "sek", "chf", "inr", "dkk"))  # codes that are read in small letters
_WORD_CODES = frozenset(("ALL", "TOP", "TRY", "CUP", "PEN", "SOS", "MAD", "BOB", "COP"))  # codes that are English words
_WORD_SIGNS = frozenset(("re", "fr", "ft", "rm", "rs"))
_WORD_NAMES = frozenset(("marks", "crown", "crowns", "re", "real", "won"))
_LARGEST_POINTS = 100
_LEAST_POINTS = 15  # over a benchmark; less is percent
_OVER_BENCHMARK = Pattern(
    r"\b(?:«benchmarks»),? ?(?:plus|\+)(?: a (?:margin|spread) of)?(?: about| around| roughly)? ?$"
)
_NEAR = 48  # characters before points that may name what they are of
_OF_INDEX = Pattern(
    r"\b(?:(?:stock|share|blue-chip|benchmark|main|composite|all-share) index"
    r"|ind(?:ex|exes|ices) (?:rose|fell|gained|lost|closed|was|is|were|ended|slid|added|shed|dropped)"
    r"|dow(?: jones)?|nikkei|ftse|dax|nasdaq|s&p 500|stoxx|cac)\b"
)
_HUNDREDTH = Decimal("0.01")
_SPELLED_SCALE = 3  # letters and more: "mln", "million"; shorter ones must be glued or follow a currency


def read_tail(page: Page, figure: Figure) -> None:
    """Take in scale and unit after a number."""
    following = page.spaced[figure.end : figure.end + 1]
    if not following or following in ".,;:)\n?!":
        return
    if following == "'":
        return
    _take_opening(page, figure)
    if page.flat[figure.end : figure.end + 1] == "+":
        return
    _take_scale(page, figure)
    _take_unit(page, figure)


def _take_opening(page: Page, figure: Figure) -> None:
    """Take in what opens or blurs a number between it and its scale or unit: "5 plus percent", "$60+ million"."""
    match = None if figure.loose or figure.bound else _OPENED.match(page.flat, figure.end)
    if match is None:
        return
    word = _LETTERS.match(page.spaced, match.end())
    entry = page.words.tails.at(page.spaced, match.end())
    scaled = word is not None and len(word.group(1)) > 1 and word.group(1) in page.words.scales
    if scaled or (entry is not None and entry[1] in _HEDGED_KINDS):
        figure.bound = "approx" if match.group(1) else "over"
        figure.end = match.end() - (match.group()[-1] in " -")


def _take_scale(page: Page, figure: Figure) -> None:
    if figure.loose:
        return
    for _ in range(2):
        match = _LETTERS.match(page.spaced, figure.end)
        if match is None:
            return
        word = match.group(1)
        factor = page.words.scales.get(word)
        if factor is None or not _is_scale(page, figure, word, match):
            return
        if figure.scale != ONE and factor < 1000:
            return
        figure.scale *= factor
        figure.end = match.end(1)
        part = read_part_of_scale(page.flat, figure.end)
        if part is not None and figure.scale >= 100:
            figure.end = part[0]
            figure.number += part[1]
            figure.grain = Decimal("0.5")


def _is_scale(page: Page, figure: Figure, word: str, match: re.Match[str]) -> bool:
    if len(word) >= _SPELLED_SCALE:
        return word not in ("thous", "grand", "mill") or figure.kind == "money" or not figure.spelled
    glued = match.start(1) == figure.end
    if figure.spelled:
        return False
    if word in ("mn", "bn", "tn", "mm", "cr"):
        return True
    if glued and word in ("k", "m", "b"):
        after = page.flat[match.end(1) : match.end(1) + 1]
        return page.flat[figure.end : figure.end + 1] != "-" and not after.isalnum()
    return figure.kind == "money" and word in ("m", "b", "k", "cr")


def _take_unit(page: Page, figure: Figure) -> None:
    spaced = page.spaced
    place = figure.end
    while spaced[place : place + 1] == " " and place < figure.end + 2:
        place += 1
    if spaced[place : place + 1] == "(":
        return
    entry = page.words.tails.at(spaced, place)
    if entry is None:
        physical.after_fillers(page, figure, place)
        return
    phrase, kind, name = entry
    end = place + len(phrase)
    if kind == "percent":
        if phrase == "pc" and page.text[place:end] != "pc":
            return  # a computer
        if figure.kind != "money" or not figure.currency_before:
            figure.kind, figure.unit, figure.form, figure.end = "percent", "percent", "percent_sign", end
    elif kind == "points":
        _take_points(page, figure, name, end)
    elif kind == "multiple":
        _take_multiple(page, figure, phrase, place, end)
    elif kind in ("currency", "sign", "code"):
        _take_money(page, figure, entry, place, end)
    elif kind == "scaled" and figure.kind == "":
        figure.kind, figure.end = "money", end
        figure.unit, figure.scale = page.words.scaled[name]
    elif kind == "cents":
        if _is_cents(page, figure, phrase, place):
            money.take_cents(page, figure, name, end)
    elif kind == "physical":
        physical.take(page, figure, phrase, name, place)
    elif kind == "duration" and figure.kind != "money" and not _is_to_date(page, figure, end):
        figure.kind, figure.unit, figure.end = "duration", name, end


def _is_to_date(page: Page, figure: Figure, end: int) -> bool:
    """Whether the word of time after an amount only says since when: "300 million year to date"."""
    return figure.scale != ONE and page.spaced.startswith(" to date", end) and page.spaced[end - 1] != "s"


def _take_points(page: Page, figure: Figure, name: str, end: int) -> None:
    if figure.kind == "money":
        return
    figure.kind, figure.unit, figure.form, figure.end = "points", "percentage_points", name, end
    if name == "points" and (figure.number > _LARGEST_POINTS or _OF_INDEX.search(page.before(figure.start, _NEAR))):
        figure.kind, figure.unit, figure.form = "physical", "point", ""  # of an index or a score
    if name == "basis_points":
        figure.number, figure.grain = figure.number * _HUNDREDTH, figure.grain * _HUNDREDTH
        if figure.low is not None:
            figure.low *= _HUNDREDTH
        if figure.high is not None:
            figure.high *= _HUNDREDTH


def read_margin_over(page: Page, figure: Figure) -> None:
    """Read a bare number over a benchmark rate: "SOFR plus 250" in basis points, "prime plus 1" in percent."""
    left = page.before(figure.start, 24)
    if figure.spelled or figure.ordinal or ("plus" not in left and "+" not in left):
        return
    if not _OVER_BENCHMARK.search(page.before(figure.start, 40)):
        return
    figure.kind, figure.unit, figure.form = "percent", "percent", "percent_sign"
    if figure.number >= _LEAST_POINTS:
        _take_points(page, figure, "basis_points", figure.end)


def _take_multiple(page: Page, figure: Figure, phrase: str, place: int, end: int) -> None:
    if figure.kind == "money" or (phrase == "time" and (figure.number != 1 or figure.spelled)):
        return
    figure.kind, figure.unit, figure.end = "multiple", "multiple", end


def _is_cents(page: Page, figure: Figure, phrase: str, place: int) -> bool:
    if phrase in ("p", "c"):
        return place == figure.end and page.text[place].islower() and not figure.spelled and figure.kind == ""
    if phrase == "sen":
        return page.text[place : place + 1] == "s"
    return True


def _is_currency(page: Page, figure: Figure, entry: Entry, written: str, end: int) -> bool:
    """Whether a currency's code, sign or name after a number is one here."""
    phrase, kind, name = entry
    if kind == "code":
        meant = written.isupper() or phrase in _LOWER_CODES
        return meant and not (name in _WORD_CODES and figure.scale == ONE)
    if kind == "sign":
        if page.flat[end : end + 3].lstrip(" .")[:1].isdigit():
            return False  # the sign of the next number
        return phrase not in _WORD_SIGNS or written[:1].isupper()
    if phrase == "canadian":
        return figure.kind == "money"
    return phrase not in _WORD_NAMES or figure.scale != ONE


def _take_money(page: Page, figure: Figure, entry: Entry, place: int, end: int) -> None:
    phrase, kind, name = entry
    written = page.text[place:end]
    if not _is_currency(page, figure, entry, written, end):
        return
    if phrase in ("pounds", "pound") and figure.kind != "money":
        figure.kind, figure.unit, figure.end = "pounds", "pound", end
        return
    money.take_currency(page, figure, name, end)
    if figure.currency_before and kind in ("currency", "code") and phrase not in ("dollar", "dollars", "pounds", "yen"):
        code = page.currency(name)
        if page.flat[figure.start : figure.start + 1] == "$" or figure.unit == code:
            figure.unit = code
