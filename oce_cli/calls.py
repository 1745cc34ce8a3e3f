"""Calls as rows that can be compared with each other, from transcripts or from tables that ocx wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from oce_cli.columns import COLUMNS
from oce_cli.extraction import extract_rows
from oce_cli.options import Options
from oce_cli.selecting import select
from oce_cli.stored import documents_of, is_table, read_table
from oce_cli.table import TableRow

_PARTS = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12, "3M": 3, "6M": 6, "9M": 9}


@dataclass(frozen=True, slots=True)
class CallRows:
    """One call: whose, about which fiscal period ("" if it can't be told), and its rows."""

    document: str
    company: str
    period: str
    rows: list[TableRow]

    @property
    def order(self) -> tuple[tuple[int, int], str]:
        """Sorts calls by time."""
        return end_of(self.period), self.document


def calls_in(inputs: Iterable[str], options: Options) -> Iterator[CallRows]:
    """The calls of transcripts and tables, in the order of the inputs; a table may hold many. Raises InputError.

    Only rows that the options select are kept; the period of a call is told from all of them.
    """
    for name in inputs:
        if is_table(name):
            for document, cells in documents_of([dict(row) for row in read_table(name)]):
                rows = [typed(row) for row in cells]
                company = options.company or str(rows[0].get("company") or "")
                yield CallRows(document, company, options.period or main_period(rows), select(rows, options))
        else:
            found = extract_rows(name, options)
            head = found.transcript.head
            yield CallRows(found.transcript.document, head.company, head.period or main_period(found.rows), found.rows)


def typed(row: Mapping[str, Any]) -> TableRow:
    """A row whose numbers are numbers: tables in CSV hold texts. Columns that are not there are empty.

    >>> typed({"value": "12.5", "low": "", "row": "3", "metric": "eps"})["value"]
    12.5
    """
    cells: TableRow = {}
    for column in COLUMNS:
        cell = row.get(column.name)
        if column.dtype == "str":
            cells[column.name] = "" if cell is None else str(cell)
        else:
            cells[column.name] = None if cell in (None, "") or cell != cell else _number(float(cell))
    return cells


def _number(number: float) -> int | float:
    """Whole numbers as int, as the table has them."""
    return int(number) if number.is_integer() else number


def main_period(rows: Iterable[Mapping[str, Any]]) -> str:
    """The latest quarter (or longer period) that a fair part of what is told as a fact belongs to.

    >>> main_period([{"period": p, "status": "actual"} for p in ("2021-Q2", "2021-Q2", "2020-Q2", "2021-Q2")])
    '2021-Q2'
    """
    told = Counter(str(row["period"]) for row in rows if row.get("period") and row.get("status") == "actual")
    often = [period for period, count in told.items() if count * 4 >= max(told.values())]
    return max(often, key=lambda period: (end_of(period), told[period]), default="")


def end_of(period: str) -> tuple[int, int]:
    """Fiscal year and month in which a period ends; (0, 0) for none.

    >>> end_of("2020-Q4"), end_of("2020"), end_of("2020-9M"), end_of("2020-05"), end_of("")
    ((2020, 12), (2020, 12), (2020, 9), (2020, 5), (0, 0))
    """
    year, _, part = period.partition("-")
    if not year.isdigit():
        return 0, 0
    return int(year), _PARTS.get(part) or (int(part) if part.isdigit() else 12)
