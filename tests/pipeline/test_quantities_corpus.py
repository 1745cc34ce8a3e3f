"""What must hold on real calls: each digit run and number word is accounted for, and reading stays quick and right."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

import pytest

from oce_cli.pipeline.quantities import ledger, read
from scripts.measure_quantities import measure

SHARED = Path(os.environ.get("OCX_SHARED", Path(__file__).parents[2] / "../shared"))
TEXTS = sorted((SHARED / "corpus").glob("*.txt"))
WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion"
    " dozen half first second third fourth fifth sixth seventh eighth ninth tenth"
).split()
NUMBER = re.compile(rf"[0-9]+|\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)

pytestmark = pytest.mark.skipif(not TEXTS, reason="the measuring texts are not here")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_number_is_accounted_for(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    quantities = read(text)
    covered = bytearray(len(text))
    for quantity in quantities:
        assert text[quantity.start : quantity.end] == quantity.text
        covered[quantity.start : quantity.end] = b"\1" * (quantity.end - quantity.start)
    missed = [match for match in NUMBER.finditer(text) if not all(covered[match.start() : match.end()])]
    assert [text[max(0, match.start() - 30) : match.end() + 20] for match in missed] == []
    assert all(record["rows"] or record["reason"] for record in ledger(quantities))


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
