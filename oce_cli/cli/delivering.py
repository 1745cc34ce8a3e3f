"""From rows to a file or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from oce_cli.columns import Column
from oce_cli.errors import OptionError
from oce_cli.model import Transcript
from oce_cli.options import Options
from oce_cli.table import TableRow
from oce_cli.writing import FORMATS, Sheet, format_of, lay_out, render


def destination(output: str | None, options: Options) -> str:
    """The format to write: as asked for, else by suffix, else a table for a terminal and CSV for a pipe.

    Raises OptionError where it cannot go there.

    >>> destination("facts.parquet", Options()), destination("facts.txt", Options(format="md"))
    ('parquet', 'md')
    """
    to_file = output not in (None, "-")
    name = options.format or (format_of(str(output)) if to_file else "table" if sys.stdout.isatty() else "csv")
    if name == "sqlite" and not to_file:
        raise OptionError("format: sqlite needs a file to write into; add -o facts.sqlite")
    if name == "sqlite" and options.layout != "facts":
        raise OptionError(f"layout: sqlite keeps facts only; leave --layout {options.layout} or write another format")
    if FORMATS[name].binary and not to_file and sys.stdout.isatty():
        raise OptionError(f"format: {name} is not for a terminal; add -o FILE or redirect it")
    return name


def deliver(
    rows: Sequence[TableRow],
    options: Options,
    name: str,
    output: str | None,
    documents: Sequence[Transcript] = (),
) -> None:
    """Writes rows of calls in a format. Raises OutputError; an old file is kept then."""
    evidence: Sequence[Column] = ()
    if options.evidence:
        from oce_cli.evidence import columns_for

        evidence = columns_for(name)
    deliver_sheet(lay_out(rows, options, documents, evidence), name, output)


def deliver_list(columns: Sequence[Column], rows: Sequence[TableRow], options: Options, output: str | None) -> None:
    """Writes a table about something else than a call. Raises OptionError and OutputError."""
    name = destination(output, options)
    if name == "sqlite":
        raise OptionError("format: sqlite keeps the rows of calls only; write another format")
    deliver_sheet(Sheet(tuple(columns), rows, options, kind="list"), name, output)


def deliver_numbers(
    records: Sequence[TableRow],
    columns: Sequence[Column],
    options: Options,
    name: str,
    output: str | None,
    documents: Sequence[Transcript],
) -> None:
    """Writes the ledger of calls in a format. Raises OutputError; an old file is kept then."""
    deliver_sheet(Sheet(tuple(columns), records, options, tuple(documents), records, "numbers"), name, output)


def is_page(output: str | None, options: Options) -> bool:
    """Whether a file is to hold a page of the report rather than a table: by its suffix, unless a format is asked for.

    >>> is_page("panel.html", Options()), is_page("panel.html", Options(format="html-table")), is_page(None, Options())
    (True, False, False)
    """
    return not options.format and str(output).lower().endswith((".html", ".htm"))


def deliver_page(page: str, output: str | None) -> None:
    """Writes a page to its file. Raises OutputError."""
    from oce_cli.writing.output import write_file

    write_file(str(output), [page.encode("utf-8", "replace")])


def labels_of(options: Options) -> dict[str, str]:
    """The names of all metrics of the lexicon."""
    from oce_cli.lexicon import load_lexicon

    return {id: metric.label for id, metric in load_lexicon(options.lexicon).metrics.items()}


def deliver_sheet(sheet: Sheet, name: str, output: str | None) -> None:
    """Writes a sheet to a file or to standard output. Raises OutputError."""
    from oce_cli.writing.output import write_file, write_standard_output

    if name == "sqlite":
        from oce_cli.writing.database import write_database

        write_database(sheet, str(output))
    elif output not in (None, "-"):
        write_file(str(output), render(sheet, name))
    else:
        write_standard_output(render(sheet, name), screened_already=name == "table")
