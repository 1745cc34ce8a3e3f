"""Trains the fields one after the other, each on what the fields before it chose out of fold.

For every field the labelled texts are dealt into folds; each fold is decided by weights that never saw it. Those
choices, not the labels, are what the next field meets, in training as in use. Within a field the same holds for the
rows before a row: the first round meets the right choices there, the next ones what the round before chose out of fold.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, replace

from oce_cli.model import Scene
from oce_cli.pipeline.chooser import Chooser, Field, decide
from oce_cli.pipeline.fields import settle
from training.fit import Judge, Weights, collect, fit, judge
from training.forked import forked
from training.gold import folds, labels_of
from training.packed import Packed, again, pack, pool

FIRST_STEPS = 60  # of a round whose weights only make the history of the next


@dataclass(frozen=True)
class Plan:
    """How one field is trained."""

    field: Field
    l2: float = 1.0
    least: int = 3
    rounds: int = 2  # 1: history is the right one; 2: then once more with its own, out of fold; 3: and again
    judge: Judge = judge
    most: int | None = None  # weights that are kept
    of_words: float = 1.0  # how many times as much a feature that holds words of the text costs


@dataclass
class Stack:
    """The scenes of the labelled texts while their fields are decided one by one."""

    scenes: dict[str, Scene]
    folds: list[list[str]] = field(init=False)

    def __post_init__(self) -> None:
        here = [[name for name in fold if name in self.scenes] for fold in folds()]
        self.folds = [fold for fold in here if fold]

    def run(self, plan: Plan) -> Weights:
        """Decides the plan's field in all scenes out of fold; returns the weights fitted on all texts."""
        packs: list[Packed] = []
        choosers: dict[str, Chooser] | None = None
        for number in range(plan.rounds):
            more = self._collect(plan, choosers)
            packs = [again(*each) for each in zip(packs, more, strict=True)] if packs else more
            last = number == plan.rounds - 1
            choosers = self._fit(plan, packs, choosers, last)
        assert choosers is not None
        for name, scene in self.scenes.items():
            decide(plan.field, scene, choosers[name])
            settle(plan.field, scene)
        start = _mean([choosers[fold[0]].weights for fold in self.folds])
        return fit(pool(packs), plan.l2, plan.least, start, plan.most, of_words=plan.of_words)

    def _collect(self, plan: Plan, choosers: dict[str, Chooser] | None) -> list[Packed]:
        """The instances of each text, in the order of the scenes."""

        def work(name: str) -> Packed:
            scene = _copy(self.scenes[name])
            chooser = choosers[name] if choosers else None
            return pack(collect(plan.field, scene, labels_of(name), chooser, plan.judge))

        return forked(work, list(self.scenes))

    def _fit(
        self, plan: Plan, packs: list[Packed], before: dict[str, Chooser] | None, last: bool
    ) -> dict[str, Chooser]:
        """For each text the chooser that was fitted without its fold, beginning from the same fold's last one."""

        def work(fold: list[str]) -> Weights:
            train = [at for at, name in enumerate(self.scenes) if name not in fold]
            start = before[fold[0]].weights if before else None
            found = pool([packs[at] for at in train])
            if last:
                return fit(found, plan.l2, plan.least, start, plan.most, of_words=plan.of_words)
            return fit(found, plan.l2, plan.least, start, None, FIRST_STEPS, plan.of_words)

        choosers: dict[str, Chooser] = {}
        for fold, weights in zip(self.folds, forked(work, self.folds), strict=True):
            choosers |= dict.fromkeys(fold, Chooser(weights))
        return choosers


def _mean(weights: list[Weights]) -> Weights:
    """The mean of each weight; one that is missing is 0."""
    names = sorted(set().union(*weights))
    return {name: sum(each.get(name, 0.0) for each in weights) / len(weights) for name in names}


def _copy(scene: Scene) -> Scene:
    """A scene whose rows may be written to."""
    copied = copy.copy(scene)
    copied.rows = [replace(row, spans=dict(row.spans), chance=dict(row.chance)) for row in scene.rows]
    return copied


def fresh(scene: Scene) -> Scene:
    """A scene with rows and notes of its own."""
    copied = _copy(scene)
    copied.notes = dict(scene.notes)
    return copied
