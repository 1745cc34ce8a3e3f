"""Neighbouring numbers: ranges, false starts, shared scales, and numbers that were taken back."""

from __future__ import annotations

from decimal import Decimal

from oce_cli.pipeline.quantities.figure import ONE, Figure
from oce_cli.pipeline.quantities.page import Page
from oce_cli.pipeline.quantities.patterns import Pattern
from oce_cli.pipeline.quantities.ranges import (
    BETWEEN,
    FROM,
    GIVE,
    MINUS_TO_PLUS,
    MOVED,
    follows_range,
    is_range,
    merge,
    merge_through_zero,
    ratio_of,
    take_range_of,
    take_tolerance,
)

_BACK = Pattern(
    r"[ ,.;—-]*(?:-- |\.\.\. )?(?:oh,? |uh,? |no,? )?(?:i'm |i am )?(?:«sorry»)"
    r"(?:[ ,.;—-]+(?:«sorry_after»)){0,3}[ ,.;—-]*"
)


_SHARES = Pattern(r" (?:per (?:diluted |common )?share|a share)(?= to )")


_ENDS = Pattern(r" (?:«clause_ends»)\b")


_WEAK_GAP = 40
_WHOLE = 100
_LEAST_SUMMED = 10**6  # a scale that smaller ones are told behind
_NEAR_HUNDREDS = 2  # "two to four hundred" at most


_SHARE = Pattern(r",?(?: up| down)? ?(?:«compared»)(?: (?:«pair_about»)){0,2} ")


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
        if GIVE.fullmatch(gap) and take_tolerance(last, figure):
            continue
        follower = figures[index + 1] if index + 1 < len(figures) else None
        if not fits(last, figure):
            kept.append(figure)
            continue
        if gap.strip(" ") in ("--", "...", "…", "—") and figure.number >= 0:
            _retake(page, last, figure)
            kept.append(figure)
            continue
        _into_percent(last, figure, gap)
        _into_hundreds(page, last, figure, gap)
        _into_thousands(page, last, figure, gap)
        if is_sum(last, figure, gap):
            add(last, figure)
            continue
        if MINUS_TO_PLUS.fullmatch(gap) and last.signed:
            share(last, figure)
        if merge_through_zero(page, last, figure, gap):
            continue
        if _is_split(page, last, figure, gap):
            for part in (last, figure):
                part.kind, part.unit, part.form = "percent", "percent", "percent_sign"
            kept.append(figure)
            continue
        if _is_odds(page, last, figure, gap):
            last.kind = last.unit = "multiple"
            last.end = figure.end
            continue
        earlier = kept[-2] if len(kept) > 1 else None
        if earlier is not None and follows_range(page, earlier, last, figure, gap):
            share(last, figure)
            merge(last, figure)
            take_range_of(earlier, last)
            continue
        if is_range(page, last, figure, gap, follower):
            share(last, figure)
            merge(last, figure)
            continue
        if gap == " " and _is_echo(last, figure):
            last.scale, last.end = figure.scale, figure.end
            if not last.kind:
                last.kind, last.unit = figure.kind, figure.unit
            continue
        if gap in (", ", " ", ", uh, ", ", um, ") and _is_repeat(last, figure, gap):
            last.reason = "taken back"
        elif _is_akin(page, last, figure, gap):
            share(last, figure)
            _share_back(page, kept, figure)
        kept.append(figure)
    return kept


def fits(last: Figure, figure: Figure) -> bool:
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


def share(last: Figure, figure: Figure) -> None:
    """Give each of a pair the scale, currency and unit that only the other was told with."""
    _share_scale(last, figure)
    if last.kind == "" and figure.kind and last.scale == figure.scale:
        if figure.form in ("basis_points", "cents"):
            last.number, last.grain = last.number / 100, last.grain / 100
        last.kind, last.unit, last.form = figure.kind, figure.unit, figure.form
    elif (
        figure.kind == ""
        and last.kind
        and (last.kind in ("money", "price")) == (figure.scale >= 1000 or last.scale == ONE)
    ):
        figure.kind, figure.unit, figure.form = last.kind, last.unit, last.form
    elif last.kind == "money" and figure.kind == "price" and last.scale == figure.scale:
        last.kind, last.unit = figure.kind, figure.unit


def _share_scale(last: Figure, figure: Figure) -> None:
    amounts = ("", "money", "price")
    if (
        last.scale == ONE
        and figure.scale != ONE
        and last.kind in amounts
        and (last.number < 1000 or figure.number >= 1000)
    ):
        if not figure.number or figure.kind not in (*amounts, "physical", last.kind):
            return
        ratio = last.number / figure.number
        if ratio > 100 and figure.scale >= 10**6:
            last.scale = figure.scale / 1000
        elif Decimal("0.2") < ratio < 12:
            last.scale = figure.scale
    elif figure.scale == ONE != last.scale and figure.kind in amounts and last.kind in amounts:
        near = last.number / 5 < figure.number < last.number * 5
        figure.scale = last.scale if near and not figure.spelled else ONE


def _is_akin(page: Page, last: Figure, figure: Figure, gap: str) -> bool:
    """Whether two numbers that are no range are told in one unit: a movement, a comparison."""
    if not _SHARE.fullmatch(gap) or last.kind == figure.kind == "":
        return False
    if last.kind == "" or figure.kind == "":
        bare, other = (last, figure) if last.kind == "" else (figure, last)
        if bare is last and gap == " to " and other.kind == "physical" and FROM.search(page.before(last.start, 40)):
            return not bare.spelled and 0.5 < ratio_of(last, figure) < 2
        if bare.spelled or other.kind in ("duration", "multiple", "physical", "price"):
            return False
        if (
            bare is figure
            and page.flat[figure.end : figure.end + 2].strip(" ").isalpha()
            and not _ENDS.match(page.flat, figure.end)
        ):
            return False
        if gap == " and " and bare is last and other.kind in ("percent", "points"):
            return last.scale == ONE and 0.2 < ratio_of(last, figure) < 5
        if gap == " and " and not BETWEEN.search(page.before(last.start, 40)):
            return False
        if other.kind == "percent" and (
            bare.scale != ONE or bare.number > 100 > other.number or "," in page.flat[bare.start : bare.end]
        ):
            return False
        return 0.3 < ratio_of(last, figure) < 3.5
    if gap == " and " and last.kind != figure.kind and not BETWEEN.search(page.before(last.start, 40)):
        return False
    return 0.2 < ratio_of(last, figure) < 5


def _share_back(page: Page, kept: list[Figure], figure: Figure) -> None:
    """Give the unit of a list's last number to those before: "3, 4 and 7 percent"."""
    if figure.kind not in ("percent", "points") or not kept[-1].kind:
        return
    for before, last in zip(reversed(kept[:-1]), reversed(kept), strict=False):
        bare = before.bare and not before.reason and not before.spelled and not before.ordinal
        if not bare or page.flat[before.end : last.start] != ", " or not 0.2 < ratio_of(before, figure) < 5:
            return
        share(before, figure)


def _into_percent(last: Figure, figure: Figure, gap: str) -> None:
    """Read the basis points of "290 to 3%" as percent."""
    if figure.kind != "percent" or not last.bare or last.spelled or last.grain != ONE or gap not in (" to ", "-"):
        return
    if _WHOLE <= last.number < 10 * _WHOLE and 0.5 < last.number / _WHOLE / (figure.number or ONE) < 2:
        last.number, last.grain = last.number / _WHOLE, last.grain / _WHOLE


def _into_hundreds(page: Page, last: Figure, figure: Figure, gap: str) -> None:
    """Read the first of "six to seven hundred million" as hundreds too."""
    if gap not in (" to ", " or ", ", ") or not last.bare or last.grain != ONE or last.ordinal:
        return
    size = figure.number * figure.scale if figure.scale < 1000 else figure.number
    hundreds = size if figure.form == "basis_points" else size / _WHOLE
    said = page.flat[figure.core : figure.core + 14].split(" ")[1:2] == ["hundred"]
    near = hundreds - last.number <= (1 if gap == ", " else _NEAR_HUNDREDS)
    if said and near and 0 < last.number < hundreds < 10 and hundreds % 1 == 0:
        last.number, last.grain = last.number * _WHOLE, last.grain * _WHOLE
        if figure.scale == _WHOLE:
            figure.number, figure.grain, figure.scale = size, figure.grain * _WHOLE, ONE


def _into_thousands(page: Page, last: Figure, figure: Figure, gap: str) -> None:
    """Read the first of "10 to 15,000 stores" as thousands too."""
    if gap not in (" to ", " or ") or not last.bare or last.grain != ONE or FROM.search(page.before(last.start, 40)):
        return
    counted = figure.kind in ("", "physical", "money") and not figure.currency_before and figure.scale == ONE
    thousands = figure.number / 1000
    if counted and 1 < last.number < thousands < last.number * 3 and thousands < 1000 and thousands % 1 == 0:
        last.number, last.grain = last.number * 1000, Decimal(1000)


def is_sum(last: Figure, figure: Figure, gap: str) -> bool:
    """Whether two amounts are one: "one billion two hundred million", "a billion two"."""
    if last.scale < _LEAST_SUMMED or last.bound or figure.bound or figure.signed or figure.currency_before:
        return False
    if figure.scale > ONE:
        alike = figure.kind in ("", last.kind) or not last.kind
        return gap == " " and alike and 1000 <= figure.scale < last.scale and figure.number * figure.scale < last.scale
    tenths = figure.bare and figure.spelled and last.spelled and last.number == ONE and 0 < figure.number < 10
    return tenths and gap in (" ", "-") and figure.grain == ONE


def add(last: Figure, figure: Figure) -> None:
    """Make two amounts that are one a single number in ``last``."""
    part = figure.number * figure.scale / last.scale if figure.scale > ONE else figure.number / 10
    last.number += part
    last.grain = figure.grain * figure.scale / last.scale if figure.scale > ONE else Decimal("0.1")
    last.end = figure.end
    if not last.kind:
        last.kind, last.unit, last.form = figure.kind, figure.unit, figure.form


_SPLIT = Pattern(r"[ -](?:split|mix|ratio|blend)\b")
_PARTED = Pattern(r" ?[-/] ?| to | and ")
_TO_ONE = Pattern(r" to |-to-")


def _is_split(page: Page, last: Figure, figure: Figure, gap: str) -> bool:
    """Whether two numbers are the parts of a whole: "a 60-40 split"."""
    whole = last.bare and figure.bare and last.number + figure.number == _WHOLE and last.number * figure.number > 0
    return whole and _PARTED.fullmatch(gap) is not None and _SPLIT.match(page.flat, figure.end) is not None


def _is_odds(page: Page, last: Figure, figure: Figure, gap: str) -> bool:
    """Whether two numbers are a ratio: "11 to 1"."""
    if not (last.bare and figure.bare and figure.number == ONE < last.number) or not _TO_ONE.fullmatch(gap):
        return False
    left = page.before(last.start, 40)
    following = page.flat[figure.end : figure.end + 2]
    return not (FROM.search(left) or MOVED.search(left)) and not (following[:1] in ".-" and following[1:].isdigit())


def _is_repeat(last: Figure, figure: Figure, gap: str) -> bool:
    """Whether the first number is a false start of the second: "10, 10 million", "500 dollars, 500 million"."""
    return last.number == figure.number and (last.bare or last.scale == ONE) and not (figure.scale == ONE and last.kind)


def _is_echo(last: Figure, figure: Figure) -> bool:
    """Whether the second number only says the last digit again before the scale: "446.3 3 million"."""
    digit = last.number / last.grain % 10
    return last.scale == ONE != figure.scale and last.grain < ONE and figure.number == digit and not last.spelled


def _retake(page: Page, last: Figure, figure: Figure) -> None:
    """ "$5 -- $6 million": the number before the break was left unfinished."""
    if last.kind == figure.kind or last.kind == "":
        last.reason = "taken back"
