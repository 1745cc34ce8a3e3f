"""Trains every field and the confidence, and measures them on texts that were held out: ``python -m training``.

Writes ``oce_cli/weights/FIELD.json``, fitted on all labelled texts, ``training/crossval.json`` with the cross-validated
figures, and the rows of each text as it was decided unseen in ``out/crossval/NAME.jsonl``, which
``score.py --predictions`` scores.

Measuring trains everything anew for each group of texts, without them. The choices out of fold that fields hand on to
each other while they are trained (``training.stack``) will not do: a choice without a text's fold, beside weights that
saw what was chosen without other folds, tells something of the text's own labels. Such figures flatter, the more so the
more closely the weights fit.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys

from oce_cli.model import Scene
from oce_cli.pipeline import fields
from oce_cli.pipeline.assembly import prepare
from oce_cli.pipeline.chooser import Chooser, decide
from oce_cli.pipeline.confidence import Calibration
from oce_cli.reading import read_text
from oce_cli.table import rows_of
from training import calibrate
from training.figures import CROSSVAL, Figures, figures, read_rows, tally, write_rows
from training.fit import Judge, Weights, judge, save
from training.gold import SHARED, folds, more_names, names, text_of
from training.judges import draft_judge, measure_judge
from training.shipped import OUT
from training.stack import Plan, Stack, fresh

GROUPS = 4  # of texts that are held out together
L2 = {
    "metric": 20.0,
    "measure": 8.0,
    "period": 26.0,
    "segment": 15.0,
    "status": 15.0,
    "status_draft": 15.0,
    "basis": 5.0,
    "comparison": 3.0,
}
LEAST = {
    "metric": 5,
    "measure": 5,
    "period": 6,
    "segment": 6,
    "status": 5,
    "status_draft": 5,
    "basis": 5,
}
MOST = {  # weights kept, else 700
    "metric": 12000,
    "measure": 8000,
    "period": 12000,
    "segment": 8000,
    "status": 8000,
    "status_draft": 8000,
    "basis": 4000,
}
OF_WORDS = {"status": 4.0, "status_draft": 4.0, "basis": 4.0, "period": 3.0}  # else 1
ROUNDS = {"period": 3, "segment": 3}  # else 2; what goes on from row to row learns from its history
JUDGES: dict[str, Judge] = {
    "measure": measure_judge,
    "status_draft": draft_judge("status"),
}


def scenes() -> dict[str, Scene]:
    """The labelled texts, read by the pipeline up to the fields."""
    return {name: prepare(read_text(text_of(name), f"{name}.txt")) for name in [*names(), *more_names()]}


def plans() -> list[Plan]:
    """One plan a field, in the order in which they are decided."""
    return [
        Plan(
            field,
            l2=L2.get(field.name, 2.0),
            least=LEAST.get(field.name, 3),
            judge=JUDGES.get(field.name, judge),
            most=MOST.get(field.name, 700),
            rounds=ROUNDS.get(field.name, 2),
            of_words=OF_WORDS.get(field.name, 1.0),
        )
        for field in fields.FIELDS
    ]


def trained(scenes: dict[str, Scene]) -> dict[str, Weights]:
    """The weights of every field, fitted on the texts of the scenes."""
    stack = Stack({name: fresh(scene) for name, scene in scenes.items()})
    found = {}
    for plan in plans():
        found[plan.field.name] = stack.run(plan)
        print(f"{plan.field.name}: {len(found[plan.field.name])} weights", file=sys.stderr, flush=True)
    return found


def groups() -> list[set[str]]:
    """The labelled texts in parts of equal size, each of which is held out once."""
    every = folds()
    return [{name for fold in every[at::GROUPS] for name in fold} for at in range(GROUPS)]


def held_out(scenes: dict[str, Scene]) -> dict[str, Scene]:
    """The measuring texts, each decided by weights that were made without it."""
    found = {}
    for out in groups():
        weights = trained({name: scene for name, scene in scenes.items() if name not in out})
        for name in names():
            if name in out:
                scene = found[name] = fresh(scenes[name])
                for field in fields.FIELDS:
                    decide(field, scene, Chooser(weights[field.name]))
                    fields.settle(field, scene)
    return found


def tell_confidence(scenes: dict[str, Scene]) -> Calibration:
    """Writes the confidence of all rows, each by a calibration without its fold; returns the one by all texts.

    The measuring labels alone count here: they name every number of their texts.
    """
    told = {name: calibrate.told(name, scenes[name]) for name in names()}
    for fold in folds():
        without = calibrate.calibrate([row for name in told if name not in fold for row in told[name]])
        for name in fold:
            if name in scenes:
                without.tell(scenes[name].rows)
    return calibrate.calibrate([row for rows in told.values() for row in rows])


def cross_validated() -> dict[str, object]:
    """The figures of the rows in ``out/crossval``, over all and by text."""
    by_text: dict[str, Figures] = {}
    tallies, sure = [], []
    for name in names():
        rows = read_rows(OUT / f"{name}.jsonl")
        tallies.append(tally(name, rows))
        by_text[name] = figures(tallies[-1:])
        sure += calibrate.pairs(name, rows)
    error = calibrate.expected_error(calibrate.reliability(sure))
    over_all = figures(tallies) | {"calibration_error": round(error, 4)}
    return {"made_by": "python -m training", "texts": len(by_text), "all": over_all, "by_text": by_text}


def write_figures(told: dict[str, object]) -> None:
    """The cross-validated figures that belong to the weights, a text on a line."""
    text = json.dumps(told, indent=1)
    CROSSVAL.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", action="store_true", help="write neither weights nor training/crossval.json")
    parser.add_argument("--errors", action="store_true", help="list every wrong row")
    args = parser.parse_args()
    every = scenes()
    measured = held_out(every)
    calibration = tell_confidence(measured)
    for name in names():
        write_rows(OUT / f"{name}.jsonl", rows_of(measured[name]))
    told = cross_validated()
    if not args.keep:
        for plan, (name, weights) in zip(plans(), trained(every).items(), strict=True):
            save(name, weights, f"l2 {plan.l2}, {len(every)} texts")
        calibrate.save(calibration, f"{len(calibration.steps)} steps, {len(names())} texts")
        write_figures(told)
    command = [sys.executable, str(SHARED / "score.py"), "--predictions", str(OUT)]
    subprocess.run(command + (["--errors"] if args.errors else []), check=True)
    print(json.dumps(told["all"]))


if __name__ == "__main__":
    main()
