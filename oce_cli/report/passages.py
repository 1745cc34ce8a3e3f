"""The transcript cut into passages of plain and lit text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from oce_cli.model import Transcript, Turn
from oce_cli.report.calls import Line, shown

_ORNAMENT = " \t\r\n•·*-–—:"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage; ``rows`` are the table's rows whose number it is, none for plain text."""

    text: str
    rows: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of the document, ``start`` in code points of it."""

    start: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Speech:
    """A turn with its passages, or what stands between turns (``turn`` is None then)."""

    turn: Turn | None
    passages: tuple[Passage, ...]


def speeches(transcript: Transcript, lines: Sequence[Line]) -> list[Speech]:
    """All of a transcript in order. Each number of ``lines`` is a piece of its own."""
    lit = _lit(lines)
    found = []
    for start, end, turn in _stretches(transcript):
        passages = tuple(_passages(transcript.text, start, end, lit))
        if passages and (turn is not None or not _is_speaker_line(transcript, start, end)):
            found.append(Speech(turn, passages))
    return found


def _lit(lines: Sequence[Line]) -> list[tuple[int, int, tuple[Line, ...]]]:
    """The lit spans in order, without overlap: numbers that share text share a span."""
    spans: list[tuple[int, int, tuple[Line, ...]]] = []
    for line in sorted(lines, key=lambda line: (int(line.cells["start"]), line.row)):
        start, end = int(line.cells["start"]), int(line.cells["end"])
        if spans and start < spans[-1][1]:
            first, last, rows = spans.pop()
            spans.append((first, max(last, end), (*rows, line)))
        elif start < end:
            spans.append((start, end, (line,)))
    return spans


def _stretches(transcript: Transcript) -> Iterator[tuple[int, int, Turn | None]]:
    at = 0
    for turn in transcript.turns:
        if turn.start > at:
            yield at, turn.start, None
        yield max(at, turn.start), turn.end, turn
        at = max(at, turn.end)
    if at < len(transcript.text):
        yield at, len(transcript.text), None


def _is_speaker_line(transcript: Transcript, start: int, end: int) -> bool:
    """Whether a stretch between turns only announces the next speaker, whose name the page shows anyway."""
    turn = next((turn for turn in transcript.turns if turn.start == end), None)
    if turn is None or not turn.speaker:
        return False
    lines = [line.strip(_ORNAMENT) for line in transcript.text[start:end].splitlines()]
    known = (turn.speaker, turn.title)
    return all(not line or turn.speaker in line or line in known for line in lines) and len(lines) < 8


def _passages(text: str, start: int, end: int, lit: Sequence[tuple[int, int, tuple[Line, ...]]]) -> Iterator[Passage]:
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            inside = [span for span in lit if span[0] < at + len(line) and span[1] > at]
            yield Passage(at, tuple(_pieces(text, at, at + len(line.rstrip("\r\n")), inside)))
        at += len(line)


def _pieces(text: str, start: int, end: int, inside: Sequence[tuple[int, int, tuple[Line, ...]]]) -> Iterator[Piece]:
    at = start
    for first, last, rows in inside:
        first, last = max(first, start), min(last, end)
        if first > at:
            yield Piece(shown(text[at:first]))
        if last > first:
            yield Piece(shown(text[first:last]), rows)
        at = max(at, last)
    if at < end:
        yield Piece(shown(text[at:end]))
