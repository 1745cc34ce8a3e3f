"""Batches with other programs: a Dask scheduler and its workers, and a PostgreSQL server."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from oce_cli.batch import Plan, run
from oce_cli.batch.manifest import Manifest
from oce_cli.batch.running import Tally
from oce_cli.errors import OptionError, OutputError
from tests.batch import calls
from tests.conftest import ROOT

pytestmark = pytest.mark.program


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def open_soon(port: int, seconds: float = 60) -> bool:
    """Whether something listens at a port before some time is over."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return True
        time.sleep(0.1)
    return False


class Cluster:
    """A scheduler and two workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.scheduler = self.start("scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")
        assert open_soon(self.port), "the scheduler does not listen"
        self.workers = [self.worker(), self.worker()]

    def worker(self) -> subprocess.Popen[bytes]:
        return self.start("worker", self.address, "--nthreads", "1", "--no-dashboard", "--no-nanny")

    def start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + what, *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "5"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    (tmp_path / "cluster").mkdir()
    made = Cluster(tmp_path / "cluster")
    yield made
    made.end()


def test_a_worker_of_the_cluster_may_be_killed(tmp_path: Path, cluster: Cluster) -> None:
    place = calls.folder(tmp_path / "in", 40)
    calls.broken(place, 4)
    here = Plan((str(place),), output=f"{tmp_path}/here/", workers=0, part_size=700)
    run(here)
    parts = 0

    def kill(tally: Tally, manifest: Manifest) -> None:
        nonlocal parts
        parts += 1
        if parts == 2:
            cluster.workers[0].kill()

    there = Plan(
        (str(place),), output=f"{tmp_path}/there/", engine="dask", scheduler=cluster.address, part_size=700, timeout=30
    )
    tally = run(there, kill)
    assert (tally.files, parts > 10, cluster.workers[0].wait()) == (44, True, -9)
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_without_an_address_a_cluster_of_this_machine_does_it(tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    place = calls.folder(tmp_path / "in", 6)
    calls.broken(place, 2)
    plan = Plan((str(place),), output=f"{tmp_path}/here.csv", workers=0, part_size=700)
    run(plan)
    run(replace(plan, output=f"{tmp_path}/there.csv", engine="dask", workers=1))
    assert (tmp_path / "there.csv").read_bytes() == (tmp_path / "here.csv").read_bytes()


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    monkeypatch.setattr("oce_cli.batch.cluster.PATIENCE", "1s")
    place = calls.folder(tmp_path / "in", 1)
    plan = Plan((str(place),), output=f"{tmp_path}/f/", engine="dask", scheduler=f"tcp://127.0.0.1:{free_port()}")
    with pytest.raises(OptionError, match="does not answer"):
        run(plan)


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A server of Debian's packages on a folder that is gone afterwards; it does not run as root."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not versions:
        pytest.skip("no PostgreSQL in /usr/lib/postgresql; install Debian's package postgresql")
    programs = versions[-1].parent
    as_other = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    with TemporaryDirectory(prefix="ocx-postgres-") as folder:
        if as_other:
            shutil.chown(folder, "postgres")
        data, port = f"{folder}/data", free_port()
        subprocess.run(
            [*as_other, programs / "initdb", "-D", data, "-A", "trust", "-U", "ocx", "--no-sync"],
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        options = f"-h 127.0.0.1 -p {port} -k {folder} -F"
        control = [*as_other, str(programs / "pg_ctl"), "-D", data, "-w", "-l", f"{folder}/log"]
        subprocess.run([*control, "-o", options, "start"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        try:
            yield f"postgresql://ocx@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def asked(url: str, question: str) -> list[Any]:
    import psycopg

    with psycopg.connect(url) as connection:
        return connection.execute(question.encode()).fetchall()


def test_a_second_run_changes_nothing_in_postgresql(tmp_path: Path, postgres: str) -> None:
    place = calls.folder(tmp_path / "in", 6)
    seen = []
    for _ in range(2):
        tally = run(Plan((str(place),), to=postgres, workers=0, part_size=1500))
        seen.append(asked(postgres, "select * from facts order by sha256, start, metric"))
    assert len(seen[0]) == tally.rows == 24
    assert seen[0] == seen[1]
    assert asked(postgres, "select count(*), count(distinct company) from documents") == [(6, 5)]
    changed = place / "a" / "call001.txt"
    changed.write_text(calls.text(91))
    run(Plan((str(place),), to=postgres, workers=0))
    assert asked(postgres, "select count(*) from documents") == [(7,)]  # what was read before stays


def test_a_database_that_is_not_there_is_told_without_the_password(tmp_path: Path) -> None:
    place = calls.folder(tmp_path / "in", 1)
    with pytest.raises(OutputError, match="cannot be written") as told:
        run(Plan((str(place),), to=f"postgresql://ann:secret@127.0.0.1:{free_port()}/calls", workers=0))
    assert "secret" not in str(told.value)
