"""The labelled calls: texts, labels, folds, and which row belongs to which label.

The texts stand outside of the project, in the folder that the environment variable OCX_SHARED names (default
``../shared``).
"""

from __future__ import annotations

import csv
import importlib.util
import os
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import ModuleType

from oce_cli.model import Head, Quantity, Row, Scene, Span, Transcript
from oce_cli.pipeline import words

SHARED = Path(os.environ.get("OCX_SHARED", Path(__file__).resolve().parents[1].parent / "shared"))
LABELS = Path(__file__).parent / "labels"
ASIDE = Path(__file__).parent / "aside"
FIELDS = ("metric", "segment", "measure", "unit", "period", "comparison", "status", "basis")
SIGNED = re.compile(r"[(\-–−]|.?(?:negative|minus)\b", re.I)
FORMS = {
    "basis_points": re.compile(r"\b(?:basis|bps?|bips)\b"),
    "percentage_points": re.compile(r"per ?cent(?:age)?[ -]points?|%[ -]points?"),
    "points": re.compile(r"\bpoints?\b"),
    "percent_sign": re.compile("%"),
    "words": re.compile(r"per ?cent|digit|teens?|twenties|thirties|forties|fifties"),
}
Label = dict[str, str]


@cache
def scorer() -> ModuleType:
    """The module ``score.py`` that stands beside the labels."""
    spec = importlib.util.spec_from_file_location("ocx_score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def kinds() -> dict[str, str]:
    """The kind of unit of each known metric."""
    found = {}
    for name in ("metrics_extended.csv", "metrics.csv"):
        with (SHARED / name).open(newline="", encoding="utf-8") as lines:
            found.update({row["metric"]: row["unit"] for row in csv.DictReader(lines)})
    return found


@cache
def listed() -> frozenset[str]:
    """The metric ids that are compared strictly."""
    with (SHARED / "metrics.csv").open(newline="", encoding="utf-8") as lines:
        return frozenset(row["metric"] for row in csv.DictReader(lines))


@cache
def names() -> list[str]:
    """The names of the labelled texts, sorted."""
    return sorted(path.stem for path in (SHARED / "gold").glob("*.csv"))


@cache
def more_names() -> list[str]:
    """The names of the further texts, labelled for training only: nothing is measured on them."""
    return sorted(path.stem for path in LABELS.glob("*.csv"))


@cache
def aside_names() -> list[str]:
    """The names of the texts that were labelled to be kept aside: neither weight nor word has ever seen them."""
    return sorted(path.stem for path in ASIDE.glob("*.csv"))


def folds(count: int = 8) -> list[list[str]]:
    """All labelled texts dealt into ``count`` folds, always the same: each fold has its share of both kinds.

    The calls of one company stand together: weights that saw one of them are not measured on another.
    """
    dealt: list[list[str]] = [[] for _ in range(count)]
    fold_of: dict[str, int] = {}
    for kind in (names(), more_names()):
        new = dict.fromkeys(_company(name) for name in kind if _company(name) not in fold_of)
        fold_of |= {company: at % count for at, company in enumerate(new)}
        for name in kind:
            dealt[fold_of[_company(name)]].append(name)
    return dealt


def _company(name: str) -> str:
    """The company's part of the name of a text."""
    return name.partition("_")[0]


@cache
def text_of(name: str) -> str:
    """The text of a labelled call; the further ones stand among the newswire's."""
    path = SHARED / "corpus" / f"{name}.txt"
    if name not in names():
        path = SHARED / "newswire" / "texts" / f"{name}.txt"
    return path.read_bytes().decode("utf-8")


@cache
def labels_of(name: str) -> tuple[Label, ...]:
    """The labels of a text, in text order, ignored ones included."""
    folder = SHARED / "gold" if name in names() else ASIDE if name in aside_names() else LABELS
    with (folder / f"{name}.csv").open(newline="", encoding="utf-8") as lines:
        return tuple(sorted(csv.DictReader(lines), key=lambda row: (int(row["start"]), int(row["end"]))))


def right(field: str, value: str, label: Label) -> bool:
    """Whether ``value`` is right for this field of the label, as the scorer sees it."""
    return bool(scorer().agree({field: value}, label, field, listed()))


@dataclass(frozen=True)
class Pair:
    """A row of the program and the label on the same span (None: nobody labelled that number)."""

    row: Row
    label: Label | None
    ignored: bool


def pairs_of(rows: Sequence[Row], labels: Sequence[Label]) -> list[Pair]:
    """Pairs each row with the label that overlaps its number most.

    A number with several labels (one number for two metrics) takes the first of them.
    """
    starts = [int(label["start"]) for label in labels]
    found = []
    for row in rows:
        low, high = row.quantity.start, row.quantity.end
        best: Label | None = None
        most = 0
        for at in range(max(0, bisect_left(starts, low) - 3), len(labels)):
            start, end = starts[at], int(labels[at]["end"])
            if start >= high:
                break
            overlap = min(high, end) - max(low, start)
            if overlap > most:
                best, most = labels[at], overlap
        ignored = best is not None and bool(best["ignore"])
        found.append(Pair(row, None if ignored else best, ignored))
    return found


def gold_head(name: str, head: Head) -> Head:
    """The head with the period of the call as the labels tell it: the quarter or half of most facts."""
    periods = Counter(label["period"] for label in labels_of(name) if label["status"] == "actual")
    quarters = [period for period, _ in periods.most_common() if re.search("-[QH]", period)]
    if not quarters:
        return head
    return replace(head, period=quarters[0], year_end=quarters[0][-2:] in ("Q4", "H2"))


def gold_scene(name: str, transcript: Transcript) -> Scene:
    """A scene whose quantities and rows are the labels themselves: what a perfect upstream would deliver."""
    scene = Scene(transcript if transcript.head.period else replace(transcript, head=gold_head(name, transcript.head)))
    labels = [label for label in labels_of(name) if not label["ignore"]]
    at = -1
    for label in labels:
        if int(label["start"]) >= at:
            scene.quantities.append(_quantity(label, transcript.text))
            at = int(label["end"])
    scene.sentences = words.split(transcript.text, transcript.turns)
    words.cut_all(scene)
    scene.rows = words.rows_of(scene)
    for pair in pairs_of(scene.rows, labels):
        copy_label(pair.row, pair.label)
    return scene


def copy_label(row: Row, label: Label | None, fields: Sequence[str] = FIELDS) -> None:
    """Writes the label's fields into the row."""
    if label is None:
        return
    for field in fields:
        if field == "unit":
            continue
        setattr(row, field, label[field])
    row.listed = row.metric in listed()
    row.metric_kind = kinds().get(row.metric, "")
    row.mention = row.mention or Span(row.quantity.start, row.quantity.start)


def _quantity(label: Label, text: str) -> Quantity:
    """What a reader of numbers would see: the kind without the measure, the size without the direction."""
    low, high = (Decimal(label[key]) if label[key] else None for key in ("low", "high"))
    value = Decimal(label["value"]) if label["value"] else (low if low is not None else high)
    assert value is not None
    kind, form = _kind_of(label, text)
    signed = SIGNED.match(label["text"]) is not None
    if value < 0 and not signed:
        value, low, high = -value, None if high is None else -high, None if low is None else -low
    unit = {"percent": "percent", "points": "percentage_points"}.get(kind, label["unit"])
    return Quantity(
        int(label["start"]),
        int(label["end"]),
        label["text"],
        kind,
        value,
        low,
        high,
        label["bound"],
        unit,
        Decimal(1),
        form=form,
        signed=signed,
    )


def _kind_of(label: Label, text: str) -> tuple[str, str]:
    """Kind and form by the words of the number; a bare one takes the word that follows ("10 to 20 basis points")."""
    unit = label["unit"]
    if unit not in ("percent", "percentage_points"):
        known = {"count": "count", "multiple": "multiple"}
        return known.get(
            unit, "price" if "/" in unit else "money" if len(unit) == 3 and unit.isupper() else "physical"
        ), ""
    for said in (label["text"].lower(), text[int(label["end"]) : int(label["end"]) + 30].lower()):
        for form, pattern in FORMS.items():
            if pattern.search(said):
                return ("percent" if form in ("percent_sign", "words") else "points"), form
    return "percent", ""
