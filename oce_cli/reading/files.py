"""Getting the bytes of a file without being led astray: no devices, no pipes, no endless files."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from oce_cli.errors import InputError

STANDARD_INPUT = "-"


def read_bytes(path: str | Path, limit: int) -> bytes:
    """All bytes of a regular file (symbolic links are followed) or of standard input (``-``), at most ``limit``.

    Raises InputError, with what to do, for everything else.

    >>> read_bytes("no/such/call.txt", 1000)
    Traceback (most recent call last):
    oce_cli.errors.InputError: no/such/call.txt: no such file; check the name
    """
    name = str(path)
    if name == STANDARD_INPUT:
        return checked(_standard_input(limit), "standard input", limit)
    try:
        # Non-blocking, so that opening a named pipe returns at once instead of waiting for a writer.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError as error:
        raise InputError(f"{name}: no such file; check the name") from error
    except PermissionError as error:
        what = "a directory; name the files in it" if os.path.isdir(path) else "not readable; check its permissions"
        raise InputError(f"{name}: {what}") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{name}: cannot be opened ({reason}); check the name") from error
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise InputError(f"{name}: a directory; name the files in it")
        if not stat.S_ISREG(mode):
            raise InputError(f"{name}: not a regular file; pipe it in and use - for standard input")
        data = _bounded(handle, limit)
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror}); check the disk and try again") from error
    finally:
        os.close(handle)
    return checked(data, name, limit)


def _bounded(handle: int, limit: int) -> bytes:
    """Reads to the end, but never more than one byte over the limit: the file may grow meanwhile."""
    parts: list[bytes] = []
    left = limit + 1
    while left > 0 and (part := os.read(handle, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _standard_input(limit: int) -> bytes:
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise InputError("standard input: closed; name a file or pipe a transcript in")
    try:
        data = stream.read(limit + 1)
    except (OSError, ValueError) as error:
        raise InputError("standard input: cannot be read; name a file or pipe a transcript in") from error
    return bytes(data)


def checked(data: bytes, name: str, limit: int) -> bytes:
    """The bytes, if there are any and not too many. Raises InputError."""
    if len(data) > limit:
        raise InputError(f"{name}: larger than {limit:,} bytes; split it or name a transcript")
    if not data.strip():
        raise InputError(f"{name}: empty; name a file with a transcript in it")
    return data
