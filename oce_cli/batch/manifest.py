"""What is written down of each part: its inputs by checksum, what came of them, and the checksum of its rows."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import Any

from oce_cli.batch.parts import Place
from oce_cli.batch.store import Store

FOLDER = "_manifest"  # a leading underscore: readers of Parquet datasets pass it by
HEAD = ("company", "ticker", "period", "currency")


@dataclass(frozen=True, slots=True)
class Entry:
    """What came of one input. ``start`` and ``length`` are bytes of the part (text) or rows of it (Parquet)."""

    name: str
    size: int = 0  # characters of its text
    sha256: str = ""  # of its bytes, "" where they could not be read
    document: str = ""
    rows: int = 0
    start: int = 0
    length: int = 0
    error: str = ""  # one line, "" where all went well
    kind: str = ""  # of the error: input, timeout, worker, fault
    head: dict[str, str] | None = None  # company, ticker, period, currency


@dataclass(frozen=True, slots=True)
class Manifest:
    """One part: where its rows are, and one entry for each of its inputs."""

    stem: str
    recipe: str  # fingerprint of options and version
    data: str  # the name of the rows in the store
    sha256: str  # of these bytes
    entries: tuple[Entry, ...]
    done_before: int = 0  # inputs whose rows were taken over; not written down

    @property
    def rows(self) -> int:
        return sum(entry.rows for entry in self.entries)

    @property
    def failed(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.error]

    @property
    def size(self) -> int:
        return sum(entry.size for entry in self.entries)

    def encoded(self) -> bytes:
        """The same bytes for the same part, whenever and wherever it is done."""
        told = asdict(self)
        del told["done_before"]
        return (json.dumps(told, sort_keys=True) + "\n").encode("ascii")  # names may be no Unicode: they are escaped


def decoded(data: bytes) -> Manifest | None:
    """The manifest of its bytes, None where they are none of ours.

    >>> decoded(b"{}") is None
    True
    >>> one = Manifest("part-00000-ab", "r", "part-00000-ab.jsonl", "", (Entry("a.txt", rows=3),))
    >>> decoded(one.encoded()) == one
    True
    """
    try:
        told: dict[str, Any] = json.loads(data)
        entries = tuple(Entry(**entry) for entry in told.pop("entries"))
        return Manifest(entries=entries, **told)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def stem_of(index: int, recipe: str, inputs: Sequence[tuple[str, str]]) -> str:
    """The name of a part. It tells parts of other inputs, options or versions apart, so none is ever taken for another.

    >>> stem_of(3, "r", [("a.txt", "00")]) == stem_of(3, "r", [("a.txt", "01")])
    False
    """
    told = json.dumps([recipe, *inputs]).encode()
    return f"part-{index:06d}-{hashlib.sha256(told).hexdigest()[:12]}"


def path_of(stem: str) -> str:
    """The name of a part's manifest in the store."""
    return f"{FOLDER}/{stem}.json"


def read_manifest(store: Store, stem: str) -> Manifest | None:
    """A part's manifest, None where there is none or it is broken."""
    data = store.read(path_of(stem))
    return None if data is None else decoded(data)


class Finished:
    """Where the rows of each input of an earlier run stand. On disk: memory must not grow with the number of files."""

    def __init__(self, store: Store, recipe: str) -> None:
        self._places = sqlite3.connect("")  # a file of its own that is gone with the connection
        self._places.execute("create table places (name blob primary key, stem text, entry int) without rowid")
        for name in store.names(FOLDER):
            data = store.read(name) if name.endswith(".json") else None
            manifest = decoded(data) if data else None
            if manifest is not None and manifest.recipe == recipe:
                found = [
                    (os.fsencode(entry.name), manifest.stem, at)
                    for at, entry in enumerate(manifest.entries)
                    if not entry.error
                ]
                self._places.executemany("insert or replace into places values (?, ?, ?)", found)

    def place(self, name: str) -> Place | None:
        """The place of an input's rows."""
        with closing(
            self._places.execute("select stem, entry from places where name = ?", (os.fsencode(name),))
        ) as found:
            row = found.fetchone()
        return None if row is None else Place(*row)

    def close(self) -> None:
        self._places.close()
