"""How well the number reader finds the hand-labelled numbers: recall, values, units, precision, errors by text.

usage: python scripts/measure_quantities.py [--half first|second|all] [--errors] [--extra]
"""

from __future__ import annotations

import argparse
import collections
import csv
import os
import time
from pathlib import Path

from oce_cli.model import Quantity
from oce_cli.pipeline.quantities import read

SHARED = Path(os.environ.get("OCX_SHARED", Path(__file__).parent.parent.parent / "shared"))


def number(cell: str) -> float | None:
    return None if cell == "" else float(cell)


def near(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))


def bounds(value: float | None, low: float | None, high: float | None, bound: str) -> tuple[float | None, float | None]:
    """The interval without its sign: a fall of 5 to 6 is read as 5 to 6."""
    if bound == "range":
        ends = sorted(
            abs(end) if low is None or high is None or low * high >= 0 else end
            for end in (low, high)
            if end is not None
        )
        return ends[0], ends[-1]
    stated = next((abs(end) for end in (value, low, high) if end is not None), None)
    return stated, None if bound in ("over", "under") else stated


def agrees(quantity: Quantity, gold: dict[str, str]) -> bool:
    own = (
        float(quantity.value),
        None if quantity.low is None else float(quantity.low),
        None if quantity.high is None else float(quantity.high),
    )
    theirs = (number(gold["value"]), number(gold["low"]), number(gold["high"]))
    bound, labelled = quantity.bound, gold["bound"]
    if (bound == "range") != (labelled == "range"):
        return False
    if bound == "range":
        return all(near(a, b) for a, b in zip(bounds(*own, bound), bounds(*theirs, labelled), strict=True))
    return near(bounds(*own, bound)[0], bounds(*theirs, labelled)[0])


def same_unit(quantity: Quantity, gold: dict[str, str]) -> bool:
    percents = ("percent", "percentage_points")
    return quantity.unit == gold["unit"] or (quantity.unit in percents and gold["unit"] in percents)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", default="all", choices=("first", "second", "all"))
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--extra", action="store_true")
    args = parser.parse_args()
    names = sorted(path.stem for path in (SHARED / "gold").glob("*.csv"))
    middle = len(names) // 2
    names = {"first": names[:middle], "second": names[middle:], "all": names}[args.half]
    total: collections.Counter[str] = collections.Counter()
    for name in names:
        total.update(measure(name, args.errors, args.extra))
    gold, found = total["gold"], total["found"]
    print(
        f"{len(names)} texts, {gold} numbers: recall {found / gold:.4f} value {total['value'] / found:.4f} hedge"
        f" {total['hedge'] / found:.4f} unit {total['unit'] / found:.4f} | candidates {total['candidates']},"
        f" extra {total['extra'] / total['candidates']:.4f} | {total['size'] / 1000:.0f} kB,"
        f" {total['microseconds'] / 1000 / total['size'] * 40000:.1f} ms per 40 kB"
    )


def measure(name: str, errors: bool, extra: bool) -> collections.Counter[str]:
    text = (SHARED / "corpus" / f"{name}.txt").read_bytes().decode("utf-8")
    with (SHARED / "gold" / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    currency = collections.Counter(row["unit"] for row in rows if row["unit"].isupper()).most_common(1)
    home = currency[0][0] if currency else ""
    began = time.perf_counter()
    quantities = read(text, home)
    tally = collections.Counter(microseconds=int((time.perf_counter() - began) * 1e6), size=len(text))
    candidates = [quantity for quantity in quantities if not quantity.reason]
    tally["candidates"] = len(candidates)
    touched: set[int] = set()
    for row in rows:
        start, end = int(row["start"]), int(row["end"])
        overlapping = [q for q in candidates if q.start < end and start < q.end]
        touched.update(id(q) for q in overlapping)
        if row["ignore"]:
            continue
        tally["gold"] += 1
        around = text[max(0, start - 45) : end + 25].replace("\n", "|")
        if not overlapping:
            reason = next((q.reason for q in quantities if q.start < end and start < q.end), "unseen")
            if errors:
                print(f"missed {name} {row['text']!r} ({reason}): {around}")
            continue
        tally["found"] += 1
        best = max(overlapping, key=lambda q: (agrees(q, row) + same_unit(q, row), q.start == start))
        tally["value"] += agrees(best, row)
        tally["hedge"] += best.bound == row["bound"]
        tally["unit"] += same_unit(best, row)
        if errors and not (agrees(best, row) and same_unit(best, row)):
            print(
                f"wrong  {name} {row['text']!r} {row['value']} [{row['low']},{row['high']}] {row['bound']}"
                f" {row['unit']}:"
                f" {best.text!r} {best.value} [{best.low},{best.high}] {best.bound} {best.unit}: {around}"
            )
    for quantity in candidates:
        if id(quantity) not in touched:
            tally["extra"] += 1
            if extra:
                around = text[max(0, quantity.start - 45) : quantity.end + 25].replace("\n", "|")
                print(f"extra  {name} {quantity.text!r} {quantity.kind} {quantity.unit}: {around}")
    return tally


if __name__ == "__main__":
    main()
