"""Trains every field and measures them out of fold: ``python -m training``.

Writes ``oce_cli/weights/FIELD.json``, fitted on all labelled texts, and the out-of-fold rows of each text as
``out/crossval/NAME.jsonl``, which ``score.py --predictions`` scores.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from oce_cli.model import Scene
from oce_cli.pipeline import fields
from oce_cli.pipeline.build import prepare
from oce_cli.reading import read_text
from oce_cli.table import rows_of
from training.fit import Judge, judge, save
from training.gold import SHARED, more_names, names, text_of
from training.judges import draft_judge, measure_judge
from training.stack import Plan, Stack

OUT = Path(__file__).resolve().parents[1] / "out" / "crossval"
L2 = {"metric": 20.0, "measure": 4.0, "period": 10.0, "segment": 3.0, "segment_draft": 3.0, "comparison": 3.0}
ROUNDS = {"metric": 2}
LEAST = {"metric": 6, "measure": 5, "period": 6, "segment": 25, "segment_draft": 25, "status": 5, "basis": 5}
JUDGES: dict[str, Judge] = {"measure": measure_judge, "segment_draft": draft_judge}


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
            rounds=ROUNDS.get(field.name, 2),
            judge=JUDGES.get(field.name, judge),
        )
        for field in fields.FIELDS
    ]


def write_rows(scenes: dict[str, Scene], folder: Path) -> None:
    """The rows of each text as the program would write them, one JSON object a line."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, scene in scenes.items():
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as lines:
            for row in rows_of(scene):
                lines.write(json.dumps(row, default=float, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", action="store_true", help="do not write the weights")
    parser.add_argument("--errors", action="store_true", help="list every wrong row")
    args = parser.parse_args()
    stack = Stack(scenes())
    for plan in plans():
        weights = stack.run(plan)
        print(f"{plan.field.name}: {len(weights)} weights", file=sys.stderr, flush=True)
        if not args.keep:
            save(plan.field.name, weights, f"l2 {plan.l2}, {len(stack.scenes)} texts")
    write_rows({name: stack.scenes[name] for name in names()}, OUT)
    command = [sys.executable, str(SHARED / "score.py"), "--predictions", str(OUT)]
    subprocess.run(command + (["--errors"] if args.errors else []), check=True)


if __name__ == "__main__":
    main()
