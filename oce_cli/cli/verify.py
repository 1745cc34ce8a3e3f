"""`ocx verify`: whether a table still stands in its files."""

from __future__ import annotations

from typing import Annotated

import typer

from oce_cli.cli import asking


def verify(
    table: Annotated[str, typer.Argument(metavar="TABLE", help="A table that ocx wrote: CSV, TSV, JSON, SQLite ...")],
    files: asking.Files,
) -> int:
    """Prove that each row's text still stands at its offsets in the files the table was made from.

    Rows that do not hold are printed, one a line. Where the table has a column sha256, the files must be the
    very ones that were read then.

    Example: ocx verify facts.csv call.txt

    Exit codes: 0 all rows hold, 1 some do not, 2 bad usage or input.
    """
    import sys

    from oce_cli.cli.running import NOTHING, OK
    from oce_cli.reading import read_file
    from oce_cli.stored import read_table
    from oce_cli.verify import lines_of
    from oce_cli.verify import verify as broken_of
    from oce_cli.writing.output import screened, write_standard_output

    rows = read_table(table)
    broken = broken_of(rows, [read_file(file) for file in files])
    write_standard_output(f"{screened(line)}\n".encode("utf-8", "replace") for line in lines_of(broken))
    print(f"{len(rows) - len(broken)} of {len(rows)} rows hold", file=sys.stderr)
    return NOTHING if broken else OK
