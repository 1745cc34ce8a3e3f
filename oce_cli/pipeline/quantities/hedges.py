"""Words beside a number that open or blur it: "about", "over", "up to", "or more"."""

from __future__ import annotations

from decimal import Decimal

from oce_cli.pipeline.quantities.figure import Figure
from oce_cli.pipeline.quantities.page import Page
from oce_cli.pipeline.quantities.patterns import Pattern

_STRIP = "\"'“”([*_"
_IN_THE = Pattern(r"\b(?:in|within|at) (?:the|a|that|this) $")
_PLUS_MINUS = Pattern(r"\b(?:plus or minus|plus minus|plus/minus) $|(?:\+/-|±) ?$")
_NUMBER = Pattern(r"\d[^.;]*$")  # before it, what it is a tolerance of
_SWINGS = Pattern(r"\b(?:«plus_minus»),? $")
_LARGEST_SWING = 2
_AFTER_RANGE = Pattern(r" range\b(?! of)")
# what compares with a number that is known: "lower than the $3 million that we had planned"
_COMPARES = (
    "lower than",
    "higher than",
    "less than",
    "more than",
    "greater than",
    "better than",
    "larger than",
    "smaller than",
    "exceed",
)


def read_hedge(page: Page, figure: Figure) -> None:
    """Set the bound of a number from the words around it; what is a range stays one."""
    if figure.bound == "range" or _read_around_zero(page, figure):
        return
    after = _after(page, figure)
    if after:
        figure.bound = after
        return
    before = _before(page, figure)
    if before and not (figure.bound == "over" and before == "approx"):
        figure.bound = before


def _read_around_zero(page: Page, figure: Figure) -> bool:
    """Read "plus or minus 1%" that stands by itself as a range around zero; "plus or minus 20%" is some 20%."""
    if figure.kind not in ("percent", "points") or figure.signed or figure.bound:
        return False
    if not page.flat[max(0, figure.start - 6) : figure.start].rstrip(" ").endswith(("minus", "/-", "±")):
        return False
    match = _PLUS_MINUS.search(page.flat, max(0, figure.start - 18), figure.start)
    if match is None:
        return False
    left = page.before(match.start(), 40)
    if _NUMBER.search(left) or not (figure.number <= _LARGEST_SWING or _SWINGS.search(left)):
        return False
    figure.low, figure.high, figure.bound = -figure.number, figure.number, "range"
    figure.number, figure.start, figure.minus = Decimal(0), match.start(), True
    return True


def _after(page: Page, figure: Figure) -> str:
    flat, end = page.flat, figure.end
    if flat[end : end + 1] not in (" ", "-", "+", ","):
        return ""
    if flat[end] == "+":
        figure.end = end + 1 if not flat[end + 1 : end + 2].isdigit() else end
        return "over" if figure.end > end else ""
    rest = flat[end : end + 20]
    body = rest.lstrip(" ,")
    for phrase, bound in page.words.after:
        if (body if phrase[0] != "-" else rest).startswith(phrase):
            text = body if phrase[0] != "-" else rest
            follow = text[len(phrase) : len(phrase) + 1]
            if text.startswith(" than ", len(phrase)):
                continue  # "4%, or more than 6% without fuel" are two
            if follow.isalpha() or (
                phrase == "plus" and follow == " " and text[len(phrase) + 1 : len(phrase) + 2] in "$€£0123456789a"
            ):
                continue
            return bound
    return ""


def _before(page: Page, figure: Figure) -> str:
    start = figure.start
    flat = page.flat
    if start and flat[start - 1] in "~<>≈≥≤+":
        sign = flat[start - 1]
        return {"~": "approx", "≈": "approx", ">": "over", "≥": "over", "<": "under", "≤": "under", "+": ""}[sign]
    left = page.before(start, 44)
    if left.endswith("-"):
        left = left[:-1]
        if not left.endswith(("sub", "over", "under", "near", "around", "about")):
            return ""
    if _AFTER_RANGE.match(flat, figure.end) and _IN_THE.search(left):
        return "approx"
    words = [word for word in left.replace(",", " , ").split(" ") if word]
    hedges, soft = page.words.hedges, page.words.soft
    last = ""  # the word before the number, once it was passed over
    for skipped in range(4):
        if not words:
            return ""
        for size in (4, 3, 2, 1):
            if size > len(words):
                continue
            phrase = " ".join(words[-size:]).strip(_STRIP)
            bound = hedges.get(phrase)
            if bound and not _is_other(words, size, bound, skipped):
                return "" if last == "the" and phrase.startswith(_COMPARES) else bound
        if words[-1].strip(_STRIP) not in soft:
            return ""
        last = words.pop().strip(_STRIP)
    return ""


def _is_other(words: list[str], size: int, bound: str, skipped: int) -> bool:
    """Whether a hedge word is something else here: "over the", "the above 5%", "like in"."""
    phrase = " ".join(words[-size:])
    if skipped and phrase in (
        "over",
        "under",
        "above",
        "below",
        "like",
        "some",
        "near",
        "within",
        "around",
        "about",
        "ca",
        "maximum",
        "minimum",
    ):
        return True
    return phrase == "within"
