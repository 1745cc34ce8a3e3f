"""What the rest of a document says of a number's basis: the same figure told before, the metric before."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from oce_cli.model import Row, Scene

NOTE = "basis history"
_Figure = tuple[str, Decimal, str, str]
_Kind = tuple[str, str]


class History(NamedTuple):
    """What is looked up once a document."""

    alike: list[list[int]]  # per row, the rows before that tell the same figure
    last: list[int]  # per row, the last row before of the same metric and measure; -1 where there is none


def look_up(scene: Scene) -> None:
    """Finds for each row the rows before it that bear on it."""
    figures: dict[_Figure, list[int]] = {}
    kinds: dict[_Kind, int] = {}
    alike, last = [], []
    for at, row in enumerate(scene.rows):
        same = figures.setdefault((row.metric, row.quantity.value, row.quantity.kind, row.measure), [])
        alike.append(list(same))
        same.append(at)
        last.append(kinds.get((row.metric, row.measure), -1))
        kinds[row.metric, row.measure] = at
    scene.notes[NOTE] = History(alike, last)


def of_history(scene: Scene, at: int, value: str) -> list[str]:
    """What earlier rows say of one basis; nothing where none of them has it."""
    history = scene.notes[NOTE]
    assert isinstance(history, History)
    row = scene.rows[at]
    pool = "adjusted" if value == "adjusted" else "other"
    found = []
    same = history.alike[at]
    if same and (value == "adjusted" or any(scene.rows[one].basis == value for one in same)):
        latest = scene.rows[same[-1]]
        mine = latest.basis == value
        when = "same period" if latest.period == row.period else "other period"
        every = "all" if all((scene.rows[one].basis == value) == mine for one in same) else "some"
        found += [f"{pool}&again={mine}/{when}", f"{pool}&again={mine}/{_place(scene, row, latest)}/{every}"]
    if history.last[at] >= 0 and value != "adjusted":
        latest = scene.rows[history.last[at]]
        if latest.basis == value:
            moved = "level" if row.measure in ("level", "share") else "move"
            found.append(f"{pool}&metric's last/{_place(scene, row, latest)}/{moved}")
    return found


def _place(scene: Scene, row: Row, other: Row) -> str:
    if row.sentence == other.sentence:
        return "sentence"
    return "turn" if scene.sentences[row.sentence].turn == scene.sentences[other.sentence].turn else "call"
