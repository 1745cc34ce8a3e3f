"""What every test may use: the repository, the measuring texts, and an environment without anybody's settings."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def _nobodys_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No OCX_ variable, no settings file and no colour wish of the one who runs the tests."""
    for name in list(os.environ):
        ours = name.startswith(("OCX_", "_OCX_")) and name != "OCX_SHARED"
        if ours or name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("OCX_NO_FILES", "1")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the measuring texts. Without it a test is skipped, but never in CI."""
    folder = Path(os.environ.get("OCX_SHARED") or ROOT.parent / "shared")
    if not (folder / "corpus").is_dir():
        message = f"no measuring texts in {folder}; set OCX_SHARED"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return folder


@pytest.fixture
def ocx(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs the command line within this process, in an empty folder: as a real run, but quick."""

    def run(*arguments: object, input: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        from oce_cli.cli import run as run_here

        command = [str(argument) for argument in arguments]
        with monkeypatch.context() as here:
            here.chdir(tmp_path)
            here.setattr("sys.stdin", TextIOWrapper(BytesIO(input.encode()), encoding="utf-8"))
            for name, value in environment.items():
                here.setenv(name, value)
            code = run_here(command)
        sys.stdout.flush()
        told = capfdbinary.readouterr()
        return subprocess.CompletedProcess(command, code, told.out.decode(), told.err.decode())

    return run


@pytest.fixture
def ocx_process(tmp_path: Path) -> Run:
    """Runs the command line as a process of its own, in an empty folder."""

    def run(*arguments: object, input: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "oce_cli", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            input=input,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )

    return run
