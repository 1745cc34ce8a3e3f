"""Batches within this process: what is worked through, what is written, what is told of failures."""

from __future__ import annotations

import csv
import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from oce_cli.batch import Plan, run
from oce_cli.batch.deadline import OutOfTime, deadline
from oce_cli.batch.parts import parts_of
from oce_cli.batch.scratch import LOCK, clean, scratch
from oce_cli.batch.sources import Source, sources_of
from oce_cli.errors import OptionError, OutputError
from oce_cli.options import Options
from tests.batch import calls
from tests.conftest import Run


def documents(lines: str) -> list[str]:
    """The documents of JSON lines in their order, each once."""
    return list(dict.fromkeys(json.loads(line)["document"] for line in lines.splitlines()))


def test_files_folders_globs_and_lists(ocx: Run, tmp_path: Path) -> None:
    calls.folder(tmp_path / "in", 5)
    (tmp_path / "in" / "notes.xyz").write_text("no call")
    (tmp_path / "in" / ".hidden.txt").write_text("no call")
    all_five = ["call001.txt", "call003.txt", "call000.txt", "call002.txt", "call004.txt"]
    assert documents(ocx("batch", "-j", 0, "in").stdout) == all_five
    assert documents(ocx("batch", "-j", 0, "in/b", "in/a/call001.txt").stdout) == [*all_five[2:], "call001.txt"]
    assert documents(ocx("batch", "-j", 0, "in/?/call00[13].txt").stdout) == all_five[:2]
    listed = ocx("batch", "-j", 0, "-", input="in/b/call004.txt\nin/a/call001.txt\n")
    assert documents(listed.stdout) == ["call004.txt", "call001.txt"]
    assert documents(ocx("batch", "-j", 0, "-0", "-", input="in/b/call004.txt\0").stdout) == ["call004.txt"]


def test_what_tells_about_the_calls_is_no_call(ocx: Run, tmp_path: Path) -> None:
    calls.folder(tmp_path / "in", 2)
    for name in ("README.md", "SUMMARY.md", "readme.txt", "README"):
        (tmp_path / "in" / "a" / name).write_text("Revenue of these calls was $3 million.\n")
    (tmp_path / "in" / "a" / "call009.md").write_text(calls.text(9))
    assert documents(ocx("batch", "-j", 0, "in").stdout) == ["call001.txt", "call000.txt"]
    assert documents(ocx("batch", "-j", 0, "in/a/call009.md", "in/a/README.md").stdout) == ["call009.md", "README.md"]
    assert documents(ocx("batch", "-j", 0, "in/**/*.md").stdout) == ["README.md", "SUMMARY.md", "call009.md"]


def test_what_killed_runs_left_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with scratch() as used:
        left = tmp_path / "ocx-left"
        (left / "parts" / "_manifest").mkdir(parents=True)
        (left / LOCK).touch()
        others = tmp_path / "ocx-others"
        others.mkdir()
        (others / "letter.doc").write_text("dear")
        young = tmp_path / "ocx-young"
        young.mkdir()
        (tmp_path / "ocx-link").symlink_to(others)
        clean()
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
            ["ocx-link", "ocx-others", "ocx-young", Path(used).name]
        )
    assert not Path(used).exists()


def test_whole_names_tell_files_of_one_name_apart(ocx: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "q4.txt").write_text(calls.text(1))
    assert documents(ocx("batch", "-j", 0, "--whole-names", "a", "b").stdout) == ["a/q4.txt", "b/q4.txt"]


@pytest.mark.parametrize("format", ["jsonl", "csv", "tsv"])
def test_a_batch_writes_what_extract_writes(ocx: Run, tmp_path: Path, format: str) -> None:
    calls.folder(tmp_path / "in", 4)
    files = sorted((tmp_path / "in").rglob("*.txt"))
    one = ocx("extract", *files, "--format", format, "--measure", "level").stdout
    stream = ocx("batch", "-j", 0, "in", "--format", format, "--measure", "level", "--part-size", 1).stdout
    assert ocx("batch", "-j", 0, "in", "-o", f"f.{format}", "--measure", "level").returncode == 0
    assert one == stream == (tmp_path / f"f.{format}").read_bytes().decode()
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"f.{format}", "in"]


def test_columns_and_the_mark_for_excel_come_once(ocx: Run, tmp_path: Path) -> None:
    calls.folder(tmp_path / "in", 3)
    told = ocx("batch", "-j", 0, "in", "--format", "csv", "--bom", "--columns", "metric,value", "--part-size", 1).stdout
    assert told.startswith("\ufeffmetric,value\r\n")
    assert told.count("\ufeff") == told.count("metric,value") == 1


def test_parquet_file_and_dataset_have_the_same_rows(ocx: Run, tmp_path: Path) -> None:
    import duckdb
    import pandas

    calls.folder(tmp_path / "in", 6)
    assert ocx("batch", "-j", 0, "in", "-o", "f.parquet", "--part-size", 1).returncode == 0
    assert ocx("batch", "-j", 0, "in", "-o", "facts/", "--part-size", 1).returncode == 0
    assert ocx("extract", *sorted((tmp_path / "in").rglob("*.txt")), "-o", "e.parquet").returncode == 0
    extracted = pandas.read_parquet(tmp_path / "e.parquet")
    pandas.testing.assert_frame_equal(pandas.read_parquet(tmp_path / "f.parquet"), extracted)
    pandas.testing.assert_frame_equal(pandas.read_parquet(tmp_path / "facts"), extracted)
    counted = duckdb.connect().execute(f"select count(*) from '{tmp_path}/facts/*.parquet'").fetchall()
    assert counted == [(len(extracted),)]


def test_a_dataset_is_not_begun_over_another(ocx: Run, tmp_path: Path) -> None:
    calls.folder(tmp_path / "in", 1)
    assert ocx("batch", "-j", 0, "in", "-o", "facts/").returncode == 0
    done = ocx("batch", "-j", 0, "in", "-o", "facts/")
    assert (done.returncode, "add --resume" in done.stderr) == (2, True)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.doc").write_text("dear")
    assert "holds other files" in ocx("batch", "-j", 0, "in", "-o", "mine/").stderr
    assert "holds other files" in ocx("batch", "-j", 0, "in", "-o", "f.csv", "--work", "mine").stderr
    assert (tmp_path / "mine" / "letter.doc").exists()


def test_sqlite_is_filled_and_filled_again(ocx: Run, tmp_path: Path) -> None:
    import sqlite3

    calls.folder(tmp_path / "in", 3)
    for _ in range(2):
        assert ocx("batch", "-j", 0, "in", "-o", "facts.db", "--part-size", 1).returncode == 0
    with sqlite3.connect(tmp_path / "facts.db") as connection:
        assert connection.execute("select count(distinct document), count(*) from facts").fetchone() == (3, 12)
        assert connection.execute("select count(*) from documents").fetchone() == (3,)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--sort", "value"], "No such option: --sort"),
        (["-o", "f.xlsx"], "xlsx needs all rows at once"),
        (["-o", "f.json"], "json needs all rows at once"),
        (["-f", "parquet"], "add -o FILE"),
        (["--resume"], "needs a place where parts are kept"),
        (["--scheduler", "tcp://h:1"], "add --engine dask"),
        (["--engine", "dsk"], "did you mean 'dask'?"),
        (["--timeout", "0"], "more than 0"),
        (["-j", "-1"], "write 1 or more"),
        (["-o", "no/f.csv"], "(no folder no); make it first"),
        (["-o", "s3://calls/f.csv"], "end it with /"),
        (["-o", "f.csv", "--to", "sqlite://"], "rows go to one place"),
    ],
    ids=str,
)
def test_wrong_usage_is_told_in_a_line(ocx: Run, tmp_path: Path, arguments: list[str], message: str) -> None:
    calls.folder(tmp_path / "in", 1)
    done = ocx("batch", "in", *(["-j", "0"] if "-j" not in arguments else []), *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_settings_that_need_all_rows_are_refused(ocx: Run, tmp_path: Path) -> None:
    calls.folder(tmp_path / "in", 1)
    assert "layout: wide needs all rows" in ocx("batch", "-j", 0, "in", OCX_LAYOUT="wide").stderr


def test_failures_are_reported_and_stop_nothing(ocx: Run, tmp_path: Path) -> None:
    calls.folder(tmp_path / "in", 180)
    bad = calls.broken(tmp_path / "in", 20)
    done = ocx("batch", "-j", 0, "in", *bad, "-o", "f.csv", "--errors", "e.jsonl", "--part-size", 4)
    told = [json.loads(line) for line in (tmp_path / "e.jsonl").read_text().splitlines()]
    readable = [path for path in bad if not path.is_symlink() or path.suffix]  # folders list what they hold too
    assert done.returncode == 3
    assert {path.name for path in bad} == {line["document"] for line in told}
    assert {line["kind"] for line in told} == {"input"}
    assert len(readable) == 20
    rows = list(csv.DictReader((tmp_path / "f.csv").open(newline="")))
    assert len({row["document"] for row in rows}) == 180
    assert "inputs failed, see e.jsonl; mend them and add --resume" in done.stderr.splitlines()[-1]
    assert all(line.startswith("ocx: ") for line in done.stderr.splitlines())


def test_strict_stops_and_quiet_is_quiet(ocx: Run, tmp_path: Path) -> None:
    calls.folder(tmp_path / "in", 3)
    (tmp_path / "in" / "a" / "bad.txt").write_bytes(b"")
    done = ocx("batch", "-j", 0, "in", "-o", "f.csv", "--strict", "--part-size", 1)
    assert (done.returncode, (tmp_path / "f.csv").exists()) == (2, False)
    assert "bad.txt: empty" in done.stderr
    done = ocx("batch", "-j", 0, "in", "-o", "f.csv", "-q")
    assert (done.returncode, done.stderr) == (3, "")


def test_nothing_found_and_nothing_there(ocx: Run, tmp_path: Path) -> None:
    (tmp_path / "quiet.txt").write_text("Good morning.\n")
    (tmp_path / "empty").mkdir()
    assert ocx("batch", "-j", 0, "quiet.txt").returncode == 1
    assert "no transcript there" in ocx("batch", "-j", 0, "empty").stderr
    assert "no input" in ocx("batch", "-j", 0, "-", input="").stderr


def test_resume_does_again_only_what_changed(tmp_path: Path) -> None:
    place = calls.folder(tmp_path / "in", 12)
    plan = Plan((str(place),), output=f"{tmp_path}/facts/", workers=0, part_size=1500, resume=True)
    assert run(plan).done_before == 0
    assert run(plan).done_before == 12
    (place / "a" / "call001.txt").write_text(calls.text(77))  # changed
    (place / "a" / "call000a.txt").write_text(calls.text(78))  # new, shifts all parts
    (place / "b" / "call010.txt").unlink()
    tally = run(plan)
    assert (tally.files, tally.done_before) == (12, 10)
    fresh = Plan((str(place),), output=f"{tmp_path}/fresh/", workers=0, part_size=1500)
    run(fresh)
    assert contents(tmp_path / "facts") == contents(tmp_path / "fresh")
    other = Plan(plan.inputs, Options(measure=("level",)), plan.output, workers=0, part_size=1500, resume=True)
    assert run(other).done_before == 0


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_spoilt_part_is_done_again(tmp_path: Path) -> None:
    place = calls.folder(tmp_path / "in", 4)
    plan = Plan((str(place),), output=f"{tmp_path}/facts/", workers=0, part_size=600, resume=True)
    run(plan)
    before = contents(tmp_path / "facts")
    spoilt = sorted((tmp_path / "facts").glob("*.parquet"))[0]
    spoilt.write_bytes(spoilt.read_bytes()[:-1])
    next((tmp_path / "facts" / "_manifest").iterdir()).write_text("{")
    assert run(plan).done_before < 4
    assert contents(tmp_path / "facts") == before


def test_failed_inputs_are_tried_again(tmp_path: Path) -> None:
    place = calls.folder(tmp_path / "in", 3)
    bad = place / "a" / "call001.txt"
    bad.write_bytes(b"")
    plan = Plan((str(place),), output=f"{tmp_path}/f.csv", workers=0, resume=True)
    assert run(plan).failed == 1
    bad.write_text(calls.text(1))
    again = run(plan)
    assert (again.failed, again.done_before) == (0, 2)
    assert not (tmp_path / "f.csv.parts").exists()


def test_memory_addresses_are_read_and_written(tmp_path: Path) -> None:
    import fsspec
    from pandas import read_parquet

    system = fsspec.filesystem("memory")
    for number in range(3):
        system.pipe_file(f"/calls/q{number}.txt", calls.text(number).encode())
    system.pipe_file("/calls/bad.txt", b"")
    failed: list[str] = []
    tally = run(Plan(("memory://calls",), output="memory://facts/"), failed=lambda entry: failed.append(entry.error))
    assert (tally.files, tally.failed) == (4, 1)
    assert failed == ["memory:///calls/bad.txt: empty; name a file with a transcript in it"]
    tables = [read_parquet(system.open(name)) for name in system.ls("/facts", detail=False) if "part-" in name]
    assert sum(map(len, tables)) == tally.rows == 12
    assert run(Plan(("memory://calls/q*.txt",), output="memory://facts/", resume=True)).done_before == 3
    assert [source.name for source in sources_of(["memory://calls/q1.txt"])] == ["memory://calls/q1.txt"]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    handler.func.log_message = lambda *told: None  # type: ignore[attr-defined]
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_web_addresses_are_read(ocx: Run, tmp_path: Path, server: str) -> None:
    (tmp_path / "q1.txt").write_text(calls.text(1))
    done = ocx("batch", "-j", 0, f"{server}/q1.txt?signed=1", f"{server}/q2.txt")
    assert documents(done.stdout) == ["q1.txt"]
    assert (done.returncode, f"{server}/q2.txt: no such file" in done.stderr) == (3, True)


def test_an_unknown_scheme_names_what_to_do(ocx: Run) -> None:
    done = ocx("batch", "-j", 0, "nowhere://calls/q1.txt")
    assert (done.returncode, "nowhere://calls/q1.txt: cannot be opened" in done.stderr) == (2, True)


def test_sources_of_unknown_size_still_make_parts() -> None:
    assert [len(part.sources) for part in parts_of((Source(f"s3://{n}", 0) for n in range(5)), 100_000)] == [2, 2, 1]


def test_the_bound_on_time_holds_in_threads_too() -> None:
    ended: list[bool] = []

    def work() -> None:
        try:
            with deadline(0.05):
                while True:
                    pass
        except OutOfTime:
            ended.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(10)
    assert ended == [True]


def test_a_plan_knows_its_form() -> None:
    assert [Plan((), output=name).form() for name in ("", "f.csv", "f.parquet", "out/", "s3://b/facts/", "x.db")] == [
        "jsonl",
        "csv",
        "parquet",
        "dataset",
        "dataset",
        "sqlite",
    ]
    with pytest.raises(OptionError):
        Plan((), Options(sort=("value",)))


def test_the_sql_sink_renews_documents(tmp_path: Path) -> None:
    import sqlite3

    place = calls.folder(tmp_path / "in", 3)
    url = f"sqlite:///{tmp_path}/facts.db"
    for options in (Options(), Options(measure=("level",)), Options()):
        run(Plan((str(place),), options, to=url, workers=0))
        with sqlite3.connect(tmp_path / "facts.db") as connection:
            found = connection.execute("select count(*), count(distinct sha256) from facts").fetchone()
        assert found == (9 if options.measure else 12, 3)
    with pytest.raises(OutputError, match="cannot be written"):
        run(Plan((str(place),), to=f"sqlite:///{tmp_path}/no/facts.db", workers=0))
