"""What backs a row up: the words that decided its fields, what arithmetic says of it, and the file it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from oce_cli.checks import check, verdicts
from oce_cli.columns import EVIDENCE_COLUMNS, EXPLAINED, Column
from oce_cli.model import Scene
from oce_cli.table import rows_of

SPANS = Column("spans", "str", "offsets of the words that decided each field")


def back_up(rows: Sequence[Mapping[str, Any]], scene: Scene) -> list[dict[str, Any]]:
    """The rows of a scene with the cells of EVIDENCE_COLUMNS and ``spans``, an object from field to [start, end].

    Arithmetic looks at all rows of the scene, not only at those given.

    >>> from oce_cli.model import Transcript
    >>> back_up([], Scene(Transcript("call.txt", "")))
    []
    """
    spans = [row.spans for row in scene.rows if row.metric]
    told = verdicts(check(rows_of(scene)))
    backed = []
    for row in rows:
        number = int(row["row"])
        own = spans[number - 1]
        flat = {f"{name}_span": "{}:{}".format(*own[name]) if name in own else "" for name in EXPLAINED}
        checked = told.get((str(row["document"]), number), "")
        nested = {name: list(own[name]) for name in EXPLAINED if name in own}
        backed.append({**row, "checked": checked, "sha256": scene.transcript.sha256, **flat, "spans": nested})
    return backed


def columns_for(format: str) -> tuple[Column, ...]:
    """The columns of evidence in a format: JSON holds the spans as one object, the others a column for each field.

    >>> [column.name for column in columns_for("jsonl")]
    ['checked', 'sha256', 'spans']
    """
    return (*EVIDENCE_COLUMNS[:2], SPANS) if format in ("json", "jsonl") else EVIDENCE_COLUMNS
