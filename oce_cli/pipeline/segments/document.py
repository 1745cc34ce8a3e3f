"""What the rest of the document says: the first round's choices around a row, and figures told of the same metric."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain

from oce_cli.model import Row
from oce_cli.pipeline.segments.classes import words
from oce_cli.pipeline.segments.evidence import Evidence, View, bin_of
from oce_cli.pipeline.segments.phrases import key_of

LIKELY = (0.9, 0.7, 0.5, 0.3, 0.15, 0.05, 0.01)  # the steps of a probability
LATELY = 30  # rows back in which a number is told again in round figures
REACH = 100  # rows of a metric on either side that are looked at; no call tells one as often, an endless table may


def told_elsewhere(view: View) -> None:
    """What was told of the same metric and measure elsewhere: once for each part, or with the same value."""
    rows, row, at = view.scene.rows, view.row, view.at
    draft = view.study.draft
    value = row.quantity.value * row.sign
    told: dict[str, dict[str, None]] = {}  # dicts, not sets: sums add up in one order in every process
    size = f" {_exactness(row)}"
    alike = view.study.same_metric(row)
    here = bisect_left(alike, at)
    for other_at in alike[max(0, here - REACH) : here + REACH]:
        if other_at == at:
            continue
        other = rows[other_at]
        if other_at < at:
            key, when = key_of(other.segment), "told"
        elif draft:
            key, when = draft[other_at][0], "later"
        else:
            break
        if other.sentence == row.sentence:
            continue
        if other.quantity.value * other.sign == value:
            how = f"{when} same value{size}"
        elif row.period and other.period:
            how = f"{when} other value {'same' if other.period == row.period else 'other'} period"
        else:
            how = f"{when} other value"
        told.setdefault(key, {})[how] = None
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
    keys = [key_of(one.segment) for one in told]
    tag = "listed" if row.listed else "open"
    for name, key in zip(("last", "before"), dict.fromkeys(reversed([key for key in keys if key])), strict=False):
        one = view.found.get(key)
        if one is None:
            other = told[len(keys) - 1 - keys[::-1].index(key)]
            span = other.spans.get("segment") or other.spans.get("segment_draft")
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
        key = key_of(other.segment)
        if key in met:
            continue
        met.add(key)
        one = view.found.get(key)
        if one is None:
            span = other.spans.get("segment") or other.spans.get("segment_draft")
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
        if rows[at].quantity.unit == one.unit and abs(rows[at].quantity.value - one.value) < (one.step)
    ]


def _is_pointed_at(view: View) -> bool:
    """Whether the words say that the number is known: "that 5%", "you mentioned"."""
    before = [token.norm for token in view.tokens[max(0, view.number - 2) : view.number]]
    said = {token.norm for token in view.tokens}
    return not {"that", "the", "those", "this"}.isdisjoint(before) or not said.isdisjoint(words("mentioning"))


def from_draft(view: View) -> None:
    """What the first round of choosing made of this row and of its neighbours on both sides."""
    study, at, rows = view.study, view.at, view.scene.rows
    draft = study.draft
    here = study.paragraph[view.row.sentence]
    turn = view.scene.sentences[view.row.sentence].turn
    around: list[dict[str, float]] = []
    spoken: list[str] = []
    for other in range(max(0, at - 8), min(len(rows), at + 9)):
        if other == at or view.scene.sentences[rows[other].sentence].turn != turn:
            continue
        if study.paragraph[rows[other].sentence] == here:
            around.append(study.shares[other])
        spoken.append(draft[other][0])
    after = draft[at + 1][0] if at + 1 < len(rows) else None
    if after is not None and after not in view.found and _relation_to(view, rows[at + 1]) != "other turn":
        one = view.found[after] = Evidence(draft[at + 1][1], "row after", None, study.grade(after))
        one.add("some", "not in reach")
    for key, one in view.found.items():
        tag = "part" if key else "none"
        if draft[at][0] == key:
            sure = "sure" if draft[at][2] > 0.85 else "likely" if draft[at][2] > 0.6 else "perhaps"
            one.add(f"draft {tag}", f"draft {tag} {sure}")
        mine = _likely(study.shares[at].get(key, 0.0))
        one.add(f"drafted {tag} {mine}", f"drafted {tag} {mine} {one.grade}")
        if at:
            earlier = _likely(study.shares[at - 1].get(key, 0.0))
            one.add(f"drafted {tag} row before {earlier}")
        if at + 1 < len(rows):
            later = _likely(study.shares[at + 1].get(key, 0.0))
            one.add(f"drafted {tag} row after {later} {_relation_to(view, rows[at + 1])}")
        if after == key:
            next_row = rows[at + 1]
            same = "same metric" if next_row.metric == view.row.metric else "other metric"
            one.add(f"row after {tag}", f"row after {tag} {_relation_to(view, next_row)}", f"row after {tag} {same}")
        if around:
            share = sum([shares.get(key, 0.0) for shares in around], 0.0) / len(around)
            one.add(f"paragraph {tag} {bin_of(int(share * 100), 2, 10, 25, 50, 75)}")
        if spoken:
            share = sum(1 for other in spoken if other == key) / len(spoken)
            one.add(f"neighbours {tag} {bin_of(int(share * 100), 0, 25, 50, 75)}")
        if key:
            one.add(f"in draft {bin_of(study.drafted(key), 0, 1, 3)}")


def _likely(share: float) -> str:
    """A probability in steps.

    >>> _likely(0.97), _likely(0.4), _likely(0.001)
    ('0.9', '0.3', '0')
    """
    return next((str(least) for least in LIKELY if share > least), "0")


def _relation_to(view: View, after: Row) -> str:
    sentences, row = view.scene.sentences, view.row
    if after.sentence == row.sentence:
        return "same sentence"
    if sentences[after.sentence].turn != sentences[row.sentence].turn:
        return "other turn"
    return (
        "same paragraph"
        if view.study.paragraph[after.sentence] == view.study.paragraph[row.sentence]
        else "other paragraph"
    )
