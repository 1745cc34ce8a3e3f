"""Where a period lies in time, as seen from the quarter that a call reports on."""

from __future__ import annotations

import re

_PERIOD = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(9M)|(\d\d)))?$")


def bounds(period: str) -> tuple[int, int] | None:
    """First and last month of a period, counted from year 0 (months of the fiscal year); None where it is no period.

    >>> bounds("2020-Q1"), bounds("2020")
    ((24240, 24242), (24240, 24251))
    """
    match = _PERIOD.match(period)
    if match is None:
        return None
    year, quarter, half, nine, month = match.groups()
    first = int(year) * 12
    if quarter:
        first += 3 * int(quarter) - 3
        return first, first + 2
    if half:
        first += 6 * int(half) - 6
        return first, first + 5
    if nine:
        return first, first + 8
    if month:
        return first + int(month) - 1, first + int(month) - 1
    return first, first + 11


def relation(period: str, call: str) -> str:
    """Where a period lies as seen from the quarter that the call reports on.

    >>> [relation(p, "2020-Q3") for p in ("2020-Q3", "2020-Q4", "2020", "2019", "2020-9M", "")]
    ['same', 'next', 'open', 'past', 'to date', 'none']
    """
    ours, its = bounds(call), bounds(period)
    if its is None:
        return "none"
    if ours is None:
        return "unknown"
    if its == ours:
        return "same"
    if its[0] > ours[1]:
        return "next" if its[0] == ours[1] + 1 and its[1] - its[0] == 2 else "future"
    if its[1] > ours[1]:
        return "open"
    if its[1] == ours[1]:
        return "to date"
    return "past"
