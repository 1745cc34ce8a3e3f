"""Pictures of numbers over time: points and lines, ranges of guidance, rings where a number stood before.

All is drawn in points of the paper, by shapes of which only outlines are left in the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from oce_cli.amounts import written
from oce_cli.report.calls import shown
from oce_cli.report.courses import NEXT, TOLD, WAS, Course, Point, Track, when
from oce_cli.report.drawing import BEFORE, FAINT, INK, NOW, RULE, TRACKS, canvas, markup

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 5.7, 2.35  # inches
LEFT, RIGHT, TOP, BOTTOM = 74.0, 122.0, 8.0, 20.0  # points around the field
MOST_TICKS = 7  # names of periods below the field
SIZE = 8.5  # of letters
NEAR = 10.5  # points between the names of two lines at least
SIDE = 4.5  # points by which guidance stands beside its period


def draw_course(course: Course) -> str:
    """The picture as SVG markup, the same bytes at every run."""
    return markup(lambda: _figure(course))


def _figure(course: Course) -> Figure:
    figure = canvas(WIDTH, HEIGHT)
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH * 72)
    axes.set_ylim(0, HEIGHT * 72)
    field = _Field(course)
    _grid(axes, course, field)
    colours = dict(zip([track for track in course.tracks if track.kind == TOLD], TRACKS, strict=False))
    for track in course.tracks:
        if track.kind != TOLD:
            _ranges(axes, track, field)
    for track, colour in colours.items():
        _line(axes, track, field, INK if course.guided else colour)
    _names(axes, course, field)
    return figure


class _Field:
    """From periods and numbers to places on the paper."""

    def __init__(self, course: Course) -> None:
        points = [point for track in course.tracks for point in track.points]
        ends = [end for point in points for end in (point.low, point.high, point.value)]
        ends += [point.before for point in points if point.before is not None]
        low, high = min(ends), max(ends)
        room = (high - low) * 0.08 or abs(high) * 0.05 or 1.0
        self.low, self.high = low - room, high + room
        self.periods = sorted({point.period for point in points}, key=lambda period: when(period) or 0.0)
        self.first = when(self.periods[0]) or 0.0
        self.span = (when(self.periods[-1]) or 0.0) - self.first
        self.width = WIDTH * 72 - LEFT - RIGHT - 16

    def x(self, period: str) -> float:
        place = ((when(period) or 0.0) - self.first) / self.span if self.span else 0.3
        return LEFT + 8 + place * self.width

    def y(self, value: float) -> float:
        return BOTTOM + (value - self.low) / (self.high - self.low) * (HEIGHT * 72 - BOTTOM - TOP)


def _grid(axes: Axes, course: Course, field: _Field) -> None:
    """Level lines with their amounts, and the names of the periods."""
    from matplotlib.ticker import MaxNLocator

    ends = field.x(field.periods[-1]) + 12
    for tick in MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]).tick_values(field.low, field.high):
        if field.low <= tick <= field.high:
            y = field.y(float(tick))
            axes.plot([LEFT, ends], [y, y], color=RULE, linewidth=0.8, zorder=0)
            text = written(float(tick), course.unit).replace(" percentage points", " pp").replace("-", "−")
            axes.text(LEFT - 5, y, shown(text)[:19], ha="right", va="center", fontsize=SIZE - 0.5, color=FAINT)
    step = -(-len(field.periods) // MOST_TICKS)
    taken = -100.0
    for period in field.periods[::-1][::step][::-1]:
        x = field.x(period)
        if x - taken >= 32:  # what is near in time would be written over
            axes.text(x, 5, period, ha="center", va="bottom", fontsize=SIZE - 0.5, color=FAINT)
            taken = x


def _line(axes: Axes, track: Track, field: _Field, colour: str) -> None:
    places = [(field.x(point.period), field.y(point.value)) for point in track.points]
    axes.plot([x for x, _ in places], [y for _, y in places], color=colour, linewidth=1.6, zorder=2)
    for point, (x, y) in zip(track.points, places, strict=True):
        if point.low < point.high:
            axes.plot([x, x], [field.y(point.low), field.y(point.high)], color=colour, linewidth=4, zorder=2)
        else:
            _dot(axes, x, y, 2.8, colour, filled=True)
        if point.before is not None:
            old = field.y(point.before)
            axes.plot([x, x], [old, y], color=FAINT, linewidth=0.8, linestyle=(0, (2, 2)), zorder=1)
            _dot(axes, x, old, 3.2, FAINT, filled=False)


def _dot(axes: Axes, x: float, y: float, radius: float, colour: str, filled: bool) -> None:
    from matplotlib.patches import Circle

    look = {"facecolor": colour, "linewidth": 0} if filled else {"edgecolor": colour, "fill": False, "linewidth": 1.2}
    axes.add_patch(Circle((x, y), radius, zorder=3, **look))


def _ranges(axes: Axes, track: Track, field: _Field) -> None:
    """Guidance as upright bars beside their periods: the earlier at the left, the later at the right."""
    from matplotlib.patches import Rectangle

    side, colour = (-SIDE, BEFORE) if track.kind == WAS else (SIDE, NOW)
    for point in track.points:
        low, high = field.y(point.low), field.y(point.high)
        thick = max(high - low, 2.5)
        corner = (field.x(point.period) + side - 3, (low + high - thick) / 2)
        axes.add_patch(Rectangle(corner, 6, thick, facecolor=colour, linewidth=0, zorder=1))


def _names(axes: Axes, course: Course, field: _Field) -> None:
    """The name and the last number of each line at its end, pushed apart where they would be written over."""
    ends: list[tuple[float, float, str]] = []
    for track in course.tracks:
        last: Point = track.points[-1]
        plain = course.guided or len(course.tracks) == 1
        name = last.text if plain else f"{track.label[:18]}{'…' if len(track.label) > 18 else ''}"
        aside = {WAS: -SIDE, NEXT: SIDE}.get(track.kind, 0.0)
        ends.append((field.y(last.value), field.x(last.period) + aside, name))
    if course.guided:  # numbers of guidance stand in the table, side by side
        ends = [end for end, track in zip(ends, course.tracks, strict=True) if track.kind != WAS or len(ends) == 1]
    ends.sort()
    for place, (_, x, name) in zip(apart([y for y, _, _ in ends], BOTTOM, HEIGHT * 72 - TOP), ends, strict=True):
        axes.text(x + 8, place, shown(name), ha="left", va="center", fontsize=SIZE, color=INK)


def apart(places: Sequence[float], low: float, high: float) -> list[float]:
    """Places in their order, pushed apart so that no two are nearer than a line of text, within the field.

    >>> apart([20, 21, 100, 101], 10, 101)
    [20, 30.5, 90.5, 101]
    """
    found = list(places)
    for at in range(len(found)):
        found[at] = max(found[at], found[at - 1] + NEAR if at else low)
    for at in reversed(range(len(found))):
        found[at] = min(found[at], found[at + 1] - NEAR if at + 1 < len(found) else high)
    return found
