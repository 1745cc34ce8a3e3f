"""What people would rather look at than read: growth by segment, levels now and before, guidance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oce_cli.report.calls import Call, Cells, period_of, value_text

MOST_BARS = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a growth in percent, a level against its prior, or a range with what came before."""

    label: str
    value: float
    text: str
    low: float = 0.0
    high: float = 0.0
    prior: float | None = None
    prior_text: str = ""
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Plot:
    """The data of one picture. ``kind`` is growth, levels or guidance."""

    kind: str
    title: str
    bars: tuple[Bar, ...]

    @property
    def summary(self) -> str:
        """The picture in words, for those who do not see it.

        >>> Plot("levels", "Levels", (Bar("Revenue", 2, "2", prior=1, prior_text="1"),)).summary
        'Revenue 2, before 1.'
        """
        return (
            "; ".join(f"{b.label} {b.text}" + (f", before {b.prior_text}" if b.prior_text else "") for b in self.bars)
            + "."
        )


def plots(call: Call) -> list[Plot]:
    """The pictures for which a call tells enough: two bars at least, or one range."""
    found = [_growth(call), _levels(call), _guidance(call)]
    return [plot for plot in found if plot is not None]


def _growth(call: Call) -> Plot | None:
    """Growth on the year before of the metric that is told for most segments."""
    period = period_of(call)
    told: dict[tuple[str, str], dict[str, Cells]] = {}
    for cells in call.rows:
        fits = cells["measure"] == "growth" and cells["unit"] == "percent" and cells.get("status") == "actual"
        if fits and cells.get("comparison") in ("yoy", "") and _closed(cells):
            key = str(cells["metric"]), str(cells.get("period") or "")
            told.setdefault(key, {}).setdefault(str(cells.get("segment") or ""), cells)
    most = max(told, key=lambda key: (len(told[key]), key[1] == period, key), default=("", ""))
    if len(told.get(most, ())) < 2:
        return None
    chosen = sorted(told[most].items(), key=lambda item: (item[0] != "", -float(item[1]["value"])))
    bars = [Bar(name or "Whole company", float(cells["value"]), value_text(cells)) for name, cells in chosen]
    title = f"{call.label(most[0])}, growth by segment, {most[1] or 'no period'}"
    return Plot("growth", title, tuple(bars[:MOST_BARS]))


def _levels(call: Call) -> Plot | None:
    """Levels of the whole company beside those of the year before."""
    period = period_of(call)
    for now in (period, period[:4]):
        if not now[:4].isdigit():
            continue
        before = f"{int(now[:4]) - 1:04d}{now[4:]}"
        bars = _level_bars(call, now, before)
        if len(bars) > 1:
            return Plot("levels", f"{now} against {before}", tuple(bars[:MOST_BARS]))
    return None


def _level_bars(call: Call, now: str, before: str) -> list[Bar]:
    levels: dict[tuple[str, str, str], dict[str, Cells]] = {}
    for cells in call.rows:
        if (
            cells["measure"] == "level"
            and not cells.get("segment")
            and cells.get("status") == "actual"
            and _closed(cells)
        ):
            key = str(cells["metric"]), str(cells["unit"]), str(cells.get("basis") or "reported")
            levels.setdefault(key, {}).setdefault(str(cells.get("period") or ""), cells)
    bars = []
    for (metric, _, basis), periods in levels.items():
        if now in periods and before in periods:
            one, two = periods[now], periods[before]
            label = call.label(metric) + ("" if basis == "reported" else f" ({basis.replace('_', ' ')})")
            bars.append(
                Bar(label, float(one["value"]), value_text(one), prior=float(two["value"]), prior_text=value_text(two))
            )
    return bars


def _guidance(call: Call) -> Plot | None:
    """Ranges that were guided, with what was told of the year before."""
    known: dict[tuple[object, ...], Cells] = {}
    for cells in call.rows:
        if cells.get("status") == "actual" and cells["measure"] in ("level", "growth") and _closed(cells):
            known.setdefault(_series(cells, str(cells.get("period") or "")), cells)
    bars: dict[tuple[object, ...], Bar] = {}
    for cells in call.rows:
        if cells.get("status") != "guidance" or cells.get("bound") != "range" or not _closed(cells):
            continue
        period = str(cells.get("period") or "")
        year = f"{int(period[:4]) - 1:04d}{period[4:]}" if period[:4].isdigit() else ""
        prior = known.get(_series(cells, year))
        bars[_series(cells, period)] = Bar(
            " ".join(
                filter(
                    None, (call.label(str(cells["metric"])), _measure(cells), str(cells.get("segment") or ""), period)
                )
            ),
            float(cells["value"]),
            value_text(cells),
            float(cells["low"]),
            float(cells["high"]),
            None if prior is None else float(prior["value"]),
            "" if prior is None else value_text(prior),
            cells["unit"] in ("percent", "percentage_points"),
        )
    return Plot("guidance", "Guidance", tuple([*bars.values()][:MOST_BARS])) if bars else None


def _series(cells: Cells, period: str) -> tuple[object, ...]:
    names = ("metric", "segment", "measure", "unit", "basis")
    return (*(cells.get(name) for name in names), period)


def _measure(cells: Cells) -> str:
    return "" if cells["measure"] == "level" else str(cells["measure"])


def _closed(cells: Cells) -> bool:
    return all(cells.get(name) is not None for name in ("value", "low", "high"))


def longest(texts: Sequence[str], most: int = 27) -> list[str]:
    """Texts cut to a length that fits beside a bar.

    >>> longest(["a rather long name"], 10)
    ['a rather …']
    """
    return [text if len(text) <= most else f"{text[: most - 1]}…" for text in texts]
