"""Batches from and to S3: an imitation of it on this machine, spoken to by the driver that users have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest

from tests.batch import calls
from tests.conftest import Run

pytest.importorskip("s3fs", reason="the extra s3 is not installed")
moto = pytest.importorskip("moto.server", reason="moto is not installed")
pytestmark = pytest.mark.program


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The file system of a bucket ``calls`` with six calls and a broken one; the settings are those of users."""
    import s3fs

    for name, value in (
        ("AWS_ENDPOINT_URL", endpoint),
        ("AWS_ACCESS_KEY_ID", "key"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
        ("AWS_EC2_METADATA_DISABLED", "true"),
    ):
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem(use_listings_cache=False)
    system.mkdir("calls")
    for number in range(6):
        system.pipe_file(f"calls/2021/q{number}.txt", calls.text(number).encode())
    system.pipe_file("calls/2021/bad.txt", b"")
    system.pipe_file("calls/2021/notes.xyz", b"no call")
    yield system
    system.rm("calls", recursive=True)
    s3fs.S3FileSystem.clear_instance_cache()


def documents(lines: str) -> list[str]:
    return list(dict.fromkeys(json.loads(line)["document"] for line in lines.splitlines()))


def parts(system: Any) -> dict[str, bytes]:
    return {name: system.cat_file(name) for name in system.find("calls/facts")}


def test_calls_come_from_s3(ocx: Run, bucket: Any) -> None:
    globbed = ocx("batch", "-j", 0, "s3://calls/2021/q[135].txt")
    assert (globbed.returncode, documents(globbed.stdout)) == (0, ["q1.txt", "q3.txt", "q5.txt"])
    named = ocx("batch", "-j", 0, "s3://calls/2021/q2.txt", "s3://calls/2021/gone.txt")
    assert (named.returncode, documents(named.stdout)) == (3, ["q2.txt"])
    assert "s3://calls/2021/gone.txt: no such file" in named.stderr
    folder = ocx("batch", "-j", 0, "s3://calls/2021")
    assert (folder.returncode, documents(folder.stdout)) == (3, [f"q{n}.txt" for n in range(6)])
    assert "s3://calls/2021/bad.txt: empty" in folder.stderr


def test_workers_write_a_dataset_to_s3_and_go_on_with_it(ocx: Run, bucket: Any) -> None:
    from pandas import concat, read_parquet

    command = ("batch", "s3://calls/2021/*.txt", "-o", "s3://calls/facts/", "--part-size", 1, "--errors", "e.jsonl")
    done = ocx(*command, "-j", 2)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        3,
        "ocx: 24 rows of 6 calls; 1 of 7 inputs failed, see e.jsonl; mend them and add --resume",
    )
    first = parts(bucket)
    tables = [read_parquet(BytesIO(data)) for name, data in first.items() if name.endswith(".parquet")]
    assert len(tables) > 1
    assert sorted(set(concat(tables)["document"])) == [f"q{n}.txt" for n in range(6)]
    assert len(read_parquet("s3://calls/facts")) == 24  # as users read it, manifests and all in the folder
    assert "add --resume" in ocx(*command, "-j", 0).stderr
    bucket.pipe_file("calls/2021/bad.txt", calls.text(40).encode())
    bucket.rm_file("calls/2021/q4.txt")
    again = ocx(*command, "-j", 2, "--resume")
    assert (again.returncode, "24 rows of 6 calls (5 done before)" in again.stderr) == (0, True)
    renewed = parts(bucket)
    bucket.rm("calls/facts", recursive=True)
    assert ocx(*command, "-j", 0).returncode == 0
    assert renewed == parts(bucket)


def test_what_s3_refuses_is_told_in_a_line(ocx: Run, bucket: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import s3fs

    done = ocx("batch", "-j", 0, "s3://calls/2021/q1.txt", "-o", "s3://nobodys/facts/")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "s3://nobodys/facts/" in done.stderr
    assert not bucket.exists("nobodys")  # a bucket that is misspelt is not made
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    s3fs.S3FileSystem.clear_instance_cache()
    done = ocx("batch", "-j", 0, "s3://calls/2021/*.txt", "-o", "s3://calls/facts/")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
