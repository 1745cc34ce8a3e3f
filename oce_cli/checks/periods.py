"""Fiscal periods as the table writes them: 2020, 2020-Q4, 2020-H2, 2020-9M, 2020-12."""

from __future__ import annotations

import re

_PERIOD = re.compile(r"(\d{4})(?:-(Q[1-4]|H[12]|[369]M|\d\d))?$", re.ASCII)


def parts_of(period: str) -> tuple[int, str] | None:
    """Year and part of a period; None where it is none.

    >>> parts_of("2020-Q4"), parts_of("2020"), parts_of("")
    ((2020, 'Q4'), (2020, ''), None)
    """
    match = _PERIOD.match(period)
    return (int(match[1]), match[2] or "") if match else None


def year_before(period: str, years: int = 1) -> str:
    """The same period of an earlier year; "" where the period is none.

    >>> year_before("2020-Q4"), year_before("2020"), year_before("")
    ('2019-Q4', '2019', '')
    """
    parts = parts_of(period)
    if parts is None:
        return ""
    year, part = parts
    return f"{year - years:04d}-{part}" if part else f"{year - years:04d}"


def quarter_before(period: str) -> str:
    """The quarter before a quarter; "" for any other period.

    >>> quarter_before("2021-Q1"), quarter_before("2021-Q3"), quarter_before("2021")
    ('2020-Q4', '2021-Q2', '')
    """
    parts = parts_of(period)
    if parts is None or not parts[1].startswith("Q"):
        return ""
    year, quarter = parts[0], int(parts[1][1])
    return f"{year:04d}-Q{quarter - 1}" if quarter > 1 else f"{year - 1:04d}-Q4"


def base_of(period: str, comparison: str) -> list[str]:
    """The earlier periods that a growth or change may be measured against, the likeliest first.

    >>> [base_of("2020-Q4", comparison) for comparison in ("yoy", "qoq", "2018", "")]
    [['2019-Q4'], ['2020-Q3'], ['2018-Q4', '2018'], ['2019-Q4', '2020-Q3']]
    """
    match comparison:
        case "yoy":
            bases = [year_before(period)]
        case "qoq":
            bases = [quarter_before(period)]
        case "":
            bases = [year_before(period), quarter_before(period)]
        case _:
            base, parts = parts_of(comparison), parts_of(period)
            same = f"{base[0]:04d}-{parts[1]}" if base and parts and parts[1] and not base[1] else ""
            bases = [same, comparison if base else ""]
    return [base for base in bases if base]


# A whole period and the parts that make it up, each list one way to do so.
_MADE_OF = {
    "": (("H1", "H2"), ("9M", "Q4"), ("Q1", "Q2", "Q3", "Q4"), ("H1", "Q3", "Q4"), ("Q1", "Q2", "H2")),
    "H1": (("Q1", "Q2"),),
    "6M": (("Q1", "Q2"),),
    "H2": (("Q3", "Q4"),),
    "9M": (("H1", "Q3"), ("Q1", "Q2", "Q3")),
}


def made_of(period: str) -> list[list[str]]:
    """The ways to put a period together from shorter ones.

    >>> made_of("2020-H2")
    [['2020-Q3', '2020-Q4']]
    """
    parts = parts_of(period)
    if parts is None:
        return []
    return [[f"{parts[0]:04d}-{part}" for part in way] for way in _MADE_OF.get(parts[1], ())]
