"""Calibrates ``confidence``: a small logistic regression over named terms, then isotonic regression of its score.

Both are fitted on rows whose choosers had not seen the text of the row.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from oce_cli.model import Row, Scene
from oce_cli.pipeline.confidence import Calibration, terms
from oce_cli.table import rows_of
from training.gold import Label, labels_of, listed, scorer

L2 = 2.0
LEAST_ROWS = 150  # of one step
BINS = 10  # of the picture and of the calibration error
WEIGHTS = Path(__file__).resolve().parents[1] / "oce_cli" / "weights" / "confidence.json"


class Told(NamedTuple):
    """A row and whether its metric, measure, value and unit are right."""

    row: Row
    right: bool


def verdicts(rows: Sequence[Mapping[str, object]], labels: Sequence[Label]) -> list[bool | None]:
    """Whether each table row is right in core; None where the number is one that counts neither way."""
    score = scorer()
    kept = [label for label in labels if not label["ignore"]]
    ignored = [(int(label["start"]), int(label["end"])) for label in labels if label["ignore"]]
    found: list[bool | None] = [
        None if any(int(str(row["start"])) < end and int(str(row["end"])) > start for start, end in ignored) else False
        for row in rows
    ]
    for i, j in score.pair(rows, kept, listed()):
        found[i] = all(score.agree(rows[i], kept[j], field, listed()) for field in score.CORE)
    return found


def told(name: str, scene: Scene) -> list[Told]:
    """The rows of a labelled text with their verdicts."""
    rows = [row for row in scene.rows if row.metric]
    judged = verdicts(rows_of(scene), labels_of(name))
    return [Told(row, verdict) for row, verdict in zip(rows, judged, strict=True) if verdict is not None]


def pairs(name: str, rows: Sequence[Mapping[str, object]]) -> list[tuple[float, bool]]:
    """Confidence and verdict of the table rows of a labelled text."""
    judged = zip(rows, verdicts(rows, labels_of(name)), strict=True)
    return [(float(str(row["confidence"])), verdict) for row, verdict in judged if verdict is not None]


def calibrate(rows: Sequence[Told]) -> Calibration:
    """The calibration that fits the rows best."""
    seen = [terms(row) for row, _ in rows]
    names = sorted({name for each in seen for name in each})
    matrix = np.array([[each.get(name, 0.0) for name in names] for each in seen])
    right = np.array([verdict for _, verdict in rows], np.float64)

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        score = matrix @ w
        chance = 1 / (1 + np.exp(-score))
        value = float(np.sum(np.logaddexp(0, score) - right * score)) + 0.5 * L2 * float(w @ w)
        return value, matrix.T @ (chance - right) + L2 * w

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    weights = {name: round(float(weight), 3) for name, weight in zip(names, found, strict=True)}
    scores = matrix @ np.array([weights[name] for name in names])
    return Calibration(weights, steps(scores.tolist(), right.tolist()))


def steps(scores: Sequence[float], right: Sequence[float], least: int = LEAST_ROWS) -> tuple[tuple[float, float], ...]:
    """Isotonic regression in steps of at least ``least`` rows: mean score and share of right rows of each.

    >>> steps([1, 2, 3, 4], [0, 1, 0, 1], least=1)
    ((1.0, 0.0), (2.5, 0.5), (4.0, 1.0))
    """
    order = np.argsort(np.array(scores), kind="stable")
    size = max(1, len(order) // max(1, len(order) // least))
    blocks: list[tuple[float, float, int]] = []  # sum of scores, sum of right, rows
    for start in range(0, len(order), size):
        part = order[start : start + size]
        blocks.append((sum(scores[at] for at in part), sum(right[at] for at in part), len(part)))
        while len(blocks) > 1 and (
            blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2] or blocks[-1][2] < least
        ):
            after, before = blocks.pop(), blocks.pop()
            blocks.append((before[0] + after[0], before[1] + after[1], before[2] + after[2]))
    return tuple((round(score / rows, 3), round(hits / rows, 3)) for score, hits, rows in blocks)


def reliability(pairs: Iterable[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """Mean confidence, share of right rows and their number, for each tenth of confidence that has rows.

    >>> reliability([(0.95, True), (0.91, True), (0.15, False)])
    [(0.15, 0.0, 1), (0.93, 1.0, 2)]
    """
    bins: dict[int, list[tuple[float, bool]]] = {}
    for sure, right in pairs:
        bins.setdefault(min(BINS - 1, int(sure * BINS)), []).append((sure, right))
    return [
        (
            round(sum(sure for sure, _ in found) / len(found), 4),
            round(sum(right for _, right in found) / len(found), 4),
            len(found),
        )
        for _, found in sorted(bins.items())
    ]


def expected_error(points: Sequence[tuple[float, float, int]]) -> float:
    """Expected calibration error: the mean distance of confidence and share of right rows, weighted by rows.

    >>> round(expected_error([(0.15, 0.0, 1), (0.93, 1.0, 2)]), 3)
    0.097
    """
    rows = sum(count for _, _, count in points)
    return sum(abs(sure - right) * count for sure, right, count in points) / max(1, rows)


def save(calibration: Calibration, note: str) -> None:
    """Writes the calibration that comes with the package."""
    body = {
        "field": "confidence",
        "made_by": "python -m training",
        "note": note,
        "weights": calibration.weights,
        "steps": calibration.steps,
    }
    text = json.dumps(body, indent=1, ensure_ascii=False)
    for score, frequency in calibration.steps:  # a step on one line
        text = text.replace(f"[\n   {score},\n   {frequency}\n  ]", f"[{score}, {frequency}]")
    WEIGHTS.write_text(text + "\n", encoding="utf-8")
