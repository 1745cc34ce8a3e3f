"""What the half-known reading of a time expression can mean in one call."""

from __future__ import annotations

from typing import NamedTuple

from oce_cli.pipeline.periods.calendar import Calendar, Reading, part_of, shift


class Meaning(NamedTuple):
    """One possible period of a reading and the way it was understood."""

    period: str
    way: str


def meanings(calendar: Calendar, reading: Reading, near: str = "") -> list[Meaning]:
    """All that a reading can mean, likeliest first; ``near`` is the period of the row before ("" none).

    >>> meanings(Calendar("2021-Q2", 2021, 2), Reading("quarter", 3))
    [Meaning(period='2021-Q3', way='ahead'), Meaning(period='2020-Q3', way='past')]
    >>> [m.period for m in meanings(Calendar("2021-Q2", 2021, 2), Reading("year", year_shift=-1), "2021-H1")]
    ['2020', '2020-Q2', '2020-H1']
    """
    if not calendar.year:
        return _absolute(calendar, reading)
    by_grain = {
        "quarter": _quarter,
        "half": _half,
        "year": _year,
        "month": _month,
        "to_date": _to_date,
        "ended": _ended,
        "rest": _rest,
        "period": _period,
    }.get(reading.grain)
    if by_grain is None:
        return []
    found: list[Meaning] = []
    for meaning in by_grain(calendar, reading, near):
        if meaning.period and all(meaning.period != other.period for other in found):
            found.append(meaning)
    return found


def _absolute(calendar: Calendar, reading: Reading) -> list[Meaning]:
    """What needs no reference: the reading names its year."""
    if reading.year is None:
        return []
    part = {
        "quarter": f"-Q{reading.number}",
        "half": f"-H{reading.number}",
        "year": "-Q4" if reading.point else "",
        "month": f"-{reading.number or 0:02}",
    }.get(reading.grain)
    if part is None or (reading.number is None and reading.grain != "year"):
        return []
    return [Meaning(f"{reading.year}{part}", "said")]


def _stated_year(calendar: Calendar, reading: Reading) -> int | None:
    if reading.year is not None:
        return reading.year
    return None if reading.year_shift is None else calendar.year + reading.year_shift


def _quarter(calendar: Calendar, reading: Reading, near: str) -> list[Meaning]:
    year = _stated_year(calendar, reading)
    if reading.number is not None:
        return _numbered(calendar, "Q", reading, year, calendar.quarter, near)
    if year is not None:
        own = calendar.quarter or 4
        found = [Meaning(f"{year}-Q{own}", "yago" if year < calendar.year else "said")]
        if near and part_of(near):
            found.append(Meaning(f"{year}-{part_of(near)}", "near_yago"))
        return found
    now = calendar.period
    if reading.relation == -1:
        return [
            Meaning(shift(now, quarters=-1), "last"),
            Meaning(now, "last_is_now"),
            Meaning(shift(now, -1), "last_yago"),
        ]
    if reading.relation == 1:
        return [Meaning(shift(now, quarters=1), "next"), Meaning(shift(now, quarters=2), "next_but_one")]
    if reading.relation == 2:  # what runs at the time of the call
        return [Meaning(shift(now, quarters=1), "next"), Meaning(now, "now")]
    if reading.relation == 5:
        return [Meaning(shift(now, -1), "same"), Meaning(shift(near, -1), "near_same")]
    return [Meaning(now, "now"), Meaning(shift(now, quarters=1), "now_is_next")]


def _numbered(
    calendar: Calendar, letter: str, reading: Reading, year: int | None, own: int, near: str
) -> list[Meaning]:
    """A quarter or half with its number: the year stated, that of the one told just before, or the years around."""
    number = reading.number or 0
    if year is None and part_of(near) == f"{letter}{number - 1}":  # "3 in the first half, 4 in the second"
        following = Meaning(f"{near[:4]}-{letter}{number}", "follows")
        return [following, *_numbered(calendar, letter, reading, None, own, "")]
    if year is not None:
        found = [Meaning(f"{year}-{letter}{number}", "said" if reading.year else "said_shift")]
        if reading.year is None and calendar.year_end:
            found.append(Meaning(f"{year + 1}-{letter}{number}", "shift_later"))
        return found
    same = f"{calendar.year}-{letter}{number}"
    if number > own:
        return [Meaning(same, "ahead"), Meaning(shift(same, -1), "past")]
    if number < own:
        return [Meaning(same, "behind"), Meaning(shift(same, 1), "future")]
    return [Meaning(same, "own"), Meaning(shift(same, 1), "own_next"), Meaning(shift(same, -1), "own_last")]


def _half(calendar: Calendar, reading: Reading, near: str) -> list[Meaning]:
    own = {1: 1, 2: 1, 3: 2, 4: 2}.get(calendar.quarter, 2 if part_of(calendar.period) == "H2" else 1)
    year = _stated_year(calendar, reading)
    if reading.number is not None:
        if year is None and calendar.quarter == 4 and reading.number == 1:
            year_ahead = Meaning(f"{calendar.year + 1}-H1", "future")
            return [year_ahead, Meaning(f"{calendar.year}-H1", "behind")]
        return _numbered(calendar, "H", reading, year, own, near)
    years = (year - calendar.year) if year is not None else -1 if reading.relation == 5 else 0
    halves = reading.relation if reading.relation in (-1, 1) else 0
    count = (calendar.year + years) * 2 + own - 1 + halves
    return [Meaning(f"{count // 2}-H{count % 2 + 1}", "now" if count == calendar.year * 2 + own - 1 else "shift")]


def _year(calendar: Calendar, reading: Reading, near: str) -> list[Meaning]:
    year = _stated_year(calendar, reading)
    if reading.number and year is not None:  # "the fiscal year ended January 2021"
        year -= calendar.behind
    if reading.relation in (-1, 0, 1) and year is None:
        year = calendar.year + (reading.relation or 0)
    if year is None:
        year = calendar.year
    away = year - calendar.year
    way = {-1: "last", 0: "now", 1: "next"}.get(away, "far")
    kind = "said" if reading.year else "rel"
    if reading.point:
        found = [Meaning(f"{year}-Q4", f"point_{way}"), Meaning(str(year), "point_year")]
        if reading.year is None:
            found.append(Meaning(f"{year - 1}-Q4", f"point_{way}_before"))
        return found
    found = [Meaning(str(year), f"{kind}_{way}")]
    part = part_of(calendar.period)
    if away < 0 and part:
        found.append(Meaning(f"{year}-{part}", f"{kind}_{way}_own_part"))
    if away < 0 and part_of(near) and len(part_of(near)) == 2:
        found.append(Meaning(f"{year}-{part_of(near)}", f"{kind}_{way}_near_part"))
    if away < 0 and near and reading.year is None:
        found.append(Meaning(shift(near, -1), f"{kind}_{way}_near_shift"))
    if away <= 0 and calendar.year_end and reading.year is None:
        found.append(Meaning(str(year + 1), f"{kind}_{way}_later"))
    if away == 0 and part and (reading.year or (reading.relation == 0 and not calendar.year_end)):
        found.append(Meaning(calendar.period, f"{kind}_{way}_own_part"))
    if away == 0 and not calendar.year_end and reading.grain == "year" and (reading.year or not reading.relation):
        found.append(Meaning(calendar.to_date(year), f"{kind}_{way}_so_far"))
    return found


def _rest(calendar: Calendar, reading: Reading, near: str) -> list[Meaning]:
    """The rest of the year: the year, or the half or the quarter that is left of it.

    >>> meanings(Calendar("2021-Q2", 2021, 2), Reading("rest", relation=0))
    [Meaning(period='2021', way='rel_now'), Meaning(period='2021-H2', way='left')]
    """
    found = _year(calendar, reading._replace(relation=reading.relation or None), near)
    left = {2: "H2", 3: "Q4"}.get(calendar.quarter)
    if left and not reading.relation:
        found.append(Meaning(f"{calendar.year}-{left}", "left"))
    return found


def _month(calendar: Calendar, reading: Reading, near: str) -> list[Meaning]:
    year = reading.year
    if reading.number is None:
        end_year, end_month = calendar.month_end()
        count = end_year * 12 + end_month + (reading.relation or 0) + calendar.year_end
        month = Meaning(f"{count // 12}-{count % 12 + 1:02}", "relative")
        return [month, Meaning(shift(calendar.period, quarters=1), "relative_quarter")]
    if year is None and reading.year_shift is not None:
        year = calendar.month_end()[0] + reading.year_shift
    closing = (reading.number - calendar.year_end_month) % 3 == 0
    month = Meaning(calendar.month(reading.number, year), "month")
    quarter = Meaning(calendar.quarter_of_month(reading.number, year), "closing" if closing else "month_quarter")
    return [quarter, month] if reading.point and closing else [month, quarter]


def _to_date(calendar: Calendar, reading: Reading, near: str) -> list[Meaning]:
    year = _stated_year(calendar, reading)
    if year is None:
        year = calendar.year - (1 if reading.relation == 5 else 0)
    found = [Meaning(calendar.to_date(year, reading.number), "to_date")]
    if reading.number is None:
        found.append(Meaning(calendar.period, "to_date_own"))
    return found


def _ended(calendar: Calendar, reading: Reading, near: str) -> list[Meaning]:
    """So many months (told as the relation) that end with a month of the calendar.

    >>> meanings(Calendar("2021-Q2", 2021, 2), Reading("ended", 6, 2021, None, 3))
    [Meaning(period='2021-Q2', way='ended')]
    """
    year = reading.year
    if year is None and reading.year_shift is not None:
        year = calendar.month_end()[0] + reading.year_shift
    quarter = calendar.quarter_of_month(reading.number or 12, year)
    part = {3: quarter[5:], 6: {"Q2": "H1", "Q4": "H2"}.get(quarter[5:], ""), 9: "9M", 12: ""}[reading.relation or 3]
    return [Meaning(f"{quarter[:4]}-{part}" if part else quarter[:4], "ended")]


def _period(calendar: Calendar, reading: Reading, near: str) -> list[Meaning]:
    years = _stated_year(calendar, reading)
    back = -1 if reading.relation in (-1, 5) else 0
    away = years - calendar.year if years is not None else back
    own, beside = Meaning(shift(calendar.period, away), "same"), Meaning(shift(near, away), "near_same")
    return [beside, own] if part_of(near) in ("H1", "H2", "9M") else [own, beside]
