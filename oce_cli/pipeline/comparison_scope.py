"""Bases of comparison that are said for more than one number: "Compared to 2019, ..." at the head of a list, "all
comparisons are to the prior year" for a whole talk."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from oce_cli.lexicon import listed_words
from oce_cli.model import Scene, Sentence
from oce_cli.pipeline.periods.expressions import Expression
from oce_cli.pipeline.periods.findings import Findings
from oce_cli.pipeline.periods.parts import BASES
from oce_cli.pipeline.periods.timewords import SIGNALS

OPENING = 70  # characters of a sentence's head in which a base heads what follows
REACH = 14  # sentences back that a head is looked for
NOTE = "comparison scopes"


@dataclass(frozen=True, slots=True)
class Scope:
    """A base that holds for the numbers behind it. ``kind``: opens (it heads a list of numbers), heads (it stands in a
    sentence without numbers) or blanket (it is said of all comparisons)."""

    sentence: int
    kind: str
    expression: Expression


def scopes_of(findings: Findings, scene: Scene) -> dict[str, list[Scope]]:
    """The scopes of a call by kind, each in text order, found at the first call."""
    known = scene.notes.get(NOTE)
    if isinstance(known, dict):
        return known
    found: dict[str, list[Scope]] = {}
    for sentence in scene.sentences:
        for scope in _scopes(findings, sentence):
            found.setdefault(scope.kind, []).append(scope)
    scene.notes[NOTE] = found
    return found


def _scopes(findings: Findings, sentence: Sentence) -> Iterator[Scope]:
    around = findings.of_sentence(sentence)
    told = [e for e in around.signals if e.reading.grain in SIGNALS - {"rate", "open"}]
    told += [e for e in around.expressions if e.lead in BASES]
    first = around.quantities[0] if around.quantities else sentence.end
    opening = [e for e in told if e.end <= first and e.start - sentence.start <= OPENING]
    blanket = not listed_words("comparison", "blanket").isdisjoint(word.norm for word in sentence.words)
    if blanket and not around.quantities and (told or around.expressions):
        yield Scope(sentence.index, "blanket", (told or around.expressions)[0])
    elif opening:
        kind = "opens" if around.quantities else "heads"
        yield Scope(sentence.index, kind, min(opening, key=lambda e: e.start))


def scopes_before(findings: Findings, scene: Scene, sentence: int) -> Iterator[tuple[Scope, str]]:
    """The last scope of each kind that may hold in a sentence, with how far it is."""
    turn = scene.sentences[sentence].turn
    for kind, several in scopes_of(findings, scene).items():
        place = bisect_right(several, sentence, key=lambda scope: scope.sentence)
        if not place:
            continue
        scope = several[place - 1]
        same = scene.sentences[scope.sentence].turn == turn
        age = sentence - scope.sentence
        if kind == "blanket" or (same and age <= REACH):
            yield scope, ("0" if age == 0 else "1" if age == 1 else "4" if age < 5 else "far") if same else "other turn"
