"""Rows for the tests of the checks, written as a call would say them."""

from __future__ import annotations

from itertools import count
from typing import Any

Cells = dict[str, Any]


def table(*sayings: Cells) -> list[Cells]:
    """Rows in the order of speech, each in a sentence of its own unless it names one."""
    number = count(1)
    return [
        {"row": at, "start": at * 1000, "end": at * 1000 + 5, "sentence": f"Sentence {at}."} | saying
        for at, saying in zip(number, sayings, strict=False)
    ]


def said(value: float, unit: str = "USD", step: float = 1.0, **other: Any) -> Cells:
    """A number of revenue in the fourth quarter of 2020, as reported, unless ``other`` says otherwise."""
    bound = other.pop("bound", "exact")
    closed = {"low": value, "high": value}
    ends = {"over": {"low": value, "high": None}, "under": {"low": None, "high": value}}.get(bound, closed)
    plain = {
        "metric": "revenue",
        "segment": "",
        "measure": "level",
        "period": "2020-Q4",
        "comparison": "",
        "status": "actual",
        "basis": "reported",
        "text": f"{value:g}",
        "confidence": 0.9,
    }
    return plain | ends | {"value": value, "unit": unit, "step": step, "bound": bound} | other


def growth(value: float, step: float = 1.0, comparison: str = "yoy", **other: Any) -> Cells:
    return said(value, "percent", step, measure="growth", comparison=comparison, **other)
