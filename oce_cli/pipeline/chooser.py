"""A linear chooser: named features of each candidate are added up, the highest sum is chosen.

The weights of a field stand in ``oce_cli/weights/FIELD.json`` as a plain map from feature name to weight. They are made
by ``python -m training.fit``. A feature name says what was seen, in words: ``side=before``, ``gap=near``.

Names that hang on the same few observations come in blocks (``oce_cli.pipeline.blocks``).
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import repeat
from math import exp
from typing import Any, NamedTuple, Protocol

from oce_cli.model import Row, Scene, Span
from oce_cli.pipeline.blocks import Block

_STEPS = 1000  # weights are whole thousandths: sums are too, once the order of adding is rounded off
_NOTHING = repeat(0.0)  # the weight of a feature that was never met
_LAST = chr(0x10FFFF)  # sorts behind all other letters
_MOST_SUMS = 200_000  # of blocks that are remembered


class Candidate(NamedTuple):
    """One possible value of a field, what speaks for it, and where it was read.

    >>> Candidate("a", ("far",), blocks=(Block(("left", "alone")),), under=(("b&", ("up", "x")),)).features
    ('left', 'alone', 'b&up', 'b&x', 'far')
    """

    value: str
    own: tuple[str, ...]  # names of features that come in no block
    span: Span | None = None
    rule: str = ""
    payload: Any = None  # whatever the field needs to write its choice into the row
    blocks: Sequence[Block] = ()
    under: Sequence[tuple[str, Sequence[str]]] = ()  # a prefix, and names that it stands before

    @property
    def features(self) -> tuple[str, ...]:
        """The names of all features: what the weights are fitted to, and what ``ocx why`` tells."""
        blocks = [name for block in self.blocks for name in block.names]
        return (*blocks, *[prefix + name for prefix, names in self.under for name in names], *self.own)


class Field(Protocol):
    """One column that is decided number by number, in text order."""

    name: str

    def prepare(self, scene: Scene) -> None:
        """Looks over the whole document once, before the first row."""

    def candidates(self, scene: Scene, at: int) -> list[Candidate]:
        """The possible values for ``scene.rows[at]``; rows before ``at`` have theirs already."""

    def write(self, row: Row, choice: Candidate) -> None:
        """Puts the choice into the row."""


class _Sums(dict[Block, float]):
    """What each block weighs, added up when it is first asked for."""

    def __init__(self, weights: dict[str, float]) -> None:
        super().__init__()
        self.weights = weights

    def __missing__(self, block: Block) -> float:
        if len(self) > _MOST_SUMS:
            self.clear()
        found = self[block] = sum(map(self.weights.get, block.names, _NOTHING), 0.0)
        return found


class Chooser:
    """Chooses among candidates by the sum of their features' weights.

    >>> chooser = Chooser({"near": 2.0, "far": -1.0})
    >>> best, chance = chooser.choose([Candidate("a", ("far",)), Candidate("b", ("near",))])
    >>> best, round(chance, 2)
    (1, 0.95)
    """

    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights
        self._sums = _Sums(weights)
        self._under: dict[str, dict[str, float]] = {}
        self._sorted: list[str] = []

    def score(self, candidate: Candidate) -> float:
        """The sum of the weights of a candidate's features; a feature that was never met counts nothing."""
        return self._sum(candidate) / _STEPS

    def _sum(self, candidate: Candidate) -> int:
        total = sum(map(self.weights.get, candidate.own, _NOTHING), 0.0)
        if candidate.blocks:
            total += sum(map(self._sums.__getitem__, candidate.blocks), 0.0)
        for prefix, names in candidate.under:
            total += sum(map(self._behind(prefix).get, names, _NOTHING), 0.0)
        return round(total * _STEPS)

    def _behind(self, prefix: str) -> dict[str, float]:
        """The weights of the features that begin with a prefix, by the rest of their names."""
        found = self._under.get(prefix)
        if found is None:
            names = self._sorted = self._sorted or sorted(self.weights)
            first, end = bisect_left(names, prefix), bisect_left(names, prefix + _LAST)
            found = {name[len(prefix) :]: self.weights[name] for name in names[first:end]}
            self._under[prefix] = found
        return found

    def choose(self, candidates: Sequence[Candidate]) -> tuple[int, float]:
        """Index of the best candidate (the first of equals) and the probability of its value.

        Probabilities are a softmax over all candidates. A value that was read in several places has the sum of theirs.
        """
        if len(candidates) == 1:
            return 0, 1.0
        scores = [self._sum(candidate) for candidate in candidates]
        top = max(scores)
        mass: dict[str, float] = {}
        best: dict[str, int] = {}
        for at, (candidate, score) in enumerate(zip(candidates, scores, strict=True)):
            value = candidate.value
            mass[value] = mass.get(value, 0.0) + exp((score - top) / _STEPS)
            if value not in best or score > scores[best[value]]:
                best[value] = at
        winner = max(mass, key=mass.__getitem__)
        return best[winner], mass[winner] / sum(mass.values(), 0.0)


@cache
def load(field: str) -> Chooser:
    """The chooser of a field with the weights that come with the package."""
    source = files("oce_cli") / "weights" / f"{field}.json"
    return Chooser(json.loads(source.read_text(encoding="utf-8"))["weights"])


class Watcher(Protocol):
    """Looks on while a field is decided: the row, the candidates in their order, and which of them was chosen."""

    def __call__(
        self, field: Field, row: Row, candidates: Sequence[Candidate], best: int, chance: float, chooser: Chooser
    ) -> None: ...


def decide(field: Field, scene: Scene, chooser: Chooser, watch: Watcher | None = None) -> None:
    """Runs one field over all rows of a document, in text order."""
    field.prepare(scene)
    for at, row in enumerate(scene.rows):
        candidates = field.candidates(scene, at)
        best, chance = chooser.choose(candidates)
        choice = candidates[best]
        if watch is not None:
            watch(field, row, candidates, best, chance, chooser)
        field.write(row, choice)
        row.chance[field.name] = chance
        if choice.span is not None:
            row.spans[field.name] = choice.span
