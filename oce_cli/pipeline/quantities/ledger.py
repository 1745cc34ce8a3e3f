"""The ledger: every number of a text, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from oce_cli.model import Quantity

COLUMNS = ("start", "end", "text", "kind", "value", "low", "high", "bound", "unit", "step", "rows", "reason")
NO_METRIC = "no metric"  # a number that could be a row, but nothing named its metric


def ledger(
    quantities: Sequence[Quantity],
    rows: Mapping[int, Sequence[int]] | None = None,
    reasons: Mapping[int, str] | None = None,
) -> list[dict[str, object]]:
    """One record for each quantity, in text order, with the keys of COLUMNS.

    ``rows`` gives the table rows that a quantity fed and ``reasons`` why a candidate fed none (both by the quantity's
    index); a candidate in neither has the reason "no metric". ``rows`` of a record is a list, empty where it fed none;
    value, low, high and step are floats or None. No errors.

    >>> from oce_cli.pipeline.quantities import read
    >>> quantities = read("Sales rose 5% to $3 million in 2021, about 7 of it here.")
    >>> [(r["text"], r["rows"], r["reason"]) for r in ledger(quantities, {0: [1]}, {1: "definition"})]
    [('5%', [1], ''), ('$3 million', [], 'definition'), ('2021', [], 'year'), ('7', [], 'no metric')]
    """
    return [_record(index, quantity, rows or {}, reasons or {}) for index, quantity in enumerate(quantities)]


def _record(
    index: int, quantity: Quantity, rows: Mapping[int, Sequence[int]], reasons: Mapping[int, str]
) -> dict[str, object]:
    fed = list(rows.get(index, ()))
    reason = "" if fed else quantity.reason or reasons.get(index, NO_METRIC)
    return {
        "start": quantity.start,
        "end": quantity.end,
        "text": quantity.text,
        "kind": quantity.kind,
        "value": float(quantity.value),
        "low": _float(quantity.low),
        "high": _float(quantity.high),
        "bound": quantity.bound,
        "unit": quantity.unit,
        "step": float(quantity.step),
        "rows": fed,
        "reason": reason,
    }


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
