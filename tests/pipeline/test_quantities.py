"""Every written form of a number, and what must give none: the text files beside this one."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from oce_cli.model import Quantity
from oce_cli.pipeline.quantities import physical, read

HERE = Path(__file__).parent
BOUNDS = {"~": "approx", ">": "over", "<": "under"}


def cases(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    return [(left, right) for left, right in (line.rsplit(" => ", 1) for line in kept)]


FORMS = cases("quantities_forms.txt") + cases("quantities_edges.txt")
NONE = cases("quantities_none.txt") + cases("quantities_edges_none.txt")
NEWS = cases("quantities_news.txt")


def unmarked(marked: str) -> tuple[str, list[str]]:
    return re.sub(r"[\[\]]", "", marked), re.findall(r"\[([^\]]*)\]", marked)


def check(quantity: Quantity, wanted: str) -> None:
    meaning, unit = wanted.strip().split(" ")
    assert quantity.unit == unit
    if ".." in meaning:
        low, high = map(Decimal, meaning.split(".."))
        assert (quantity.low, quantity.high, quantity.bound) == (low, high, "range")
        assert quantity.value == (low + high) / 2
        return
    bound = BOUNDS.get(meaning[0], "exact")
    number = Decimal(meaning.lstrip("~<>"))
    assert (quantity.value, quantity.bound) == (number, bound)
    assert quantity.low == (None if bound == "under" else number)
    assert quantity.high == (None if bound == "over" else number)


def test_there_are_enough_forms() -> None:
    assert len(FORMS) >= 300
    assert len(NONE) >= 100
    assert len(NEWS) >= 100


@pytest.mark.parametrize(("marked", "wanted"), FORMS + NEWS)
def test_form(marked: str, wanted: str) -> None:
    text, spans = unmarked(marked)
    found = [quantity for quantity in read(text) if not quantity.reason]
    assert [quantity.text for quantity in found] == spans
    for quantity, meaning in zip(found, wanted.split(";"), strict=True):
        check(quantity, meaning)
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.step > 0


@pytest.mark.parametrize(("text", "reasons"), NONE)
def test_none(text: str, reasons: str) -> None:
    found = read(text)
    assert [quantity.reason for quantity in found] == [reason.strip() for reason in reasons.split(";")]
    assert {quantity.kind for quantity in found} == {"other"}


def test_units_are_named_alike_where_a_classifier_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    from quantulum3 import classifier

    def guess(*_: object) -> None:
        raise AssertionError("the classifier was asked")

    monkeypatch.setattr(classifier, "USE_CLF", True)
    monkeypatch.setattr(classifier, "disambiguate_unit", guess)
    physical._named.cache_clear()
    assert physical._named("decibels") == ("decibel", 8)
    assert classifier.USE_CLF
