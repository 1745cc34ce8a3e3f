"""Runs the same work on many items in a few processes that see everything their parent has."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def processes() -> int:
    """How many processes to use: those of OCX_TRAINING_PROCESSES, else two at most."""
    told = os.environ.get("OCX_TRAINING_PROCESSES")
    return int(told) if told else min(2, os.cpu_count() or 1)


def forked(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """``work`` of every item, in their order. What work changes stays in its own process.

    >>> forked(lambda number: number * number, [1, 2, 3])
    [1, 4, 9]
    """
    count = min(processes(), len(items))
    if count < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return [work(item) for item in items]
    context = multiprocessing.get_context("fork")
    running = []
    for share in range(1, count):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(work, items[share::count], there), daemon=True)
        process.start()
        there.close()
        running.append((process, here))
    shares = [[work(item) for item in items[::count]]]
    for process, here in running:
        shares.append(here.recv())
        process.join()
    return [shares[at % count][at // count] for at in range(len(items))]


def _work(work: Callable[[Item], Result], items: Sequence[Item], answer: Connection) -> None:
    answer.send([work(item) for item in items])
    answer.close()
