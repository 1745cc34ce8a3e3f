"""Two numbers that are one: ranges, false starts, shared scales, and numbers that were taken back."""

from __future__ import annotations

import re
from decimal import Decimal

from oce_cli.pipeline.quantities.figure import ONE, Figure
from oce_cli.pipeline.quantities.page import Page

_TO = re.compile(
    r" ?(?:-|—| to| -| until| through| up to)(?: (?:about|around|approximately|roughly|maybe|say|the|a|an|up|down|perhaps|like|even|uh|um|,)){0,2} ?"
)
_DASH = re.compile(r" ?[-—] ?")
_AND = re.compile(r",? and (?:about |around |approximately |roughly |maybe )?")
_OR = re.compile(r",? (?:or|or maybe|or perhaps|maybe|or even|and maybe|or about|or around|perhaps|or is it|to maybe|or, or) ?")
_SHARES = re.compile(r" (?:per (?:diluted |common )?share|a share)(?= to )")
_COMMA = re.compile(r",(?: |(?=\d))?(?:maybe |or |perhaps |call it |uh, |um, )?")
_BETWEEN = re.compile(r"(?:between|betwixt|(?:range|ranges|ranging|guidance|outlook) (?:of|from|between))(?: [a-z]+){0,3} ?$")
_GUIDED = re.compile(r"\b(?:guidance|estimate|outlook|range|forecast)(?: range)? of (?:about |approximately |around )?$")
_RANGE = re.compile(r"(?:rang(?:e|es|ed|ing)|anywhere|somewhere|between|vary|varies)(?: [a-z]+){0,4} ?$")
_FROM = re.compile(r"\bfrom (?:(?:about|around|approximately|roughly|a|an|the|just|nearly|almost|over|of|prior|previous|some|like|minus|negative) )*$")
_REVISED = re.compile(r"\b(?:rais|increas|narrow|lower|revis|updat|tighten|mov|chang|reduc|lift)[a-z]*(?: [a-z]+){0,6}$")
_PAST = re.compile(
    r"\b(?:increased|rose|grew|fell|declined|decreased|dropped|improved|climbed|gained|jumped|slipped|went|edged|surged|plunged|soared"
    r"|advanced|increasing|decreasing)(?: (?:by|about|approximately|nearly|a|an|roughly|around|another|almost|over|more|than|just|slightly))* ?$"
)
_EXACTLY = re.compile(r",? (?:on an?|in constant|excluding|organic|ex-|adjusted|at constant)")
_GIVE = re.compile(r",? ?(?:plus or minus|plus minus|plus/minus|\+/-|±|give or take) ?")
_ON_TO = re.compile(r",? (?:down |up |now )?to (?:a range of |between |approximately |about |a |now )*")
_MOVED = re.compile(
    r"\b(?:increased|increase|increasing|decreasing|declining|improving|dropping|expanding|rose|grew|fell|declined|decreased|dropped|improved|climbed|up|down|gained|jumped|lost|slipped"
    r"|went|reduced|expanded|contracted|edged|surged|plunged|soared|advanced|rising|falling|growing|lowered|raised|higher|lower)"
    r"(?: (?:by|to|about|approximately|nearly|a|an|roughly|around|another|some|almost|over|more|than|just|slightly|from))* ?$"
)
_BACK = re.compile(
    r"[ ,.;—-]*(?:-- |\.\.\. )?(?:oh,? |uh,? |no,? )?(?:i'm |i am )?(?:sorry|excuse me|i mean|pardon(?: me)?|correction|scratch that|make that|my apologies|my mistake|apologies|apologize)"
    r"(?:[ ,.;—-]+(?:that's|it's|it is|that is|about|i mean|at|of|to|was|is|by|not|for that|a|the|i'm sorry|up|down)){0,3}[ ,.;—-]*"
)
_LIST = re.compile(r",? and ")
_ENDS = re.compile(r" (?:in|for|at|on|and|of|to|from|versus|compared|last|this|a year|over|by|as|with|during|the|or|if|which|year)\b")
_WEAK_GAP = 40
_SHARE = re.compile(
    r",?(?: up| down)? ?(?:to|and|versus|vs\.?|from|-|compared to|compared with|against|up from|down from|previously)"
    r"(?: (?:about|approximately|around|nearly|almost|roughly|just|over|a|the|some|only|between)){0,2} "
)


def join(page: Page, figures: list[Figure]) -> list[Figure]:
    """Merge ranges and false starts, share scales and currencies, mark what was taken back."""
    kept: list[Figure] = []
    for index, figure in enumerate(figures):
        last = kept[-1] if kept else None
        if last is None or last.reason or figure.reason or figure.start - last.end > _WEAK_GAP:
            kept.append(figure)
            continue
        gap = _SHARES.sub("", page.flat[last.end : figure.start])
        if "\n" in gap:
            kept.append(figure)
            continue
        if _BACK.fullmatch(gap):
            last.reason = "taken back"
            kept.append(figure)
            continue
        if _GIVE.fullmatch(gap) and _take_tolerance(last, figure):
            continue
        follower = figures[index + 1] if index + 1 < len(figures) else None
        if not _fits(last, figure):
            kept.append(figure)
            continue
        if gap.strip(" ") in ("--", "...", "…", "—") and figure.number >= 0:
            _retake(page, last, figure)
            kept.append(figure)
            continue
        if _merge_through_zero(page, last, figure, gap):
            continue
        if _is_range(page, last, figure, gap, follower):
            _share(last, figure)
            _merge(last, figure)
            continue
        if gap == " " and _is_echo(last, figure):
            last.scale, last.end = figure.scale, figure.end
            if not last.kind:
                last.kind, last.unit = figure.kind, figure.unit
            continue
        if gap in (", ", " ", ", uh, ", ", um, ") and _is_repeat(last, figure, gap):
            last.reason = "taken back"
        elif _is_akin(page, last, figure, gap):
            _share(last, figure)
        kept.append(figure)
    return kept


def _fits(last: Figure, figure: Figure) -> bool:
    """Whether two numbers may be of one kind: the same unit, or one of them is bare."""
    if last.ordinal or figure.ordinal or last.loose or figure.loose:
        return False
    if "duration" in (last.kind, figure.kind):
        return last.kind in ("", "duration") and figure.kind == "duration"
    if last.kind == figure.kind:
        return last.unit == figure.unit or last.unit.split("/")[0] == figure.unit.split("/")[0]
    if {last.kind, figure.kind} == {"money", "price"}:
        return last.unit.split("/")[0] == figure.unit.split("/")[0]
    return last.kind == "" or figure.kind == ""


def _size(figure: Figure) -> Decimal:
    return (figure.high if figure.bound == "range" and figure.high is not None else figure.number) * figure.scale


def _ratio(last: Figure, figure: Figure) -> float:
    """How many times the second is the first, once the scale is shared."""
    a, b = _size(last), _size(figure)
    amounts = ("", "money", "price")
    if last.scale == ONE and figure.scale != ONE and (last.kind == "" or (last.kind in amounts and figure.kind in amounts)):
        a = last.number * figure.scale
        if b and a / b > 100:
            a /= 1000
    if figure.scale == ONE and last.scale != ONE and figure.kind in ("", last.kind):
        b = figure.number * last.scale
    if last.form == "" and figure.form in ("basis_points", "cents") and last.kind == "":
        a /= 100
    return float(b / a) if a else 99.0


def _is_range(page: Page, last: Figure, figure: Figure, gap: str, follower: Figure | None) -> bool:
    """Whether the two numbers are the ends of one range; ``gap`` stands between them."""
    if last.kind not in ("", figure.kind) and figure.kind == "" and figure.scale == ONE and last.kind != "percent":
        if not _TO.fullmatch(gap) or last.kind not in ("money",):
            return False
    if figure.kind == "" and last.kind in ("percent", "points", "multiple", "physical", "duration") and not _DASH.fullmatch(gap):
        return False
    ratio = _ratio(last, figure)
    left = page.before(last.start, 40)
    if _TO.fullmatch(gap):
        if follower is not None and _fits(figure, follower) and ratio > 1:
            if _ON_TO.fullmatch(page.flat[figure.end : follower.start]) and _FROM.search(left):
                return True
        return _is_span(page, last, figure, gap, left, ratio)
    if _AND.fullmatch(gap):
        if last.kind == figure.kind != "" and 1 < ratio < 1.25 and _GUIDED.search(left):
            return True
        return bool(_BETWEEN.search(left) and "difference" not in left and 1 < ratio < 20)
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
        return 1 < ratio <= 1.6 or (ratio > 1 and step == 1 and figure.kind == last.kind != "")
    return False


def _are_or(page: Page, last: Figure, figure: Figure, ratio: float) -> bool:
    """Whether "A or B" leaves open which of two near numbers it is; "28% or 27% organic" are two."""
    if last.grain < ONE or figure.grain < ONE:
        return 1 < ratio < 2.01 and last.grain == figure.grain and figure.number - last.number <= 10 * last.grain
    return 0.5 < ratio < 2.01 and ratio != 1 and (ratio > 1 or _EXACTLY.match(page.flat, figure.end) is None)


def _is_span(page: Page, last: Figure, figure: Figure, gap: str, left: str, ratio: float) -> bool:
    """Whether "A to B" is a range and no movement."""
    dash = _DASH.fullmatch(gap) is not None
    if dash:
        return 1 < ratio < 50 or (last.kind == figure.kind != "" and 0.2 < ratio < 1)
    if _FROM.search(left):
        cut = left[: _FROM.search(left).start()].rstrip()  # type: ignore[union-attr]
        return bool(_RANGE.search(cut + " ")) and ratio > 1 and not _REVISED.search(cut)
    if last.kind == "" and figure.kind == "" and last.scale == figure.scale == ONE and figure.number == 1:
        return False
    if _PAST.search(left):
        if figure.kind in ("money", "price", "count", "physical") or figure.scale != ONE or last.grain < ONE:
            return False
        return 1 < ratio <= 3
    if _MOVED.search(left):
        if figure.kind in ("money", "price") or last.kind in ("money", "price") or figure.scale != ONE:
            return 1 < ratio < 2.5
        return 0.4 < ratio < 4
    return 1 < ratio < 60 or 0.3 < ratio < 1 or ratio < 0


def _share(last: Figure, figure: Figure) -> None:
    """Give each of a pair the scale, currency and unit that only the other was told with."""
    _share_scale(last, figure)
    if last.kind == "" and figure.kind and last.scale == figure.scale:
        if figure.form in ("basis_points", "cents"):
            last.number, last.grain = last.number / 100, last.grain / 100
        last.kind, last.unit, last.form = figure.kind, figure.unit, figure.form
    elif figure.kind == "" and last.kind and (last.kind in ("money", "price")) == (figure.scale >= 1000 or last.scale == ONE):
        figure.kind, figure.unit, figure.form = last.kind, last.unit, last.form


def _share_scale(last: Figure, figure: Figure) -> None:
    amounts = ("", "money", "price")
    if last.scale == ONE and figure.scale != ONE and last.kind in amounts and last.number < 1000:
        if not figure.number or figure.kind not in (*amounts, "physical", last.kind):
            return
        ratio = last.number / figure.number
        if ratio > 100 and figure.scale >= 10**6:
            last.scale = figure.scale / 1000
        elif Decimal("0.2") < ratio < 12:
            last.scale = figure.scale
    elif figure.scale == ONE and last.scale != ONE and figure.kind in amounts and last.kind in amounts:
        if not figure.spelled and last.number / 5 < figure.number < last.number * 5:
            figure.scale = last.scale


def _is_akin(page: Page, last: Figure, figure: Figure, gap: str) -> bool:
    """Whether two numbers that are no range are told in one unit: a movement, a comparison."""
    if not _SHARE.fullmatch(gap) or last.kind == figure.kind == "":
        return False
    if last.kind == "" or figure.kind == "":
        bare, other = (last, figure) if last.kind == "" else (figure, last)
        if bare.spelled or other.kind in ("duration", "multiple", "physical", "price"):
            return False
        if bare is figure and page.flat[figure.end : figure.end + 2].strip(" ").isalpha() and not _ENDS.match(page.flat, figure.end):
            return False
        if gap == " and " and not _BETWEEN.search(page.before(last.start, 40)):
            return False
        if other.kind == "percent" and (bare.scale != ONE or bare.number > 100 > other.number or "," in page.flat[bare.start : bare.end]):
            return False
        return 0.3 < _ratio(last, figure) < 3.5
    return 0.2 < _ratio(last, figure) < 5


_FLAT = re.compile(r"\bflat (?:to|or) (?:maybe |perhaps |slightly )*(?:up |plus |down |minus |a |an )*$")
_TO_FLAT = re.compile(r" to flat\b")
_DOWN = re.compile(r"\b(?:down|minus|negative) $")
_TO_UP = re.compile(r" to (?:up|plus|positive|maybe up) ")


def from_flat(page: Page, figure: Figure) -> None:
    """Read "flat to up 5%" as a range that begins at zero."""
    if figure.kind not in ("percent", "points") or figure.bound == "range":
        return
    left = page.before(figure.start, 40)
    match = _FLAT.search(left)
    to_flat = _TO_FLAT.match(page.flat, figure.end)
    if to_flat:
        figure.low, figure.high, figure.bound = Decimal(0), figure.number, "range"
        figure.number, figure.end = figure.number / 2, to_flat.end()
    elif match:
        figure.low, figure.high, figure.bound = Decimal(0), figure.number, "range"
        figure.number = figure.number / 2
        figure.signed = "down" in match.group() or "minus" in match.group()
        figure.start -= len(left) - match.start()


def _merge_through_zero(page: Page, last: Figure, figure: Figure, gap: str) -> bool:
    """Read "down 1% to up 5%" as one range from -1 to 5."""
    if not _TO_UP.fullmatch(gap) or last.kind != figure.kind or last.signed:
        return False
    left = page.before(last.start, 12)
    match = _DOWN.search(left)
    if match is None:
        return False
    last.low, last.high, last.bound = -last.number, figure.number, "range"
    last.number, last.end = (last.low + last.high) / 2, figure.end
    last.start -= len(left) - match.start()
    return True


def _merge(last: Figure, figure: Figure) -> None:
    """Make the pair one range in ``last``."""
    first_low = last.low if last.bound == "range" and last.low is not None else last.number
    second_high = figure.high if figure.bound == "range" and figure.high is not None else figure.number
    factor = last.scale
    low = first_low * factor * (-1 if last.signed else 1)
    high = second_high * figure.scale * (-1 if figure.signed else 1)
    if last.signed and not figure.signed and 0 < high < -low and not last.dashed:
        high = -high
    low, high = min(low, high), max(low, high)
    last.signed = False
    last.scale, last.grain = figure.scale, min(last.grain * factor, figure.grain * figure.scale) / figure.scale
    last.low, last.high = low / figure.scale, high / figure.scale
    last.number = (last.low + last.high) / 2
    last.bound, last.end = "range", figure.end
    if figure.kind == "price":
        last.kind, last.unit = figure.kind, figure.unit


def _is_repeat(last: Figure, figure: Figure, gap: str) -> bool:
    """Whether the first number is a false start of the second: "10, 10 million", "500 dollars, 500 million"."""
    return last.number == figure.number and (last.bare or last.scale == ONE) and not (figure.scale == ONE and last.kind)


def _take_tolerance(last: Figure, figure: Figure) -> bool:
    """Read "$100 million, plus or minus $5 million" as 95 to 105 million."""
    alike = last.kind == figure.kind or figure.kind == "" or {last.kind, figure.kind} == {"percent", "points"}
    middle, width = last.number * last.scale, figure.number * figure.scale
    if not alike or last.bound == "range" or width >= middle:
        return False
    last.low, last.high, last.bound = (middle - width) / last.scale, (middle + width) / last.scale, "range"
    last.end = figure.end
    return True


def _is_echo(last: Figure, figure: Figure) -> bool:
    """Whether the second number only says the last digit again before the scale: "446.3 3 million"."""
    digit = last.number / last.grain % 10
    return last.scale == ONE != figure.scale and last.grain < ONE and figure.number == digit and not last.spelled


def _retake(page: Page, last: Figure, figure: Figure) -> None:
    """ "$5 -- $6 million": the number before the break was left unfinished."""
    if last.kind == figure.kind or last.kind == "":
        last.reason = "taken back"
