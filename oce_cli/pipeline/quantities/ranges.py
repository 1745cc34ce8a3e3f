"""Ranges: two numbers that are the ends of one, tolerances, and ranges that begin or end at zero."""

from __future__ import annotations

from decimal import Decimal

from oce_cli.pipeline.quantities.figure import ONE, Figure
from oce_cli.pipeline.quantities.page import Page
from oce_cli.pipeline.quantities.patterns import Pattern

_TO = Pattern(r" ?(?:-|—|-to-| to| -| until| through| up to)(?: (?:«to_about»)){0,2}(?: ?\+)? ?")


_DASH = Pattern(r" ?[-—] ?")


_AND = Pattern(r",? and (?:about |around |approximately |roughly |maybe )?")


_OR = Pattern(r",? (?:«or_maybe») ?")


_COMMA = Pattern(r",(?: |(?=\d))?(?:maybe |or |perhaps |call it |uh, |um, )?")


BETWEEN = Pattern(
    r"(?:between|betwixt|(?:range|ranges|ranging|guidance|outlook) (?:of|from|between))(?: [a-z]+){0,3} ?$"
)


_GUIDED = Pattern(r"\b(?:guidance|estimate|outlook|range|forecast)(?: range)? of (?:about |approximately |around )?$")


_RANGE = Pattern(r"(?:rang(?:e|es|ed|ing)|anywhere|somewhere|between|vary|varies)(?: [a-z]+){0,4} ?$")


FROM = Pattern(r"\bfrom (?:(?:«from_about») )*$")


_REVISED = Pattern(r"\b(?:«revised»)[a-z]*(?: [a-z]+){0,6}$")


_PAST = Pattern(r"\b(?:«past»)(?: (?:«by_about»))* ?$")


MOVED = Pattern(r"\b(?:«moved»)(?: (?:«by_about»))* ?$")


_EXACTLY = Pattern(r",? (?:on an?|in constant|excluding|organic|ex-|adjusted|at constant)")


GIVE = Pattern(r",? ?(?:plus or minus|plus minus|plus/minus|\+/-|±|give or take) ?")


_ON_TO = Pattern(r",? (?:down |up |now )?to (?:a range of |between |approximately |about |a |now )*")


_LIST = Pattern(r",? and ")
_FROM_ZERO = 2.0  # how many times zero a number counts as: "0 to 3%"


_WIDEST = 12.0  # "to be up 1% to 10%"
_FORESEEN = Pattern(
    r"\b(?:be|of|growth|being) (?:up|down) $"
)  # what is so much up is no rate that went from here to there


_FLAT = Pattern(r"\bflat (?:to|or) (?:maybe |perhaps |slightly )*(?:up |plus |down |minus |a |an )*$")


_TO_FLAT = Pattern(r" to flat\b")


MINUS_TO_PLUS = Pattern(r" (?:to|and) (?:a )?(?:plus |positive |\+)| to | ?- ?\+")


_DOWN = Pattern(r"\b(?:down|minus|negative) $")


_UP = Pattern(r"\b(?:up|plus|positive) $")


_TO_DOWN = Pattern(r" to (?:maybe |slightly )?down ")


_TO_UP = Pattern(r" to (?:up|plus|positive|maybe up) ")


_AND_BEFORE = Pattern(
    r",? ?(?:(?:(?:up|down|raised|lowered|increased|reduced|narrowed|changed|revised|improved),? )?from"
    r"|versus|vs\.?|against|compared (?:to|with)|previously|formerly|earlier)"
    r"(?: (?:our|the|a|its|an|previous|prior|earlier|former|initial|original|guidance|range|outlook|of|between))*"
    r"(?: (?:«from_about»))* ?"
)


def follows_range(page: Page, earlier: Figure | None, last: Figure, figure: Figure, gap: str) -> bool:
    """Whether two numbers are the range that stood before another: "$8 to $9 million, down from $10 to $11 million"."""
    if earlier is None or earlier.bound != "range" or not (_TO.fullmatch(gap) or _AND.fullmatch(gap)):
        return False
    if last.bound == "range" or not _AND_BEFORE.fullmatch(page.flat[earlier.end : last.start]):
        return False
    return {last.kind, figure.kind} <= {"", earlier.kind} and 1 < ratio_of(last, figure) < 20


def take_range_of(earlier: Figure, figure: Figure) -> None:
    """Give a bare range the scale and unit of the range that it is told against."""
    if not figure.bare or earlier.number * 10 < figure.number or figure.number * 10 < earlier.number:
        return
    figure.scale, figure.kind, figure.unit, figure.form = earlier.scale, earlier.kind, earlier.unit, earlier.form


def is_range(page: Page, last: Figure, figure: Figure, gap: str, follower: Figure | None) -> bool:
    """Whether the two numbers are the ends of one range; ``gap`` stands between them."""
    if figure.bare and last.kind not in ("", "percent", "money"):
        return False
    if figure.bare and last.kind == "money" and not _TO.fullmatch(gap):
        return False
    if (
        figure.kind == ""
        and last.kind in ("percent", "points", "multiple", "physical", "duration")
        and not _DASH.fullmatch(gap)
    ):
        return False
    ratio = ratio_of(last, figure)
    if gap == "-to-" and figure.bare:
        return False  # "one-to-four family homes"
    left = page.before(last.start, 40)
    if _TO.fullmatch(gap):
        on_to = follower is not None and follower.kind == figure.kind and page.flat[figure.end : follower.start]
        if on_to and ratio > 1 and _ON_TO.fullmatch(on_to) and FROM.search(left):
            return True
        return _is_span(page, last, figure, gap, left, ratio)
    if last.signed and figure.signed and 0 < ratio < 1:
        ratio = 1 / ratio  # "between negative 5% and negative 3%" rises
    if _AND.fullmatch(gap):
        if last.kind == figure.kind != "" and 1 < ratio < 1.25 and _GUIDED.search(left):
            return True
        return bool(BETWEEN.search(left) and "difference" not in left and 1 < ratio < 20)
    if figure.scale == ONE != last.scale and figure.kind != "":
        return False
    if _OR.fullmatch(gap):
        return last.kind in ("", figure.kind) and _are_or(page, last, figure, ratio)
    if _COMMA.fullmatch(gap):
        if follower is not None and not follower.reason and _LIST.fullmatch(page.flat[figure.end : follower.start]):
            return False
        if page.flat.startswith((", and", " respectively", ", respectively"), figure.end):
            return False
        step = figure.number - (last.high if last.bound == "range" and last.high is not None else last.number)
        return 1 < ratio <= 1.6 or (
            ratio > 1 and step == 1 and (figure.kind == last.kind != "" or _is_spelled_out(last, figure))
        )
    return False


def _is_spelled_out(last: Figure, figure: Figure) -> bool:
    """Whether two numbers are words of which the second has the unit: "one, two percent"."""
    return last.spelled and figure.spelled and last.bare and figure.kind in ("percent", "points")


def _are_or(page: Page, last: Figure, figure: Figure, ratio: float) -> bool:
    """Whether "A or B" leaves open which of two near numbers it is; "27% or 28% organic" are two."""
    if last.grain < ONE or figure.grain < ONE:
        return 1 < ratio < 2.01 and last.grain == figure.grain and figure.number - last.number <= 10 * last.grain
    return 0.5 < ratio < 2.01 and ratio != 1 and _EXACTLY.match(page.flat, figure.end) is None


def _is_span(page: Page, last: Figure, figure: Figure, gap: str, left: str, ratio: float) -> bool:
    """Whether "A to B" is a range and no movement."""
    dash = _DASH.fullmatch(gap) is not None
    if dash:
        return 1 < ratio < 50 or (last.kind == figure.kind != "" and 0.2 < ratio < 1)
    if FROM.search(left):
        cut = left[: FROM.search(left).start()].rstrip()  # type: ignore[union-attr]
        return bool(_RANGE.search(cut + " ")) and ratio > 1 and not _REVISED.search(cut)
    if last.kind == "" and figure.kind == "" and last.scale == figure.scale == ONE and figure.number == 1:
        return False
    if _PAST.search(left):
        if figure.kind in ("money", "price", "count", "physical") or figure.scale != ONE or last.grain < ONE:
            return False
        return 1 < ratio <= 3
    if MOVED.search(left):
        if figure.kind in ("money", "price") or last.kind in ("money", "price") or figure.scale != ONE:
            return 1 < ratio < 2.5
        return 0.4 < ratio < 4 or (figure.kind == "percent" and ratio < _WIDEST and _FORESEEN.search(left) is not None)
    return 1 < ratio < 60 or 0.3 < ratio < 1 or ratio < 0


def _size(figure: Figure) -> Decimal:
    return (figure.high if figure.bound == "range" and figure.high is not None else figure.number) * figure.scale


def ratio_of(last: Figure, figure: Figure) -> float:
    """How many times the second is the first, once the scale is shared."""
    a, b = _size(last), _size(figure)
    amounts = ("", "money", "price")
    if (
        last.scale == ONE
        and figure.scale != ONE
        and (last.kind == "" or (last.kind in amounts and figure.kind in amounts))
    ):
        a = last.number * figure.scale
        if b and a / b > 100:
            a /= 1000
    if figure.scale == ONE and last.scale != ONE and figure.kind in ("", last.kind):
        b = figure.number * last.scale
    if last.form == "" and figure.form in ("basis_points", "cents") and last.kind == "":
        a /= 100
    return float(b / a) if a else _FROM_ZERO if b else 99.0


def from_flat(page: Page, figure: Figure) -> None:
    """Read "flat to up 5%" as a range that begins at zero."""
    if figure.kind not in ("percent", "points") or (figure.bound == "range" and figure.form != "words"):
        return
    left = page.before(figure.start, 40)
    match = _FLAT.search(left)
    to_flat = _TO_FLAT.match(page.flat, figure.end)
    top = figure.high if figure.bound == "range" and figure.high is not None else figure.number
    if to_flat:
        figure.low, figure.high, figure.bound = Decimal(0), top, "range"
        figure.number, figure.end = top / 2, to_flat.end()
    elif match:
        figure.low, figure.high, figure.bound = Decimal(0), top, "range"
        figure.number = top / 2
        figure.signed = "down" in match.group() or "minus" in match.group()
        figure.start -= len(left) - match.start()


def merge_through_zero(page: Page, last: Figure, figure: Figure, gap: str) -> bool:
    """Read "down 1% to up 5%" as one range from -1 to 5, "negative 2% to positive 2%" as one from -2 to 2."""
    if last.signed and last.kind == figure.kind and _is_through_zero(page, last, figure, gap):
        last.low = -(last.high if last.high is not None else last.number) * last.scale / figure.scale
        last.high = figure.high if figure.high is not None else figure.number
        last.number, last.bound, last.scale = (last.low + last.high) / 2, "range", figure.scale
        last.end, last.signed, last.minus = figure.end, False, True
        return True
    if last.kind != figure.kind or last.signed:
        return False
    left = page.before(last.start, 12)
    match, falls = None, _TO_DOWN.fullmatch(gap) is not None
    if falls or _TO_UP.fullmatch(gap):
        match = (_UP if falls else _DOWN).search(left)
    if match is None:
        return False
    first, second = -last.number, figure.number
    last.low, last.high, last.bound = (-second, -first, "range") if falls else (first, second, "range")
    last.number, last.end, last.minus = (last.low + last.high) / 2, figure.end, True
    last.start -= len(left) - match.start()
    return True


def _is_through_zero(page: Page, last: Figure, figure: Figure, gap: str) -> bool:
    """Whether a negative and a positive number are the ends of one range."""
    if figure.signed or not MINUS_TO_PLUS.fullmatch(gap):
        return False
    left = page.before(last.start, 40)
    if gap == " to " and not last.dashed and (last.number, last.scale) != (figure.number, figure.scale):
        return False
    return BETWEEN.search(left) is not None if " and" in gap else FROM.search(left) is None


def merge(last: Figure, figure: Figure) -> None:
    """Make the pair one range in ``last``."""
    first_low = last.low if last.bound == "range" and last.low is not None else last.number
    second_high = figure.high if figure.bound == "range" and figure.high is not None else figure.number
    factor = last.scale
    low = first_low * factor * (-1 if last.signed else 1)
    high = second_high * figure.scale * (-1 if figure.signed else 1)
    if last.signed and not figure.signed and 0 < high < -low and not last.dashed:
        high = -high
    low, high = min(low, high), max(low, high)
    last.minus = last.minus or last.signed or figure.signed
    last.signed = False
    last.scale, last.grain = (
        figure.scale,
        min(last.grain * factor, figure.grain * figure.scale) / figure.scale,
    )
    last.low, last.high = low / figure.scale, high / figure.scale
    last.number = (last.low + last.high) / 2
    last.bound, last.end = "range", figure.end
    if figure.kind == "price":
        last.kind, last.unit = figure.kind, figure.unit


def take_tolerance(last: Figure, figure: Figure) -> bool:
    """Read "$100 million, plus or minus $5 million" as 95 to 105 million."""
    alike = last.kind == figure.kind or figure.kind == "" or {last.kind, figure.kind} == {"percent", "points"}
    middle, width = last.number * last.scale, figure.number * figure.scale
    if last.kind in ("money", "price") and figure.kind == "percent":
        alike, width = True, middle * figure.number / 100
    if not alike or last.bound == "range" or width >= middle:
        return False
    last.low, last.high, last.bound = (middle - width) / last.scale, (middle + width) / last.scale, "range"
    last.end = figure.end
    return True
