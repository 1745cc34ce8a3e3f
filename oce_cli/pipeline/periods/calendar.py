"""Arithmetic with fiscal periods, and the fiscal calendar of a call.

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
