"""Numbers as people write them: CNY 3.31 billion, 42.3%, 4.6 percentage points, 2.1x."""

from __future__ import annotations

_SCALES = ((12, "trillion"), (9, "billion"), (6, "million"))


def written(value: float, unit: str, digits: int = 4) -> str:
    """A number with its unit, to ``digits`` significant digits at most.

    >>> written(3310000000, "CNY"), written(42.3, "percent"), written(594, "count"), written(-1.5, "USD")
    ('CNY 3.31 billion', '42.3%', '594', '-USD 1.5')
    >>> written(4.6, "percentage_points"), written(2.1, "multiple"), written(65, "USD/barrel")
    ('4.6 percentage points', '2.1x', 'USD 65/barrel')
    """
    sign = "-" if value < 0 else ""
    number = _digits(abs(value), digits)
    match unit:
        case "percent":
            return f"{sign}{number}%"
        case "percentage_points":
            return f"{sign}{number} percentage points"
        case "multiple":
            return f"{sign}{number}x"
        case "count" | "":
            return sign + number
    money, _, per = unit.partition("/")
    if len(money) == 3 and money.isupper():
        return f"{sign}{money} {number}" + (f"/{per.replace('_', ' ')}" if per else "")
    return f"{sign}{number} {unit.replace('_', ' ')}"


def _digits(value: float, digits: int) -> str:
    """A number above 0 with a word for its scale.

    >>> _digits(1234567, 4), _digits(12345, 4), _digits(0.05, 4)
    ('1.235 million', '12,345', '0.05')
    """
    for power, word in _SCALES:
        if value >= 10**power * (1 - 10.0**-digits / 2):
            return f"{value / 10**power:.{digits}g} {word}"
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.{digits}g}"
