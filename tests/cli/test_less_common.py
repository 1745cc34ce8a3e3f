"""Less common ways to call the commands, each asked for by its option or forced by what stands at the other end."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from oce_cli.cli.delivering import destination
from oce_cli.errors import OptionError
from oce_cli.options import Options
from tests.conftest import Run

CALL = "Jane Roe -- CFO\n\nRevenue was $3.2 million in the fourth quarter of 2020, up 12%.\n"
OWN = '[metric.loom_starts]\nkind = "count"\nstrong = ["loom starts"]\n'


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = tmp_path / "call.txt"
    path.write_text(CALL)
    return path


def test_what_a_terminal_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert destination(None, Options()) == "table"
    with pytest.raises(OptionError, match="format: parquet is not for a terminal; add -o FILE"):
        destination(None, Options(format="parquet"))


def test_layouts_that_sqlite_does_not_keep() -> None:
    with pytest.raises(OptionError, match="leave --layout wide or write another format"):
        destination("facts.sqlite", Options(layout="wide"))


def test_lists_are_written_in_any_format_but_sqlite(ocx: Run, tmp_path: Path) -> None:
    listed = ocx("metrics", "eps", "revenue", "--format", "csv")
    assert [line.split(",")[0] for line in listed.stdout.splitlines()] == ["metric", "eps", "revenue"]
    assert ocx("metrics", "-o", "all.csv").returncode == 0
    assert len((tmp_path / "all.csv").read_text().splitlines()) > 600
    refused = ocx("metrics", "-o", "all.sqlite")
    assert (refused.returncode, refused.stderr) == (
        2,
        "ocx: format: sqlite keeps the rows of calls only; write another format\n",
    )


@pytest.mark.parametrize("command", ["text", "show"])
def test_what_is_shown_can_be_written(ocx: Run, call: Path, command: str) -> None:
    assert ocx(command, call.name, "-o", "out.txt").returncode == 0
    assert "Revenue" in (call.parent / "out.txt").read_text()
    assert (call.parent / "out.txt").read_text() == ocx(command, call.name).stdout


def test_the_version_after_other_options(ocx: Run) -> None:
    assert ocx("--version").stdout.startswith("ocx ")


def test_a_setting_that_is_neither_yes_nor_no(ocx: Run, call: Path) -> None:
    done = ocx("extract", call.name, OCX_RAW="perhaps")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'perhaps' is not allowed; write 1 or 0" in done.stderr


def test_why_a_number_is_no_row(ocx: Run, tmp_path: Path) -> None:
    (tmp_path / "call.txt").write_text("Jane Roe -- CFO\n\nThanks. It is 14 all over again, as they say.\n")
    at = (tmp_path / "call.txt").read_text().index("14")
    told = ocx("why", "call.txt", f"@{at}")
    assert told.returncode == 0
    assert "14" in told.stdout
