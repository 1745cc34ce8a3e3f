"""The engine of one machine: joblib's processes (loky), which outlive neither the run nor its death."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from oce_cli.batch.manifest import Manifest
from oce_cli.batch.parts import Part
from oce_cli.batch.scratch import scratch
from oce_cli.batch.work import Job, do_part
from oce_cli.errors import OptionError

AHEAD = 8  # parts per worker that are handed out before the oldest is back
WATCH = 1.0  # seconds between two looks whether the run is still there
MOST_TRIES = 2  # of an input that was in work when its worker died
MOST_BREAKS = 5  # of the pool, one after the other, without a part done


@dataclass(slots=True)
class Waiting:
    """A part that was handed out."""

    part: Part
    future: Future[Manifest]


def cores() -> int:
    """The cores that this process may use, by its affinity and its container's bounds."""
    from joblib import cpu_count

    return int(cpu_count())


def manifests(job: Job, parts: Iterable[Part], workers: int) -> Iterator[Manifest]:
    """Does the parts on ``workers`` processes, each with a pipeline of its own; gives the manifests in order.

    When a worker dies, the parts that were in work are done again one by one in a process of their own, and an input
    that ends its process a second time is given up: its entry has an error. The others lose nothing.
    """
    with scratch() as journal:
        job = replace(job, journal=journal)
        waiting: deque[Waiting] = deque()
        source = iter(parts)
        pool = _Pool(workers)
        breaks = 0
        try:
            while True:
                while len(waiting) < AHEAD * workers and (part := next(source, None)) is not None:
                    waiting.append(_handed(pool, job, part))
                if not waiting:
                    return
                try:
                    manifest = waiting[0].future.result()
                except (BrokenProcessPool, CancelledError) as error:
                    pool.end()
                    breaks += 1
                    if breaks > MOST_BREAKS:
                        raise OptionError("workers: no process can be kept alive; try --workers 0") from error
                    pool = _Pool(workers)
                    _recover(job, waiting, pool)
                    continue
                breaks = 0
                waiting.popleft()
                yield manifest
        finally:
            pool.end()


def _handed(pool: _Pool, job: Job, part: Part) -> Waiting:
    try:
        return Waiting(part, pool.submit(job, part))
    except BrokenProcessPool as error:
        future: Future[Manifest] = Future()
        future.set_exception(error)
        return Waiting(part, future)


def _recover(job: Job, waiting: deque[Waiting], pool: _Pool) -> None:
    """After the death of a worker: parts that were begun are done alone, the rest is handed out again."""
    for one in waiting:
        if one.future.done() and not one.future.cancelled() and one.future.exception() is None:
            continue
        suspect = _noted(job, one.part)
        if suspect is None:
            one.future = _handed(pool, job, one.part).future
        else:
            one.future = Future()
            one.future.set_result(_alone(job, one.part, suspect))


def _alone(job: Job, part: Part, suspect: int) -> Manifest:
    """Does a part in a process of its own, as often as it takes to know the inputs that end it."""
    deaths = {suspect: 1}
    while True:
        with _single() as pool:
            try:
                return pool.submit(job, part).result()
            except BrokenProcessPool as error:
                number = _noted(job, part)
                if number is None:
                    raise
                deaths[number] = deaths.get(number, 0) + 1
                if deaths[number] >= MOST_TRIES:
                    part.given_up[number] = f"{part.sources[number].name}: {_cause(error)}"


def _noted(job: Job, part: Part) -> int | None:
    """The input of a part that a worker was at; the note is taken away."""
    path = Path(job.journal, f"{part.index}")
    try:
        text = path.read_bytes()
        path.unlink()
    except FileNotFoundError:
        return None
    return int(text or 0)


def _cause(error: BaseException) -> str:
    told = str(error)
    signal = next((name for name in ("SIGKILL", "SIGSEGV", "SIGABRT", "SIGVTALRM", "SIGTERM") if name in told), "")
    why = {"SIGKILL": "; out of memory?", "SIGVTALRM": "; out of time"}.get(signal, "")
    return f"its worker died twice{f' ({signal}{why})' if signal else ''}; run it alone with ocx extract"


@contextmanager
def _single() -> Iterator[_Pool]:
    pool = _Pool(1)
    try:
        yield pool
    finally:
        pool.end()


class _Pool:
    """Worker processes; each builds its pipeline while it waits for the first part."""

    def __init__(self, workers: int) -> None:
        from joblib.externals.loky import ProcessPoolExecutor

        self._executor: Any = ProcessPoolExecutor(max_workers=workers, initializer=warm, initargs=(os.getpid(),))

    def submit(self, job: Job, part: Part) -> Future[Manifest]:
        future: Future[Manifest] = self._executor.submit(do_part, job, part)
        return future

    def end(self) -> None:
        self._executor.shutdown(wait=True, kill_workers=True)


def warm(parent: int) -> None:
    """Makes a worker ready: it ends with the run, leaves interrupts to it, and has its pipeline built."""
    import signal
    from threading import Thread

    from oce_cli.extraction import extract_rows
    from oce_cli.options import Options

    Thread(target=_end_with, args=(parent,), daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(Exception):  # what is wrong will be told of the first input
        extract_rows("Revenue grew 5% to $2 million.", Options())


def _end_with(parent: int) -> None:
    """Ends this process when the one that began it is gone, however it went."""
    while os.getppid() == parent:
        time.sleep(WATCH)
    os._exit(1)
