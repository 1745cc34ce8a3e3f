"""Rows into any database that SQLAlchemy knows; a second run changes nothing."""

from __future__ import annotations

from typing import Any

from oce_cli.batch.sinks import Rows
from oce_cli.batch.store import Store
from oce_cli.columns import COLUMNS
from oce_cli.errors import OutputError
from oce_cli.writing.database import DOCUMENT, KEY

CUT = 500  # rows in one statement


class Sql(Rows):
    """Tables ``documents`` and ``facts``, as in SQLite. Each part is one transaction.

    A document that is there already (by its checksum) is replaced with all its rows, so rows of an older version do
    not stay behind. Raises OutputError where the database cannot be reached or written.
    """

    def __init__(self, store: Store, url: str) -> None:
        super().__init__(store)
        self.shown = url.partition("://")[0]
        try:
            import sqlalchemy as sa

            self._sa = sa
            self._engine = sa.create_engine(_with_driver(url))
            self.shown = self._engine.url.render_as_string(hide_password=True)
        except ModuleNotFoundError as error:
            raise OutputError(f"{self.shown}: needs {error.name}; install it with: pip install {error.name}") from error
        except sa.exc.ArgumentError as error:
            raise OutputError(f"{self.shown}: no address of a database; write postgresql://user@host/name") from error
        kinds: dict[str, Any] = {"int": sa.BigInteger, "float": sa.Double, "str": sa.Text}
        meta = sa.MetaData()
        # Databases differ in how long a text may be that is part of a key.
        short = {"sha256": sa.String(64), "metric": sa.String(200), "measure": sa.String(20)}
        self._documents = sa.Table(
            "documents",
            meta,
            *(sa.Column(name, short.get(name, sa.Text), primary_key=name == "sha256") for name in DOCUMENT),
        )
        self._facts = sa.Table(
            "facts",
            meta,
            *(
                sa.Column(name, short.get(name, kinds[dtype]), primary_key=name in KEY, autoincrement=False)
                for name, dtype in (("sha256", "str"), *((column.name, column.dtype) for column in COLUMNS))
            ),
        )
        self._do(meta.create_all)

    def add_rows(self, rows: list[dict[str, Any]], documents: list[Any]) -> None:
        heads = {
            known.sha256: {"sha256": known.sha256, "document": known.document}
            | {name: getattr(known.head, name) for name in DOCUMENT[2:]}
            for known in documents
        }
        facts = {tuple(row[name] for name in KEY): row for row in rows}  # the same file twice is one document
        self._do(lambda connection: self._renew(connection, list(heads.values()), list(facts.values())))

    def _renew(self, connection: Any, heads: list[dict[str, Any]], facts: list[dict[str, Any]]) -> None:
        for table, rows in ((self._documents, heads), (self._facts, facts)):
            for at in range(0, len(heads), CUT):
                sums = [head["sha256"] for head in heads[at : at + CUT]]
                connection.execute(self._sa.delete(table).where(table.c.sha256.in_(sums)))
            for at in range(0, len(rows), CUT):
                connection.execute(self._sa.insert(table), rows[at : at + CUT])

    def _do(self, act: Any) -> None:
        try:
            with self._engine.begin() as connection:
                act(connection)
        except self._sa.exc.SQLAlchemyError as error:
            reason = " ".join(str(getattr(error, "orig", None) or error).split())[:200]
            raise OutputError(
                f"{self.shown}: cannot be written ({reason}); check address, rights and tables"
            ) from error

    def finish(self) -> None:
        self._engine.dispose()
        super().finish()


def _with_driver(url: str) -> str:
    """The address with the driver that is told to be installed, where it names none.

    >>> _with_driver("postgresql://ann@host/calls"), _with_driver("sqlite:///facts.db")
    ('postgresql+psycopg://ann@host/calls', 'sqlite:///facts.db')
    """
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url
