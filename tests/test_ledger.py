"""The ledger: each number of a text is in it once, with the rows that the table has for it or the reason why none."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from pathlib import Path

import pytest

import oce_cli
from oce_cli.columns import NUMBER_COLUMNS
from oce_cli.extraction import extract_rows, ledger_of
from oce_cli.options import Options
from oce_cli.reading import read_text
from oce_cli.why import explain
from tests.conftest import Run

CALL = (
    "Fenwick Rope Fourth Quarter 2020 Earnings Call\n\n"
    "Operator\n\n"
    "Thank you. To ask a question, press * then 1 on your phone. Our first speaker is Ada Finch.\n\n"
    "Ada Finch -- CFO\n\n"
    "For the full year, net sales rose 12% to $310 million. We opened in 1987. Gross margin was 41.2%, down 50 basis"
    " points. We count as large accounts those that spend more than $100,000 with us. The audit took two days. "
    "We have three questions left.\n"
)
WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion"
    " hundreds thousands millions billions trillions dozen dozens half first second third fourth fifth sixth seventh"
    " eighth ninth tenth eleventh twelfth"
).split()
NUMBER = re.compile(rf"[0-9]+|\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)


def corpus() -> list[str]:
    folder = Path(os.environ.get("OCX_SHARED") or Path(__file__).resolve().parents[2] / "shared") / "corpus"
    return sorted(path.name for path in folder.glob("*.txt"))


def reasons(text: str, options: Options | None = None) -> dict[str, tuple[str, str]]:
    table = oce_cli.quantities(text, options)
    return {text: (rows, why) for text, rows, why in zip(table["text"], table["rows"], table["reason"], strict=True)}


@pytest.mark.corpus
@pytest.mark.parametrize("name", corpus())
def test_every_number_of_a_real_call_is_accounted_for(shared: Path, name: str) -> None:
    extraction = extract_rows(shared / "corpus" / name, Options())
    text = extraction.transcript.text
    records = ledger_of(extraction)
    covered = bytearray(len(text))
    last = 0
    for record in records:
        start, end = int(record["start"] or 0), int(record["end"] or 0)
        assert last <= start < end
        assert text[start:end] == record["text"]
        assert bool(record["rows"]) != bool(record["reason"])
        covered[start:end] = b"\1" * (end - start)
        last = end
    missed = [match for match in NUMBER.finditer(text) if not all(covered[match.start() : match.end()])]
    assert [text[max(0, match.start() - 30) : match.end() + 20] for match in missed] == []
    fed = [int(number) for record in records for number in str(record["rows"]).split()]
    assert fed == [row["row"] for row in extraction.rows]


def test_each_number_has_its_row_or_its_reason() -> None:
    told = reasons(CALL)
    assert {text: rows for text, (rows, _) in told.items() if rows} == {
        "12%": "1",
        "$310 million": "2",
        "41.2%": "3",
        "50 basis points": "4",
    }
    assert {text: why for text, (_, why) in told.items() if why} == {
        "Fourth": "quarter",
        "2020": "year",
        "1": "call talk",
        "first": "ordinal",
        "1987": "year",
        "$100,000": "definition",
        "two days": "duration",
        "three": "call talk",
    }


def test_columns_and_types_are_fixed() -> None:
    for text in (CALL, "Thank you all for coming. Good day."):
        table = oce_cli.quantities(text)
        assert list(table.columns) == [column.name for column in NUMBER_COLUMNS]
        assert [str(kind) for kind in table.dtypes] == [
            {"int": "int64", "float": "float64", "str": "string"}[column.dtype] for column in NUMBER_COLUMNS
        ]


def test_rows_are_those_of_the_table_with_the_same_options() -> None:
    options = Options(metric=("gross_*",))
    table, numbers = oce_cli.extract(CALL, options), oce_cli.quantities(CALL, options)
    fed = numbers[numbers["rows"] != ""]
    assert list(fed["rows"].astype(int)) == list(table["row"])
    assert list(fed["start"]) == list(table["start"])
    assert reasons(CALL, options)["$310 million"] == ("", "not selected")
    assert len(oce_cli.quantities(CALL, Options(limit=3))) == 3
    assert oce_cli.quantities("Sales were $5 million.", Options(currency="CAD"))["unit"].tolist() == ["CAD"]


def test_why_gives_the_reason_of_the_ledger() -> None:
    transcript = read_text(CALL, "call.txt")
    for record in ledger_of(extract_rows(transcript, Options())):
        told = explain(transcript, f"@{record['start']}")
        assert (told.number is None) == bool(record["reason"])
        if record["reason"] == "no metric":
            assert told.reason.startswith("no metric was found")
        elif record["reason"]:
            assert told.reason.startswith(f"read as {record['reason']}")


def test_a_number_without_a_metric_has_that_reason() -> None:
    assert set(reasons("It was 31, they said.").values()) <= {("", "no metric"), ("1", "")}
    with_none = "Welcome.\nBo Lind: I think it was, you know, 9 out of it or so.\n"
    assert reasons(with_none)["9"] == ("", "no metric")


# ---- on the command line


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = tmp_path / "call.txt"
    path.write_text(CALL, encoding="utf-8")
    return path


def test_command_and_python_give_the_same(ocx: Run, call: Path) -> None:
    done = ocx("quantities", "call.txt", "--format", "jsonl")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    table = oce_cli.quantities(call)
    assert [record["rows"] for record in records] == list(table["rows"])
    assert [record["reason"] for record in records] == list(table["reason"])
    assert [record["value"] for record in records] == list(table["value"])
    assert all(CALL[record["start"] : record["end"]] == record["text"] for record in records)


def test_command_gives_the_ids_that_extract_prints(ocx: Run, call: Path) -> None:
    options = ("call.txt", "--metric", "gross_*", "--format", "jsonl")
    printed = [json.loads(line) for line in ocx("extract", *options).stdout.splitlines()]
    records = [json.loads(line) for line in ocx("quantities", *options).stdout.splitlines()]
    assert printed
    assert {record["rows"]: record["text"] for record in records if record["rows"]} == {
        str(row["row"]): row["text"] for row in printed
    }
    assert {record["reason"] for record in records if record["text"] == "12%"} == {"not selected"}


def test_command_selects_orders_and_cuts(ocx: Run, call: Path) -> None:
    shown = ocx("quantities", "call.txt", "--reason", "DEF*", "--columns", "text,reason", "-f", "csv").stdout
    assert shown.splitlines() == ["text,reason", '"$100,000",definition']
    ordered = ocx("quantities", "call.txt", "--sort=-value", "--limit", "2", "--columns", "value", "-f", "csv").stdout
    assert ordered.splitlines() == ["value", "310000000", "100000"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--columns", "reasn"], 2, "columns: 'reasn' is not allowed; did you mean 'reason'?"),
        (["--sort", "-metric"], 2, "sort: 'metric' is not allowed"),
        (["--reason", "moon"], 1, "none of the 12 numbers has that reason"),
        (["no_such.txt"], 2, "no_such.txt: no such file"),
    ],
    ids=["columns", "sort", "reason", "file"],
)
def test_command_says_what_is_wrong(ocx: Run, call: Path, arguments: list[str], code: int, message: str) -> None:
    done = ocx("quantities", "call.txt", *arguments)
    assert done.returncode == code
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "name", ["n.csv", "n.tsv", "n.json", "n.jsonl", "n.md", "n.html", "n.xlsx", "n.parquet", "n.db"]
)
def test_command_writes_every_format(ocx: Run, call: Path, name: str) -> None:
    for _ in range(2):
        done = ocx("quantities", "call.txt", "-o", name)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (call.parent / name).stat().st_size > 100


def test_sqlite_keeps_the_ledger_in_its_own_table(ocx: Run, call: Path) -> None:
    for command in ("extract", "quantities", "quantities"):
        assert ocx(command, "call.txt", "-o", "all.db").returncode == 0
    with sqlite3.connect(call.parent / "all.db") as database:
        told = database.execute(
            "select n.text, f.metric from numbers n join facts f on n.sha256 = f.sha256 and n.rows = f.row order by 1"
        ).fetchall()
        assert database.execute("select count(*) from numbers").fetchone() == (12,)
    assert told == [
        ("$310 million", "revenue"),
        ("12%", "revenue"),
        ("41.2%", "gross_margin"),
        ("50 basis points", "gross_margin"),
    ]
