"""Fits a field's weights: conditional logit over the candidates of each row, L2 regularised, L-BFGS.

A row may have several right candidates (the same value read in two places); their probabilities are added.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from oce_cli.lexicon import listed_words
from oce_cli.model import Row, Scene
from oce_cli.pipeline.chooser import Candidate, Chooser, Field
from training.gold import Label, pairs_of, right
from training.packed import Instance, Packed, occurrences, only, pack

MOST_STEPS = 150
LEAST_WEIGHT = 0.02
FEWEST_TEXTS = 5  # that a feature was seen in
WEIGHTS = Path(__file__).resolve().parents[1] / "oce_cli" / "weights"
# Features that hold words of the text itself. There are many, each of few texts, and they remember a company's habits.
OF_WORDS = re.compile(r"word|says=|said before=|begins|metric[ =]|qualifier|precedes|follows|previous|subject=")
UNSURE = 0.4  # weight of a label without a period: readers leave it empty where others name the call's
Weights = dict[str, float]

Judge = Callable[[str, Candidate, Label | None], bool]


def judge(field: str, candidate: Candidate, label: Label | None) -> bool:
    """Whether a candidate is right: for a number without a label only the empty value is."""
    if label is None:
        return candidate.value == ""
    if field in ("period", "comparison") and not label[field]:
        return candidate.value == ""
    return right(field, candidate.value, label)


def causes_first(candidates: Sequence[Candidate], verdict: tuple[bool, ...]) -> tuple[bool, ...]:
    """The verdicts without the bare impacts where the impact of something is right too.

    The scorer takes "impact" for each of them; who reads the table wants to know of what.

    >>> causes_first([Candidate("impact", ()), Candidate("strike_impact", ())], (True, True))
    (False, True)
    >>> causes_first([Candidate("impact", ()), Candidate("revenue", ())], (True, False))
    (True, False)
    """
    nouns = listed_words("impact", "nouns")
    bare = [bool(one.value) and nouns.issuperset(one.value.split("_")) for one in candidates]
    if not any(right and not alone for right, alone in zip(verdict, bare, strict=True)):
        return verdict
    return tuple(right and not alone for right, alone in zip(verdict, bare, strict=True))


def collect(
    field: Field, scene: Scene, labels: Sequence[Label], chooser: Chooser | None = None, judge: Judge = judge
) -> list[Instance]:
    """The instances of one document. History is the right choice, or the chooser's own where one is given."""
    field.prepare(scene)
    found = []
    for at, pair in enumerate(pairs_of(scene.rows, labels)):
        candidates = field.candidates(scene, at)
        verdict = tuple(judge(field.name, candidate, pair.label) for candidate in candidates)
        if field.name == "metric":
            verdict = causes_first(candidates, verdict)
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
    instances: Sequence[Instance] | Packed,
    l2: float = 1.0,
    least: int = 3,
    start: Weights | None = None,
    most: int | None = None,
    steps: int = MOST_STEPS,
    of_words: float = 1.0,
) -> Weights:
    """Weights of the features that occur in at least ``least`` instances; ``start``: weights to begin from.

    ``of_words``: how many times as much it costs to weigh a feature that holds words of the text.

    Where there are many texts, a feature of a few of them is left out: it would be the habit of one company.

    ``most``: the features that matter most are kept, this many, and fitted once more by themselves.
    """
    packed = instances if isinstance(instances, Packed) else pack(instances)
    counts = occurrences(packed)
    frequent = (counts >= least) & (packed.texts >= min(FEWEST_TEXTS, packed.texts.max(initial=0)))
    packed, counts = only(packed, frequent), counts[frequent]
    first = np.array([(start or {}).get(name, 0.0) for name in packed.names])
    found = _minimize(packed, _costs(packed.names, l2, of_words), first, steps)
    if most is not None and len(found) > most:
        matters = np.argsort(-(found**2) * counts, kind="stable")[:most]
        kept = np.zeros(len(found), np.bool_)
        kept[matters] = True
        packed, found = only(packed, kept), found[kept]
        found = _minimize(packed, _costs(packed.names, l2, of_words), found, steps)
    pairs = zip(packed.names, found.tolist(), strict=True)
    return {name: round(weight, 3) for name, weight in pairs if abs(weight) >= LEAST_WEIGHT}


def _costs(names: Sequence[str], l2: float, of_words: float) -> NDArray[np.float64]:
    """What it costs to weigh each feature."""
    return np.array([l2 * of_words if OF_WORDS.search(name) else l2 for name in names])


def _minimize(
    packed: Packed, costs: NDArray[np.float64], first: NDArray[np.float64], steps: int
) -> NDArray[np.float64]:
    ends = np.concatenate([[0], np.cumsum(packed.sizes)])
    shape = (len(packed.sizes), len(packed.names))
    matrix = csr_matrix((np.ones(len(packed.columns)), packed.columns, ends), shape=shape)
    starts = np.concatenate([[0], np.cumsum(packed.counts)[:-1]])
    owner = np.repeat(np.arange(len(packed.counts)), packed.counts)
    mask, weight = packed.right, packed.weights

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = matrix @ w
        score -= np.maximum.reduceat(score, starts)[owner]
        e = np.exp(score)
        total = np.add.reduceat(e, starts)
        hit = np.add.reduceat(np.where(mask, e, 0.0), starts) + 1e-300
        value = float(np.sum(weight * (np.log(total) - np.log(hit)))) + 0.5 * float(costs @ (w * w))
        push = weight[owner] * (e / total[owner] - np.where(mask, e, 0.0) / hit[owner])
        return value, matrix.T @ push + costs * w

    options = {"maxiter": steps, "ftol": 1e-7}
    result: NDArray[np.float64] = minimize(loss, first, jac=True, method="L-BFGS-B", options=options).x
    return result


def save(field: str, weights: Weights, note: str) -> None:
    """Writes the weights of a field, sorted by name."""
    path = WEIGHTS / f"{field}.json"
    path.parent.mkdir(exist_ok=True)
    body = {"field": field, "made_by": "python -m training", "note": note, "weights": dict(sorted(weights.items()))}
    path.write_text(json.dumps(body, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def accuracy(field: Field, pairs: Iterable[tuple[Row, Label]]) -> float:
    """Share of rows whose field is right."""
    verdicts = [right(field.name, str(getattr(row, field.name)), label) for row, label in pairs]
    return sum(verdicts) / max(1, len(verdicts))
