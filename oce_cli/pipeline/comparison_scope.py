"""Bases of comparison that are said for more than one number: "Compared to 2019, ..." at the head of a list, "all
comparisons are to the prior year" for a whole talk."""

from __future__ import annotations

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
    """A base that holds for the numbers behind it. ``kind``: opens (it heads a list) or blanket (said of all)."""

    sentence: int
    kind: str
    expression: Expression


def scopes_of(findings: Findings, scene: Scene) -> list[Scope]:
    """The scopes of a call in text order, found at the first call."""
    known = scene.notes.get(NOTE)
    if not isinstance(known, list):
        known = scene.notes[NOTE] = [scope for sentence in scene.sentences for scope in _scopes(findings, sentence)]
    return known


def _scopes(findings: Findings, sentence: Sentence) -> Iterator[Scope]:
    around = findings.of_sentence(sentence)
    told = [e for e in around.signals if e.reading.grain in SIGNALS - {"rate", "open"}]
    told += [e for e in around.expressions if e.lead in BASES]
    first = around.quantities[0] if around.quantities else sentence.end
    ahead = [e for e in told if e.end <= first]
    opening = [e for e in ahead if e.start - sentence.start <= OPENING]
    if around.quantities:
        if opening:
            yield Scope(sentence.index, "opens", min(opening, key=lambda e: e.start))
        return
    if listed_words("comparison", "blanket").isdisjoint(word.norm for word in sentence.words):
        if opening:
            yield Scope(sentence.index, "heads", min(opening, key=lambda e: e.start))
        return
    every = told or around.expressions
    if every:
        yield Scope(sentence.index, "blanket", every[0])


def scopes_before(findings: Findings, scene: Scene, sentence: int) -> Iterator[tuple[Scope, str]]:
    """The scopes that may hold in a sentence, nearest first, each kind once, with how far they are."""
    turn = scene.sentences[sentence].turn
    met = set()
    for scope in reversed(scopes_of(findings, scene)):
        if scope.sentence > sentence or scope.kind in met:
            continue
        same = scene.sentences[scope.sentence].turn == turn
        age = sentence - scope.sentence
        if scope.kind != "blanket" and (not same or age > REACH):
            continue
        met.add(scope.kind)
        yield scope, ("0" if age == 0 else "1" if age == 1 else "4" if age < 5 else "far") if same else "other turn"
