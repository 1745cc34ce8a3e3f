"""The cards at the top of a report: main metrics with their prior value and growth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from oce_cli.lexicon import check_keys, load_table
from oce_cli.report.calls import Call, Cells, base_text, period_of, value_text


@dataclass(frozen=True, slots=True)
class Headline:
    """A metric of the whole company in the call's own period; texts are "" where the call tells none."""

    metric: str
    label: str
    period: str
    basis: str
    row: int
    value: str
    prior_row: int
    prior: str
    prior_period: str
    growth_row: int
    growth: str
    base: str
    direction: str  # up, down or ""


def headlines(call: Call) -> list[Headline]:
    """The headline metrics that the call tells, in the lexicon's order, reported before adjusted."""
    table = load_table("headlines")
    check_keys(
        "headlines.toml",
        "headlines",
        table.get("headlines"),
        {"metrics": "texts", "most": "whole"},
        ("metrics", "most"),
    )
    order: list[str] = table["headlines"]["metrics"]
    found = [card for metric in order for card in _cards(call, metric)]
    most: int = table["headlines"]["most"]
    return found[:most]


def _cards(call: Call, metric: str) -> Iterator[Headline]:
    own = [cells for cells in call.rows if cells["metric"] == metric and not cells.get("segment")]
    for period in _periods(call):
        for basis in ("reported", "adjusted"):
            here = [cells for cells in own if (cells.get("basis") or "reported") == basis]
            level = _sharpest(here, "level", period)
            moved = _sharpest(here, "growth", period) or _sharpest(here, "change", period)
            if level is None and moved is None:
                continue
            prior = None if level is None else _prior(here, level, period)
            yield _card(call, metric, basis, period, level, prior, moved)
            return


def _periods(call: Call) -> list[str]:
    """The call's period, and its year where the call closes one."""
    period = period_of(call)
    return [period, period[:4]] if period[4:] in ("-Q4", "-H2") else [period]


def _card(
    call: Call, metric: str, basis: str, period: str, level: Cells | None, prior: Cells | None, moved: Cells | None
) -> Headline:
    value = float(moved["value"]) if moved else 0.0
    return Headline(
        metric,
        call.label(metric),
        period,
        basis,
        int(level["row"]) if level else 0,
        value_text(level) if level else "",
        int(prior["row"]) if prior else 0,
        value_text(prior) if prior else "",
        str(prior["period"]) if prior else "",
        int(moved["row"]) if moved else 0,
        value_text(moved) if moved else "",
        base_text(str(moved.get("comparison") or "")) if moved else "",
        "up" if value > 0 else "down" if value < 0 else "",
    )


def _sharpest(rows: list[Cells], measure: str, period: str) -> Cells | None:
    """The row with the smallest rounding step; growth on the year before any other."""
    wanted = [
        cells
        for cells in rows
        if cells["measure"] == measure
        and cells.get("period") == period
        and (cells.get("status") or "actual") == "actual"
        and cells.get("value") is not None
    ]
    return min(
        wanted,
        key=lambda cells: (
            cells.get("comparison") not in ("yoy", "", None),
            cells.get("bound") != "exact",
            float(cells.get("step") or 0),
            int(cells["row"]),
        ),
        default=None,
    )


def _prior(rows: list[Cells], level: Cells, period: str) -> Cells | None:
    year = period[:4]
    if not year.isdigit():
        return None
    found = _sharpest(rows, "level", f"{int(year) - 1:04d}{period[4:]}")
    return found if found is not None and found["unit"] == level["unit"] else None
