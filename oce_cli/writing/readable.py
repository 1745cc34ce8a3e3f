"""Numbers for people: ``CNY 3.31bn``, ``42.3%``, ``+4.6 pp``."""

from __future__ import annotations

from decimal import Decimal

from oce_cli.table import TableRow

SCALES = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"))
HEDGES = {"approx": "~", "over": ">", "under": "<"}
SIGNED = ("growth", "change")


def readable(row: TableRow) -> str:
    """The number of a row, exact but short, with its hedge, sign and unit.

    >>> level = {"value": 3310000000, "bound": "exact", "unit": "CNY", "measure": "level"}
    >>> readable(level), readable(level | {"measure": "change", "bound": "approx"})
    ('CNY 3.31bn', '~CNY +3.31bn')
    >>> readable({"value": 4.6, "bound": "over", "unit": "percentage_points", "measure": "change"})
    '>+4.6 pp'
    >>> readable({"value": 5.5, "low": 5, "high": 6, "bound": "range", "unit": "percent", "measure": "growth"})
    '+5-6%'
    >>> readable({"value": 45.25, "bound": "exact", "unit": "USD/square_foot", "measure": "level"})
    'USD 45.25/square foot'
    """
    unit = str(row["unit"])
    low, high = row.get("low"), row.get("high")
    signed = row.get("measure") in SIGNED
    if row["bound"] == "range" and low is not None and high is not None:
        number = range_text(Decimal(repr(low)), Decimal(repr(high)), signed)
    else:
        number = short(Decimal(repr(row["value"])), signed)
    return HEDGES.get(str(row["bound"]), "") + with_unit(number, unit)


def with_unit(number: str, unit: str) -> str:
    """A number with its unit where people look for it.

    >>> with_unit("2.1", "multiple"), with_unit("594", "count"), with_unit("10", "barrel_per_day")
    ('2.1x', '594', '10 barrel/day')
    """
    if unit == "percent":
        return f"{number}%"
    if unit == "percentage_points":
        return f"{number} pp"
    if unit == "multiple":
        return f"{number}x"
    if unit in ("count", ""):
        return number
    if len(unit) == 3 and unit.isupper():
        return f"{unit} {number}"
    money, _, per = unit.partition("/")
    if per:
        return f"{money} {number}/{per.replace('_', ' ')}"
    return f"{number} {unit.replace('_per_', '/').replace('_', ' ')}"


def short(number: Decimal, signed: bool = False) -> str:
    """All digits of a number, with a scale from a million on and commas below.

    >>> short(Decimal(12500)), short(Decimal("-1470000000")), short(Decimal("0.35"), signed=True)
    ('12,500', '-1.47bn', '+0.35')
    """
    sign = "+" if signed and number > 0 else ""
    for scale, letters in SCALES:
        if abs(number) >= scale:
            return f"{sign}{plain(number / scale)}{letters}"
    return sign + plain(number)


def range_text(low: Decimal, high: Decimal, signed: bool) -> str:
    """Both ends of a range, the scale once where both have it.

    >>> range_text(Decimal(540000000), Decimal(560000000), False), range_text(Decimal(-6), Decimal(-5), True)
    ('540-560m', '-6 to -5')
    """
    first, last = short(low, signed), short(high)
    if low < 0 or high < 0:
        return f"{first} to {last}"
    letters = first.lstrip("+0123456789,.")
    return f"{first.removesuffix(letters) if letters and last.endswith(letters) else first}-{last}"


def plain(number: Decimal) -> str:
    """Digits with commas, no exponent and no zeros at the end."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
