"""A panel as its template wants it: pictures over time, and one row for each metric with a cell for each period."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from oce_cli.report.calls import Cells, label_of, value_text
from oce_cli.report.courses import Course, of_panel
from oce_cli.report.views import Filter, filter_of
from oce_cli.writing.wide import period_order

ROW = ("company", "metric", "segment", "measure", "basis", "unit")
HEADS = (
    ("company", "Company"),
    ("metric", "Metric"),
    ("segment", "Segment"),
    ("measure", "Measure"),
    ("basis", "Basis"),
)


@dataclass(frozen=True, slots=True)
class Curve:
    """A course and its drawing."""

    course: Course
    svg: object


@dataclass(frozen=True, slots=True)
class Number:
    """One cell: what the latest call tells, where it stands, and what an earlier call told."""

    text: str
    value: float | None
    source: str
    before: str = ""
    before_document: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A row of the panel; ``numbers`` has a place for each period, None where no call tells it."""

    cells: Cells
    label: str
    numbers: tuple[Number | None, ...]
    restated: bool


@dataclass(frozen=True, slots=True)
class PanelView:
    """A panel on the page."""

    title: str
    facts: tuple[tuple[str, str], ...]
    curves: list[Curve]
    filters: list[Filter]
    heads: tuple[tuple[str, str], ...]
    periods: list[str]
    series: list[Series]


def panel_view(
    lines: Sequence[Cells], labels: Mapping[str, str], status: str, draw: Callable[[Course], object]
) -> PanelView:
    """The view of a panel, from its long lines; ``draw`` makes the picture of a course."""
    periods = sorted({str(line["period"]) for line in lines}, key=period_order)
    series = _series(lines, labels, periods)
    companies = sorted({str(line["company"]) for line in lines})
    who = (companies[0] or "One company") if len(companies) == 1 else f"{len(companies)} companies"
    metrics = sorted({label_of(labels, str(line["metric"])) for line in lines})
    what = metrics[0] if len(metrics) == 1 else "metrics"
    facts = (
        ("Calls", str(len({line["document"] for line in lines}))),
        ("Metrics", str(len(metrics))),
        ("Numbers", str(len(lines))),
        ("Restated", str(sum(bool(line["restated"]) for line in lines))),
        ("Periods", f"{periods[0]} to {periods[-1]}" if len(periods) > 1 else periods[0]),
        ("Status", status),
    )
    heads = HEADS if len(companies) > 1 else HEADS[1:]
    return PanelView(
        f"{who}: {what} by period",
        facts,
        [Curve(course, draw(course)) for course in of_panel(lines, labels)],
        filters_of([(dict(one.cells), one.label) for one in series], heads),
        heads,
        periods,
        series,
    )


def _series(lines: Sequence[Cells], labels: Mapping[str, str], periods: Sequence[str]) -> list[Series]:
    rows: dict[tuple[object, ...], dict[str, Cells]] = {}
    for line in lines:
        rows.setdefault(tuple(line[name] for name in ROW), {})[str(line["period"])] = line
    found = []
    for told in rows.values():
        first = next(iter(told.values()))
        numbers = tuple(_number(told[period]) if period in told else None for period in periods)
        restated = any(number is not None and bool(number.before) for number in numbers)
        found.append(Series(first, label_of(labels, str(first["metric"])), numbers, restated))
    return found


def _number(cells: Cells) -> Number:
    low, high = cells.get("low"), cells.get("high")
    kind = "range" if None not in (low, high) and low != high else "over" if high is None else "exact"
    kind = "under" if low is None and high is not None else kind
    text = value_text(dict(cells) | {"bound": kind}) or str(cells["text"])
    source = f"{cells['document']}, row {cells['row']}: {cells['text']}"
    if not cells.get("restated"):
        return Number(text, cells.get("value"), source)
    before = value_text(dict(cells) | {"bound": "exact", "value": cells.get("before")}) or "another number"
    return Number(text, cells.get("value"), source, before, str(cells["before_document"]))


def filters_of(rows: Sequence[tuple[Cells, str]], heads: Sequence[tuple[str, str]]) -> list[Filter]:
    """The lists to filter rows by; one with a single value is left out. Each row comes with the label of its metric.

    >>> filters_of([({"basis": "adjusted"}, "EPS"), ({"basis": ""}, "EPS")], [("basis", "Basis")])[0].options
    (('=adjusted', 'adjusted', 1), ('=', 'none', 1))
    """
    found = []
    for name, head in heads:
        labels = {str(cells[name] or ""): label for cells, label in rows} if name == "metric" else {}
        unnamed = "whole company" if name == "segment" else "none"
        values = [str(cells[name] or "") for cells, _ in rows]
        found.append(filter_of(name, head, values, partial(_text, labels, unnamed)))
    return [one for one in found if one is not None]


def _text(labels: Mapping[str, str], unnamed: str, value: str) -> str:
    return labels.get(value) or value.replace("_", " ") or unnamed
