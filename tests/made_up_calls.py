"""Rows of calls by hand, for tests of what compares calls."""

from __future__ import annotations

from oce_cli.calls import CallRows
from oce_cli.columns import COLUMNS
from oce_cli.table import TableRow


def row(metric: str, number: float, top: float | None = None, **more: str | float | None) -> TableRow:
    """A row of the table; one number where ``top`` is left out."""
    low, high = number, number if top is None else top
    cells: TableRow = {column.name: "" if column.dtype == "str" else 0 for column in COLUMNS}
    cells |= {"metric": metric, "low": low, "high": high, "value": high, "measure": "level"}
    cells |= {"bound": "exact" if low == high else "range", "unit": "USD", "status": "actual", "basis": "reported"}
    cells |= {"text": f"{low}-{high}", "confidence": 0.9, "step": 1}
    return cells | more


def call(period: str, *rows: TableRow, company: str = "Fenwick Rope", document: str = "") -> CallRows:
    """A call about a period; its rows are numbered, and each tells a fact of its own."""
    numbered = [told | {"row": number, "fact": number, "start": number * 10} for number, told in enumerate(rows, 1)]
    return CallRows(document or f"{period}.txt", company, period, numbered)
