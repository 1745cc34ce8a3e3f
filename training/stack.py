"""Trains the fields one after the other, each on what the fields before it chose out of fold.

For every field the labelled texts are dealt into folds; each fold is decided by weights that never saw it. Those
choices, not the labels, are what the next field meets, in training as in use.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field

from oce_cli.model import Scene
from oce_cli.pipeline.chooser import Chooser, Field, decide
from oce_cli.pipeline.fields import settle
from training.fit import Instance, Judge, collect, fit, judge
from training.gold import folds, labels_of


@dataclass(frozen=True)
class Plan:
    """How one field is trained."""

    field: Field
    l2: float = 1.0
    least: int = 3
    rounds: int = 2  # 1: history is the right one; 2: then once more with its own, out of fold
    judge: Judge = judge


@dataclass
class Stack:
    """The scenes of the labelled texts while their fields are decided one by one."""

    scenes: dict[str, Scene]
    folds: list[list[str]] = field(default_factory=folds)
    say: Callable[[str], None] = print

    def run(self, plan: Plan) -> dict[str, float]:
        """Decides the plan's field in all scenes out of fold; returns the weights fitted on all texts."""
        instances = {name: self._collect(plan, name, None) for name in self.scenes}
        choosers = self._fit(plan, instances)
        for _ in range(1, plan.rounds):
            for name in self.scenes:
                instances[name] = instances[name] + self._collect(plan, name, choosers[name])
            choosers = self._fit(plan, instances, choosers)
        for name, scene in self.scenes.items():
            decide(plan.field, scene, choosers[name])
            settle(plan.field, scene)
        return fit([i for found in instances.values() for i in found], plan.l2, plan.least)

    def _collect(self, plan: Plan, name: str, chooser: Chooser | None) -> list[Instance]:
        scene = copy.copy(self.scenes[name])
        scene.rows = [copy.deepcopy(row) for row in scene.rows]
        return collect(plan.field, scene, labels_of(name), chooser, plan.judge)

    def _fit(
        self, plan: Plan, instances: dict[str, list[Instance]], before: dict[str, Chooser] | None = None
    ) -> dict[str, Chooser]:
        """For each text the chooser that was fitted without its fold, beginning from the same fold's last one."""
        found: dict[str, Chooser] = {}
        for fold in self.folds:
            train = [i for name in self.scenes if name not in fold for i in instances[name]]
            start = before[fold[0]].weights if before else None
            chooser = Chooser(fit(train, plan.l2, plan.least, start))
            found |= dict.fromkeys(fold, chooser)
        return found
