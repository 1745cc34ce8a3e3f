"""`ocx check`, `ocx verify`, `ocx why` and `ocx report` as their users meet them."""

from __future__ import annotations

import csv
import hashlib
import json
from io import StringIO
from pathlib import Path

import pytest

from oce_cli.checks import COLUMNS
from oce_cli.cli.running import run
from tests.conftest import Run

CALL = (
    "Fenwick Rope Third Quarter 2021 Earnings Call\n\n"
    "Ada Finch -- CFO\n\n"
    "In the third quarter of 2021, revenue was $120 million. In the third quarter of 2020, revenue was $100 million.\n"
)
HEADER = (
    "row,document,metric,segment,measure,value,low,high,bound,step,unit,period,comparison,status,basis,text,start,end"
)
AGREES = """1,a.txt,revenue,,level,120e6,120e6,120e6,exact,1e6,USD,2021-Q3,,actual,reported,$120 million,0,12
2,a.txt,revenue,,level,100e6,100e6,100e6,exact,1e6,USD,2020-Q3,,actual,reported,$100 million,20,32
3,a.txt,revenue,,growth,20,20,20,exact,1,percent,2021-Q3,yoy,actual,reported,20%,40,43
"""


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = tmp_path / "call.txt"
    path.write_text(CALL, encoding="utf-8")
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "facts.csv"
    path.write_text(f"{HEADER}\n{AGREES}", encoding="utf-8")
    return path


def test_check_reads_a_table_and_names_rows_and_intervals(
    table: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["check", str(table)]) == 0
    (found,) = csv.DictReader(StringIO(capsysbinary.readouterr().out.decode()))
    assert list(found) == [column.name for column in COLUMNS]
    assert (found["verdict"], found["rows"], found["told"]) == ("agrees", "3 1 2", "19.5% to 20.5%")


def test_check_fails_when_something_contradicts(table: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    wrong = AGREES.replace("growth,20,20,20", "growth,31,31,31").replace("20%", "31%")
    table.write_text(f"{HEADER}\n{wrong}", encoding="utf-8")
    assert run(["check", str(table), "--format", "json"]) == 1
    (found,) = json.loads(capsysbinary.readouterr().out)
    assert (found["verdict"], found["stated_low"], found["stated_high"]) == ("contradicts", 30.5, 31.5)
    assert run(["check", str(table), "--verdict", "agrees", "--format", "json"]) == 0
    assert json.loads(capsysbinary.readouterr().out) == []


def test_check_reads_a_transcript(call: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["check", str(call), "--format", "jsonl"]) == 0


def test_check_leaves_out_rows_that_are_not_sure(table: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    lines = f"{HEADER},confidence\n" + "".join(f"{line},0.4\n" for line in AGREES.splitlines())
    table.write_text(lines, encoding="utf-8")
    assert run(["check", str(table), "--min-confidence", "0.5", "--format", "json"]) == 0
    assert json.loads(capsysbinary.readouterr().out) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "none.csv"],
        ["check", "facts.csv", "--verdict", "agree"],
        ["verify", "none.csv", "call.txt"],
        ["verify", "facts.csv", "none.txt"],
        ["verify", "call.txt", "call.txt"],
        ["report", "none.txt", "-o", "page.html"],
        ["why", "none.txt", "1"],
    ],
    ids=" ".join,
)
def test_bad_input_is_one_line(
    arguments: list[str],
    call: Path,
    table: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(call.parent)
    assert run(arguments) == 2
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert captured.err.startswith(b"ocx: ")
    assert captured.err.count(b"\n") == 1


def test_evidence_leads_to_the_words(call: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["extract", str(call), "--evidence", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert rows
    for row in rows:
        assert row["sha256"] == hashlib.sha256(call.read_bytes()).hexdigest()
        assert CALL[slice(*row["spans"]["metric"])] == row["mention"]
        assert row["checked"] in ("", "agrees", "rounding", "contradicts")
    assert run(["extract", str(call), "--evidence", "--format", "csv"]) == 0
    flat = list(csv.DictReader(StringIO(capsysbinary.readouterr().out.decode())))
    assert [row["metric_span"] for row in flat] == ["{}:{}".format(*row["spans"]["metric"]) for row in rows]


def test_evidence_proves_the_very_file(call: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    facts = str(call.with_name("facts.csv"))
    assert run(["extract", str(call), "--evidence", "-o", facts]) == 0
    assert run(["verify", facts, str(call)]) == 0
    call.write_text(f"{CALL}\nBye.", encoding="utf-8")
    assert run(["verify", facts, str(call)]) == 1
    assert b"SHA-256" in capsysbinary.readouterr().out


def test_merged_layout_has_one_row_a_fact(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    path = tmp_path / "call.txt"
    path.write_text(CALL + "\nIn the third quarter of 2021, revenue was about $120 million.\n", encoding="utf-8")
    arguments = ["extract", str(path), "--metric", "revenue", "--format", "json"]
    assert run([*arguments]) == 0
    every = json.loads(capsysbinary.readouterr().out)
    assert run([*arguments, "--layout", "merged"]) == 0
    merged = json.loads(capsysbinary.readouterr().out)
    assert len(merged) == len({row["fact"] for row in every}) < len(every)
    assert sum(row["mentions"] for row in merged) == len(every)
    assert all(row["first_row"] <= row["row"] for row in merged)


@pytest.mark.parametrize("suffix", ["csv", "tsv", "json", "jsonl", "sqlite", "parquet", "xlsx"])
def test_verify_proves_every_format(suffix: str, call: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    facts = str(call.with_name(f"facts.{suffix}"))
    assert run(["extract", str(call), "-o", facts]) == 0
    assert run(["verify", facts, str(call)]) == 0
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert captured.err.endswith(b" rows hold\n")
    call.write_text(CALL.replace("$120", "$121"), encoding="utf-8")
    assert run(["verify", facts, str(call)]) == 1
    assert b"'$120 million'" in capsysbinary.readouterr().out


def test_report_is_written_whole(call: Path, ocx: Run) -> None:
    pytest.importorskip("jinja2")
    pytest.importorskip("matplotlib")
    done = ocx("report", call, "-o", "page.html")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    page = call.with_name("page.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "$120 million" in page
    assert ocx("report", call).stdout == page


def test_report_says_how_to_install_what_it_needs(call: Path, ocx_process: Run) -> None:
    call.with_name("matplotlib.py").write_text("raise ModuleNotFoundError('no matplotlib', name='matplotlib')")
    done = ocx_process("report", call, "-o", "page.html", PYTHONPATH=f"{call.parent}:{Path(__file__).parents[2]}")
    assert done.returncode == 2
    assert "pip install 'oce-cli[report]'" in done.stderr
