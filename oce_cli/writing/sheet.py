"""What a writer is given: columns, rows, and the heads of the documents they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oce_cli.columns import MERGED_COLUMNS, Column
from oce_cli.model import Transcript
from oce_cli.options import Options
from oce_cli.table import TableRow, columns_named
from oce_cli.writing.wide import widen


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows ready to be written: each has a cell for every column. ``full`` rows have all columns of the table."""

    columns: tuple[Column, ...]
    rows: Sequence[TableRow]
    options: Options
    documents: tuple[Transcript, ...] = ()
    full: Sequence[TableRow] = ()  # the same rows before the layout
    kind: str = "facts"  # facts, wide, numbers (the ledger of calls), or list: a table about something else than a call

    def sha256_of(self, row: TableRow) -> str:
        """Checksum of the bytes of a row's document; "" when it is not known."""
        if "sha256" in row:
            return str(row["sha256"])
        return next((known.sha256 for known in self.documents if known.document == row["document"]), "")


def lay_out(
    rows: Sequence[TableRow],
    options: Options,
    documents: Sequence[Transcript] = (),
    evidence: Sequence[Column] = (),
) -> Sheet:
    """The sheet of selected rows in the layout that the options ask for, with columns of evidence behind the others.

    >>> lay_out([], Options(columns=("metric", "value"))).columns[1].dtype
    'float'
    """
    if options.layout == "wide":
        columns, wide = widen(rows)
        return Sheet(columns, wide, options, tuple(documents), rows, "wide")
    merged = MERGED_COLUMNS if options.layout == "merged" else ()
    return Sheet((*columns_named(options.columns), *merged, *evidence), rows, options, tuple(documents), rows)
