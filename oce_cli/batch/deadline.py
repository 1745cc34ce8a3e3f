"""A bound on the time that one input may take."""

from __future__ import annotations

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

HARD = 2  # times the bound, in processor time: then the process is ended, as it does not listen


class OutOfTime(BaseException):
    """Raised in the midst of the work; no handler of Exception may keep it."""


@contextmanager
def deadline(seconds: float | None) -> Iterator[None]:
    """Raises OutOfTime in the block when it has run for ``seconds``.

    In the main thread of a process a signal does it, and code that never looks at signals ends the process after twice
    the time. In other threads (a cluster's workers) the exception is set from beside.

    >>> with deadline(0.05):
    ...     while True:
    ...         pass
    Traceback (most recent call last):
    oce_cli.batch.deadline.OutOfTime
    """
    if not seconds:
        yield
    elif threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):
        with _by_signal(seconds):
            yield
    else:
        with _from_beside(seconds):
            yield


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    old = signal.signal(signal.SIGALRM, _raise)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds * HARD + 1)  # nobody handles its signal: it ends the process
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGALRM, old)


def _raise(number: int, frame: object) -> None:
    raise OutOfTime


@contextmanager
def _from_beside(seconds: float) -> Iterator[None]:
    thread = threading.get_ident()
    raising = ctypes.pythonapi.PyThreadState_SetAsyncExc
    lock = threading.Lock()
    over = False

    def end() -> None:
        with lock:
            if not over:
                raising(ctypes.c_ulong(thread), ctypes.py_object(OutOfTime))

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            over = True
        timer.cancel()
