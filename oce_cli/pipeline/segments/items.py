"""How often and how a phrase stands in a document, and how much that speaks for its being a part of the company."""

from __future__ import annotations

from dataclasses import dataclass, field, fields


@dataclass(slots=True)
class Item:
    """How often and how a phrase stands in the document."""

    total: int = 0
    headed: int = 0  # beside segment, division, business ...
    modifier: int = 0  # before the name of a metric
    subject: int = 0  # grew, was up, accounted for
    led: int = 0  # after in, for, at, within ...
    opening: int = 0  # at the head of a sentence
    listed: int = 0  # in "a, b and c"
    capital: int = 0
    place: bool = False
    metric: int = 0  # inside the name of a metric
    turned: int = 0  # a passage turns to it
    first: int = 0  # opens a paragraph
    of_metric: int = 0  # revenue from _, margin in _
    counted: int = 0  # in a sentence with a number
    beside: int = 0  # next to a number: _ was up 5%
    announced: int = 0  # sentences about it go before numbers
    before: set[str] = field(default_factory=set)  # the metric words that it modified
    leads: set[str] = field(default_factory=set)  # the prepositions that led it in

    def add(self, other: Item) -> None:
        """Counts what was counted of another spelling."""
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.place |= other.place
        self.before |= other.before
        self.leads |= other.leads

    def score(self, size: int) -> float:
        """How much speaks for the phrase being a part of the company: log odds, measured on labelled calls."""
        total = self.total
        found = (
            -4.6
            + 1.7 * (size > 1)
            + 1.8 * (self.counted > 0 or self.announced > 0)
            + 0.8 * (self.beside > 0)
            + 0.3 * (total > 1)
            - 0.4 * (total > 9)
        )
        found += 1.0 * (self.headed > 0) + 0.8 * (self.headed > 1) + 0.4 * (self.listed > 0) + 0.6 * (self.listed > 1)
        found += 0.6 * self.place + 0.6 * (self.capital * 2 > total) + 0.6 * (self.turned > 0) + 0.3 * (self.first > 0)
        found += (
            0.4 * (self.led > 0)
            + 0.3 * (len(self.leads) > 1)
            + 0.3 * (len(self.leads) > 2)
            + 0.1 * (self.of_metric > 0)
        )
        found += (
            0.4 * (self.of_metric > 1) + 0.3 * (self.opening > 0) + 0.4 * (self.subject > 0) + 0.2 * (self.modifier > 0)
        )
        return found - 0.4 * (self.metric > 0) - 0.5 * self.metric / total


COUNTS = tuple(one.name for one in fields(Item) if type(one.default) is int)
GRADES = ((1.2, "a"), (0.4, "b"), (-0.4, "c"), (-1.2, "d"), (-2.0, "e"), (-2.8, "f"))
