"""SQLite: rows are put into a database or renewed there, so that a second run changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from oce_cli.columns import COLUMNS, NUMBER_COLUMNS
from oce_cli.errors import OutputError
from oce_cli.writing.formats import FORMATS, missing
from oce_cli.writing.output import replacing
from oce_cli.writing.sheet import Sheet

if TYPE_CHECKING:
    from sqlite_utils import Database

KEY = ("sha256", "start", "end", "metric", "measure")
TYPES: dict[str, type] = {"int": int, "float": float, "str": str}
NUMBER_KEY = ("sha256", "start", "end")
DOCUMENT = ("sha256", "document", "company", "ticker", "period", "currency")


def render(sheet: Sheet, name: str) -> Iterator[bytes]:
    """A new database as bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "facts.sqlite"
        fill(sheet, path)
        yield path.read_bytes()


def write_database(sheet: Sheet, path: str) -> None:
    """Upserts all columns of the rows into ``documents`` and ``facts`` (``numbers`` for a ledger), in one transaction.

    A new database appears whole or not at all; an old one keeps what it has if anything goes wrong. Raises
    OutputError, also where the extra ``sql`` is not installed or the file is no database.
    """
    try:
        if Path(path).exists() and Path(path).stat().st_size:
            fill(sheet, Path(path))
        else:
            with replacing(path) as temporary:
                fill(sheet, temporary)
    except ModuleNotFoundError as error:
        raise missing(FORMATS["sqlite"], error) from error
    except (OSError, sqlite3.Error) as error:
        raise OutputError(f"{path}: cannot be written as SQLite ({error}); name another file") from error


def fill(sheet: Sheet, path: Path) -> None:
    from sqlite_utils import Database

    with closing(sqlite3.connect(path)) as connection:
        database = Database(connection, execute_plugins=False)
        with database.atomic():
            create(database)
            database.table("documents").upsert_all(documents_of(sheet), pk="sha256")
            rows = ({"sha256": sheet.sha256_of(row), **row} for row in sheet.full)
            if sheet.kind == "numbers":
                columns: dict[str, Any] = {"sha256": str} | {c.name: TYPES[c.dtype] for c in NUMBER_COLUMNS}
                database.table("numbers").create(columns, pk=NUMBER_KEY, if_not_exists=True)
                database.table("numbers").upsert_all(rows, pk=NUMBER_KEY)
            else:
                database.table("facts").upsert_all(rows, pk=KEY)


def create(database: Database) -> None:
    """Makes the tables where they are not there yet; columns stand in the order of the table."""
    texts: dict[str, Any] = dict.fromkeys(DOCUMENT, str)
    database.table("documents").create(texts, pk="sha256", if_not_exists=True)
    columns: dict[str, Any] = {"sha256": str} | {column.name: TYPES[column.dtype] for column in COLUMNS}
    database.table("facts").create(columns, pk=KEY, if_not_exists=True)


def documents_of(sheet: Sheet) -> list[dict[str, str]]:
    """A row for each document with what it says of itself."""
    return [
        {"sha256": known.sha256, "document": known.document}
        | {name: getattr(known.head, name) for name in DOCUMENT[2:]}
        for known in sheet.documents
    ]
