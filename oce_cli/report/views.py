"""A call as the templates want it: every text ready, nothing left to decide but where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from oce_cli.amounts import written
from oce_cli.model import Finding, Turn
from oce_cli.report.calls import GRAVEST, Call, Line, lines_of
from oce_cli.report.headlines import Headline, headlines
from oce_cli.report.passages import Speech, speeches
from oce_cli.report.plots import Plot, plots

COLUMNS = (  # class of the cells, head, how it sorts
    ("row", "#", "number"),
    ("metric", "Metric", "text"),
    ("segment", "Segment", "text"),
    ("measure", "Measure", "text"),
    ("value", "Value", "number"),
    ("period", "Period", "text"),
    ("status", "Status", "text"),
    ("speaker", "Speaker", "text"),
    ("check", "Check", "text"),
    ("confidence", "Sure", "number"),
)


@dataclass(frozen=True, slots=True)
class Filter:
    """A list to choose from: ``options`` are (value, label, count). Values begin with "=": none is empty."""

    name: str
    label: str
    options: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A plot and its drawing, SVG made of known elements only."""

    plot: Plot
    svg: object


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words."""

    number: int
    about: str
    told: str
    computed: str
    formula: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LitPiece:
    """A piece of a passage. ``first`` is False where a number goes on over a line end."""

    text: str
    rows: tuple[Line, ...]
    first: bool
    title: str


@dataclass(frozen=True, slots=True)
class LitPassage:
    start: int
    pieces: tuple[LitPiece, ...]


@dataclass(frozen=True, slots=True)
class LitSpeech:
    turn: Turn | None
    passages: tuple[LitPassage, ...]


@dataclass(frozen=True, slots=True)
class View:
    """One call on the page; ``mark_of`` maps a row to the first row on the same words: the mark's name."""

    id: str
    title: str
    short: str
    facts: tuple[tuple[str, str], ...]
    headlines: list[Headline]
    pictures: list[Picture]
    tally: str
    findings: list[tuple[str, list[Told]]]
    filters: list[Filter]
    columns: tuple[tuple[str, str, str], ...]
    lines: list[Line]
    mark_of: dict[int, int]
    speeches: list[LitSpeech]


def view_of(call: Call, id: str, draw: Callable[[Plot], object]) -> View:
    """The view of a call; ``draw`` makes the picture of a plot."""
    head = call.transcript.head
    lines = lines_of(call)
    said = speeches(call.transcript, lines)
    lit, mark_of = _lit(said)
    company = head.company or call.transcript.document
    return View(
        id=id,
        title=" ".join(filter(None, (company, head.period))),
        short=" ".join(filter(None, (head.ticker or company, head.period))),
        facts=_facts(call),
        headlines=headlines(call),
        pictures=[Picture(plot, draw(plot)) for plot in plots(call)],
        tally=_tally(call.findings),
        findings=_findings(call),
        filters=_filters(lines),
        columns=COLUMNS,
        lines=lines,
        mark_of={line.row: mark_of.get(line.row, line.row) for line in lines},
        speeches=lit,
    )


def _facts(call: Call) -> tuple[tuple[str, str], ...]:
    head = call.transcript.head
    speakers = len({turn.speaker for turn in call.transcript.turns if turn.speaker})
    facts = (
        ("Document", call.transcript.document),
        ("Ticker", head.ticker),
        ("Period", head.period),
        ("Dollar means", head.currency),
        ("Numbers", str(len(call.rows))),
        ("Speakers", str(speakers) if speakers else ""),
        ("SHA-256", call.transcript.sha256),
    )
    return tuple((name, value) for name, value in facts if value)


def _tally(findings: Sequence[Finding]) -> str:
    counts = Counter(found.verdict for found in findings)
    parts = [f"{counts[verdict]} {words}" for verdict, words in (
        ("agrees", "agree"), ("rounding", "differ by rounding"), ("contradicts", "contradict")
    )]  # fmt: skip
    return f"Numbers held against each other: {', '.join(parts)}."


def _findings(call: Call) -> list[tuple[str, list[Told]]]:
    groups: dict[str, list[Told]] = {verdict: [] for verdict in GRAVEST}
    for number, found in enumerate(call.findings, 1):
        segment = f"({found.segment})" if found.segment else ""
        about = " ".join(filter(None, (call.label(found.metric), segment, found.period)))
        groups[found.verdict].append(
            Told(
                number,
                f"{about}: {found.relation}",
                _interval(found.stated_low, found.stated_high, found.unit),
                _interval(found.computed_low, found.computed_high, found.unit),
                found.formula,
                found.rows,
            )
        )
    return [(verdict, told) for verdict, told in groups.items() if told]


def _interval(low: float | None, high: float | None, unit: str) -> str:
    if low is None or high is None:
        end = high if low is None else low
        side = "or less" if low is None else "or more"
        return "anything" if end is None else f"{written(end, unit, 5)} {side}"
    return written(low, unit, 5) if low == high else f"{written(low, unit, 5)} to {written(high, unit, 5)}"


def _filters(lines: Sequence[Line]) -> list[Filter]:
    """The lists to filter by; one with a single value is left out."""
    labels = {str(line.cells["metric"]): line.label for line in lines}
    wanted: tuple[tuple[str, str, Callable[[Line], str]], ...] = (
        ("metric", "Metric", lambda line: str(line.cells["metric"])),
        ("segment", "Segment", lambda line: str(line.cells.get("segment") or "")),
        ("measure", "Measure", lambda line: str(line.cells["measure"])),
        ("status", "Status", lambda line: str(line.cells.get("status") or "")),
        ("speaker", "Speaker", lambda line: str(line.cells.get("speaker") or "")),
        ("verdict", "Check", lambda line: line.verdict),
    )
    unnamed = {"segment": "whole company", "speaker": "unknown", "verdict": "not checked"}

    def text(name: str, value: str) -> str:
        return labels.get(value, value) if name == "metric" else value or unnamed.get(name, "none")

    made = (filter_of(name, label, map(key, lines), partial(text, name)) for name, label, key in wanted)
    return [one for one in made if one is not None]


def filter_of(name: str, label: str, values: Iterable[str], text: Callable[[str], str]) -> Filter | None:
    """A list to choose from, sorted by ``text``, the words for a value; None where there is but one value.

    >>> filter_of("basis", "Basis", ["adjusted", ""], lambda value: value or "none").options
    (('=adjusted', 'adjusted', 1), ('=', 'none', 1))
    """
    options = [(f"={value}", text(value), count) for value, count in Counter(values).items()]
    options.sort(key=lambda option: option[1].lower())
    return Filter(name, label, tuple(options)) if len(options) > 1 else None


def _lit(said: Sequence[Speech]) -> tuple[list[LitSpeech], dict[int, int]]:
    """The speeches with a mark for each number, and the mark of each row."""
    mark_of: dict[int, int] = {}
    lit = []
    for speech in said:
        passages = []
        for passage in speech.passages:
            pieces = []
            for piece in passage.pieces:
                first = bool(piece.rows) and piece.rows[0].row not in mark_of
                for line in piece.rows:
                    mark_of.setdefault(line.row, piece.rows[0].row)
                pieces.append(LitPiece(piece.text, piece.rows, first, _title(piece.rows)))
            passages.append(LitPassage(passage.start, tuple(pieces)))
        lit.append(LitSpeech(speech.turn, tuple(passages)))
    return lit, mark_of


def _title(rows: Sequence[Line]) -> str:
    return "; ".join(
        " ".join(
            filter(None, (line.label, str(line.cells.get("segment") or ""), str(line.cells["measure"]),
            line.value, str(line.cells.get("period") or "")))
        )
        for line in rows
    )  # fmt: skip
