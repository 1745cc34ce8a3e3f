"""Where bytes go: a file that is whole or not there, or standard output."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from oce_cli.errors import OutputError

# Escape sequences, other control characters, and marks that turn the direction of text round.
_UNSAFE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])?"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)


def write_file(path: str | Path, pieces: Iterable[bytes]) -> None:
    """Writes a file at once or not at all. Raises OutputError; the old file is kept then.

    >>> write_file("no/such/folder/facts.csv", [b""])
    Traceback (most recent call last):
    oce_cli.errors.OutputError: no/such/folder/facts.csv: cannot be written (No such file or directory); ...
    """
    if is_device(path):
        with told(path), open(path, "wb") as device:
            device.writelines(pieces)
        return
    with replacing(path) as temporary, open(temporary, "wb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())


def is_device(path: str | Path) -> bool:
    """Whether a path is a pipe or a device, which can be written to but not replaced."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


@contextmanager
def told(path: str | Path) -> Iterator[None]:
    """Turns the errors of the system into OutputError."""
    try:
        yield
    except OSError as error:
        hint = "check the folder, its permissions and the space on the disk"
        raise OutputError(f"{path}: cannot be written ({error.strerror or error}); {hint}") from error


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """A new empty file beside ``path`` that takes its place when the block ends well, and is gone when it does not."""
    target = Path(os.path.realpath(path))  # a link stays a link
    temporary = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    with told(path):
        try:
            mode = target.stat().st_mode & 0o777 if target.exists() else None
            if target.is_dir():
                raise IsADirectoryError(21, "it is a folder")
            if target.exists() and not os.access(target, os.W_OK):
                raise PermissionError(13, "it is write-protected")
            os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            if mode is not None:
                temporary.chmod(mode)
            yield temporary
            os.replace(temporary, target)
        finally:
            temporary.unlink(missing_ok=True)


def write_standard_output(pieces: Iterable[bytes], screened_already: bool = False) -> None:
    """Writes to standard output, without control characters where that is a terminal. Raises BrokenPipeError."""
    screen = sys.stdout.isatty() and not screened_already
    try:
        for piece in pieces:
            if screen:
                sys.stdout.write(screened(piece.decode("utf-8")))
            else:
                sys.stdout.buffer.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"standard output: cannot be written ({error.strerror}); check the disk") from error


def screened(text: str) -> str:
    """A text that does nothing to a terminal but show itself.

    >>> screened("plain \\x1b[31mred\\x1b]0;title\\x07, \\x9b2J\\u202eend\\n")
    'plain red, 2Jend\\n'
    """
    return _UNSAFE.sub("", text)
