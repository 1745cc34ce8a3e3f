"""The wide layout: metric and segment in rows, periods in columns, the way an analyst keeps a model."""

from __future__ import annotations

from collections.abc import Sequence

from oce_cli.columns import BY_NAME, Column
from oce_cli.table import TableRow

LEADING = ("company", "metric", "segment", "measure", "unit", "basis", "status", "comparison")
UNSTATED = "no period"
_PART = {"Q1": 3, "3M": 3.1, "Q2": 6, "H1": 6.1, "6M": 6.2, "Q3": 9, "9M": 9.1, "Q4": 12, "H2": 12.1}


def widen(rows: Sequence[TableRow]) -> tuple[tuple[Column, ...], list[TableRow]]:
    """Columns and rows of the wide layout. Of several numbers for one cell the surest is kept, of equals the first.

    >>> cells = {name: "" for name in LEADING} | {"confidence": 0.9}
    >>> rows = [cells | {"metric": "eps", "period": period, "value": 1} for period in ("2021-Q1", "2020")]
    >>> columns, wide = widen(rows)
    >>> [column.name for column in columns[-2:]], len(wide), wide[0]["2020"]
    (['2020', '2021-Q1'], 1, 1)
    """
    best: dict[tuple[object, ...], dict[str, TableRow]] = {}
    for row in rows:
        cells = best.setdefault(tuple(row[name] for name in LEADING), {})
        period = str(row["period"] or UNSTATED)
        if period not in cells or float(row["confidence"] or 0) > float(cells[period]["confidence"] or 0):
            cells[period] = row
    periods = sorted({period for cells in best.values() for period in cells}, key=period_order)
    columns = tuple(BY_NAME[name] for name in LEADING) + tuple(
        Column(period, "float", f"the value of {period}", "see unit") for period in periods
    )
    wide = []
    for cells in best.values():
        first = next(iter(cells.values()))
        line: TableRow = {name: first[name] for name in LEADING}
        line.update({period: cells[period]["value"] if period in cells else None for period in periods})
        wide.append(line)
    return columns, wide


def period_order(period: str) -> tuple[float, float, str]:
    """Sorts periods by their end, short before long, and those that are not told last.

    >>> sorted(["2021", "2020-Q4", "2021-Q1", "no period", "2021-02"], key=period_order)
    ['2020-Q4', '2021-02', '2021-Q1', '2021', 'no period']
    """
    year, _, part = period.partition("-")
    if not year.isdigit():
        return (9999, 0, period)
    if part.isdigit():
        return (int(year), float(part) - 0.5, period)
    return (int(year), _PART.get(part, 13), period)
