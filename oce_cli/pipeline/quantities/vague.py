"""Numbers that are words for a range: "mid-single-digit", "low to mid-teens", "high 40s", "double-digit"."""

from __future__ import annotations

import re
from decimal import Decimal

from oce_cli.pipeline.quantities.figure import ONE, Figure
from oce_cli.pipeline.quantities.page import Page

_LEVEL = r"(?:very |mid |middle )?(?:low|lower|early|mid|middle|medium|high|higher|upper)"
_DIGIT = re.compile(
    rf"\b(?:({_LEVEL}) (?:(single|double|triple) (?:digits? )?)? ?(?:to|and|or) (?:the |a )?)?"
    rf"(?:({_LEVEL}) )?(?:to )?(single|double|triple)(?:,? (?:single|double|triple))? (?:digits?|figures?)(?: percent(?:age)?\b(?! points?)| %)?"
)
_LEVELS = re.compile(rf"(?:({_LEVEL}) {{1,2}}(?:to|and|or) (?:the )?)?(\$)?\b({_LEVEL}) (?:the )?(\$)?$")
_AFTER = re.compile(r" ?(?:percent\b(?! points?)|%|percentage(?= ))")
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
        window = max(0, at - 60, found[-1].end if found else 0)
        match = None
        place = window
        while (candidate := _DIGIT.search(spaced, place, at + 24)) is not None:
            if candidate.start() <= at < candidate.end():
                match = candidate
                break
            place = candidate.end()
        if match is not None and (match.start() == 0 or not spaced[match.start() - 1].isalpha()):
            figure = _digit_figure(match)
            if figure is not None:
                found.append(figure)
        at = spaced.find(" digit", at + 6)
    return found


_OF_PERCENT = re.compile(
    r"\b(?:(a|an|one|two|three|four|five|six|seven|eight|nine)[ -])?(quarter|third|fifth|eighth|tenth)s?(?:[ -]of)?(?:[ -](?:an?|one))?[ -]"
    r"(percentage point|percent point|percent|per cent|pct|point)\b(?! of)"
)
_PARTS = {"quarter": 4, "third": 3, "fifth": 5, "eighth": 8, "tenth": 10}


def fractions(page: Page) -> list[Figure]:
    """All of "a quarter of a percentage point", "three tenths of a percent"."""
    flat = page.flat
    if not any(sign in flat for sign in ("of a p", "of one p", "quarter p", "quarter-p")):
        return []
    found = []
    for match in _OF_PERCENT.finditer(flat):
        count = page.words.spoken.get(match.group(1) or "one", 1)
        value = (Decimal(count) / _PARTS[match.group(2)]).quantize(Decimal("0.0001")).normalize()
        figure = Figure(match.start(), match.end(), value, value, match.start(), spelled=True)
        if "point" in match.group(3):
            figure.kind, figure.unit, figure.form = "points", "percentage_points", "percentage_points"
        else:
            figure.kind, figure.unit, figure.form = "percent", "percent", "percent_sign"
        found.append(figure)
    return found


def _digit_figure(match: re.Match[str]) -> Figure:
    first, first_size, second, size = match.groups()
    figure = Figure(match.start(), match.end(), ONE, ONE, match.start(), spelled=True)
    figure.kind, figure.unit, figure.form = "percent", "percent", "words"
    low, high = _digit_bounds(_level(second), size)
    if first:
        below = _digit_bounds(_level(first), first_size or size)
        low = below[0]
    figure.low = Decimal(low)
    if high is None:
        figure.bound, figure.high, figure.number = "over", None, Decimal(low)
    else:
        figure.bound, figure.high = "range", Decimal(high)
        figure.number = (figure.low + figure.high) / 2
    return figure


def _digit_bounds(level: str, size: str) -> tuple[int, int | None]:
    if size == "single":
        return _WIDTH[level] if level else (1, 9)
    if size == "double":
        return {"": (10, None), "low": (10, 13), "mid": (40, 60), "high": (70, 99)}[level]
    return {"": (100, None), "low": (100, 300), "mid": (400, 600), "high": (700, 999)}[level]


def decades(page: Page, figure: Figure) -> bool:
    """Read "40s", "teens", "mid-90 percent", "low 4s" where ``figure`` is the number; False where it is none."""
    flat = page.flat
    plural = figure.form == "decade"
    end = figure.end
    if not plural and not figure.spelled and figure.grain == ONE and flat[end : end + 1] in ("s", "'"):
        if flat.startswith("'s", end) and not flat[end + 2 : end + 3].isalpha():
            plural, end = True, end + 2
        elif flat[end] == "s" and not flat[end + 1 : end + 2].isalnum():
            plural, end = True, end + 1
    left = page.spaced[max(0, figure.start - 32) : figure.start]
    left = left[left.rfind("\n") + 1 :]
    if not plural and not (left[-1:] in (" ", "$") and figure.number % 10 == 0 and figure.scale == ONE):
        return False
    match = _LEVELS.search(left)
    if not plural and match is None:
        return False
    if match is not None and match.group(1) is None and page.flat[max(0, figure.start - 2) : figure.start] == ", ":
        return False
    if plural and match is None and not figure.spelled and (figure.number > 190 or left[-1:] == "-" or left[-2:] == "- "):
        if not 1900 <= figure.number <= 2090:
            return False
    if figure.number != figure.number.to_integral() or (figure.number >= 1000 and plural):
        if plural and 1900 <= figure.number <= 2090 and figure.number % 10 == 0:
            figure.reason, figure.end = "year", end
            return True
        return False
    if not plural and (figure.number < 10 or figure.number > 900):
        return False
    if plural and flat[figure.start - 1 : figure.start] == "'":
        figure.reason, figure.end = "year", end
        return True
    if plural and match is None and not figure.spelled and figure.number % 10 and figure.number < 10:
        return False
    if figure.spelled and match is None and figure.number != 13:
        figure.reason, figure.end = "idiom", end
        return True
    first = _level(match.group(1)) if match else ""
    level = _level(match.group(3)) if match else ""
    low, high = _decade_bounds(figure.number, level)
    if first:
        low = _decade_bounds(figure.number, first)[0]
    figure.low, figure.high, figure.bound = low, high, "range"
    figure.number = (low + high) / 2
    figure.grain = ONE if figure.number >= 10 else Decimal("0.1")
    figure.end = end
    if match:
        figure.start = figure.start - (len(left) - match.start())
        dollar = match.group(2) or match.group(4)
        if dollar:
            figure.kind, figure.unit, figure.currency_before = "money", page.currency("?dollar"), True
    figure.form = "words"
    after = _AFTER.match(page.flat, figure.end)
    fall = left.endswith("in the ") and figure.number < 100
    if figure.kind == "" and (match or figure.spelled or fall) and (after or not _is_counted(page, figure)):
        figure.kind, figure.unit = "percent", "percent"
        if after:
            figure.end = after.end()
    return True


def _is_counted(page: Page, figure: Figure) -> bool:
    """Whether a scale follows ("low 30s million")."""
    word = page.spaced[figure.end + 1 : figure.end + 12].split(" ", 1)[0].strip(".,;")
    return word in page.words.scales


def _decade_bounds(number: Decimal, level: str) -> tuple[Decimal, Decimal]:
    if number == 13:  # teens
        low, high = {"": (13, 19), "low": (11, 13), "mid": (14, 16), "high": (17, 19)}[level]
        return Decimal(low), Decimal(high)
    if number < 10:
        width = Decimal("0.1")
    elif number >= 100 and number % 100 == 0:
        width = Decimal(10)
    else:
        width = ONE
    low, high = _WIDTH[level] if level else (0, 9)
    return number + low * width, number + high * width
