"""What numbers did over time, as the data of pictures: a point for each period, a track for each line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from oce_cli.report.calls import Cells, label_of, value_text

MOST_PICTURES, MOST_TRACKS = 24, 6
TOLD, WAS, NEXT = "told", "was", "next"  # numbers; guidance of an earlier call; guidance of a later one
_MONTHS = {"Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12, "3M": 3, "6M": 6, "9M": 9}
_KINDS = {"Q": "quarters", "H": "halves", "M": "months to date", "": "years"}


@dataclass(frozen=True, slots=True)
class Point:
    """A number of a period; ``before`` is what an earlier call told of the same period, where it was another."""

    period: str
    value: float
    low: float
    high: float
    text: str
    before: float | None = None
    before_text: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    """Points in the order of time. ``kind`` is told, was or next."""

    label: str
    points: tuple[Point, ...]
    kind: str = TOLD


@dataclass(frozen=True, slots=True)
class Course:
    """One picture; ``left_out`` tracks were too many for it."""

    metric: str
    title: str
    unit: str
    tracks: tuple[Track, ...]
    left_out: int = 0

    @property
    def restated(self) -> bool:
        return any(point.before is not None for track in self.tracks for point in track.points)

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(track.kind for track in self.tracks)

    @property
    def guided(self) -> bool:
        return self.kinds != {TOLD}

    @property
    def summary(self) -> str:
        """The picture in words, for those who do not see it.

        >>> points = (Point("2020", 1, 1, 1, "1"), Point("2021", 3, 3, 3, "3", 2, "2"))
        >>> Course("eps", "EPS", "", (Track("all", points),)).summary
        'all: 2020 1, 2021 3 (told as 2 before).'
        """
        return "; ".join(f"{track.label}: {', '.join(map(_in_words, track.points))}" for track in self.tracks) + "."


def _in_words(point: Point) -> str:
    return f"{point.period} {point.text}" + (f" (told as {point.before_text} before)" if point.before_text else "")


def when(period: str) -> float | None:
    """The end of a fiscal period in years, None for what is no period.

    >>> when("2021-Q2"), when("2021"), when("2021-03"), when("spring")
    (2021.5, 2022.0, 2021.25, None)
    """
    year, _, part = period.partition("-")
    if not (year.isascii() and year.isdigit()):
        return None
    month = _MONTHS.get(part) or (int(part) if part.isascii() and part.isdigit() else 12 if not part else 0)
    return int(year) + month / 12 if month else None


def kind_of(period: str) -> str:
    """How long a period is, in words; only equals are drawn on one line.

    >>> [kind_of(period) for period in ("2021-Q2", "2021", "2021-9M", "2021-11")]
    ['quarters', 'years', 'months to date', 'months']
    """
    part = period.partition("-")[2]
    return "months" if part.isdigit() else _KINDS.get(part.strip("0123456789"), "periods")


def point_of(cells: Cells) -> Point | None:
    """The point of a cell of a panel; None where it has no period or an open end."""
    ends = [cells.get(name) for name in ("value", "low", "high")]
    if None in ends or when(str(cells["period"])) is None:
        return None
    value, low, high = (float(end) for end in ends if end is not None)
    span = {"bound": "range" if low < high else "exact"}
    before = cells.get("before") if cells.get("restated") else None
    old = {"bound": "exact", "value": before}
    return Point(
        str(cells["period"]),
        value,
        low,
        high,
        value_text(dict(cells) | span),
        None if before is None else float(before),
        "" if before is None else value_text(dict(cells) | old),
    )


def of_panel(lines: Iterable[Cells], labels: Mapping[str, str]) -> list[Course]:
    """The pictures of a panel, those with most numbers first.

    Of one company, a picture has its segments; of several, a picture has the companies.
    """
    told = list(lines)
    single = len({line["company"] for line in told}) < 2
    shared, own = ("segment", "company")[single], ("company", "segment")[single]
    groups: dict[tuple[str, ...], dict[str, list[Cells]]] = {}
    for line in told:
        names = ("metric", shared, "measure", "basis", "unit")
        key = (*(str(line[name] or "") for name in names), kind_of(str(line["period"])))
        groups.setdefault(key, {}).setdefault(str(line[own] or ""), []).append(line)
    found = []
    for (metric, common, measure, basis, unit, kind), tracks in groups.items():
        title = titled(label_of(labels, metric), "" if single else common, measure, basis, kind)
        course = drawn(metric, title, unit, [(name or "Whole company", TOLD, cells) for name, cells in tracks.items()])
        if course and len({point.period for track in course.tracks for point in track.points}) > 1:
            found.append(course)
    return sorted(found, key=_size, reverse=True)[:MOST_PICTURES]


def of_history(cells: Iterable[Cells], labels: Mapping[str, str]) -> list[Course]:
    """The pictures of two calls: facts of both, with the guidance of the earlier and of the later one beside them.

    ``cells`` have a ``track``: told, was or next. Only what was guided is drawn.
    """
    groups: dict[tuple[str, ...], dict[str, list[Cells]]] = {}
    for line in cells:
        names = ("metric", "segment", "measure", "basis", "unit")
        key = (*(str(line[name] or "") for name in names), kind_of(str(line["period"])))
        groups.setdefault(key, {}).setdefault(str(line["track"]), []).append(line)
    names_of = {TOLD: "told", WAS: "guided before", NEXT: "guided now"}
    found = []
    for (metric, segment, measure, basis, unit, kind), tracks in groups.items():
        title = titled(label_of(labels, metric), segment, measure, basis, kind)
        named = [(label, name, tracks[name]) for name, label in names_of.items() if name in tracks]
        course = drawn(metric, title, unit, named)
        if course and course.guided and sum(len(track.points) for track in course.tracks) > 1:
            found.append(course)
    return sorted(found, key=_changed, reverse=True)[:MOST_PICTURES]


def drawn(metric: str, title: str, unit: str, tracks: Sequence[tuple[str, str, Iterable[Cells]]]) -> Course | None:
    """A picture of the tracks with most points; None without any."""
    made = []
    for label, kind, cells in tracks:
        points = [point for point in map(point_of, cells) if point is not None]
        if points:
            made.append(Track(label, tuple(sorted(points, key=_time)), kind))
    whole: Callable[[Track], tuple[bool, int]] = lambda track: (track.label == "Whole company", len(track.points))  # noqa: E731
    kept = sorted(made, key=whole, reverse=True)[:MOST_TRACKS]
    shown = tuple(track for track in made if track in kept)
    return Course(metric, title, unit, shown, len(made) - len(shown)) if shown else None


def titled(metric: str, segment: str, measure: str, basis: str, kind: str) -> str:
    """The head of a picture.

    >>> titled("Revenue", "cranes", "growth", "reported", "quarters"), titled("EPS", "", "level", "adjusted", "years")
    ('Revenue cranes, growth, quarters', 'EPS, adjusted, years')
    """
    parts = [" ".join(filter(None, (metric, segment)))]
    parts += [] if measure in ("", "level") else [measure]
    parts += [] if basis in ("", "reported") else [basis.replace("_", " ")]
    return ", ".join([*parts, kind])


def _time(point: Point) -> float:
    return when(point.period) or 0.0


def _size(course: Course) -> tuple[int, int]:
    longest = max(len(track.points) for track in course.tracks)
    return longest, sum(len(track.points) for track in course.tracks)


def _changed(course: Course) -> tuple[int, int]:
    return len(course.kinds), sum(len(track.points) for track in course.tracks)
