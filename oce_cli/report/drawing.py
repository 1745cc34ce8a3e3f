"""Pictures as SVG that a page with a strict policy may hold: drawn by matplotlib, then copied piece by piece.

matplotlib writes colours as ``style`` attributes, which the page's policy forbids. Each colour below stands
for a class of the page's style sheet instead, so the pictures follow light and dark. Only the elements and
attributes named here are copied, so nothing that a transcript says can become markup.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from oce_cli.report.calls import shown
from oce_cli.report.plots import Bar, Plot, longest

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SVG = "{http://www.w3.org/2000/svg}"
CLASSES = {
    "#000001": "ink",
    "#000002": "faint",
    "#000003": "now",
    "#000004": "before",
    "#000005": "rule",
    "#000006": "fall",
    "#000011": "one",
    "#000012": "two",
    "#000013": "three",
    "#000014": "four",
    "#000015": "five",
    "#000016": "six",
}
INK, FAINT, NOW, BEFORE, RULE, FALL, *TRACKS = CLASSES
KEPT = {
    "svg": ("viewBox",),
    "g": (),
    "path": ("d",),
    "text": ("x", "y", "transform"),
}
WIDTH, ROW = 4.9, 0.34  # inches
_STYLE = re.compile(r"(fill|stroke|stroke-width|stroke-dasharray|text-anchor|font|font-size):\s*([^;]+)")
_SIZE = re.compile(r"([\d.]+)px")
SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "ocx",
    "text.parse_math": False,
    "font.family": ["DejaVu Sans"],
    "path.simplify": False,
    "text.color": INK,
}


def prepare() -> None:
    """Imports matplotlib. Raises ModuleNotFoundError where it is not installed."""
    import matplotlib.backends.backend_svg  # noqa: F401


def draw(plot: Plot) -> str:
    """The picture as SVG markup, the same bytes at every run."""
    plot = replace(plot, bars=tuple(map(_clean, plot.bars)))

    def figure() -> Figure:
        made = canvas(WIDTH, ROW * len(plot.bars) * (1.25 if plot.kind == "levels" else 1.0) + 0.25)
        _DRAWERS[plot.kind](made, plot)
        return made

    return markup(figure)


def canvas(width: float, height: float) -> Figure:
    """An empty figure of so many inches."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height))
    FigureCanvasSVG(figure)
    return figure


def markup(make: Callable[[], Figure]) -> str:
    """The SVG of a figure, of known elements only; ``make`` draws it under the settings of the page."""
    import matplotlib

    with matplotlib.rc_context(SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing")  # the reader's browser picks the font
        drawn = BytesIO()
        make().savefig(drawn, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    return ElementTree.tostring(_copied(ElementTree.fromstring(drawn.getvalue()), None), encoding="unicode")


def _clean(bar: Bar) -> Bar:
    return replace(bar, label=shown(bar.label), text=shown(bar.text), prior_text=shown(bar.prior_text))


def _axes(figure: Figure, plot: Plot) -> Axes:
    """Empty axes with a name for each bar at the left, the first at the top."""
    axes = figure.add_axes((0.43, 0.0, 0.56, 1.0))
    axes.set_axis_off()
    axes.set_ylim(len(plot.bars) - 0.5, -0.5)
    for at, label in enumerate(longest([bar.label for bar in plot.bars])):
        axes.text(
            -0.02, at, label, transform=axes.get_yaxis_transform(), ha="right", va="center", fontsize=9, color=INK
        )
    return axes


def _growths(figure: Figure, plot: Plot) -> None:
    """Bars to both sides of 0, the number at the end of each."""
    axes = _axes(figure, plot)
    values = [bar.value for bar in plot.bars]
    low, high = min(0.0, *values), max(0.0, *values)
    room = (high - low or 1.0) * 0.24
    axes.set_xlim(low - (room if low < 0 else 0), high + room)
    axes.barh(range(len(values)), values, height=0.56, color=[FALL if value < 0 else NOW for value in values])
    axes.axvline(0, color=RULE, linewidth=1)
    for at, bar in enumerate(plot.bars):
        side = -1 if bar.value < 0 else 1
        axes.text(
            bar.value + side * room * 0.06, at, bar.text, ha="right" if side < 0 else "left", va="center", fontsize=9
        )


def _levels(figure: Figure, plot: Plot) -> None:
    """Two bars for each metric: now, and the year before. Each pair has a scale of its own: units differ."""
    axes = _axes(figure, plot)
    axes.set_xlim(0, 1.5)
    for at, bar in enumerate(plot.bars):
        top = max(abs(bar.value), abs(bar.prior or 0)) or 1.0
        for shift, value, text, colour in (
            (-0.2, bar.value, bar.text, NOW),
            (0.2, bar.prior or 0, bar.prior_text, BEFORE),
        ):
            length = abs(value) / top
            axes.barh(at + shift, length, height=0.34, color=FALL if value < 0 and colour == NOW else colour)
            shade = INK if colour == NOW else FAINT
            axes.text(length + 0.015, at + shift, text, ha="left", va="center", fontsize=8.5, color=shade)


def _ranges(figure: Figure, plot: Plot) -> None:
    """A bar from the low to the high end, and a stroke where the year before stood.

    Percents share a scale; anything else has one of its own, from 0 to its largest number.
    """
    axes = _axes(figure, plot)
    axes.set_xlim(0, 2.2)
    percents = [end for bar in plot.bars if bar.percent for end in _ends(bar)]
    for at, bar in enumerate(plot.bars):
        ends = percents if bar.percent else _ends(bar)
        first, last = min(0.0, *ends), max(0.0, *ends)
        _range(axes, at, bar, first, (last - first) or 1.0)


def _ends(bar: Bar) -> list[float]:
    return [bar.low, bar.high, *([] if bar.prior is None else [bar.prior])]


def _range(axes: Axes, at: int, bar: Bar, first: float, span: float) -> None:
    low, high = ((end - first) / span for end in (bar.low, bar.high))
    axes.plot([0, 1], [at, at], color=RULE, linewidth=1, zorder=0)
    axes.barh(at, max(high - low, 0.012), left=low, height=0.44, color=NOW)
    if bar.prior is not None:
        place = (bar.prior - first) / span
        axes.plot([place, place], [at - 0.3, at + 0.3], color=BEFORE, linewidth=3)
    axes.text(1.04, at, bar.text, ha="left", va="center", fontsize=8.5)


_DRAWERS: dict[str, Callable[[Figure, Plot], None]] = {"growth": _growths, "levels": _levels, "guidance": _ranges}


def _copied(element: ElementTree.Element, parent: ElementTree.Element | None) -> ElementTree.Element:
    """An element with what may be kept of it; groups and unknown elements give way to their children."""
    tag = element.tag.removeprefix(SVG)
    attributes = {name: element.get(name, "") for name in KEPT.get(tag, ()) if element.get(name)}
    attributes |= _plain_style(element.get("style", ""))
    if parent is None:
        copy = ElementTree.Element("svg", attributes | {"aria-hidden": "true", "focusable": "false"})
    elif tag in ("path", "text"):
        copy = ElementTree.SubElement(parent, tag, attributes)
        copy.text = element.text
    else:
        copy = parent
    for child in element:
        kind = child.tag.removeprefix(SVG)
        if kind in KEPT and (kind != "path" or "#0000" in child.get("style", "")):  # the rest is the white ground
            _copied(child, copy)
    return copy


def _plain_style(style: str) -> dict[str, str]:
    """The attributes and the class that say what a ``style`` said.

    >>> _plain_style("fill: #000003; stroke: none"), _plain_style("font: 9px 'Serif'; text-anchor: end")
    ({'class': 'fill-now'}, {'font-size': '9', 'text-anchor': 'end'})
    """
    attributes: dict[str, str] = {}
    classes = []
    for name, value in _STYLE.findall(style):
        value = value.strip()
        if value in CLASSES:
            classes.append(f"{name}-{CLASSES[value]}")
        elif name in ("font", "font-size"):
            size = _SIZE.search(value)
            attributes |= {"font-size": size[1]} if size else {}
        elif name in ("stroke-width", "stroke-dasharray", "text-anchor"):
            attributes[name] = value
    return attributes | ({"class": " ".join(classes)} if classes else {})
