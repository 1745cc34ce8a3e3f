"""The command line as its users meet it: whole processes, their output and exit codes."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest

import oce_cli
from oce_cli.cli.commands import COMMANDS
from oce_cli.cli.running import HELP, build
from oce_cli.columns import NAMES
from scripts.make_help import help_text
from tests.conftest import ROOT, Run

CALL = "Jane Roe -- CFO\n\nRevenue was $3.2 million in the fourth quarter of 2020, up 12%. Net income was $1 million.\n"
HEAVY = ("spacy", "pandas", "quantulum3", "numpy", "rich", "babel", "pyarrow", "joblib")


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = tmp_path / "call.txt"
    path.write_text(CALL, encoding="utf-8")
    return path


def imported(arguments: list[str], folder: Path) -> set[str]:
    """The heavy libraries that a command loads."""
    code = (
        "import sys\nfrom oce_cli.cli import run\n"
        f"run({arguments!r})\n"
        f"print(*[name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["--help"], [], ["extract", "--help"], ["columns", "--format", "json"], ["metrics", "eps"]],
    ids=" ".join,
)
def test_light_commands_load_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    assert imported(arguments, tmp_path) == set()


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "jsonl", "md", "table", "html-table"])
def test_text_formats_never_load_pandas(format: str, call: Path) -> None:
    assert not imported(["extract", "call.txt", "--format", format], call.parent) & {"pandas", "quantulum3", "pyarrow"}


def test_version_and_help(ocx_process: Run) -> None:
    assert ocx_process("--version").stdout == f"ocx {oce_cli.__version__}\n"
    for arguments in ((), ("--help",), ("-h",)):
        assert ocx_process(*arguments).stdout == Path(HELP).read_text(encoding="utf-8")


def test_help_is_up_to_date() -> None:
    assert Path(HELP).read_text(encoding="utf-8") == help_text(), "run python -m scripts.make_help"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_each_help_has_an_example_and_the_exit_codes(command: object, capsys: pytest.CaptureFixture[str]) -> None:
    name = command.name  # type: ignore[attr-defined]
    build([name])([name, "--help"], prog_name="ocx", standalone_mode=False)
    text = capsys.readouterr().out
    assert re.search(rf"Example: .*ocx {name}", text)
    assert "Exit codes: 0 " in text


def test_csv_is_what_a_pipe_gets(ocx_process: Run, call: Path) -> None:
    done = ocx_process("extract", "call.txt")
    rows = list(csv.DictReader(StringIO(done.stdout)))
    assert (done.returncode, done.stderr) == (0, "")
    assert tuple(rows[0]) == NAMES
    assert [row["metric"] for row in rows] == ["revenue", "revenue", "net_income"]


def test_standard_input_and_several_files(ocx: Run, call: Path) -> None:
    done = ocx("extract", "call.txt", "-", "--format", "jsonl", input=CALL)
    documents = [json.loads(line)["document"] for line in done.stdout.splitlines()]
    assert documents == ["call.txt"] * 3 + ["-"] * 3


def test_output_is_the_same_on_every_run(ocx_process: Run, call: Path) -> None:
    first = ocx_process("extract", "call.txt", PYTHONHASHSEED="1").stdout
    assert ocx_process("extract", "call.txt", PYTHONHASHSEED="2").stdout == first


@pytest.mark.parametrize(
    "name",
    [
        "facts.csv",
        "facts.tsv",
        "facts.json",
        "facts.jsonl",
        "facts.md",
        "facts.html",
        "facts.xlsx",
        "f.parquet",
        "f.db",
    ],
)
def test_the_suffix_picks_the_format(ocx: Run, call: Path, name: str) -> None:
    for _ in range(2):
        done = ocx("extract", "call.txt", "-o", name)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (call.parent / name).stat().st_size > 100
    assert sorted(path.name for path in call.parent.iterdir()) == sorted(["call.txt", name])


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["extract", "no.txt"], 2, "no.txt: no such file"),
        (["extract", "."], 2, "a directory"),
        (["extract", "empty.txt"], 2, "empty.txt: empty"),
        (["extract", "binary.txt"], 2, "binary.txt"),
        (["extract", "quiet.txt"], 1, "quiet.txt: no number could be tied to a metric"),
        (["extract", "call.txt", "--metric", "ebitda"], 1, "none of the 3 rows is selected"),
        (["extract", "call.txt", "--metric", "revenu"], 2, "did you mean 'revenue'?"),
        (["extract", "call.txt", "--columns", "metrc"], 2, "did you mean 'metric'?"),
        (["extract", "call.txt", "--format", "jsn"], 2, "did you mean 'json'?"),
        (["extract", "call.txt", "--measure", "levl"], 2, "did you mean 'level'?"),
        (["extract", "call.txt", "--limit", "many"], 2, "Invalid value for '--limit'"),
        (["extract", "call.txt", "--fromat", "csv"], 2, "No such option: --fromat"),
        (["extract"], 2, "Missing argument 'FILE'"),
        (["extrct", "call.txt"], 2, "No such command 'extrct'"),
        (["extract", "call.txt", "-o", "no/folder/facts.csv"], 2, "no/folder/facts.csv: cannot be written"),
        (["extract", "call.txt", "-o", "facts.xls"], 2, "did you mean '.xlsx'?"),
        (["extract", "call.txt", "--format", "sqlite"], 2, "add -o facts.sqlite"),
        (["extract", "call.txt", "--metrics", "no.toml"], 2, "no.toml: cannot be read"),
        (["metrics", "--check", "bad.toml"], 2, "bad.toml"),
        (["metrics", "revenu"], 2, "did you mean 'revenue'?"),
        (["columns", "valu"], 2, "did you mean 'value'?"),
        (["quantities", "quiet.txt"], 1, "no number in the text"),
        (["completions", "tcsh"], 2, "(bash, zsh, fish, powershell)"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_every_error_is_one_line_that_says_what_to_do(
    ocx: Run, call: Path, arguments: list[str], code: int, message: str
) -> None:
    (call.parent / "empty.txt").write_bytes(b"")
    (call.parent / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (call.parent / "quiet.txt").write_text("Thank you all for joining us.\n")
    (call.parent / "bad.toml").write_text('[metric.moon]\nlabel = "Moon"\nkind = "moneys"\n')
    done = ocx(*arguments)
    assert done.stdout == ""
    assert message in done.stderr
    assert done.stderr.startswith("ocx: ")
    assert done.stderr.count("\n") == 1
    assert done.returncode == code


def test_a_bad_file_does_not_stop_the_others(ocx: Run, call: Path) -> None:
    done = ocx("extract", "no.txt", "call.txt", "--format", "jsonl")
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 3
    assert done.stderr == "ocx: no.txt: no such file; check the name\n"


def test_a_failed_run_keeps_the_old_file(ocx: Run, call: Path) -> None:
    (call.parent / "facts.csv").write_text("old")
    assert ocx("extract", "no.txt", "-o", "facts.csv").returncode == 2
    assert (call.parent / "facts.csv").read_text() == "old"


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid"), reason="POSIX permissions")
def test_an_unwritable_folder(ocx: Run, call: Path) -> None:
    if os.geteuid() == 0:
        folder: Path | str = "/proc"  # not even root may write there
    else:
        folder = call.parent / "locked"
        os.mkdir(folder, 0o500)
    done = ocx("extract", "call.txt", "-o", f"{folder}/facts.csv")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "cannot be written" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_standard_output(call: Path) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "oce_cli", "extract", "call.txt"],
            cwd=call.parent,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.stderr == "ocx: standard output: cannot be written (No space left on device); check the disk\n"
    assert done.returncode == 2


def test_a_missing_extra_names_the_line_that_installs_it(ocx_process: Run, call: Path) -> None:
    for module, name, extra in (
        ("xlsxwriter", "facts.xlsx", "excel"),
        ("pyarrow", "f.parquet", "parquet"),
        ("sqlite_utils", "f.db", "sql"),
    ):
        blocked = call.parent / "blocked"
        blocked.mkdir(exist_ok=True)
        (blocked / f"{module}.py").write_text(f"raise ModuleNotFoundError('no', name='{module}')")
        done = ocx_process("extract", "call.txt", "-o", name, PYTHONPATH=f"{blocked}{os.pathsep}{ROOT}")
        assert done.returncode == 2
        assert done.stderr.endswith(f"needs {module}; install it with: pip install 'oce-cli[{extra}]'\n")
        assert not (call.parent / name).exists()


def test_a_closed_pipe_ends_silently(call: Path) -> None:
    command = f"'{sys.executable}' -m oce_cli quantities call.txt big.txt | head -n 1"
    (call.parent / "big.txt").write_text(CALL * 600)
    done = subprocess.run(["sh", "-c", command], cwd=call.parent, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("document,")


def listen() -> None:
    """A job in the background inherits a SIGINT that is ignored; the run under test shall hear it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def listens(pid: int, number: int) -> bool:
    """Whether a process has come so far that it catches a signal itself (both are caught from then on)."""
    status = Path(f"/proc/{pid}/status").read_text()
    caught = int(next(line for line in status.splitlines() if line.startswith("SigCgt")).split()[1], 16)
    return all(caught >> (one - 1) & 1 for one in (signal.SIGTERM, number))


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_run_leaves_nothing_behind(call: Path, number: signal.Signals, code: int) -> None:
    (call.parent / "big.txt").write_text(CALL * 20000)
    (call.parent / "facts.csv").write_text("old")
    process = subprocess.Popen(
        [sys.executable, "-m", "oce_cli", "extract", "big.txt", "-o", "facts.csv"],
        cwd=call.parent,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=listen,
    )
    while not listens(process.pid, number):
        assert process.poll() is None
        time.sleep(0.05)
    time.sleep(1)
    process.send_signal(number)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (code, "")
    assert (call.parent / "facts.csv").read_text() == "old"
    assert len(list(call.parent.iterdir())) == 3


def test_settings_come_from_variables_and_files(ocx: Run, call: Path) -> None:
    (call.parent / "ocx.toml").write_text('columns = ["metric"]\nlimit = 2\n')
    assert ocx("extract", "call.txt", OCX_NO_FILES="").stdout.splitlines() == ["metric", "revenue", "revenue"]
    assert ocx("extract", "call.txt", OCX_NO_FILES="", OCX_LIMIT="1").stdout.splitlines() == ["metric", "revenue"]
    listed = ocx("config", "--format", "tsv", OCX_NO_FILES="", OCX_LIMIT="1").stdout.splitlines()
    assert "limit\t1\tOCX_LIMIT" in listed
    assert "columns\tmetric\tocx.toml" in listed
    assert "layout\tfacts\tdefault" in listed


def test_show_marks_numbers_and_obeys_colour(ocx: Run, call: Path) -> None:
    plain = ocx("show", "call.txt").stdout
    assert "1,2,3 | {Revenue} was [$3.2 million] in the fourth quarter of 2020, up [12%]." in plain
    assert "\x1b[" not in plain
    assert "\x1b[" in ocx("show", "call.txt", "--color", "always", NO_COLOR="1").stdout
    assert "\x1b[" in ocx("show", "call.txt", FORCE_COLOR="1").stdout
    assert "\x1b[" not in ocx("show", "call.txt", FORCE_COLOR="1", NO_COLOR="1").stdout


def test_text_is_what_the_offsets_count(ocx: Run, call: Path) -> None:
    (call.parent / "utf16.txt").write_text("Süd: " + CALL, encoding="utf-16")
    text = ocx("text", "utf16.txt").stdout
    rows = [json.loads(line) for line in ocx("extract", "utf16.txt", "--format", "jsonl").stdout.splitlines()]
    assert rows
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows)


def test_quantities_tell_why_a_number_is_no_row(ocx: Run, call: Path) -> None:
    rows = [json.loads(line) for line in ocx("quantities", "call.txt", "-f", "jsonl").stdout.splitlines()]
    told = {row["text"]: (row["unit"], bool(row["reason"])) for row in rows}
    assert told["$3.2 million"] == ("USD", False)
    assert all(CALL[row["start"] : row["end"]] == row["text"] for row in rows)


def test_a_users_file_is_checked(ocx: Run, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text(
        '[metric.moon_dust]\nlabel = "Moon dust"\nkind = "physical"\nstrong = ["moon dust"]\n'
    )
    assert ocx("metrics", "--check", "my.toml").stdout == "my.toml: in order; 1 new metric\n"
    shown = ocx("metrics", "moon_dust", "--metrics", "my.toml").stdout
    assert "label           Moon dust" in shown


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completions_for_every_shell(ocx: Run, shell: str) -> None:
    assert "_OCX_COMPLETE" in ocx("completions", shell).stdout


def test_bash_completes_commands_and_options(ocx_process: Run) -> None:
    words = {"COMP_WORDS": "ocx extract --min", "COMP_CWORD": "2", "_OCX_COMPLETE": "complete_bash"}
    assert ocx_process(**words).stdout.split() == ["--min-confidence"]
