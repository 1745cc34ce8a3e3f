"""The unit of a row, once its metric and measure are known.

A bare number takes the unit that its metric asks for: "a book-to-bill of 1.13" is a multiple, "revenue of 288.5 million"
money in the currency of the call, "8.3 months after 7.5" months too.
"""

from __future__ import annotations

from collections import Counter

from oce_cli.model import Row, Scene
from oce_cli.pipeline.measure import unit_of

_MONEY = frozenset({"money", "per_share"})
_PERCENT_MOST = 150  # a bare level above this is hardly a percentage


def settle_units(scene: Scene) -> None:
    """Writes the unit of every row.

    >>> from decimal import Decimal
    >>> from oce_cli.model import Quantity, Transcript
    >>> n = Quantity(0, 4, "1.13", "count", Decimal("1.13"), None, None, "exact", "count", Decimal("0.01"))
    >>> scene = Scene(Transcript("", "1.13"), rows=[Row(n, 0, 0, metric="book_to_bill", metric_kind="multiple")])
    >>> settle_units(scene)
    >>> scene.rows[0].unit
    'multiple'
    """
    money = Counter(row.quantity.unit for row in scene.rows if row.quantity.kind == "money")
    currency = money.most_common(1)[0][0] if money else scene.transcript.head.currency or "USD"
    before: Row | None = None
    for row in scene.rows:
        row.unit = unit_of(row)
        if row.quantity.kind == "count":
            row.unit = _of_bare(row, before, currency) or row.unit
        before = row


def _of_bare(row: Row, before: Row | None, currency: str) -> str:
    """The unit of a number that came without one; "" where the metric counts things."""
    quantity = row.quantity
    beside = before if before is not None and before.sentence == row.sentence else None
    if row.metric_kind == "multiple":
        return "multiple"
    if beside is not None and beside.metric == row.metric and beside.unit not in {"", "count"}:
        same_size = beside.quantity.scale == quantity.scale or quantity.scale > 1
        if same_size and not (quantity.scale > 1 and beside.unit in {"percent", "percentage_points"}):
            return beside.unit
    if row.metric_kind in _MONEY and (quantity.scale > 1 or row.metric_kind == "per_share"):
        return currency
    if row.metric_kind == "percent" and quantity.scale == 1 and quantity.value < _PERCENT_MOST:
        return "percent"
    return ""
