"""What the talk around a number says of its status: the same figure told before, the sentences and the rows before."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from oce_cli.model import Row, Scene
from oce_cli.pipeline import cues
from oce_cli.pipeline.status.certain import bridges

NOTE = "status"
_Figure = tuple[str, Decimal, str]


class Echoes(NamedTuple):
    """For each row the rows before it that tell the same figure, and the same number of any metric."""

    figures: list[list[int]]
    numbers: list[list[int]]


def look_up(scene: Scene) -> None:
    """Finds for each row what it may say again; round numbers say nothing again but of their own metric."""
    by_figure: dict[_Figure, list[int]] = {}
    by_number: dict[tuple[Decimal | None, ...], list[int]] = {}
    echoes = Echoes([], [])
    for at, row in enumerate(scene.rows):
        number = row.quantity
        same = by_figure.setdefault((row.metric, number.value, number.kind), [])
        echoes.figures.append(same.copy())
        same.append(at)
        alike: list[int] = []
        if number.bound == "range" or len(number.value.normalize().as_tuple().digits) >= 3:
            alike = by_number.setdefault((number.low, number.value, number.high), [])
        echoes.numbers.append(alike.copy())
        alike.append(at)
    scene.notes[NOTE] = echoes


def again(scene: Scene, at: int) -> list[str]:
    """What the same number was when it was told before, of the same metric and of any."""
    row, echoes = scene.rows[at], scene.notes[NOTE]
    assert isinstance(echoes, Echoes)
    found = []
    for name, indices in (("again", echoes.figures[at]), ("number again", echoes.numbers[at])):
        if indices:
            last = scene.rows[indices[-1]]
            same = "same period" if last.period == row.period else "other period"
            found += [f"{name}={last.status}", f"{name}={last.status}/{same}"]
    return found


def of_talk(scene: Scene, row: Row) -> list[str]:
    """Who speaks, and what the sentences before it were about."""
    sentence = scene.sentences[row.sentence]
    found = []
    if sentence.turn >= 0:
        turn = scene.transcript.turns[sentence.turn]
        found += [f"role={turn.role}", f"section={turn.section}"]
    if scene.text[sentence.end - 1 : sentence.end] == "?":
        found.append("question")
    known = cues.of(scene)
    for back in range(1, 9):
        number = row.sentence - back
        if number < 0 or scene.sentences[number].turn != sentence.turn:
            break
        groups = known[number].groups
        if "expect" in groups or "heading" in groups or "outlook" in groups:
            found.append(f"outlook {'1' if back == 1 else '3' if back <= 3 else '8'} before")
            break
        if "results" in groups:
            found.append("results before")
            break
    if row.sentence and scene.sentences[row.sentence - 1].turn == sentence.turn:
        groups = known[row.sentence - 1].groups
        found += [
            f"sentence before: {group}"
            for group in ("expect", "modal", "told", "outlook", "heading", "ago")
            if group in groups
        ]
    return found


def of_history(scene: Scene, at: int, when: str, verb: str) -> list[str]:
    """What the rows before were."""
    if not at:
        return ["last=none"]
    found: list[str] = []
    row, last = scene.rows[at], scene.rows[at - 1]
    if row.sentence - last.sentence == 1 and bridges(cues.of(scene)[row.sentence]):
        found.append(f"bridge={last.status}")
    if last.sentence == row.sentence:
        joint = row.word - last.word
        close = "next" if joint <= 3 else "near" if joint <= 8 else "far"
        same = "same period" if last.period == row.period else "other period"
        return [
            *found,
            f"last={last.status}",
            f"last={last.status}/{close}",
            f"last={last.status}/{same}",
            f"last={last.status}/{same}/{verb}",
        ]
    if scene.sentences[last.sentence].turn == scene.sentences[row.sentence].turn:
        gap = row.sentence - last.sentence
        close = "1" if gap == 1 else "3" if gap <= 3 else "far"
        same = "same period" if last.period == row.period else "other period"
        return [
            *found,
            f"turn={last.status}",
            f"turn={last.status}/{close}",
            f"turn={last.status}/{same}",
            f"turn={last.status}/{verb}",
        ]
    return [f"call={last.status}"]
