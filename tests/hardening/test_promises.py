"""The page of promises names tests that are there, and the first promise: nothing is called, nothing is run."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "security.md"
CALL = "Jane Roe -- CFO\n\nRevenue was $3.2 million in the fourth quarter of 2020, up 12%. It hums at 40 decibels.\n"
# What Python tells of before it happens. A child that asks for it ends at once.
WATCHED = """
import sys
FORBIDDEN = (
    "socket.connect", "socket.getaddrinfo", "socket.gethostby", "socket.send", "urllib.", "http.", "ftplib.",
    "smtplib.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "pty.", "webbrowser.",
)
def watch(event, arguments):
    if event.startswith(FORBIDDEN):
        sys.stderr.write(f"forbidden: {event} {arguments}\\n")
        sys.stderr.flush()
        __import__("os")._exit(99)
sys.addaudithook(watch)
"""
RUN = "from oce_cli.__main__ import main; sys.argv = ['ocx', *{arguments!r}]; main()"


def named() -> list[tuple[str, str]]:
    """File and function of every test that the page names; ``::test_x`` alone is of the file before it."""
    found, path = [], ""
    for file, function in re.findall(r"`([\w/]*\.py)?::(test_\w+)`", PAGE.read_text(encoding="utf-8")):
        path = file or path
        found.append((path, function))
    return found


def watched(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", WATCHED + code], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )


def test_every_row_of_the_page_names_a_test() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][2:]
    assert len(rows) >= 15
    assert all("::test_" in row for row in rows)


@pytest.mark.parametrize(("path", "function"), named())
def test_the_named_tests_are_there(path: str, function: str) -> None:
    tree = ast.parse((ROOT / "tests" / path).read_text(encoding="utf-8"))
    assert function in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "call.txt", "--metrics", "mine.toml"],
        ["extract", "call.txt", "-o", "facts.xlsx"],
        ["report", "call.txt", "-o", "report.html"],
        ["check", "call.txt"],
    ],
    ids=lambda arguments: " ".join(arguments[:3]),
)
def test_nothing_is_called_or_run(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "call.txt").write_text(CALL)
    (tmp_path / "mine.toml").write_text('[metric.hum]\nkind = "physical"\nstrong = ["it hums"]\n')
    done = watched(RUN.format(arguments=arguments), tmp_path)
    assert "forbidden" not in done.stderr
    assert done.returncode in (0, 1), done.stderr


@pytest.mark.parametrize(
    "code",
    ["import socket; socket.create_connection(('127.0.0.1', 9), 1)", "import subprocess; subprocess.run(['true'])"],
)
def test_the_watch_sees_what_is_forbidden(code: str, tmp_path: Path) -> None:
    assert watched(code, tmp_path).returncode == 99
