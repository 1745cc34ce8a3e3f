"""What fits the weights: packed instances, fits, steps of confidence, kinds of faults."""

from __future__ import annotations

from random import Random

import pytest

from oce_cli.model import Scene, Transcript
from training.__main__ import groups
from training.calibrate import expected_error, reliability, steps
from training.faults import kind_of_fault
from training.fit import fit
from training.forked import forked
from training.gold import folds, more_names, names
from training.packed import Instance, merge, occurrences, pack, pool
from training.stack import Stack


def instances(count: int) -> list[Instance]:
    """Made-up rows: "near" is mostly right, "far" seldom, and a noise feature says nothing."""
    dice = Random(7)
    found = []
    for _ in range(count):
        right = dice.random() < 0.9
        noise = f"noise={dice.randrange(20)}"
        found.append(Instance((("near", noise), ("far", noise)), (right, not right)))
    return found


def test_fit_finds_what_speaks_for_a_candidate() -> None:
    weights = fit(instances(400), l2=1.0)
    assert weights["near"] > 0.5
    assert weights["far"] < -0.5
    assert not [name for name in weights if name.startswith("noise")]


def test_fit_gives_the_same_weights_in_any_order_of_features() -> None:
    turned = [Instance(tuple(f[::-1] for f in each.features), each.right) for each in instances(200)]
    assert fit(instances(200)) == fit(turned)


def test_packs_of_parts_fit_as_one() -> None:
    every = instances(200)
    assert fit(pool([pack(every[:80]), pack(every[80:])])) == fit(pool([pack(every[:120]), pack(every[120:])]))
    together = fit(merge(pool([pack(every[:80]), pack(every[80:])])))
    assert together == pytest.approx(fit(every), abs=0.01)


def test_features_that_matter_most_are_kept() -> None:
    odd = [Instance((("near", "seldom"), ("far",)), (True, False))] * 3
    assert fit([*instances(400), *odd], most=2).keys() == {"near", "far"}


def test_rare_features_are_left_out() -> None:
    odd = [Instance((("near", "seldom"), ("far",)), (True, False))] * 3
    assert "seldom" not in fit([*instances(40), *odd], least=4)
    assert occurrences(pack(odd)).tolist() == [3.0, 3.0, 3.0]


def test_steps_never_fall() -> None:
    dice = Random(3)
    scores = [dice.uniform(-3, 3) for _ in range(2000)]
    right = [float(dice.random() < 1 / (1 + 2.7**-score)) for score in scores]
    found = steps(scores, right)
    assert [frequency for _, frequency in found] == sorted(frequency for _, frequency in found)
    assert 5 < len(found) <= 2000 // 150


def test_calibration_error_of_the_sure_and_wrong() -> None:
    assert expected_error(reliability([(1.0, False), (0.0, True)])) == 1
    assert expected_error(reliability([(0.5, False), (0.5, True)])) == 0


@pytest.mark.parametrize(
    ("field", "told", "right", "fault"),
    [
        ("period", "2020", "2020-Q4", "year for a quarter or other part"),
        ("period", "2020-Q3", "2020-Q4", "another quarter or part of the same year"),
        ("segment", "", "tools", "none for a part of the company"),
        ("segment", "tools", "", "a part for the whole company"),
        ("measure", "level", "change", "level for change"),
        ("unit", "percent", "percentage_points", "percent for points, or the reverse"),
    ],
)
def test_kinds_of_faults(field: str, told: str, right: str, fault: str) -> None:
    assert kind_of_fault(field, {field: told}, {field: right}) == fault


def test_sign_is_told_from_number_and_bound() -> None:
    label = {"value": "-5", "low": "-5", "high": "-5"}
    assert kind_of_fault("value", {"value": 5}, label) == "sign"
    assert kind_of_fault("value", {"value": -5}, label) == "bound"
    assert kind_of_fault("value", {"value": 50}, label) == "number"


@pytest.mark.usefixtures("shared")
def test_every_text_is_held_out_once() -> None:
    held = [name for group in groups() for name in group]
    assert sorted(held) == sorted([*names(), *more_names()])


@pytest.mark.usefixtures("shared")
def test_a_stack_folds_its_own_texts_alone() -> None:
    some = names()[:11]
    stack = Stack({name: Scene(Transcript("", "")) for name in some})
    assert sorted(name for fold in stack.folds for name in fold) == some


def test_forked_work_keeps_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCX_TRAINING_PROCESSES", "3")
    assert forked(str, range(10)) == [str(number) for number in range(10)]


def test_the_calls_of_a_company_stand_in_one_fold() -> None:
    where: dict[str, int] = {}
    for at, fold in enumerate(folds()):
        for name in fold:
            assert where.setdefault(name.partition("_")[0], at) == at
