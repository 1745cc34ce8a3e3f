"""Intervals of exact fractions: what a number as said leaves open, and what follows from several of them.

A number told as 42.3% may be anything from 42.25% to 42.35%; a result computed from such numbers is an
interval too. There is no tolerance anywhere else: two statements agree where their intervals meet. Fractions
are exact, so no rounding of the machine can make or break a finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``, both included; None is an open end.

    >>> Interval(Fraction(2), Fraction(3)) - Interval(Fraction(1), Fraction(2))
    Interval(low=Fraction(0, 1), high=Fraction(2, 1))
    """

    low: Fraction | None
    high: Fraction | None

    @property
    def closed(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        """Both ends of a closed interval. Raises ValueError where one is open."""
        if self.low is None or self.high is None:
            raise ValueError("an open interval has no two bounds")
        return self.low, self.high

    @property
    def width(self) -> Fraction:
        low, high = self.bounds
        return high - low

    @property
    def positive(self) -> bool:
        return self.low is not None and self.low > 0

    def meets(self, other: Interval) -> bool:
        """Whether one number lies in both.

        >>> Interval(Fraction(1), None).meets(Interval(None, Fraction(1)))
        True
        """
        below = self.high is not None and other.low is not None and self.high < other.low
        above = other.high is not None and self.low is not None and other.high < self.low
        return not below and not above

    def __neg__(self) -> Interval:
        low = None if self.high is None else -self.high
        return Interval(low, None if self.low is None else -self.low)

    def __add__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.low is None else self.low + other.low
        return Interval(low, None if self.high is None or other.high is None else self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def times(self, factor: Fraction) -> Interval:
        """Every number times a factor above 0."""
        return Interval(
            None if self.low is None else self.low * factor, None if self.high is None else self.high * factor
        )

    def by(self, other: Interval) -> Interval:
        """Products of two closed intervals.

        >>> Interval(Fraction(-1), Fraction(2)).by(Interval(Fraction(3), Fraction(4)))
        Interval(low=Fraction(-4, 1), high=Fraction(8, 1))
        """
        ends = [one * two for one in self.bounds for two in other.bounds]
        return Interval(min(ends), max(ends))

    def over(self, other: Interval) -> Interval:
        """Quotients of two closed intervals, the second above 0. Raises ValueError where it is not.

        >>> Interval(Fraction(1), Fraction(2)).over(Interval(Fraction(4), Fraction(8)))
        Interval(low=Fraction(1, 8), high=Fraction(1, 2))
        """
        if not other.positive:
            raise ValueError("the divisor must be above 0")
        ends = [one / two for one in self.bounds for two in other.bounds]
        return Interval(min(ends), max(ends))


def exact(number: object) -> Fraction | None:
    """The decimal number that a cell shows, as a fraction; None for an empty cell.

    >>> exact(42.3), exact(""), exact(float("nan"))
    (Fraction(423, 10), None, None)
    """
    if number is None or number == "" or number != number:
        return None
    return Fraction(str(number))


def stated(
    bound: str,
    value: Fraction,
    low: Fraction | None,
    high: Fraction | None,
    step: Fraction,
    cut: bool = False,
) -> Interval:
    """What a number as said leaves open.

    An exact number was rounded to its last digit: half a step to each side. An approximate one was rounded
    more freely: a whole step, or half of the place of its last digit that is not 0, whichever is more ("about
    300" is 250 to 350). An open or a stretched number keeps its own ends. ``cut`` allows for speakers who
    drop digits where they should round: a whole step away from 0.

    >>> stated("exact", Fraction(42), Fraction(42), Fraction(42), ONE)
    Interval(low=Fraction(83, 2), high=Fraction(85, 2))
    >>> stated("approx", Fraction(300), Fraction(300), Fraction(300), ONE).bounds == (250, 350)
    True
    >>> stated("over", Fraction(30), Fraction(30), None, ONE)
    Interval(low=Fraction(30, 1), high=None)
    >>> stated("exact", Fraction(42), Fraction(42), Fraction(42), ONE, cut=True).high
    Fraction(43, 1)
    """
    half = step / 2
    match bound:
        case "over":
            return Interval(value if low is None else low, None)
        case "under":
            return Interval(None, value if high is None else high)
        case "range":
            return Interval(None if low is None else low - half, None if high is None else high + half)
        case "approx":
            slack = max(step, _last_place(value, step) / 2)
            return Interval(value - slack, value + slack)
    below = step if cut and value < 0 else half
    above = step if cut and value > 0 else half
    return Interval(value - below, value + above)


def _last_place(value: Fraction, step: Fraction) -> Fraction:
    """The place of the last digit that is not 0, counted from the step upwards: 100 for 300, 1 for 42."""
    if value == 0 or step <= 0:
        return step
    place = step
    while value % (place * 10) == 0:
        place *= 10
    return place
