from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from oce_cli.columns import NAMES
from oce_cli.errors import OutputError
from oce_cli.writing.database import write_database
from tests.made_up import sheet

pytest.importorskip("sqlite_utils")


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    write_database(sheet(), str(path))
    first = dump(path)
    write_database(sheet(), str(path))
    assert dump(path) == first
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("select count(*) from facts").fetchone() == (5,)
        columns = [row[1] for row in connection.execute("pragma table_info(facts)")]
    assert columns == ["sha256", *NAMES]


def test_a_row_is_renewed_and_another_document_is_added(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    write_database(sheet(), str(path))
    made = sheet()
    changed = [row | {"segment": "new", "sha256": "ab" * 32} for row in made.full]
    other = [row | {"sha256": "cd" * 32} for row in made.full]
    write_database(replace(made, full=[*changed, *other]), str(path))
    with closing(sqlite3.connect(path)) as connection:
        counts = connection.execute("select sha256, count(*), max(segment) from facts group by 1").fetchall()
    assert counts == [("ab" * 32, 5, "new"), ("cd" * 32, 5, "süd|west <b>")]


def test_all_columns_are_kept_whatever_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    write_database(sheet(columns=("value",)), str(path))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("select metric, typeof(value), low from facts where row = 4").fetchone() == (
            "loss_ratio",
            "real",
            None,
        )


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "facts.db"
    path.write_text("my notes, no database at all" * 50)
    with pytest.raises(OutputError, match="name another file"):
        write_database(sheet(), str(path))
    assert path.read_text().startswith("my notes")


def test_a_failed_first_run_leaves_nothing(tmp_path: Path) -> None:
    made = sheet()
    broken = replace(made, full=[*made.full, made.full[0] | {"text": object()}])  # type: ignore[list-item]
    with pytest.raises(OutputError):
        write_database(broken, str(tmp_path / "facts.db"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.program
def test_the_sqlite3_program_reads_it(tmp_path: Path) -> None:
    program = shutil.which("sqlite3")
    if program is None:
        pytest.skip("sqlite3 is not installed: apt-get install sqlite3")
    path = tmp_path / "facts.sqlite"
    write_database(sheet(), str(path))
    query = "select metric, value, unit from facts where measure = 'level' order by row"
    told = subprocess.run([program, path, query], capture_output=True, text=True, check=True).stdout
    assert told.splitlines() == [
        "revenue|3310000000.0|CNY",
        "revenue|2330000000.0|CNY",
        "revenue|550000000.0|USD",
    ]
