"""Numbers that are words for a range: "mid-single-digit", "low to mid-teens", "high 40s", "double-digit"."""

from __future__ import annotations

import re
from decimal import Decimal

from oce_cli.pipeline.quantities.figure import ONE, Figure
from oce_cli.pipeline.quantities.page import Page
from oce_cli.pipeline.quantities.patterns import Pattern

_LEVEL = r"(?:very |mid |middle )?(?:low|lower|early|mid|middle|medium|high|higher|upper)"
_SAID = r"(?:,? (?:kind of|sort of|call it|maybe|say|probably|perhaps|i'd say|like|uh|um))*,?"  # within a range
_DIGIT = Pattern(
    rf"\b(?:({_LEVEL}) (?:(single|double|triple) (?:digits? )?)? ?(?:to|and|or){_SAID} (?:the |a )?)?"
    rf"(?:({_LEVEL}) )?(?:to )?(?:positive |(?P<sign>negative ))?(single|double|triple)(?:,? (?:single|double|triple))?"
    r" (?:digits?|figures?)(?: percent(?:age)?\b(?! points?)| %)?"
)
_POINTS = Pattern(r" (?:percentage points?|percent points?|basis points?)\b")
_WITHIN = Pattern(r" ?(?:%|percent|million|billion)( range)?")
_MILLIONS = Pattern(r"[ -](millions|billions)( of dollars)?(?! of)(?![a-z])")
_LEVELS = Pattern(rf"(?:({_LEVEL}) {{1,2}}(?:to|and|or){_SAID} (?:the )?)?(\$)?\b({_LEVEL}) (?:the )?(\$)?$")
_AFTER = Pattern(r" ?(?:percent\b(?! points?)|%|percentage(?= ))")
_PLURAL = Pattern(r"'s(?![a-z])|s(?![a-z0-9])")
_HUNDREDTH = Decimal("0.01")
_TEENS = 13  # the number that "teens" is looked up as
_WIDTH = {"low": (1, 3), "mid": (4, 6), "high": (7, 9)}
_SIZE = {"single": (1, 9), "double": (10, 99), "triple": (100, 999)}


def _level(words: str | None) -> str:
    if not words:
        return ""
    last = words.split()[-1]
    if last in ("low", "lower", "early"):
        return "low"
    return "mid" if last in ("mid", "middle", "medium") else "high"


def digits(page: Page) -> list[Figure]:
    """All of "single digit", "high-single to low-double digits" and the like."""
    found: list[Figure] = []
    spaced = page.spaced
    at = spaced.find(" digit")
    if at < 0:
        return found
    while at >= 0:
        window = max(0, at - 80, found[-1].end if found else 0)
        match = None
        place = window
        while (candidate := _DIGIT.search(spaced, place, at + 24)) is not None:
            if candidate.start() <= at < candidate.end():
                match = candidate
                break
            place = candidate.end()
        if match is not None and (match.start() == 0 or not spaced[match.start() - 1].isalpha()):
            figure = _digit_figure(match, _POINTS.match(spaced, match.end()))
            _take_millions(page, figure)
            found.append(figure)
        at = spaced.find(" digit", at + 6)
    return found


_OF_PERCENT = Pattern(
    r"\b(?:(a|an|one|two|three|four|five|six|seven|eight|nine)[ -])?(quarter|third|fifth|eighth|tenth)s?"
    r"(?:[ -]of)?(?:[ -](?:an?|one))?[ -]"
    r"(percentage point|percent point|percent|per cent|pct|point)\b(?! of)"
)
_OF_SCALE = Pattern(
    r"\b(a|an|one|two|three|four)[ -](quarter|third|fifth|eighth|tenth)s?[ -]of[ -]an?[ -]"
    r"(million|billion|trillion)(?![a-z])"
)
_WHOLE_AND = Pattern(r"\b([a-z]{1,12}|\d{1,3}) and $")
_PARTS = {"quarter": 4, "third": 3, "fifth": 5, "eighth": 8, "tenth": 10}


def fractions(page: Page) -> list[Figure]:
    """All of "a quarter of a percentage point", "three tenths of a percent", "a quarter of a million"."""
    flat = page.flat
    found = [_part_of_scale(page, match) for match in _OF_SCALE.finditer(flat)] if "illion" in flat else []
    if not any(sign in flat for sign in ("of a p", "of one p", "quarter p", "quarter-p")):
        return found
    for match in _OF_PERCENT.finditer(flat):
        if _is_rest(page, match.start()):
            continue
        count = page.words.spoken.get(match.group(1) or "one", 1)
        value = (Decimal(count) / _PARTS[match.group(2)]).quantize(Decimal("0.0001")).normalize()
        figure = Figure(match.start(), match.end(), value, value, match.start(), spelled=True)
        if "point" in match.group(3):
            figure.kind, figure.unit, figure.form = "points", "percentage_points", "percentage_points"
        else:
            figure.kind, figure.unit, figure.form = "percent", "percent", "percent_sign"
        found.append(figure)
    return found


def _is_rest(page: Page, start: int) -> bool:
    """Whether a fraction carries a whole number on: "five and a quarter percent"."""
    match = _WHOLE_AND.search(page.flat, max(0, start - 16), start)
    return match is not None and (match.group(1).isdigit() or match.group(1) in page.words.spoken)


def _part_of_scale(page: Page, match: re.Match[str]) -> Figure:
    count = page.words.spoken.get(match.group(1), 1)
    value = (Decimal(count) / _PARTS[match.group(2)]).quantize(Decimal("1e-12")).normalize()
    scale = page.words.scales[match.group(3)]
    return Figure(match.start(), match.end(), value, value, match.start(), spelled=True, scale=scale)


def _digit_figure(match: re.Match[str], points: re.Match[str] | None) -> Figure:
    first, first_size, second, sign, size = match.groups()
    figure = Figure(match.start(), match.end(), ONE, ONE, match.start(), spelled=True)
    figure.kind, figure.unit, figure.form = "percent", "percent", "words"
    if points is not None:
        figure.kind, figure.unit, figure.end = "points", "percentage_points", points.end()
    low, high = _digit_bounds(_level(second), size)
    if first:
        below = _digit_bounds(_level(first), first_size or size)
        low = below[0]
    if points is not None and "basis" in points.group():
        figure.form, figure.grain = "basis_points", _HUNDREDTH
    unit = figure.grain
    figure.low = low * unit
    if high is None:
        figure.bound, figure.high, figure.number = "over", None, figure.low
    else:
        figure.bound, figure.high = "range", high * unit
        figure.number = (figure.low + figure.high) / 2
    figure.signed = bool(sign)
    return figure


def _take_millions(page: Page, figure: Figure) -> None:
    """Read "single-digit millions (of dollars)" as money."""
    match = _MILLIONS.match(page.flat, figure.end)
    if match is not None and figure.kind == "percent":
        figure.scale, figure.end = page.words.scales[match.group(1)], match.end()
        figure.kind, figure.unit, figure.form = "money", page.currency("?dollar" if match.group(2) else "?home"), "bare"


def _digit_bounds(level: str, size: str) -> tuple[int, int | None]:
    if size == "single":
        return _WIDTH[level] if level else (1, 9)
    if size == "double":
        return {"": (10, None), "low": (10, 13), "mid": (40, 60), "high": (70, 99)}[level]
    return {"": (100, None), "low": (100, 300), "mid": (400, 600), "high": (700, 999)}[level]


def decades(page: Page, figure: Figure) -> None:
    """Read "40s", "teens", "mid-90 percent", "low 4s" where ``figure`` is the number."""
    plural = figure.form == "decade"
    end = figure.end
    if not plural and not figure.spelled and figure.grain == ONE:
        ending = _PLURAL.match(page.flat, end)
        if ending:
            plural, end = True, ending.end()
    left = page.spaced[max(0, figure.start - 44) : figure.start]
    left = left[left.rfind("\n") + 1 :]
    tens = figure.number % 10 == 0 and 10 <= figure.number <= 900
    if not plural and not (left[-1:] in (" ", "$") and (tens or _is_levelled(page, figure))):
        return
    match = _LEVELS.search(left)
    if match is None and (not plural or _decade_reason(page, figure, left, end)):
        return
    if match is not None and match.group(1) is None and page.flat.startswith(", ", figure.start - 2):
        return
    if figure.number < 1000 and figure.number % 1 == 0:
        _take_decade(page, figure, match, left, end)


def _is_levelled(page: Page, figure: Figure) -> bool:
    """Whether a level before a whole number is one within it: "the mid-4% range", "mid-$4 billion"."""
    if figure.spelled or figure.grain != ONE or not 0 < figure.number < 100:
        return False
    match = _WITHIN.match(page.flat, figure.end)
    hung = page.flat[: figure.start].endswith("-", figure.start - 1) or page.flat.startswith("-$", figure.start - 2)
    return match is not None and (hung or match.group(1) is not None)


def _decade_reason(page: Page, figure: Figure, left: str, end: int) -> bool:
    """Whether a plural without "low" or "mid" is no range ("the 1990s", "the A350s"); sets the reason it has."""
    if figure.spelled:
        said = page.text[figure.start : figure.end]
        people = figure.number == _TEENS and (said[0].isupper() or said == "teen")  # "Teens buy more": the young
        if people or figure.number != _TEENS:
            figure.reason, figure.end = "idiom", end
            return True
        return False
    if (1900 <= figure.number <= 2090 and figure.number % 10 == 0) or left.endswith("'"):
        figure.reason, figure.end = "year", end
        return True
    return figure.number > 190 or figure.number < 10 or left.endswith(("-", "- "))


def _take_decade(page: Page, figure: Figure, match: re.Match[str] | None, left: str, end: int) -> None:
    """Make the figure the range that its decade and level tell."""
    level = _level(match.group(3)) if match else ""
    tens = figure.spelled or figure.number % 10 == 0
    low, high = _decade_bounds(figure.number, level)
    if match and match.group(1):
        low = _decade_bounds(figure.number, _level(match.group(1)))[0]
    figure.low, figure.high, figure.bound = low, high, "range"
    figure.number = (low + high) / 2
    figure.grain = ONE if figure.number >= 10 and tens else Decimal("0.1")
    figure.end, figure.form = end, "words"
    if match:
        figure.start -= len(left) - match.start()
        if match.group(2) or match.group(4):
            figure.kind, figure.unit, figure.currency_before = "money", page.currency("?dollar"), True
    after = _AFTER.match(page.flat, figure.end)
    told = match or figure.spelled or (left.endswith("in the ") and figure.number < 100)
    if figure.kind == "" and told and (after or not _is_scaled(page, figure)):
        figure.kind, figure.unit = "percent", "percent"
        if after:
            figure.end = after.end()


def _is_scaled(page: Page, figure: Figure) -> bool:
    """Whether a scale follows ("low 30s million")."""
    word = page.spaced[figure.end + 1 : figure.end + 12].split(" ", 1)[0].strip(".,;")
    return word in page.words.scales


def _decade_bounds(number: Decimal, level: str) -> tuple[Decimal, Decimal]:
    if number == _TEENS:
        low, high = {"": (13, 19), "low": (11, 13), "mid": (14, 16), "high": (17, 19)}[level]
        return Decimal(low), Decimal(high)
    if number < 10 or number % 10:
        width = Decimal("0.1")
    elif number >= 100 and number % 100 == 0:
        width = Decimal(10)
    else:
        width = ONE
    low, high = _WIDTH[level] if level else (0, 9)
    return number + low * width, number + high * width
