"""What is wrong with rows, by cause: each number counts once, under the first field of a chain that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from oce_cli.pipeline.quantities import read
from oce_cli.reading import read_text
from training.gold import Label, labels_of, listed, scorer, text_of

CHAIN = ("metric", "measure", "value", "unit", "segment", "period", "status", "basis")
CORE = CHAIN[:4]
TableRow = Mapping[str, object]


def faults(name: str, rows: Sequence[TableRow]) -> Iterator[tuple[str, str]]:
    """The first wrong field and its kind of fault, for each number that is not right in all fields of the chain."""
    score = scorer()
    labels = labels_of(name)
    kept = [label for label in labels if not label["ignore"]]
    pairs = score.pair(list(rows), kept, listed())
    missed = set(range(len(kept))) - {j for _, j in pairs}
    yield from _missed(name, [kept[at] for at in sorted(missed)])
    paired = {i for i, _ in pairs}
    for at, row in enumerate(rows):
        if at not in paired and not any(label["ignore"] and _overlap(row, label) for label in labels):
            yield "number", "row where no number is labelled"
    for i, j in pairs:
        wrong = next((field for field in CHAIN if not score.agree(rows[i], kept[j], field, listed())), None)
        if wrong is not None:
            yield wrong, kind_of_fault(wrong, rows[i], kept[j])


def confusions(name: str, rows: Sequence[TableRow]) -> Iterator[tuple[str, str]]:
    """The metric told and the right one, for each number whose core metric was mistaken for another core metric."""
    score = scorer()
    kept = [label for label in labels_of(name) if not label["ignore"]]
    for i, j in score.pair(list(rows), kept, listed()):
        told, right = str(rows[i]["metric"]), kept[j]["metric"]
        if told != right and {told, right} <= listed():
            yield told, right


def _overlap(row: TableRow, label: Label) -> bool:
    return int(str(row["start"])) < int(label["end"]) and int(label["start"]) < int(str(row["end"]))


def _missed(name: str, labels: Sequence[Label]) -> Iterator[tuple[str, str]]:
    transcript = read_text(text_of(name), f"{name}.txt")
    quantities = read(transcript.text, transcript.head.currency)
    for label in labels:
        start, end = int(label["start"]), int(label["end"])
        over = [q for q in quantities if q.start < end and start < q.end]
        if not over:
            yield "number", "not read as a number"
        elif all(q.reason for q in over):
            yield "number", "read, but taken for no figure (date, duration, threshold ...)"
        else:
            yield "number", "read, but given no metric, or one row for two metrics"


def kind_of_fault(field: str, row: TableRow, label: Label) -> str:
    """In what way a field is wrong.

    >>> kind_of_fault("period", {"period": "2020-Q4"}, {"period": "2019-Q4"})
    'same part of another year'
    >>> kind_of_fault("status", {"status": "actual"}, {"status": "guidance"})
    'actual for guidance'
    """
    told, right = str(row.get(field) or ""), label.get(field) or ""
    match field:
        case "metric":
            return _of_metric(told, right, str(row.get("rule")))
        case "value":
            return _of_value(row, label)
        case "unit":
            return "percent for points, or the reverse" if "percent" in told + right else "another unit"
        case "segment":
            return _of_segment(told, right)
        case "period":
            return _of_period(told, right)
    return f"{told or 'none'} for {right}"


def _of_metric(told: str, right: str, rule: str) -> str:
    where = "from another sentence" if rule in ("carried", "earlier") else "without words" if rule == "implied" else ""
    if right in listed():
        fault = "another core metric for a core metric" if told in listed() else "own words for a core metric"
    else:
        fault = "core metric forced on an open one" if told in listed() else "other words for an open metric"
    return f"{fault}, {where}" if where else fault


def _of_value(row: TableRow, label: Label) -> str:
    told, right = (_first(values) for values in (row, label))
    if told is not None and right is not None and told == -right:
        return "sign"
    return "bound" if told == right else "number"


def _first(values: Mapping[str, object]) -> float | None:
    found = next((values.get(key) for key in ("value", "low", "high") if values.get(key) not in (None, "")), None)
    return None if found is None else float(str(found))


def _of_segment(told: str, right: str) -> str:
    if not told:
        return "none for a part of the company"
    return "another part" if right else "a part for the whole company"


def _of_period(told: str, right: str) -> str:
    if not told:
        return "none for a stated one"
    (year, _, part), (other_year, _, other_part) = told.partition("-"), right.partition("-")
    if part == other_part:
        return "same part of another year"
    if not part or not other_part:
        return "quarter or other part for the year" if part else "year for a quarter or other part"
    return "another quarter or part of the same year" if year == other_year else "another part of another year"
