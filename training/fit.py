"""Fits a field's weights: conditional logit over the candidates of each row, L2 regularised, L-BFGS.

A row may have several right candidates (the same value read in two places); their probabilities are added.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from oce_cli.model import Row, Scene
from oce_cli.pipeline.chooser import Candidate, Chooser, Field
from training.gold import Label, pairs_of, right

MOST_STEPS = 150
WEIGHTS = Path(__file__).resolve().parents[1] / "oce_cli" / "weights"


UNSURE = 0.4  # weight of a label without a period: readers leave it empty where others name the call's


@dataclass(frozen=True)
class Instance:
    """One row's candidates as feature lists, and which of them are right."""

    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    weight: float = 1.0


Judge = Callable[[str, Candidate, Label | None], bool]


def judge(field: str, candidate: Candidate, label: Label | None) -> bool:
    """Whether a candidate is right: for a number without a label only the empty value is."""
    if label is None:
        return candidate.value == ""
    if field in ("period", "comparison") and not label[field]:
        return candidate.value == ""
    return right(field, candidate.value, label)


def collect(
    field: Field, scene: Scene, labels: Sequence[Label], chooser: Chooser | None = None, judge: Judge = judge
) -> list[Instance]:
    """The instances of one document. History is the right choice, or the chooser's own where one is given."""
    field.prepare(scene)
    found = []
    for at, pair in enumerate(pairs_of(scene.rows, labels)):
        candidates = field.candidates(scene, at)
        verdict = tuple(judge(field.name, candidate, pair.label) for candidate in candidates)
        usable = not pair.ignored and (pair.label is not None or field.name == "metric")
        if usable and any(verdict) and not all(verdict):
            light = field.name == "period" and pair.label is not None and not pair.label["period"]
            found.append(Instance(tuple(c.features for c in candidates), verdict, UNSURE if light else 1.0))
        if chooser is not None or not any(verdict) or not usable:
            best = (chooser or Chooser({})).choose(candidates)[0]
        else:
            best = verdict.index(True)
        field.write(pair.row, candidates[best])
    return found


def fit(
    instances: Sequence[Instance], l2: float = 1.0, least: int = 3, start: dict[str, float] | None = None
) -> dict[str, float]:
    """Weights of the features that occur in at least ``least`` instances; ``start``: weights to begin from."""
    counts: Counter[str] = Counter()
    for instance in instances:
        counts.update({name for features in instance.features for name in features})
    index = {name: at for at, name in enumerate(sorted(n for n, c in counts.items() if c >= least))}
    rows, columns, group, good, weights = [], [], [], [], []
    line = 0
    for number, instance in enumerate(instances):
        weights.append(instance.weight)
        for features, is_right in zip(instance.features, instance.right, strict=True):
            for name in features:
                if name in index:
                    rows.append(line)
                    columns.append(index[name])
            group.append(number)
            good.append(is_right)
            line += 1
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(line, len(index)))
    starts = np.searchsorted(np.array(group), np.arange(len(instances)))
    owner, mask = np.array(group), np.array(good)
    weight = np.array(weights)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        score = matrix @ w
        score -= np.maximum.reduceat(score, starts)[owner]
        e = np.exp(score)
        total = np.add.reduceat(e, starts)
        hit = np.add.reduceat(np.where(mask, e, 0.0), starts) + 1e-300
        value = float(np.sum(weight * (np.log(total) - np.log(hit)))) + 0.5 * l2 * float(w @ w)
        push = weight[owner] * (e / total[owner] - np.where(mask, e, 0.0) / hit[owner])
        return value, matrix.T @ push + l2 * w

    first = np.array([(start or {}).get(name, 0.0) for name in index])
    options = {"maxiter": MOST_STEPS, "ftol": 1e-7}
    found = minimize(loss, first, jac=True, method="L-BFGS-B", options=options)
    return {name: round(float(found.x[at]), 3) for name, at in index.items() if abs(found.x[at]) >= 0.02}


def save(field: str, weights: dict[str, float], note: str) -> None:
    """Writes the weights of a field, strongest first within each group of names."""
    path = WEIGHTS / f"{field}.json"
    path.parent.mkdir(exist_ok=True)
    body = {"field": field, "made_by": "python -m training", "note": note, "weights": dict(sorted(weights.items()))}
    path.write_text(json.dumps(body, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def accuracy(field: Field, pairs: Iterable[tuple[Row, Label]]) -> float:
    """Share of rows whose field is right."""
    verdicts = [right(field.name, str(getattr(row, field.name)), label) for row, label in pairs]
    return sum(verdicts) / max(1, len(verdicts))
