"""How sure a row is: the chances that its choosers gave, made into a measured frequency.

Named terms of a row are added up with the weights of ``oce_cli/weights/confidence.json`` to a score. The steps in the
same file say how often rows of such a score had the right metric, measure, value and unit on labelled texts that the
choosers had not seen; between two steps the frequency is read off the straight line. Made by ``python -m training``.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

from oce_cli.model import Row

SUREST = 0.999  # chances beyond are not told apart


def log_odds(chance: float) -> float:
    """Logarithm of the odds of a chance, which is kept within 1 - SUREST and SUREST.

    >>> log_odds(0.5), round(log_odds(0.9), 2), log_odds(1.0) == log_odds(SUREST)
    (0.0, 2.2, True)
    """
    chance = min(SUREST, max(1 - SUREST, chance))
    return log(chance / (1 - chance))


def terms(row: Row) -> dict[str, float]:
    """What speaks for and against a row, by name.

    >>> from decimal import Decimal
    >>> from oce_cli.model import Quantity
    >>> five = Quantity(0, 2, "5%", "percent", Decimal(5), Decimal(5), None, "over", "percent", Decimal(1))
    >>> row = Row(five, 0, 0, metric="revenue", listed=True, measure="growth", rule="mention")
    >>> row.chance.update(metric=0.5, measure=0.5)
    >>> [name for name, value in terms(row).items() if value]
    ['base', 'rule=mention', 'kind=percent', 'measure=growth', 'bound=over', 'listed']
    """
    metric, measure = log_odds(row.chance.get("metric", 0.5)), log_odds(row.chance.get("measure", 0.5))
    found = {
        "base": 1.0,
        "metric": metric,
        "measure": measure,
        "weaker": min(metric, measure),
        f"rule={row.rule}": 1.0,
        f"kind={row.quantity.kind}": 1.0,
        f"measure={row.measure}": 1.0,
        f"bound={row.quantity.bound}": 1.0,
    }
    if row.listed:
        found["listed"] = 1.0
    return found


@dataclass(frozen=True)
class Calibration:
    """Weights of the terms, and steps (score, frequency), both ascending.

    >>> sure = Calibration({"metric": 1.0}, ((-1.0, 0.2), (1.0, 0.8)))
    >>> [round(sure.frequency(score), 2) for score in (-5, -1, 0, 1, 5)]
    [0.2, 0.2, 0.5, 0.8, 0.8]
    """

    weights: dict[str, float]
    steps: tuple[tuple[float, float], ...]

    def score(self, row: Row) -> float:
        """The sum of the row's terms by their weights; an unknown term counts nothing."""
        get = self.weights.get
        return sum([get(name, 0.0) * value for name, value in terms(row).items()], 0.0)

    def frequency(self, score: float) -> float:
        """How often rows of this score were right."""
        at = bisect_right(self.steps, score, key=lambda step: step[0])
        if at == 0 or at == len(self.steps):
            return self.steps[max(0, at - 1)][1]
        (low, seldom), (high, often) = self.steps[at - 1 : at + 1]
        return seldom + (often - seldom) * (score - low) / (high - low)

    def tell(self, rows: Sequence[Row]) -> None:
        """Writes the confidence of each row."""
        for row in rows:
            row.confidence = self.frequency(self.score(row))


@cache
def load() -> Calibration:
    """The calibration that comes with the package."""
    source = files("oce_cli") / "weights" / "confidence.json"
    told = json.loads(source.read_text(encoding="utf-8"))
    return Calibration(told["weights"], tuple((score, frequency) for score, frequency in told["steps"]))
