"""Floors under the accuracy, in ``floors.toml``: no change may lose unseen what was reached.

Two kinds of figures are held. What the package as it comes reaches on the labelled texts is high, since its weights
were fitted on these very texts; it is held to see that the program and its weights still fit each other. What counts is
cross-validated, each text decided by weights that were made without it: ``make crossval`` makes these rows,
``docs/accuracy.md`` shows them, and ``training/crossval.json`` keeps the figures of the training that made the weights.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from training.figures import CROSSVAL, FIELDS, SUMS, figures, newswire, tally
from training.gold import names
from training.shipped import labelled_rows, newswire_rows

pytestmark = pytest.mark.usefixtures("shared")
FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))


def below(told: dict[str, float], floors: dict[str, float]) -> dict[str, str]:
    """The figures under their floors."""
    return {key: f"{told[key]} < {floor}" for key, floor in floors.items() if not told[key] >= floor}


def test_a_figure_under_its_floor_is_seen() -> None:
    assert below({"found": 0.9, "core": 0.7}, {"found": 0.9, "core": 0.71}) == {"core": "0.7 < 0.71"}


@pytest.mark.parametrize("part", ["labelled", "crossval"])
def test_every_figure_has_a_floor(part: str) -> None:
    assert FLOORS[part].keys() >= {*SUMS, *FIELDS}


@pytest.mark.corpus
def test_package_on_labelled_texts() -> None:
    rows = labelled_rows(names())
    assert below(figures(tally(name, found) for name, found in rows.items()), FLOORS["labelled"]) == {}


@pytest.mark.corpus
def test_package_on_newswire_facts(tmp_path: Path) -> None:
    rows = newswire_rows(tmp_path / "rows.jsonl")
    assert below(newswire(rows, tmp_path), FLOORS["newswire"]) == {}
    assert below(newswire(rows, tmp_path, unseen=True), FLOORS["newswire_unseen"]) == {}


def test_cross_validated_figures_of_the_last_training() -> None:
    told = json.loads(CROSSVAL.read_text(encoding="utf-8"))
    lowest = min(figures["core"] for figures in told["by_text"].values())
    assert sorted(told["by_text"]) == names(), "run python -m training"
    assert below(told["all"] | {"lowest_core": lowest}, FLOORS["crossval"]) == {}
    assert told["all"]["calibration_error"] <= FLOORS["calibration"]["error"]
