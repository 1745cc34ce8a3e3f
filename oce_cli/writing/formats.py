"""The formats, their suffixes, and the way to the module that writes each."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import PurePath
from typing import NamedTuple

from oce_cli.errors import OptionError, OutputError
from oce_cli.options import nearest
from oce_cli.writing.sheet import Sheet


class Format(NamedTuple):
    """One way to write a table. ``extra`` names the extra to install, ``binary`` what no terminal can show."""

    name: str
    suffixes: tuple[str, ...]
    module: str
    binary: bool = False
    extra: str = ""


FORMATS = {
    known.name: known
    for known in (
        Format("table", (), "terminal"),
        Format("csv", (".csv",), "separated"),
        Format("tsv", (".tsv", ".tab"), "separated"),
        Format("json", (".json",), "jsons"),
        Format("jsonl", (".jsonl", ".ndjson"), "jsons"),
        Format("md", (".md", ".markdown"), "markup"),
        Format("html-table", (".html", ".htm"), "markup"),
        Format("xlsx", (".xlsx",), "excel", binary=True, extra="excel"),
        Format("parquet", (".parquet", ".pq"), "parquet", binary=True, extra="parquet"),
        Format("sqlite", (".sqlite", ".sqlite3", ".db"), "database", binary=True, extra="sql"),
    )
}
SUFFIXES = {suffix: known.name for known in FORMATS.values() for suffix in known.suffixes}


def format_of(output: str) -> str:
    """The format that the suffix of a file's name asks for. Raises OptionError for an unknown suffix.

    >>> format_of("facts.CSV"), format_of("out/facts.ndjson")
    ('csv', 'jsonl')
    >>> format_of("facts.xls")
    Traceback (most recent call last):
    oce_cli.errors.OptionError: facts.xls: no format has the suffix '.xls'; did you mean '.xlsx'? or give --format
    """
    suffix = PurePath(output).suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    hint = nearest(suffix, SUFFIXES) or f" use one of {' '.join(SUFFIXES)}"
    raise OptionError(f"{output}: no format has the suffix {suffix!r};{hint} or give --format")


def render(sheet: Sheet, name: str) -> Iterator[bytes]:
    """The bytes of a sheet in a format, piece by piece, the same at every run.

    Raises OutputError with the line that installs what is missing where the format's extra is not there.
    """
    known = FORMATS[name]
    try:
        module = import_module(f"oce_cli.writing.{known.module}")
        pieces: Iterator[bytes] = module.render(sheet, name)
        yield from pieces
    except ModuleNotFoundError as error:
        raise missing(known, error) from error


def missing(known: Format, error: ModuleNotFoundError) -> Exception:
    """What to raise when an import failed: how to install the extra, or the error itself if it is a fault of ours."""
    if not known.extra or (error.name or "").startswith("oce_cli"):
        return error
    return OutputError(f"{known.name} needs {error.name}; install it with: pip install 'oce-cli[{known.extra}]'")
