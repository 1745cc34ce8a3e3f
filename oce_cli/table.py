"""The table: rows of a document in the order of COLUMNS, as plain cells and as a pandas DataFrame."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from oce_cli.columns import BY_NAME, COLUMNS, NAMES, Column
from oce_cli.facts import number_facts, number_statements
from oce_cli.model import Row, Scene, Turn

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["COLUMNS", "Cell", "Column", "TableRow", "cell_number", "frame", "rows_of"]

Cell = str | int | float | None
TableRow = dict[str, Cell]
DTYPES = {"int": "int64", "float": "float64", "str": "string"}
LARGEST = 2**63  # what a database or a Parquet file keeps as a whole number
MIRRORED = {"over": "under", "under": "over"}
_NOBODY = Turn(0, 0)


def rows_of(scene: Scene) -> list[TableRow]:
    """One dict of plain cells for each row that has a metric, keys in the order of COLUMNS.

    >>> from oce_cli.model import Quantity, Sentence, Transcript
    >>> scene = Scene(Transcript("call.txt", "Sales fell by over 5%."), [Sentence(0, 0, 22, -1)])
    >>> five = Quantity(19, 21, "5%", "percent", Decimal(5), Decimal(5), None, "over", "percent", Decimal(1))
    >>> scene.rows.append(Row(five, 0, 3, metric="revenue", measure="growth", sign=-1))
    >>> [rows_of(scene)[0][name] for name in ("row", "metric", "value", "low", "high", "bound", "text")]
    [1, 'revenue', -5, None, -5, 'under', '5%']
    """
    told = [row for row in scene.rows if row.metric]
    table = [_cells(scene, number, row) for number, row in enumerate(told, 1)]
    for cells, statement in zip(table, number_statements(told), strict=True):
        cells["statement"] = statement
    for cells, fact in zip(table, number_facts(table), strict=True):
        cells["fact"] = fact
    return table


def _cells(scene: Scene, number: int, row: Row) -> TableRow:
    head = scene.transcript.head
    quantity = row.quantity
    sentence = scene.sentences[row.sentence]
    turn = scene.transcript.turns[sentence.turn] if sentence.turn >= 0 else _NOBODY
    low, high, bound = quantity.low, quantity.high, quantity.bound
    if row.sign < 0:
        low, high = (None if high is None else -high), (None if low is None else -low)
        bound = MIRRORED.get(bound, bound)
    cells: tuple[Cell, ...] = (
        number,
        scene.transcript.document,
        head.company,
        head.ticker,
        row.metric,
        row.segment,
        row.measure,
        cell_number(quantity.value * row.sign),
        None if low is None else cell_number(low),
        None if high is None else cell_number(high),
        bound,
        cell_number(quantity.step),
        row.unit or quantity.unit,
        row.period,
        row.comparison,
        row.status,
        row.basis,
        turn.speaker,
        turn.role,
        turn.section,
        scene.transcript.text[quantity.start : quantity.end],
        quantity.start,
        quantity.end,
        "" if row.mention is None else " ".join(scene.text[row.mention.start : row.mention.end].split()),
        " ".join(scene.text[sentence.start : sentence.end].split()),
        0,
        0,
        row.rule,
        round(row.confidence, 3),
    )
    return dict(zip(NAMES, cells, strict=True))


def cell_number(number: Decimal) -> int | float:
    """A whole number of 64 bits as int, any other as the nearest float: both are written the shortest exact way.

    >>> cell_number(Decimal("3.31E+9")), cell_number(Decimal("42.30")), cell_number(Decimal("-0"))
    (3310000000, 42.3, 0)
    >>> cell_number(Decimal("3E+22"))
    3e+22
    """
    whole = int(number)
    return whole if whole == number and abs(whole) < LARGEST else float(number)


def frame(rows: Sequence[TableRow], columns: Sequence[Column] = COLUMNS) -> DataFrame:
    """The rows as a DataFrame of shape (rows, columns) with fixed dtypes: int64, float64 and string.

    An open bound is NaN; a text that is not stated is "".

    >>> frame([]).dtypes["value"], len(frame([]).columns)
    (dtype('float64'), 29)
    """
    from pandas import DataFrame, Series

    return DataFrame(
        {column.name: Series([row[column.name] for row in rows], dtype=DTYPES[column.dtype]) for column in columns},
        columns=[column.name for column in columns],
    )


def columns_named(names: Sequence[str]) -> tuple[Column, ...]:
    """The columns of the given names in the given order; all of them where none is named.

    >>> [column.dtype for column in columns_named(["value", "metric"])]
    ['float', 'str']
    """
    return tuple(BY_NAME[name] for name in names) if names else COLUMNS
