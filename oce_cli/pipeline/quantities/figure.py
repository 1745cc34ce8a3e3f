"""A number on its way to a Quantity: what each reader of this package fills in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from oce_cli.model import Quantity

ONE = Decimal(1)


@dataclass(slots=True)
class Figure:
    """One number of the text. ``start`` and ``end`` grow as sign, currency, scale and unit are read around it."""

    start: int
    end: int
    number: Decimal  # as said, before the scale: 3.31 of "CNY 3.31 billion"
    grain: Decimal  # the rounding unit of ``number``: 0.01
    core: int = 0  # where the digits or number words begin
    spelled: bool = False  # said in words
    scale: Decimal = ONE
    kind: str = ""  # "" for a bare number
    unit: str = ""
    form: str = ""
    low: Decimal | None = None  # bounds before the scale, where the words themselves are a range
    high: Decimal | None = None
    bound: str = ""
    signed: bool = False  # a minus, brackets or "negative" was written
    dashed: bool = False  # and it was a sign, no word
    minus: bool = False  # an end of a range was written as negative
    reason: str = ""
    currency_before: bool = False
    ordinal: bool = False
    loose: bool = False  # a scale word without a number ("millions of")

    @property
    def bare(self) -> bool:
        """Whether nothing but digits or number words was said."""
        return not self.kind and self.scale == ONE

    def quantity(self, text: str) -> Quantity:
        """The finished Quantity."""
        sign = -1 if self.signed else 1
        value = sign * self.number * self.scale
        low = high = value
        if self.low is not None or self.high is not None:
            ends = [None if end is None else sign * end * self.scale + 0 for end in (self.low, self.high)]
            low, high = (ends[1], ends[0]) if self.signed else (ends[0], ends[1])  # type: ignore[assignment]
        bound = self.bound or "exact"
        if bound == "over" and low is not None:
            high = None  # type: ignore[assignment]
        elif bound == "under" and high is not None:
            low = None  # type: ignore[assignment]
        kind = self.kind or "count"
        return Quantity(
            start=self.start,
            end=self.end,
            text=text[self.start : self.end],
            kind="other" if self.reason else kind,
            value=value,
            low=low,
            high=high,
            bound=bound,
            unit=self.unit or ("" if self.reason else "count"),
            step=self.grain * self.scale,
            scale=self.scale,
            form=self.form,
            signed=self.signed or self.minus,
            reason=self.reason,
        )
