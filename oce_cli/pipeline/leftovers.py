"""Numbers that might have been rows and became none: why.

The number reader gives its own reasons to what can be no row at all. What it lets through and no metric takes is talk
of the call ("press star 1") or stands where nothing names a metric. The reasons stand in ``scene.notes["leftovers"]``,
by the place where the number starts.
"""

from __future__ import annotations

import re

from oce_cli.model import Row, Scene

NO_METRIC = "no metric"
_CALL_TALK = re.compile(
    r"\b(?:press(?:ing)?|dial|star|touch-tone|your (?:phone|keypad))\b|\* ?(?:then|and)\b", re.ASCII
)
_NEAR = 60  # characters before a number that tell what it is


def reason_of(scene: Scene, row: Row) -> str:
    """Why a number that no metric took is no row: "call talk" or "no metric".

    >>> from decimal import Decimal
    >>> from oce_cli.model import Quantity, Sentence, Transcript
    >>> text = "For a replay press 5 at any time."
    >>> five = Quantity(19, 20, "5", "count", Decimal(5), Decimal(5), Decimal(5), "exact", "count", Decimal(1))
    >>> reason_of(Scene(Transcript("", text), [Sentence(0, 0, len(text), -1)]), Row(five, 0, 4))
    'call talk'
    """
    sentence = scene.sentences[row.sentence]
    turn = scene.transcript.turns[sentence.turn] if sentence.turn >= 0 else None
    start = row.quantity.start
    before = scene.text[max(sentence.start, start - _NEAR) : start].lower()
    if (turn is not None and turn.role == "operator") or _CALL_TALK.search(before):
        return "call talk"
    return NO_METRIC


def note(scene: Scene) -> None:
    """Writes down why each row without a metric is left out."""
    scene.notes["leftovers"] = {row.quantity.start: reason_of(scene, row) for row in scene.rows if not row.metric}


def noted(scene: Scene, start: int) -> str:
    """The reason of the number that starts at a place and became no row; "no metric" where none was noted.

    >>> from oce_cli.model import Transcript
    >>> noted(Scene(Transcript("", "")), 3)
    'no metric'
    """
    found = scene.notes.get("leftovers")
    return str(found.get(start, NO_METRIC)) if isinstance(found, dict) else NO_METRIC
