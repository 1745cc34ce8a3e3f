"""Reads a group of time words into one half-known reading.

A group is read from left to right into parts ("the third quarter" + "of last year"); the finest grain wins and takes
its year from the others. What makes no sense gives None.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from oce_cli.pipeline.periods.calendar import Reading
from oce_cli.pipeline.periods.timewords import Token


@dataclass(slots=True)
class _Part:
    grain: str
    number: int | None = None
    count: int | None = None
    year: int | None = None
    relation: int | None = None
    whole: bool = False
    rest: bool = False
    point: bool = False
    ago: bool = False
    plural: bool = False
    ordinal: bool = False
    ending: int | None = None  # the month in which it ends


def parts_of(group: list[Token], determined: bool) -> tuple[list[_Part], bool]:
    """The units of a group with what modifies each; and whether "to date" was said."""
    parts: list[_Part] = []
    ahead = _Part("")
    to_date = False
    dated = 0  # how many parts stand before "ended", which a date follows
    for token in group:
        match token.kind:
            case "ordinal":
                ahead.number, ahead.ordinal = token.value, True
            case "count":
                last = parts[-1] if parts else ahead
                if last.grain == "quarter" and last.number is None and not determined and token.value in (1, 2, 3, 4):
                    last.number = token.value
                else:
                    ahead.count = token.value
            case "relation":
                if token is group[-1] and token.value == -1 and parts and parts[-1].relation is None:
                    parts[-1].ago = True  # "one year prior"
                else:
                    ahead.relation = token.value
            case "whole":
                ahead.whole = True
            case "rest":
                ahead.rest = True
            case "edge":
                if token.text == "ending" or (token.text == "ended" and parts):
                    dated = len(parts)
                elif parts:
                    parts[-1].point = True
                else:
                    ahead.point = True
            case "todate":
                to_date = True
                if token.value:
                    parts.append(_Part(token.value))
            case "after":
                if parts:
                    parts[-1].ago = True
            case "month":
                number, day = token.value
                parts.append(replace(ahead, grain="month", number=number, point=ahead.point or day >= 28))
                ahead = _Part("")
            case "Y":
                parts.append(replace(ahead, grain="year", year=token.value, number=None, whole=True))
                ahead = _Part("")
            case "Q":
                grain, number, year = token.value
                parts.append(replace(ahead, grain=grain, number=number, year=year, ordinal=True))
                ahead = _Part("")
            case "unit":
                grain = token.value
                plural = grain.endswith("s") and grain != "s"
                parts.append(replace(ahead, grain=grain.rstrip("s"), plural=plural))
                ahead = _Part("")
    if group[-1].text == "ending" and parts and dated == len(parts):
        parts[-1].point = True
    if (
        dated
        and len(parts) > dated
        and (parts[dated - 1].grain in ("year", "quarter") or parts[dated - 1].count)
        and parts[dated].grain == "month"
    ):
        parts[dated - 1].ending = parts.pop(dated).number
    return parts, to_date


_FINENESS = {"month": 0, "week": 0, "quarter": 1, "half": 2, "period": 3, "year": 4}


def read(parts: list[_Part], to_date: bool, determined: bool) -> tuple[str, Reading] | None:
    if not parts:
        return ("so_far", Reading("to_date")) if to_date else None
    named = [part for part in parts if not part.plural or part.count or part.ordinal or part.relation is not None]
    parts = named or parts
    core = min(parts, key=lambda part: (_FINENESS[part.grain], part.year is None, part.number is None))
    year, year_shift = _year_of(parts, core)
    if to_date:
        return _to_date(parts, core, year, year_shift)
    if core.count is not None or core.plural:
        return _counted(parts, core, year, year_shift)
    match core.grain:
        case "month":
            return _month(parts, core, year, year_shift)
        case "quarter":
            return _quarter(core, year, year_shift, determined)
        case "half":
            if (
                core.number is None
                and core.relation is None
                and not any(p.grain == "year" for p in parts if p is not core)
            ):
                return None
            return "half", Reading("half", core.number, year, year_shift, core.relation, core.point)
        case "period":
            if year is None and year_shift is None and core.relation is None:
                return None
            return "same_period", Reading("period", None, year, year_shift, core.relation)
        case "year":
            return _whole_year(parts, core, determined)
    return None


def _year_of(parts: list[_Part], core: _Part) -> tuple[int | None, int | None]:
    """The year that the other parts of the group (or the core itself) give."""
    if core.year is not None:
        return core.year, None
    for part in parts:
        if part is core or part.grain != "year":
            continue
        if part.year is not None:
            return part.year, None
        if part.ago:
            return None, -(part.count or 1)
        if part.relation is not None and not part.rest and part.relation in (-1, 0, 1):
            return None, part.relation
    if core.ago and core.grain == "period":
        return None, -1
    return None, None


def _to_date(parts: list[_Part], core: _Part, year: int | None, year_shift: int | None) -> tuple[str, Reading] | None:
    """What runs still: the year, or the quarter or month after those reported: "quarter-to-date", "so far in July"."""
    if any(part.grain == "year" and part.year is None for part in parts):
        return "to_date", Reading("to_date", None, year, year_shift)
    if core.grain == "month" and not core.plural:
        if core.number is None or core.ordinal:
            return "month_relative", Reading("month", None, None, None, 0)
        return "month", Reading("month", core.number, year, year_shift)
    if any(part.grain == "year" for part in parts):
        return "to_date", Reading("to_date", None, year, year_shift)
    if core.grain == "quarter" and not core.plural and core.relation != -1:
        if core.number is not None:
            return "quarter_number", Reading("quarter", core.number, year, year_shift)
        return "quarter_to_date", Reading("quarter", None, None, None, 2)
    return None


def _counted(parts: list[_Part], core: _Part, year: int | None, year_shift: int | None) -> tuple[str, Reading] | None:
    """Several months, quarters or years: the months to date, or a stretch that is no period."""
    months = {"month": 1, "quarter": 3}.get(core.grain, 0) * (core.count or 0)
    if core.ago and core.count:
        if core.grain == "year" or (core.grain == "month" and core.count == 12):
            return "years_ago", Reading("year", None, None, -core.count if core.grain == "year" else -1)
        if (core.grain, core.count) in (("month", 3), ("quarter", 1)):
            return "quarter_relative", Reading("quarter", None, None, None, -1)
        return "stretch", Reading("span")
    if core.grain == "period" and core.relation == 5:
        return "same_period", Reading("period", None, year, year_shift, 5)
    if core.grain == "month" and core.count in (3, 6, 9, 12) and core.ending is not None:
        return "months_ended", Reading("ended", core.ending, year, year_shift, core.count)
    if core.grain == "month" and core.count and core.count in (3, 6, 9, 12) and core.relation in (None, 5):
        return "months_to_date", Reading("to_date", core.count, year, year_shift, core.relation)
    if months and core.ordinal and core.number == 1:
        return "months_to_date", Reading("to_date", months, year, year_shift)
    if core.grain == "quarter" and core.count == 1:
        return None
    return "stretch", Reading("span", relation=core.relation)


def _month(parts: list[_Part], core: _Part, year: int | None, year_shift: int | None) -> tuple[str, Reading] | None:
    quarter = any(part.grain == "quarter" for part in parts)
    if core.number is None or core.number > 12 or core.ordinal:
        if core.relation in (-1, 0, 1):
            return "month_relative", Reading("month", None, None, None, core.relation)
        return None
    if quarter:
        return "quarter_of_month", Reading("month", core.number, year, year_shift, None, True)
    return "month", Reading("month", core.number, year, year_shift, None, core.point)


def _quarter(core: _Part, year: int | None, year_shift: int | None, determined: bool) -> tuple[str, Reading] | None:
    if core.ending is not None:
        return "quarter_of_month", Reading("month", core.ending, year, year_shift, None, True)
    if core.number is not None:
        return "quarter_number", Reading("quarter", core.number, year, year_shift, None, core.point)
    if year is not None or year_shift is not None:
        return "quarter_of_year", Reading("quarter", None, year, year_shift, core.relation, core.point)
    if core.ago:
        return "quarter_relative", Reading("quarter", None, None, None, -1)
    if core.relation is not None:
        return "quarter_relative", Reading("quarter", None, None, None, core.relation, core.point)
    if determined or core.point or core.whole:
        return "quarter_now", Reading("quarter", None, None, None, 0, core.point)
    return None


def _whole_year(parts: list[_Part], core: _Part, determined: bool) -> tuple[str, Reading] | None:
    if core.year is not None:
        ending = next((part.ending for part in parts if part.ending), None)
        return "year_number", Reading("year", ending, core.year, None, None, any(part.point for part in parts))
    if core.ago:
        return "year_ago", Reading("year", None, None, -(core.count or 1))
    if core.rest:
        return "rest_of_year", Reading("rest", None, None, None, core.relation or 0)
    if core.relation is not None and core.relation in (-1, 0, 1):
        return "year_relative", Reading("year", None, None, None, core.relation, core.point)
    if core.ordinal:
        return None
    if determined or core.whole or core.point:
        if core.whole:
            return "full_year", Reading("year", None, None, None, None, core.point)
        return "year_now", Reading("year", None, None, None, 0, core.point)
    return None
