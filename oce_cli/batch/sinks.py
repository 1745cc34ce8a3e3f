"""Where the rows of finished parts go, in the order of the input."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from oce_cli.batch.manifest import FOLDER, Manifest, path_of
from oce_cli.batch.payload import document_of, header
from oce_cli.batch.store import TEMPORARY, Store
from oce_cli.errors import OutputError
from oce_cli.options import Options


class Sink(Protocol):
    """Takes finished parts in order; ``finish`` is called once when all are in."""

    def add(self, manifest: Manifest) -> None: ...

    def finish(self) -> None: ...


class Stream:
    """Lines to standard output as soon as they are due; the part is taken out of the store then."""

    def __init__(self, store: Store, options: Options, format: str) -> None:
        from oce_cli.writing.output import write_standard_output

        self.store, self._write = store, write_standard_output
        self._write([header(options, format)])

    def add(self, manifest: Manifest) -> None:
        self._write([self.store.read(manifest.data) or b""])
        self.store.remove(manifest.data)
        self.store.remove(path_of(manifest.stem))

    def finish(self) -> None:
        pass


class OneFile:
    """One file, put together when all parts are in, and put into its place whole. Parts stay where inputs failed."""

    def __init__(self, store: Store, options: Options, format: str, output: str) -> None:
        self.store, self.options, self.format, self.output = store, options, format, output
        self.failed = False
        self._parts = Path(store.place, "order")
        Path(store.place).mkdir(parents=True, exist_ok=True)
        self._order = open(self._parts, "w", encoding="utf-8")  # noqa: SIM115

    def add(self, manifest: Manifest) -> None:
        self.failed = self.failed or bool(manifest.failed)
        self._order.write(f"{manifest.data}\n")

    def finish(self) -> None:
        from oce_cli.writing.output import is_device, told

        self._order.close()
        whole = Path(self.store.place, "whole")
        with told(self.output):
            if is_device(self.output):
                with open(self.output, "wb") as device:
                    self._fill(device)
            else:
                target = Path(os.path.realpath(self.output))
                with open(whole, "wb") as file:
                    self._fill(file)
                    file.flush()
                    os.fsync(file.fileno())
                if target.exists():
                    whole.chmod(target.stat().st_mode & 0o777)
                _moved(whole, target)
        if not self.failed:
            self.store.clear()

    def _fill(self, file: BinaryIO) -> None:
        if self.format == "parquet":
            _join_parquet(file, self._pieces(), self.options)
            return
        file.write(header(self.options, self.format))
        for piece in self._pieces():
            file.write(piece)

    def _pieces(self) -> Iterator[bytes]:
        with open(self._parts, encoding="utf-8") as order:
            for line in order:
                data = self.store.read(line.rstrip("\n"))
                if data is None:
                    raise OutputError(f"{self.store.place}: a part is gone; run again with --resume")
                yield data


def _moved(whole: Path, target: Path) -> None:
    try:
        os.replace(whole, target)
    except OSError:  # the parts are kept on another disk
        near = target.with_name(f".{target.name}.{os.getpid()}{TEMPORARY}")
        shutil.copyfile(whole, near)
        os.replace(near, target)


def _join_parquet(file: BinaryIO, pieces: Iterator[bytes], options: Options) -> None:
    """One Parquet file with a row group for each part that has rows."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    from oce_cli.batch.payload import parquet_of

    schema = pq.read_schema(BytesIO(parquet_of([], options, ())))
    with pq.ParquetWriter(file, schema) as writer:
        for piece in pieces:
            table: Any = pq.read_table(BytesIO(piece)).replace_schema_metadata(schema.metadata)
            if table.num_rows:
                writer.write_table(pa.table(table.columns, schema=schema))


class Dataset:
    """A folder of Parquet files that are the parts themselves; what is no part of this run is taken out at the end."""

    def __init__(self, store: Store, format: str) -> None:
        self.store, self.format = store, format
        self._stems: list[bytes] = []

    def add(self, manifest: Manifest) -> None:
        self._stems.append(manifest.stem.encode())

    def finish(self) -> None:
        kept = set(self._stems)
        for name in self.store.names():
            stem, _, suffix = name.partition(".")
            if name.endswith(TEMPORARY) or (
                suffix == self.format and stem.startswith("part-") and stem.encode() not in kept
            ):
                self.store.remove(name)
        for name in self.store.names(FOLDER):
            stem = name.rpartition("/")[2].removesuffix(".json")
            if name.endswith(TEMPORARY) or stem.encode() not in kept:
                self.store.remove(name)


class Rows:
    """Rows and documents to a database; ``add_rows`` says how."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.failed = False

    def add(self, manifest: Manifest) -> None:
        import json

        self.failed = self.failed or bool(manifest.failed)
        data = self.store.read(manifest.data)
        if data is None:
            raise OutputError(f"{self.store.place}: a part is gone; run again with --resume")
        rows: list[dict[str, Any]] = []
        documents: list[Any] = []
        for entry in manifest.entries:
            if entry.error:
                continue
            documents.append(document_of(entry.document, entry.sha256, entry.head or {}))
            lines = data[entry.start : entry.start + entry.length].split(b"\n")
            rows += [json.loads(line) | {"sha256": entry.sha256} for line in lines if line]
        self.add_rows(rows, documents)

    def add_rows(self, rows: list[dict[str, Any]], documents: list[Any]) -> None:
        raise NotImplementedError

    def finish(self) -> None:
        if not self.failed:
            self.store.clear()


class Sqlite(Rows):
    """A SQLite database: a new one appears whole or not at all, an old one takes each part as a whole."""

    def __init__(self, store: Store, options: Options, output: str) -> None:
        super().__init__(store)
        self.options, self.output = options, output
        self._stack = ExitStack()
        self._path = output
        path = Path(output)
        if not (path.exists() and path.stat().st_size):
            self._path = str(Path(store.place, "whole"))
            Path(store.place).mkdir(parents=True, exist_ok=True)
            Path(self._path).unlink(missing_ok=True)
            self.add_rows([], [])

    def add_rows(self, rows: list[dict[str, Any]], documents: list[Any]) -> None:
        from oce_cli.writing import lay_out
        from oce_cli.writing.database import write_database

        write_database(lay_out(rows, self.options, documents), self._path)

    def finish(self) -> None:
        from oce_cli.writing.output import told

        if self._path != self.output:
            with told(self.output):
                _moved(Path(self._path), Path(os.path.realpath(self.output)))
        super().finish()
