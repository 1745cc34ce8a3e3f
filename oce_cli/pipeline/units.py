"""The unit of a row, once its metric and measure are known.

A bare number takes the unit that its metric asks for: "a book-to-bill of 1.13" is a multiple, "revenue of 288.5
million" money in the currency of the call, "8.3 months after 7.5" months too.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from oce_cli.lexicon import load_table
from oce_cli.model import Row, Scene
from oce_cli.pipeline.measure import unit_of

_MONEY = frozenset({"money", "per_share"})
_PERCENT_MOST = 150  # a bare level above this is hardly a percentage


@cache
def _words(name: str) -> frozenset[str]:
    """A list of words about bare numbers from ``lexicon/grammar.toml``."""
    return frozenset(load_table("grammar")["bare"][name].split())


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
    currency = home_currency(scene)
    before: Row | None = None
    for row in scene.rows:
        row.unit = unit_of(row)
        if row.quantity.form == "bare" and row.quantity.kind == "money":
            row.unit = _of_bare_amount(scene, row, before, currency)
        elif row.quantity.kind == "count":
            row.unit = _of_bare(row, before, currency) or row.unit
        before = row


def home_currency(scene: Scene) -> str:
    """The currency of most amounts that were told with one."""
    told = Counter(q.unit for q in scene.quantities if q.kind == "money" and q.form != "bare" and not q.reason)
    return told.most_common(1)[0][0] if told else scene.transcript.head.currency or "USD"


def _of_bare_amount(scene: Scene, row: Row, before: Row | None, currency: str) -> str:
    """The unit of a large number without a currency: things that are counted, or money."""
    words = scene.sentences[row.sentence].words
    following = words[row.word + 1].norm if row.word + 1 < len(words) else ""
    if row.metric_kind == "count" or following in _words("counted"):
        return "count"
    if row.metric_kind in _MONEY:
        beside = before is not None and before.sentence == row.sentence and len(before.unit) == 3
        return before.unit if before is not None and beside else currency
    if before is not None and before.metric == row.metric and before.sentence == row.sentence:
        return before.unit if before.unit in {"count", currency} else _of_name(row, currency)
    return _of_name(row, currency)


def _of_name(row: Row, currency: str) -> str:
    """Counted things have plural names: claims, documents; amounts of money have theirs too, but few."""
    head = row.metric.rpartition("_")[2]
    return "count" if head.endswith("s") and not head.endswith("ss") and head not in _words("amounts") else currency


def _of_bare(row: Row, before: Row | None, currency: str) -> str:
    """The unit of a number that came without one; "" where the metric counts things."""
    quantity = row.quantity
    beside = before if before is not None and before.sentence == row.sentence else None
    if row.metric_kind == "multiple":
        return "multiple"
    if beside is not None and beside.metric == row.metric and beside.unit not in {"", "count"}:
        fits = beside.unit not in {"percent", "percentage_points"} or row.metric_kind == "percent"
        if fits:
            return beside.unit
    if row.metric_kind in _MONEY and (quantity.scale > 1 or row.metric_kind == "per_share"):
        return currency
    if row.metric_kind == "percent" and quantity.scale == 1 and quantity.value < _PERCENT_MOST:
        return "percent"
    return ""
