"""The confidence of rows: read off measured steps, never out of them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from oce_cli.model import Transcript
from oce_cli.pipeline.assembly import run
from oce_cli.pipeline.confidence import SUREST, Calibration, load, log_odds

STEPS = ((-1.0, 0.25), (0.0, 0.5), (2.0, 0.9))


def test_steps_rise() -> None:
    told = load()
    assert len(told.steps) >= 8
    for (low, seldom), (high, often) in pairwise(told.steps):
        assert low < high
        assert seldom <= often
    assert told.steps[0][1] >= 0
    assert told.steps[-1][1] <= 1


@pytest.mark.parametrize(("score", "frequency"), [(-9, 0.25), (-0.5, 0.375), (0, 0.5), (1, 0.7), (2, 0.9), (9, 0.9)])
def test_frequency_between_and_beyond_steps(score: float, frequency: float) -> None:
    assert Calibration({}, STEPS).frequency(score) == pytest.approx(frequency)


def test_no_chance_is_infinite() -> None:
    assert log_odds(1.0) == -log_odds(0.0) == log_odds(SUREST) < 10


def test_every_row_is_told() -> None:
    scene = run(Transcript("call.txt", "Revenue grew 12% to $5 million. We also saw 40 basis points somewhere."))
    assert scene.rows
    assert all(load().steps[0][1] <= row.confidence <= load().steps[-1][1] for row in scene.rows)


def test_plain_figure_is_surer_than_a_carried_one() -> None:
    scene = run(
        Transcript("call.txt", "Revenue was $5 million in the quarter. It was about 40 or so at the other place.")
    )
    plain, *others = scene.rows
    assert all(plain.confidence > row.confidence for row in others)
    assert plain.confidence > 0.8
