"""The unit of a row, once its metric and measure are known.

A bare number takes the unit that its metric asks for: "a book-to-bill of 1.13" is a multiple, "revenue of 288.5
million" money in the currency of the call, "8.3 months after 7.5" months too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from functools import partial

from oce_cli.lexicon import listed_words
from oce_cli.model import Quantity, Row, Scene
from oce_cli.pipeline.measure import unit_of

_words = partial(listed_words, "bare")

_MONEY = frozenset({"money", "per_share"})
_FEWEST_POINTS, _MOST_POINTS = 100, 1000  # what may be basis points of a rate
_POINTS_REACH = 20  # rows in which a level in basis points is remembered
_ALIKE = 3  # times that two levels of a metric are apart at most, where one says how the other is meant
_PERCENT_MOST = 150  # a bare level above this is hardly a percentage


def _as_points(quantity: Quantity) -> Quantity | None:
    """A bare number of three digits of a rate, which is told in basis points: "a net interest margin of 296"."""
    if quantity.step != 1 or quantity.scale != 1 or not _FEWEST_POINTS <= quantity.value < _MOST_POINTS:
        return None
    return _hundredth(quantity)


def _hundredth(quantity: Quantity) -> Quantity:
    """The same number, meant in basis points, in percent."""
    low, high = (None if end is None else end / 100 for end in (quantity.low, quantity.high))
    return replace(quantity, value=quantity.value / 100, low=low, high=high, step=quantity.step / 100)


def _is_profit_margin(metric: str) -> bool:
    """Whether a metric is a margin of tens of percent: what looks like its level in basis points is a move of it."""
    return "margin" in metric and "interest" not in metric


def _in_points(quantity: Quantity, level: Decimal) -> Quantity | None:
    """A number without a unit that is in basis points, as the level told before was: "33 basis points, from 43", "it
    will be in the mid-20s"."""
    vague = quantity.kind == "percent" and quantity.form == "words"
    if not vague and (quantity.kind != "count" or quantity.scale != 1 or quantity.step != 1):
        return None
    if not level / _ALIKE <= quantity.value / 100 <= level * _ALIKE:
        return None
    return replace(_hundredth(quantity), kind="percent", unit="percent", form="basis_points")


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
    told: dict[str, tuple[int, Decimal]] = {}  # metric -> place and value of its last level in basis points
    for at, row in enumerate(scene.rows):
        if row.measure == "level" and row.metric in told:
            place, level = told[row.metric]
            if at - place <= _POINTS_REACH:
                row.quantity = _in_points(row.quantity, level) or row.quantity
        if row.measure == "level" and row.quantity.form == "basis_points" and not _is_profit_margin(row.metric):
            told[row.metric] = at, row.quantity.value
        row.unit = unit_of(row)
        if row.quantity.form == "bare" and row.quantity.kind == "money":
            row.unit = _of_bare_amount(scene, row, before, currency)
        elif row.quantity.kind == "count":
            row.unit = _of_bare(scene, row, before, currency) or row.unit
        elif before is not None and before.sentence == row.sentence and before.metric == row.metric:
            row.unit = _of_rate(row.quantity, row.unit, before.unit)
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
    plural = head.endswith("s") and not head.endswith("ss") and head not in _words("amounts")
    return "count" if plural or head in _words("collective") else currency


def _of_rate(quantity: Quantity, unit: str, before: str) -> str:
    """The unit of a number whose "per day" was only said of the one before: "$7,300 per day, and $7,200 here"."""
    if quantity.kind == "money" and quantity.scale == 1 and before.startswith(f"{unit}/"):
        return before
    return before if quantity.kind == "physical" and before.startswith(f"{unit}_per_") else unit


def _is_counted(scene: Scene, row: Row) -> bool:
    """Whether the noun after a number is a thing that is counted: "3 million common shares"."""
    words = scene.sentences[row.sentence].words
    for word in words[row.word + 1 : row.word + 4]:
        if word.norm in _words("counted"):
            return True
        if not word.norm.isalpha() or word.norm in _words("not_counted"):
            return False
    return False


def _of_bare(scene: Scene, row: Row, before: Row | None, currency: str) -> str:
    """The unit of a number that came without one; "" where the metric counts things."""
    quantity = row.quantity
    if row.metric_kind != "multiple" and _is_counted(scene, row):
        return ""
    if row.metric in _words("priced"):
        return currency
    if row.metric_kind == "percent" and row.metric.rpartition("_")[2] in _words("in_points"):
        points = _as_points(quantity)
        if points is not None:
            row.quantity = points
            return "percent"
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
