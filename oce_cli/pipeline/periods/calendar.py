"""Arithmetic with fiscal periods, and what half-known readings of a time expression can mean in one call.

A period is a text: ``2020``, ``2020-Q4``, ``2020-H2``, ``2020-9M`` (year to date) or ``2020-12`` (a calendar month).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from oce_cli.model import Head

_PERIOD = re.compile(r"(\d{4})(?:-(.+))?")
TO_DATE = {1: "Q1", 2: "H1", 3: "9M", 4: ""}
MONTHS_TO_DATE = {3: "Q1", 6: "H1", 9: "9M", 12: ""}


class Reading(NamedTuple):
    """What a time expression says by itself; what it leaves open is None.

    ``relation`` counts in the expression's own grain (last quarter -1, this 0, next 1), ``year_shift`` in years
    (the same quarter of last year: -1). ``point`` is true for the end of a period ("at quarter end").
    """

    grain: str  # quarter, half, year, month, to_date, period, span (a stretch without a period), or a signal's name
    number: int | None = None  # which quarter, half or month; how many months to date
    year: int | None = None
    year_shift: int | None = None
    relation: int | None = None
    point: bool = False


class Meaning(NamedTuple):
    """One possible period of a reading and the way it was understood."""

    period: str
    way: str


def shift(period: str, years: int = 0, quarters: int = 0) -> str:
    """The period so many years or quarters later; quarters move only a quarter. "" stays "".

    >>> shift("2020-Q4", quarters=1), shift("2021-H1", years=-1), shift("2021", -1), shift("2021-Q1", quarters=-1)
    ('2021-Q1', '2020-H1', '2020', '2020-Q4')
    """
    match = _PERIOD.fullmatch(period)
    if match is None:
        return ""
    year, part = int(match[1]) + years, match[2] or ""
    if quarters and part[:1] == "Q":
        count = year * 4 + int(part[1:]) - 1 + quarters
        year, part = count // 4, f"Q{count % 4 + 1}"
    return f"{year}-{part}" if part else str(year)


def part_of(period: str) -> str:
    """The part of the year, "" for a whole year: ``Q4``, ``H1``, ``9M``, ``12``."""
    return period[5:]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The fiscal calendar of one call. ``year`` is 0 where the call's period is not known."""

    period: str = ""
    year: int = 0
    quarter: int = 0  # 1 to 4; 0 where the call reports a half or a year
    year_end: bool = False
    year_end_month: int = 12
    behind: int = 0  # 1 where a fiscal year is named after the calendar year before the one in which it ends

    @staticmethod
    def of(head: Head, behind: int | None = None) -> Calendar:
        """The calendar of a call by its head.

        >>> Calendar.of(Head(period="2021-Q2", year_end_month=6)).month_end()
        (2020, 12)
        """
        match = _PERIOD.fullmatch(head.period)
        if match is None:
            return Calendar(year_end_month=head.year_end_month)
        part = match[2] or ""
        quarter = int(part[1]) if part[:1] == "Q" else 0
        if behind is None:
            behind = int(head.year_end_month <= 2)
        ends_year = head.year_end or quarter == 4 or not part
        return Calendar(head.period, int(match[1]), quarter, ends_year, head.year_end_month, behind)

    def month_end(self) -> tuple[int, int]:
        """Calendar year and month in which the reported quarter (half, year) ends."""
        quarter = self.quarter or {"H1": 2, "H2": 4}.get(part_of(self.period), 4)
        count = (self.year + self.behind) * 12 + self.year_end_month - 1 - 3 * (4 - quarter)
        return count // 12, count % 12 + 1

    def month(self, number: int, year: int | None = None) -> str:
        """The month of that number nearest to the end of the reported quarter, as ``2021-07``.

        >>> Calendar("2021-Q2", 2021, 2).month(7), Calendar("2021-Q1", 2021, 1).month(12)
        ('2021-07', '2020-12')
        """
        if year is None:
            end_year, end_month = self.month_end()
            year = end_year
            if number - end_month > 6:
                year -= 1
            elif number - end_month < -6:
                year += 1
        return f"{year}-{number:02}"

    def quarter_of_month(self, number: int, year: int | None = None) -> str:
        """The fiscal quarter that a month of the calendar falls into.

        >>> Calendar("2021-Q2", 2021, 2, False, 9).quarter_of_month(3)
        '2021-Q2'
        """
        month = self.month(number, year)
        end_year, end_month = self.month_end()
        away = (int(month[:4]) - end_year) * 12 + int(month[5:]) - end_month
        quarter = self.quarter or {"H1": 2, "H2": 4}.get(part_of(self.period), 4)
        return shift(f"{self.year}-Q{quarter}", quarters=-(-away // 3))

    def to_date(self, year: int, months: int | None = None) -> str:
        """The year up to now, or its first so many months.

        >>> Calendar("2021-Q3", 2021, 3).to_date(2021), Calendar("2021-Q3", 2021, 3).to_date(2020, 6)
        ('2021-9M', '2020-H1')
        """
        if months is None:
            part = TO_DATE.get(self.quarter, part_of(self.period))
        else:
            part = MONTHS_TO_DATE.get(months, f"{months}M")
        return f"{year}-{part}" if part else str(year)

    def meanings(self, reading: Reading, near: str = "") -> list[Meaning]:
        """All that a reading can mean, likeliest first; ``near`` is the period of the row before ("" none).

        >>> Calendar("2021-Q2", 2021, 2).meanings(Reading("quarter", 3))
        [Meaning(period='2021-Q3', way='ahead'), Meaning(period='2020-Q3', way='past')]
        >>> [m.period for m in Calendar("2021-Q2", 2021, 2).meanings(Reading("year", year_shift=-1), "2021-H1")]
        ['2020', '2020-Q2', '2020-H1']
        """
        if not self.year:
            return self._absolute(reading)
        by_grain = {
            "quarter": self._quarter,
            "half": self._half,
            "year": self._year,
            "month": self._month,
            "to_date": self._to_date,
            "ended": self._ended,
            "rest": self._rest,
            "period": self._period,
        }.get(reading.grain)
        if by_grain is None:
            return []
        found: list[Meaning] = []
        for meaning in by_grain(reading, near):
            if meaning.period and all(meaning.period != other.period for other in found):
                found.append(meaning)
        return found

    def _absolute(self, reading: Reading) -> list[Meaning]:
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

    def _stated_year(self, reading: Reading) -> int | None:
        if reading.year is not None:
            return reading.year
        return None if reading.year_shift is None else self.year + reading.year_shift

    def _quarter(self, reading: Reading, near: str) -> list[Meaning]:
        year = self._stated_year(reading)
        if reading.number is not None:
            return self._numbered("Q", reading, year, self.quarter)
        if year is not None:
            own = self.quarter or 4
            found = [Meaning(f"{year}-Q{own}", "yago" if year < self.year else "said")]
            if near and part_of(near):
                found.append(Meaning(f"{year}-{part_of(near)}", "near_yago"))
            return found
        now = self.period
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

    def _numbered(self, letter: str, reading: Reading, year: int | None, own: int) -> list[Meaning]:
        """A quarter or half with its number: the year stated, or the years around."""
        number = reading.number or 0
        if year is not None:
            found = [Meaning(f"{year}-{letter}{number}", "said" if reading.year else "said_shift")]
            if reading.year is None and self.year_end:
                found.append(Meaning(f"{year + 1}-{letter}{number}", "shift_later"))
            return found
        same = f"{self.year}-{letter}{number}"
        if number > own:
            return [Meaning(same, "ahead"), Meaning(shift(same, -1), "past")]
        if number < own:
            return [Meaning(same, "behind"), Meaning(shift(same, 1), "future")]
        return [Meaning(same, "own"), Meaning(shift(same, 1), "own_next"), Meaning(shift(same, -1), "own_last")]

    def _half(self, reading: Reading, near: str) -> list[Meaning]:
        own = {1: 1, 2: 1, 3: 2, 4: 2}.get(self.quarter, 2 if part_of(self.period) == "H2" else 1)
        year = self._stated_year(reading)
        if reading.number is not None:
            if year is None and self.quarter == 4 and reading.number == 1:
                year_ahead = Meaning(f"{self.year + 1}-H1", "future")
                return [year_ahead, Meaning(f"{self.year}-H1", "behind")]
            return self._numbered("H", reading, year, own)
        now = f"{self.year}-H{own}"
        years = (year - self.year) if year is not None else -1 if reading.relation == 5 else 0
        halves = reading.relation if reading.relation in (-1, 1) else 0
        count = (self.year + years) * 2 + own - 1 + halves
        return (
            [Meaning(f"{count // 2}-H{count % 2 + 1}", "now" if count == self.year * 2 + own - 1 else "shift")]
            if now
            else []
        )

    def _year(self, reading: Reading, near: str) -> list[Meaning]:
        year = self._stated_year(reading)
        if reading.number and year is not None:  # "the fiscal year ended January 2021"
            year -= self.behind
        if reading.relation in (-1, 0, 1) and year is None:
            year = self.year + (reading.relation or 0)
        if year is None:
            year = self.year
        away = year - self.year
        way = {-1: "last", 0: "now", 1: "next"}.get(away, "far")
        kind = "said" if reading.year else "rel"
        if reading.point:
            found = [Meaning(f"{year}-Q4", f"point_{way}"), Meaning(str(year), "point_year")]
            if reading.year is None:
                found.append(Meaning(f"{year - 1}-Q4", f"point_{way}_before"))
            return found
        found = [Meaning(str(year), f"{kind}_{way}")]
        part = part_of(self.period)
        if away < 0 and part:
            found.append(Meaning(f"{year}-{part}", f"{kind}_{way}_own_part"))
        if away < 0 and part_of(near) and len(part_of(near)) == 2:
            found.append(Meaning(f"{year}-{part_of(near)}", f"{kind}_{way}_near_part"))
        if away < 0 and near and reading.year is None:
            found.append(Meaning(shift(near, -1), f"{kind}_{way}_near_shift"))
        if away <= 0 and self.year_end and reading.year is None:
            found.append(Meaning(str(year + 1), f"{kind}_{way}_later"))
        if away == 0 and part and (reading.year or (reading.relation == 0 and not self.year_end)):
            found.append(Meaning(self.period, f"{kind}_{way}_own_part"))
        if away == 0 and not self.year_end and (reading.year or reading.relation == 0):
            found.append(Meaning(self.to_date(year), f"{kind}_{way}_so_far"))
        return found

    def _rest(self, reading: Reading, near: str) -> list[Meaning]:
        """The rest of the year: the year, or the half or the quarter that is left of it.

        >>> Calendar("2021-Q2", 2021, 2).meanings(Reading("rest", relation=0))
        [Meaning(period='2021', way='rel_now'), Meaning(period='2021-H2', way='left')]
        """
        found = self._year(reading._replace(relation=reading.relation or None), near)
        left = {2: "H2", 3: "Q4"}.get(self.quarter)
        if left and not reading.relation:
            found.append(Meaning(f"{self.year}-{left}", "left"))
        return found

    def _month(self, reading: Reading, near: str) -> list[Meaning]:
        year = reading.year
        if reading.number is None:
            end_year, end_month = self.month_end()
            count = end_year * 12 + end_month + (reading.relation or 0) + self.year_end
            month = Meaning(f"{count // 12}-{count % 12 + 1:02}", "relative")
            return [month, Meaning(shift(self.period, quarters=1), "relative_quarter")]
        if year is None and reading.year_shift is not None:
            year = self.month_end()[0] + reading.year_shift
        closing = (reading.number - self.year_end_month) % 3 == 0
        month = Meaning(self.month(reading.number, year), "month")
        quarter = Meaning(self.quarter_of_month(reading.number, year), "closing" if closing else "month_quarter")
        return [quarter, month] if reading.point and closing else [month, quarter]

    def _to_date(self, reading: Reading, near: str) -> list[Meaning]:
        year = self._stated_year(reading)
        if year is None:
            year = self.year - (1 if reading.relation == 5 else 0)
        found = [Meaning(self.to_date(year, reading.number), "to_date")]
        if reading.number is None:
            found.append(Meaning(self.period, "to_date_own"))
        return found

    def _ended(self, reading: Reading, near: str) -> list[Meaning]:
        """So many months (told as the relation) that end with a month of the calendar.

        >>> Calendar("2021-Q2", 2021, 2).meanings(Reading("ended", 6, 2021, None, 3))
        [Meaning(period='2021-Q2', way='ended')]
        """
        year = reading.year
        if year is None and reading.year_shift is not None:
            year = self.month_end()[0] + reading.year_shift
        quarter = self.quarter_of_month(reading.number or 12, year)
        part = {3: quarter[5:], 6: {"Q2": "H1", "Q4": "H2"}.get(quarter[5:], ""), 9: "9M", 12: ""}[
            reading.relation or 3
        ]
        return [Meaning(f"{quarter[:4]}-{part}" if part else quarter[:4], "ended")]

    def _period(self, reading: Reading, near: str) -> list[Meaning]:
        years = self._stated_year(reading)
        back = -1 if reading.relation in (-1, 5) else 0
        away = years - self.year if years is not None else back
        own, beside = Meaning(shift(self.period, away), "same"), Meaning(shift(near, away), "near_same")
        return [beside, own] if part_of(near) in ("H1", "H2", "9M") else [own, beside]
