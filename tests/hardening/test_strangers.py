"""A transcript of a stranger that tries to become a formula, a script, SQL or a command to the terminal."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from oce_cli.errors import InputError
from oce_cli.stored import read_table

HOSTILE = (
    "=cmd|'/C calc'!A0 -- Chief Executive Officer\n\n"
    "</script><script>alert(1)</script> \x1b[2J\x1b]0;owned\x07\u202eRevenue rose 5% to $3 million.\n\n"
    '@SUM(1+1)"); DROP TABLE facts;-- <img src=x onerror=alert(1)> revenue was $4 million {{ 7*7 }}.\n'
)


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = tmp_path / "=1+1'; DROP TABLE facts;--<b>.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    return path


Run = Callable[..., CompletedProcess[str]]


def test_no_cell_is_a_formula(ocx: Run, call: Path) -> None:
    told = ocx("extract", call, "--format", "csv")
    assert told.returncode == 0
    rows = list(csv.DictReader(io.StringIO(told.stdout)))
    assert len(rows) >= 3
    for row in rows:
        for name, cell in row.items():
            number = re.fullmatch(r"-?[\d.]+(?:[eE][+-]?\d+)?", cell)
            assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (name, cell)


def test_a_workbook_has_no_formula(ocx: Run, call: Path, tmp_path: Path) -> None:
    assert ocx("extract", call, "-o", tmp_path / "facts.xlsx").returncode == 0
    with zipfile.ZipFile(tmp_path / "facts.xlsx") as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets
    assert not any("<f>" in sheet for sheet in sheets)


def test_a_database_keeps_its_table(ocx: Run, call: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert ocx("extract", call, "-o", tmp_path / "facts.db").returncode == 0
    with sqlite3.connect(tmp_path / "facts.db") as base:
        assert base.execute("select count(*), count(distinct document) from facts").fetchone()[0] >= 3


@pytest.mark.parametrize(
    "command", [("extract", "--format", "html-table"), ("report", "-o", "page.html")], ids=lambda command: command[0]
)
def test_markup_is_shown_and_not_run(ocx: Run, call: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    name, *options = command
    told = ocx(name, call, *options)
    assert told.returncode == 0, told.stderr
    page = told.stdout + ((tmp_path / "page.html").read_text("utf-8") if name == "report" else "")
    assert "alert(1)" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>" not in page


@pytest.mark.parametrize(
    "arguments",
    [("extract", "--format", "table"), ("show",), ("extract", "--format", "table", "--color", "always")],
    ids=["table", "show", "colours"],
)
def test_nothing_commands_the_terminal(ocx: Run, call: Path, arguments: tuple[str, ...]) -> None:
    name, *options = arguments
    shown = ocx(name, call, *options).stdout
    assert shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)  # our own colours
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", plain)


def test_a_bomb_of_a_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "facts.xlsx", "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    with pytest.raises(InputError, match="zip bomb"):
        read_table(str(tmp_path / "facts.xlsx"))


def test_a_database_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oce_cli.stored.SECONDS", 0.2)
    with sqlite3.connect(tmp_path / "facts.db") as base:
        base.execute(
            "create view facts as with recursive n(row) as (select 1 union all select row + 1 from n)"
            " select row, '' as document, '' as sha256 from n"
        )
    with pytest.raises(InputError, match="interrupted"):
        read_table(str(tmp_path / "facts.db"))


def test_a_path_out_of_the_folder_is_only_a_name(ocx: Run, call: Path, tmp_path: Path) -> None:
    told = ocx("extract", tmp_path / "x" / ".." / ".." / "no-such", "--format", "csv")
    assert told.returncode == 2
    assert told.stderr.count("\n") == 1
