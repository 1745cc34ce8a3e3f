"""Tables read back: every format gives the rows that were written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from oce_cli.columns import COLUMNS
from oce_cli.errors import InputError
from oce_cli.model import Transcript
from oce_cli.options import Options
from oce_cli.stored import documents_of, is_table, read_table
from oce_cli.writing import lay_out, render


def rows() -> list[dict[str, Any]]:
    plain: dict[str, Any] = {c.name: {"int": 7, "float": 0.5, "str": "word"}[c.dtype] for c in COLUMNS}
    odd = {"text": "-5%", "mention": '=SUM("A1")', "sentence": 'He said: "5%, up",\nthen 𝕏.', "low": None}
    return [plain | {"document": "call.txt", "row": 1}, plain | {"document": "call.txt", "row": 2} | odd]


@pytest.fixture(params=["csv", "tsv", "json", "jsonl", "parquet", "xlsx", "sqlite"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    needed = {"parquet": ["pyarrow"], "xlsx": ["xlsxwriter", "openpyxl"], "sqlite": ["sqlite_utils"]}
    for module in needed.get(request.param, ()):
        pytest.importorskip(module)
    path = tmp_path / f"facts.{request.param}"
    sheet = lay_out(rows(), Options(), [Transcript("call.txt", "", sha256="ab")])
    if request.param == "sqlite":
        from oce_cli.writing.database import write_database

        for at, row in enumerate(sheet.rows):
            row["start"] = at  # rows of a database differ by it
        write_database(sheet, str(path))
    else:
        path.write_bytes(b"".join(render(sheet, request.param)))
    return path


def test_round_trip(table: Path) -> None:
    read = read_table(str(table))
    assert len(read) == 2
    for name in ("text", "mention", "metric"):
        assert [row[name] for row in read] == [row[name] for row in rows()]
    assert [float(row["value"]) for row in read] == [0.5, 0.5]
    assert [row["low"] in (None, "") for row in read] == [False, True]


def test_is_told_from_transcripts(table: Path, tmp_path: Path) -> None:
    assert is_table(str(table))
    call = tmp_path / "call.json"
    call.write_text(json.dumps([{"speaker": "Ada", "text": "Sales rose."}]))
    assert not is_table(str(call))
    call.write_text("{")
    assert not is_table(str(call))
    assert not is_table("call.html")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", b"metric,value\nrevenue,1\n", "lacks the column end, start, text"),
        ("a.csv", b'metric,start,end,text\n"open', "cannot be read as a table"),
        ("a.jsonl", b"{", "cannot be read as a table"),
        ("a.json", b'{"a": 1}', "a list of objects"),
        ("a.tsv", b"metric\tstart\nrevenue\n", "cannot be read as a table"),
        ("a.sqlite", b"no database at all", "cannot be read as a table"),
        ("a.txt", b"Good day to all.", "no table"),
        ("a.csv", b"", "empty"),
    ],
)
def test_what_is_no_table(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=message):
        read_table(str(path))


def test_missing_file_is_an_input_error(tmp_path: Path) -> None:
    for suffix in ("csv", "sqlite", "parquet"):
        with pytest.raises(InputError, match="no such file"):
            read_table(str(tmp_path / f"none.{suffix}"))


def test_table_without_suffix_is_told_by_its_first_line(tmp_path: Path) -> None:
    path = tmp_path / "piped"
    for name in ("csv", "tsv", "json", "jsonl"):
        path.write_bytes(b"".join(render(lay_out(rows(), Options()), name)))
        assert len(read_table(str(path))) == 2


def test_rows_by_document() -> None:
    mixed = [{"document": "b"}, {"document": "a"}, {"document": "b"}]
    assert [(name, len(own)) for name, own in documents_of(mixed)] == [("b", 2), ("a", 1)]
