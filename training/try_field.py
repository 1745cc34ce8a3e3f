"""Cross-validates one field on perfect upstream fields: ``python -m training.try_field MODULE:FIELD``.

Prints the share of rows that are right by the field's weights (trained without the text's fold), and the errors on
request.
"""

from __future__ import annotations

import argparse
import importlib
from functools import cache

from oce_cli.model import Scene, Transcript
from oce_cli.pipeline.chooser import Chooser, Field, decide
from training.fit import collect, fit, judge
from training.gold import folds, gold_scene, labels_of, more_names, names, pairs_of, right, text_of
from training.judges import measure_judge, right_sign, sign_report
from training.packed import Instance


@cache
def transcript_of(name: str) -> Transcript:
    from oce_cli.reading import read_text

    return read_text(text_of(name), f"{name}.txt")


def scene_of(name: str) -> Scene:
    """A scene with the labels as rows, all fields filled from the labels."""
    return gold_scene(name, transcript_of(name))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("field", help="module:NAME of a Field")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--l2", type=float, default=1.0)
    parser.add_argument(
        "--judge", choices=["measure"], help="measure: right means the sign too; its share is told as well"
    )
    parser.add_argument(
        "--half", choices=["even", "odd"], help="show the errors of every other text only; all are counted"
    )
    parser.add_argument("--only", nargs="*", help="show and count these texts only")
    args = parser.parse_args()
    module, _, attribute = args.field.partition(":")
    field: Field = getattr(importlib.import_module(module), attribute)
    judges = {None: judge, "measure": measure_judge}
    instances: dict[str, list[Instance]] = {}
    ceiling = total = 0
    every = [*names(), *more_names()]
    for name in every:
        instances[name] = collect(field, scene_of(name), labels_of(name), judge=judges[args.judge])
    hits = count = 0
    told = []
    halves = {"even": [0, 0], "odd": [0, 0]}
    for fold in folds():
        train = [i for name in every if name not in fold for i in instances[name]]
        chooser = Chooser(fit(train, args.l2))
        for name in fold:
            if name not in names() or (args.only and name not in args.only):
                continue
            scene = scene_of(name)
            kept = list(pairs_of(scene.rows, labels_of(name)))
            decide(field, scene, chooser)
            for at, pair in enumerate(kept):
                if pair.label is None or pair.ignored:
                    continue
                value = str(getattr(pair.row, field.name))
                ok = right(field.name, value, pair.label)
                told.append((pair.row, pair.label))
                half = "odd" if names().index(name) % 2 else "even"
                halves[half][0] += ok
                halves[half][1] += 1
                fine = ok and (args.judge is None or right_sign(pair.row.sign, pair.label))
                reachable = any(right(field.name, c.value, pair.label) for c in field.candidates(scene, at))
                hits, count, ceiling, total = hits + ok, count + 1, ceiling + reachable, total + 1
                if args.errors and not fine and args.half in (None, half):
                    q = pair.row.quantity
                    near = scene.text[max(0, q.start - 120) : q.start].replace("\n", "⏎")
                    after = scene.text[q.end : q.end + 60].replace("\n", "⏎")
                    print(f"{name} {q.start} {near}[[{q.text}]]{after}")
                    print(
                        f"    {pair.label['metric']} {pair.label['measure']}: {value!r}{' sign' if ok else ''} for"
                        f" {pair.label[field.name]!r}{'' if reachable else ' (no candidate)'}"
                    )
    print(f"{field.name}: {hits / count:.4f} of {count} rows right; reachable {ceiling / total:.4f}")
    print(", ".join(f"{half} texts {hit / max(1, of):.4f} of {of}" for half, (hit, of) in halves.items()))
    if args.judge:
        print(sign_report(told))


if __name__ == "__main__":
    main()
