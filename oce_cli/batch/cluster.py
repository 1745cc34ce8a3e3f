"""The engine of many machines: a Dask cluster. Workers write their parts into the store, only manifests come back."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from oce_cli.batch.manifest import Manifest
from oce_cli.batch.parts import Part
from oce_cli.batch.work import Job, do_input, do_part
from oce_cli.errors import OptionError, OutputError

Client = Any  # of distributed, which has no types
Future = Any

AHEAD = 4  # parts per thread of the cluster that are handed out before the oldest is back
PATIENCE = "20s"  # for a scheduler that does not answer
MOST_TRIES = 3  # of a part whose workers die although each of its inputs can be done by itself


def manifests(job: Job, parts: Iterable[Part], scheduler: str, workers: int | None) -> Iterator[Manifest]:
    """Does the parts on the cluster at ``scheduler``, or on a cluster of this machine if that is empty; in order.

    A worker that dies costs nothing but time: Dask gives its part to another. An input that ends every worker it is
    given to is found by trying each of the part by itself, and given up. Raises OptionError where the scheduler does
    not answer, OutputError where the extra ``dask`` is not installed.
    """
    with _connected(scheduler, workers) as client:
        waiting: deque[tuple[Part, Future]] = deque()
        source = iter(parts)
        while True:
            threads = sum(client.nthreads().values()) or 1
            while len(waiting) < AHEAD * threads and (part := next(source, None)) is not None:
                waiting.append((part, _handed(client, job, part)))
            if not waiting:
                return
            part, future = waiting.popleft()
            yield _result(client, job, part, future)


def _result(client: Client, job: Job, part: Part, future: Future) -> Manifest:
    from distributed.scheduler import KilledWorker

    for _ in range(MOST_TRIES):
        try:
            manifest: Manifest = future.result()
        except KilledWorker:
            _try_each(client, job, part)
            future = _handed(client, job, part)
        else:
            return manifest
    raise OutputError(f"{part.sources[0].name}: its part ends every worker; give the workers more memory")


def _try_each(client: Client, job: Job, part: Part) -> None:
    """Finds the inputs of a part that no worker survives."""
    from distributed.scheduler import KilledWorker

    for number, source in enumerate(part.sources):
        try:
            client.submit(_tried, job, source.name, pure=False).result()
        except KilledWorker:
            part.given_up[number] = f"{source.name}: its workers died; run it alone with ocx extract"


def _tried(job: Job, name: str) -> None:
    do_input(job, name)


def _handed(client: Client, job: Job, part: Part) -> Future:
    return client.submit(do_part, job, part, pure=False)


@contextmanager
def _connected(scheduler: str, workers: int | None) -> Iterator[Client]:
    try:
        import distributed
    except ModuleNotFoundError as error:
        raise OutputError(f"dask needs {error.name}; install it with: pip install 'oce-cli[dask]'") from error
    connect: Any = distributed.Client
    cluster: Any = distributed.LocalCluster
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if scheduler:
        try:
            client = connect(scheduler, timeout=PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            raise OptionError(f"scheduler: {scheduler} does not answer; check the address") from error
        with client:
            yield client
        return
    from oce_cli.batch.local import cores

    with (
        cluster(n_workers=workers or cores(), threads_per_worker=1, processes=True, dashboard_address="") as local,
        connect(local) as client,
    ):
        yield client
