"""Folders of this machine for the time of a run; those of runs that were killed are taken away by later ones."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX, LOCK = "ocx-", ".lock"
UNLOCKED = 3600.0  # seconds after which a folder without a lock counts as left behind, not as being made


@contextmanager
def scratch() -> Iterator[str]:
    """A folder that is gone after the block. While it is in use it is locked, and no killed process keeps a lock.

    >>> with scratch() as folder:
    ...     Path(folder).name.startswith(PREFIX)
    True
    >>> Path(folder).exists()
    False
    """
    clean()
    folder = tempfile.mkdtemp(prefix=PREFIX)
    lock = os.open(Path(folder, LOCK), os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        _take(lock)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)
        shutil.rmtree(folder, ignore_errors=True)  # where an open file cannot be removed


def clean() -> None:
    """Takes away the folders of our own that no process has locked."""
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            with suppress(OSError):
                if _is_left_behind(folder):
                    shutil.rmtree(folder, ignore_errors=True)


def _is_left_behind(folder: Path) -> bool:
    told = folder.lstat()
    if not folder.is_dir() or folder.is_symlink() or (hasattr(os, "getuid") and told.st_uid != os.getuid()):
        return False
    try:
        lock = os.open(folder / LOCK, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        bare = not any(folder.iterdir())  # other programs may use the prefix; ours has a lock first of all
        return bare and time.time() - told.st_mtime > UNLOCKED
    try:
        return _take(lock)
    finally:
        os.close(lock)


def _take(lock: int) -> bool:
    """Locks a file; False where somebody has locked it, or where files cannot be locked."""
    try:
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True
