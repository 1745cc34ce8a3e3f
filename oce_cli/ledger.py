"""The ledger: every number of a text, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fnmatch import fnmatchcase

from oce_cli.columns import NUMBER_COLUMNS, Column
from oce_cli.model import Quantity, Scene
from oce_cli.options import check_choices
from oce_cli.pipeline.leftovers import noted
from oce_cli.selecting import ordered
from oce_cli.table import Cell, TableRow, cell_number

TOO_LONG = "too long"  # digits beyond what is read as a number: they have no value
NOT_SELECTED = "not selected"  # a number whose row the options leave out


def ledger(scene: Scene, printed: Collection[int] | None = None) -> list[TableRow]:
    """One record for each number in text order, with the cells of NUMBER_COLUMNS.

    ``printed`` holds the numbers of the rows that the table shows, None where it shows all. ``rows`` is their numbers
    with spaces between, "" where there is none; then ``reason`` says why. ``value`` is the number by itself: the sign
    that words like "fell" give it is its row's. No errors.

    >>> from oce_cli.model import Transcript
    >>> from oce_cli.pipeline.assembly import run
    >>> scene = run(Transcript("call.txt", "Revenue rose 5% to $3 million in 2021."))
    >>> [(record["text"], record["rows"], record["reason"]) for record in ledger(scene, {2})]
    [('5%', '', 'not selected'), ('$3 million', '2', ''), ('2021', '', 'year')]
    """
    fed: dict[int, list[int]] = {}
    told = (row for row in scene.rows if row.metric)
    for number, row in enumerate(told, 1):
        fed.setdefault(row.quantity.start, []).append(number)
    records = []
    for quantity in scene.quantities:
        rows = fed.get(quantity.start, [])
        shown = [number for number in rows if printed is None or number in printed]
        reason = "" if shown else NOT_SELECTED if rows else reason_of(scene, quantity)
        records.append(_record(scene, quantity, shown, reason))
    return records


def reason_of(scene: Scene, quantity: Quantity) -> str:
    """Why a number became no row: what the number reader knows of it, else why no metric took it."""
    return quantity.reason or noted(scene, quantity.start)


def columns_named(columns: Sequence[str], sort: Sequence[str] = ()) -> tuple[Column, ...]:
    """The columns of the ledger with these names, all where none is named. Raises OptionError for an unknown name.

    >>> [column.dtype for column in columns_named(["value", "reason"])]
    ['float', 'str']
    """
    known = {column.name: column for column in NUMBER_COLUMNS}
    check_choices("columns", columns, tuple(known))
    check_choices("sort", (name.removeprefix("-") for name in sort), tuple(known))
    return tuple(known[name] for name in columns) or NUMBER_COLUMNS


def arrange(
    records: Sequence[TableRow], reasons: Sequence[str], sort: Sequence[str], limit: int | None
) -> list[TableRow]:
    """The records with one of the reasons (globs, blind to case; all where none is given), sorted, and cut to a limit.

    >>> [r["end"] for r in arrange([{"reason": "year", "end": 4}, {"reason": "", "end": 9}], ["Y*"], [], None)]
    [4]
    """
    wanted = [pattern.lower() for pattern in reasons]
    kept = [
        record
        for record in records
        if not wanted or any(fnmatchcase(str(record["reason"]).lower(), pattern) for pattern in wanted)
    ]
    return ordered(kept, sort)[:limit]


def _record(scene: Scene, quantity: Quantity, rows: list[int], reason: str) -> TableRow:
    value: Cell = cell_number(quantity.value)
    low: Cell = None if quantity.low is None else cell_number(quantity.low)
    high: Cell = None if quantity.high is None else cell_number(quantity.high)
    if reason == TOO_LONG:
        value = low = high = None
    return {
        "document": scene.transcript.document,
        "start": quantity.start,
        "end": quantity.end,
        "text": quantity.text,
        "kind": quantity.kind,
        "value": value,
        "low": low,
        "high": high,
        "bound": quantity.bound,
        "unit": quantity.unit,
        "step": cell_number(quantity.step),
        "rows": " ".join(map(str, rows)),
        "reason": reason,
    }
