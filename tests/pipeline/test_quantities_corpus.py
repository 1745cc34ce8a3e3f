"""What must hold on real calls: reading stays quick and right. ``test_ledger`` holds that no number is left out."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from oce_cli.pipeline.quantities import read
from scripts.measure_quantities import measure

SHARED = Path(os.environ.get("OCX_SHARED", Path(__file__).parents[2] / "../shared"))
TEXTS = sorted((SHARED / "corpus").glob("*.txt"))
pytestmark = pytest.mark.skipif(not TEXTS, reason="the measuring texts are not here")


def test_labels_are_met() -> None:
    total: dict[str, int] = {}
    for path in TEXTS:
        for key, count in measure(path.stem, errors=False, extra=False).items():
            total[key] = total.get(key, 0) + count
    assert total["found"] / total["gold"] > 0.99
    assert total["value"] / total["found"] > 0.985
    assert total["unit"] / total["found"] > 0.96
    assert total["extra"] / total["candidates"] < 0.04


def test_reading_is_quick() -> None:
    text = TEXTS[0].read_bytes().decode("utf-8")
    read(text)
    began = time.process_time()
    read(text)
    assert (time.process_time() - began) / len(text) < 100e-3 / 40_000  # ten times what it takes


def test_quantulum_is_not_loaded_without_its_units() -> None:
    loaded = "quantulum3" in sys.modules
    read("Sales rose 5% to $3 million on 2,000 square feet and 500 barrels per day.")
    assert ("quantulum3" in sys.modules) == loaded
