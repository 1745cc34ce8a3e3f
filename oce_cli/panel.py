"""Many calls as one picture: metric by period, for one company or for many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from oce_cli.calls import CallRows
from oce_cli.columns import Column
from oce_cli.facts import interval
from oce_cli.merging import merge
from oce_cli.table import TableRow
from oce_cli.writing.wide import period_order

KEY = ("company", "metric", "segment", "measure", "basis", "unit")
LONG = (
    Column("company", "str", "whose number it is"),
    Column("metric", "str", "id from the lexicon, or a slug"),
    Column("segment", "str", "the part of the company; empty = whole company"),
    Column("measure", "str", "level, growth, change or share"),
    Column("basis", "str", "how the figure was computed"),
    Column("unit", "str", "as in the table"),
    Column("period", "str", "the fiscal period"),
    Column("value", "float", "the number of the latest call that tells it", "see unit"),
    Column("low", "float", "lower bound; empty when open", "see unit"),
    Column("high", "float", "upper bound; empty when open", "see unit"),
    Column("status", "str", "actual or guidance"),
    Column("document", "str", "the call that the number comes from"),
    Column("row", "int", "its row there"),
    Column("text", "str", "the number as written there"),
    Column("told", "int", "in how many calls it was told"),
    Column("restated", "str", "yes where the last earlier call told another number for the period"),
    Column("before", "float", "the number of that earlier call", "see unit"),
    Column("before_document", "str", "that earlier call"),
)


def panel(calls: Iterable[CallRows], status: str = "actual") -> list[TableRow]:
    """One row for each company, metric, segment, measure, basis, unit and period: cells of LONG, sorted by them.

    Later calls win over earlier ones. A number is restated where no number could be meant by both, rounding included.
    Rows without a period are left out.
    """
    cells: dict[tuple[object, ...], list[tuple[CallRows, TableRow]]] = {}
    for call in sorted(calls, key=lambda call: call.order):
        for row in best_of(call, status):
            key = tuple((call.company if name == "company" else row[name]) for name in (*KEY, "period"))
            cells.setdefault(key, []).append((call, row))
    ordered = sorted(cells.items(), key=lambda item: (*map(str, item[0][1:-1]), str(item[0][0]), _when(item[0])))
    return [_line(key, told) for key, told in ordered]


def best_of(call: CallRows, status: str) -> list[TableRow]:
    """The rows of a call with one number for each metric and period: the surest, of equals the one told most often."""
    best: dict[tuple[object, ...], TableRow] = {}
    for row in merge([row | {"document": call.document} for row in call.rows if row["status"] == status]):
        key = tuple(row[name] for name in (*KEY[1:], "period"))
        if row["period"] and (key not in best or _weight(row) > _weight(best[key])):
            best[key] = row
    return list(best.values())


def _weight(row: TableRow) -> tuple[float, float]:
    return float(row["mentions"] or 1), float(row["confidence"] or 0)


def _when(key: tuple[object, ...]) -> object:
    return period_order(str(key[-1]))


def _line(key: tuple[object, ...], told: Sequence[tuple[CallRows, TableRow]]) -> TableRow:
    call, row = told[-1]
    line: TableRow = {name: str(cell) for name, cell in zip((*KEY, "period"), key, strict=True)}
    line |= {name: row[name] for name in ("value", "low", "high", "status", "row", "text")}
    line |= {"document": call.document, "told": len(told), "restated": "", "before": None, "before_document": ""}
    if len(told) > 1 and not can_be_one(told[-2][1], row):
        line |= {"restated": "yes", "before": told[-2][1]["value"], "before_document": told[-2][0].document}
    return line


def can_be_one(first: TableRow, second: TableRow) -> bool:
    """Whether two numbers can both be true, each with its rounding.

    >>> a, b = {"low": 42.0, "high": 42.0, "step": 1}, {"low": 42.4, "high": 42.4, "step": 0.1}
    >>> can_be_one(a, b), can_be_one(a, b | {"low": 43.0, "high": 43.0})
    (True, False)
    """
    low, high = interval(first)
    other_low, other_high = interval(second)
    return low <= other_high and other_low <= high


def across(lines: Sequence[TableRow]) -> tuple[tuple[Column, ...], list[TableRow]]:
    """The panel with a column for each period, oldest first; ``restated`` names the periods that were.

    >>> line = {name: "" for name in KEY} | {"period": "2020", "value": 5, "restated": "yes"}
    >>> columns, rows = across([line, line | {"period": "2021", "restated": ""}])
    >>> [column.name for column in columns[-3:]], rows[0]["2021"], rows[0]["restated"]
    (['2020', '2021', 'restated'], 5, '2020')
    """
    periods = sorted({str(line["period"]) for line in lines}, key=period_order)
    wide: dict[tuple[object, ...], TableRow] = {}
    for line in lines:
        key = tuple(line[name] for name in KEY)
        cells = wide.setdefault(key, {name: line[name] for name in KEY} | dict.fromkeys(periods) | {"restated": ""})
        cells[str(line["period"])] = line["value"]
        if line["restated"]:
            cells["restated"] = f"{cells['restated']} {line['period']}".strip()
    columns = (
        *LONG[: len(KEY)],
        *(Column(period, "float", f"the value of {period}", "see unit") for period in periods),
        Column("restated", "str", "periods for which an earlier call told another number"),
    )
    return columns, list(wide.values())
