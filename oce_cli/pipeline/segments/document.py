"""What was told before in the document: figures of the same metric, and the same number."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain

from oce_cli.model import Row
from oce_cli.pipeline.segments.classes import words
from oce_cli.pipeline.segments.evidence import Evidence, View, bin_of

LATELY = 30  # rows back in which a number is told again in round figures
REACH = 100  # rows of a metric on either side that are looked at; no call tells one as often, an endless table may


def told_before(view: View) -> None:
    """What was told of the same metric and measure before: once for each part, or with the same value."""
    rows, row = view.scene.rows, view.row
    value = row.quantity.value * row.sign
    told: dict[str, dict[str, None]] = {}  # dicts, not sets: sums add up in one order in every process
    alike = view.study.same_metric(row)
    here = bisect_left(alike, view.at)
    for other_at in alike[max(0, here - REACH) : here]:
        other = rows[other_at]
        if other.sentence == row.sentence:
            continue
        if other.quantity.value * other.sign == value:
            how = f"told same value {_exactness(row)}"
        elif row.period and other.period:
            how = f"told other value {'same' if other.period == row.period else 'other'} period"
        else:
            how = "told other value"
        told.setdefault(view.study.key(other.segment), {})[how] = None
    others = "both" if "" in told and len(told) > 1 else "whole" if "" in told else "parts"
    same_value = [how for how in dict.fromkeys(chain.from_iterable(told.values())) if "same value" in how]
    for key, one in view.found.items():
        tag = "part" if key else "none"
        if key in told:
            one.add(*(f"{tag} {how}" for how in told[key]))
            if any("same period" in how for how in told[key]) and not any("same value" in how for how in told[key]):
                one.add(f"{tag} contradicted")
        elif told:
            one.add(
                f"{tag} metric told of others",
                f"{tag} metric told of {others}",
                *(f"{tag} others {how}" for how in same_value),
            )
        else:
            one.add(f"{tag} metric untold")


def _exactness(row: Row) -> str:
    """How much a number says by being told twice: "word", "round", or its digits."""
    if not row.quantity.text[:1].isdigit() and row.quantity.text[-1:].isalpha() and row.quantity.kind == "percent":
        return "word"
    digits = len(row.quantity.value.normalize().as_tuple().digits)
    return "round" if row.quantity.kind == "percent" and row.quantity.value % 5 == 0 else bin_of(digits, 1, 2)


def of_metric_before(view: View) -> None:
    """The last parts of which rows before told the same metric in the same unit."""
    rows, row = view.scene.rows, view.row
    alike = view.study.of_metric(row)
    place = bisect_left(alike, view.at)
    before = alike[max(0, place - REACH) : place]
    told = [rows[at] for at in before if rows[at].sentence != row.sentence]
    keys = [view.study.key(one.segment) for one in told]
    tag = "listed" if row.listed else "open"
    for name, key in zip(("last", "before"), dict.fromkeys(reversed([key for key in keys if key])), strict=False):
        one = view.found.get(key)
        if one is None:
            other = told[len(keys) - 1 - keys[::-1].index(key)]
            span = other.spans.get("segment")
            one = view.found[key] = Evidence(other.segment, "told of metric", span, view.study.grade(key))
            one.add("some", "not in reach")
        one.add(f"metric {name} of it", f"metric {name} of it {tag}")
        if keys[-1] == key:
            one.add(f"metric latest of it {tag}")
        if len(set(keys)) == 1:
            one.add(f"metric only of it {tag} {bin_of(len(keys), 1, 2, 3)}")
    if keys and "" not in keys:
        view.found[""].add(f"none metric never of whole {tag}")


def recalled(view: View) -> None:
    """The parts for which the same number was told before, also of another metric: it is mostly told again."""
    rows, row = view.scene.rows, view.row
    digits = len(row.quantity.value.normalize().as_tuple().digits)
    pointed = "pointed" if _is_pointed_at(view) else "plain"
    met: set[str] = set()
    equal = view.study.same_number(row)
    place = bisect_left(equal, view.at)
    known = equal[max(0, place - REACH) : place]
    if not known and pointed == "pointed":
        known, pointed = _rounded(view), "rounded"
    for other_at in reversed(known):
        other = rows[other_at]
        if other.sentence == row.sentence:
            continue
        key = view.study.key(other.segment)
        if key in met:
            continue
        met.add(key)
        one = view.found.get(key)
        if one is None:
            span = other.spans.get("segment")
            one = view.found[key] = Evidence(other.segment, "told before", span, view.study.grade(key))
            one.add("some", "not in reach")
        tag = "part" if key else "none"
        same = "same metric" if other.metric == row.metric else "other metric"
        size = bin_of(digits, 1, 2, 3)
        last = "last" if len(met) == 1 else "earlier"
        one.add(
            f"recalled {tag} {same} {row.quantity.kind} {size}",
            f"recalled {tag} {last} {same}",
            f"recalled {tag} {same} {pointed}",
        )


def _rounded(view: View) -> list[int]:
    """The rows lately before whose number is the row's own, told more exactly: "$96.8 million", "that $97 million"."""
    rows, one = view.scene.rows, view.row.quantity
    return [
        at
        for at in range(max(0, view.at - LATELY), view.at)
        if rows[at].quantity.unit == one.unit and abs(rows[at].quantity.value - one.value) < one.step
    ]


def _is_pointed_at(view: View) -> bool:
    """Whether the words say that the number is known: "that 5%", "you mentioned"."""
    before = [token.norm for token in view.tokens[max(0, view.number - 2) : view.number]]
    said = {token.norm for token in view.tokens}
    return not {"that", "the", "those", "this"}.isdisjoint(before) or not said.isdisjoint(words("mentioning"))
