"""Tables that were written before, read back as plain rows: CSV, TSV, JSON, JSON lines, SQLite, Parquet and XLSX."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from io import BytesIO, StringIO
from pathlib import Path, PurePath
from time import monotonic
from typing import Any

from oce_cli.errors import InputError
from oce_cli.reading.archive import check_archive
from oce_cli.reading.files import read_bytes

Cells = dict[str, Any]
LARGEST = 512 * 1024 * 1024  # bytes of a table
SECONDS = 60.0  # for a database
MADE_BY_US = {"metric", "start", "end", "text"}  # columns without which it is no table of ours
GUARDED = ("'=", "'+", "'-", "'@", "'\t", "'\r")  # how the CSV writer keeps texts from being formulas


def read_table(path: str) -> list[Cells]:
    """The rows of a table that ocx wrote, in its order. Cells of CSV and TSV stay texts, without the formula guard.

    Raises InputError where the file cannot be read, is no such table, or lacks a needed column.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix in BY_PATH:
        read_bytes(path, LARGEST)  # for its complaints
        rows = _told(path, BY_PATH[suffix], Path(path))
    else:
        data = read_bytes(path, LARGEST)
        reader = READERS.get(suffix) or _sniffed(data)
        if reader is None:
            raise InputError(f"{path}: no table; give the output of ocx extract as {' '.join([*READERS, *BY_PATH])}")
        rows = _told(path, reader, data)
    if rows and not rows[0].keys() >= MADE_BY_US:
        missing = ", ".join(sorted(MADE_BY_US - rows[0].keys()))
        raise InputError(f"{path}: the table lacks the column {missing}; extract it again with all columns")
    return rows


def is_table(path: str) -> bool:
    """Whether a file is a table rather than a transcript, by its suffix or, for JSON and no suffix, by what is in it.

    >>> is_table("facts.csv"), is_table("call.txt")
    (True, False)
    """
    suffix = PurePath(path).suffix.lower()
    if suffix in BY_PATH or (suffix in READERS and suffix != ".json"):
        return True
    if suffix == ".json":
        try:
            found = json.loads(read_bytes(path, LARGEST))
        except (ValueError, RecursionError):
            return False
        return isinstance(found, list) and bool(found) and isinstance(found[0], dict) and found[0].keys() >= MADE_BY_US
    return False


def _told(path: str, reader: Callable[[Any], list[Cells]], source: object) -> list[Cells]:
    try:
        return reader(source)
    except ModuleNotFoundError as error:
        raise InputError(f"{path}: needs {error.name}; install it with: pip install {error.name}") from error
    except InputError:
        raise
    except Exception as error:  # the readers of others raise what they like
        raise InputError(f"{path}: cannot be read as a table ({' '.join(str(error).split())[:200]})") from error


def _csv(data: bytes) -> list[Cells]:
    return [_unguarded(row) for row in csv.DictReader(StringIO(_text(data), newline=""), strict=True)]


def _tsv(data: bytes) -> list[Cells]:
    head, *lines = _text(data).split("\n")
    names = head.rstrip("\r").split("\t")
    return [_unguarded(dict(zip(names, line.rstrip("\r").split("\t"), strict=True))) for line in lines if line]


def _json(data: bytes) -> list[Cells]:
    return _objects(json.loads(_text(data)))


def _json_lines(data: bytes) -> list[Cells]:
    return _objects([json.loads(line) for line in _text(data).split("\n") if line.strip()])


def _objects(found: object) -> list[Cells]:
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise InputError("a table in JSON is a list of objects; extract it again")
    return found


def _sqlite(path: Path) -> list[Cells]:
    import sqlite3

    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        until = monotonic() + SECONDS  # "facts" of a stranger may be a view that never ends
        connection.set_progress_handler(lambda: monotonic() > until, 100_000)
        return [dict(row) for row in connection.execute('select * from facts order by document, sha256, "row"')]


def _parquet(path: Path) -> list[Cells]:
    from pyarrow import parquet

    rows: list[Cells] = parquet.read_table(path).to_pylist()
    return rows


def _xlsx(path: Path) -> list[Cells]:
    from openpyxl import load_workbook

    data = path.read_bytes()
    check_archive(data, str(path))
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    names = [str(name) for name in head]
    return [dict(zip(names, row, strict=True)) for row in rows]


READERS: Mapping[str, Callable[[bytes], list[Cells]]] = {
    ".csv": _csv,
    ".tsv": _tsv,
    ".tab": _tsv,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".json": _json,
}
BY_PATH: Mapping[str, Callable[[Path], list[Cells]]] = {
    ".sqlite": _sqlite,
    ".sqlite3": _sqlite,
    ".db": _sqlite,
    ".parquet": _parquet,
    ".pq": _parquet,
    ".xlsx": _xlsx,
}


def _sniffed(data: bytes) -> Callable[[bytes], list[Cells]] | None:
    """The reader that the first line calls for: a table may come through a pipe."""
    first = data.lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0].decode("utf-8", "replace").strip()
    if first.startswith("["):
        return _json
    if first.startswith("{"):
        return _json_lines
    for separator, reader in (("\t", _tsv), (",", _csv)):
        if set(first.split(separator)) >= MADE_BY_US:
            return reader
    return None


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig")


def _unguarded(row: Mapping[str, str]) -> Cells:
    """Texts without the quote that keeps spreadsheets from taking them for formulas.

    >>> _unguarded({"text": "'-5%", "mention": "'s"})
    {'text': '-5%', 'mention': "'s"}
    """
    return {name: cell[1:] if cell.startswith(GUARDED) else cell for name, cell in row.items()}


def documents_of(rows: list[Cells]) -> Iterator[tuple[str, list[Cells]]]:
    """The rows of each document, in the order in which the documents come."""
    by_document: dict[str, list[Cells]] = {}
    for row in rows:
        by_document.setdefault(str(row.get("document") or ""), []).append(row)
    yield from by_document.items()
