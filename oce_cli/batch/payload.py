"""The rows of a part as bytes: lines of JSON, CSV or TSV without their header, or a Parquet file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from oce_cli.errors import OptionError
from oce_cli.model import Head, Transcript
from oce_cli.options import Options
from oce_cli.table import TableRow
from oce_cli.writing import lay_out, render

LINES = ("jsonl", "csv", "tsv")
PARTS = (*LINES, "parquet")


def lines_of(rows: Sequence[TableRow], options: Options, format: str) -> bytes:
    """The lines of rows, without a header.

    >>> from oce_cli.columns import NAMES
    >>> row = dict.fromkeys(NAMES, "") | {"metric": "eps", "value": 1.5}
    >>> lines_of([row], Options(columns=("metric", "value")), "csv")
    b'eps,1.5\\r\\n'
    """
    if not rows:
        return b""
    data = b"".join(render(lay_out(rows, replace(options, bom=False)), format))
    return data if format == "jsonl" else data[data.index(b"\n") + 1 :]


def header(options: Options, format: str) -> bytes:
    """What stands before the lines of all parts: the names of the columns, and a byte order mark where it is wanted.

    >>> header(Options(columns=("metric", "value")), "tsv")
    b'metric\\tvalue\\n'
    """
    return b"" if format == "jsonl" else b"".join(render(lay_out([], options), format))


def parquet_of(rows: Sequence[TableRow], options: Options, documents: Sequence[Transcript]) -> bytes:
    """A Parquet file of rows. Raises OutputError where the extra ``parquet`` is not installed."""
    return b"".join(render(lay_out(rows, options, documents), "parquet"))


def rows_of_parquet(data: bytes, start: int, length: int) -> list[TableRow]:
    """Some rows of a Parquet file."""
    from pyarrow import parquet

    rows: list[TableRow] = parquet.read_table(BytesIO(data)).slice(start, length).to_pylist()
    return rows


def document_of(name: str, sha256: str, head: dict[str, str]) -> Transcript:
    """A document of which only the head is known."""
    known = Head(
        head.get("company", ""), head.get("ticker", ""), head.get("period", ""), currency=head.get("currency", "")
    )
    return Transcript(name, "", (), known, sha256)


def check_for_parts(options: Options) -> None:
    """Raises OptionError for options that need all rows at once.

    >>> check_for_parts(Options(sort=("value",)))
    Traceback (most recent call last):
    oce_cli.errors.OptionError: sort: needs all rows at once; run the batch without it and sort the table
    """
    for name, advice in (
        ("sort", "run the batch without it and sort the table"),
        ("limit", "run the batch without it and cut the table"),
    ):
        if getattr(options, name):
            raise OptionError(f"{name}: needs all rows at once; {advice}")
    if options.layout != "facts":
        raise OptionError(f"layout: {options.layout} needs all rows at once; run the batch in the layout facts")
