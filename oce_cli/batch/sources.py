"""What a run works through: files, folders, globs, lists of files, and addresses of other stores."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath, PurePosixPath
from typing import Any, NamedTuple

from oce_cli.errors import InputError

PROSE = {".md"}  # read when named or matched by a glob; in folders they tell about the calls (README.md, SUMMARY.md)
LISTED = "-"  # the argument that stands for a list of inputs on standard input
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)
_GLOB = re.compile(r"[*?\[]")
_IN_THIS_PROCESS = ("memory://",)
EXTRAS = {"s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "http": "aiohttp", "https": "aiohttp"}


class Source(NamedTuple):
    """One input: its name as it is opened, and its size in bytes (0 where that is not known before it is read)."""

    name: str
    size: int


def is_address(name: str) -> bool:
    """Whether a name is an address of a store rather than a path.

    >>> is_address("s3://calls/2021/q4.txt"), is_address("calls/q4.txt")
    (True, False)
    """
    return _ADDRESS.match(name) is not None


def is_local_to_process(name: str) -> bool:
    """Whether only this very process can open an address.

    >>> is_local_to_process("memory://calls/q4.txt")
    True
    """
    return name.startswith(_IN_THIS_PROCESS)


def sources_of(inputs: Iterable[str]) -> Iterator[Source]:
    """The sources of all inputs, one after the other: folders with all they hold that ocx can read, sorted by name.

    In folders, Markdown and files named README are no calls; they are where they are named or match a glob.

    A file that is named is a source even if it is not there: it fails by itself later on. Raises InputError for an
    empty folder or a glob that nothing matches.

    >>> [source.name for source in sources_of(["no/such/call.txt"])]
    ['no/such/call.txt']
    """
    for name in inputs:
        if is_address(name):
            yield from _of_address(name)
        elif os.path.isdir(name):
            yield from _told(_of_folder(name), name)
        elif _GLOB.search(name) and not os.path.lexists(name):
            yield from _told(_of_glob(name), name)
        else:
            yield Source(name, _size(name))


def names_in(listing: bytes, nul: bool = False) -> list[str]:
    """The inputs of a list that came through standard input: one on a line, or with NULs between them.

    >>> names_in(b"a.txt\\r\\nb c.txt\\n"), names_in(b"a\\nb.txt\\0c.txt\\0", nul=True)
    (['a.txt', 'b c.txt'], ['a\\nb.txt', 'c.txt'])
    """
    pieces = listing.split(b"\0") if nul else listing.splitlines()
    return [os.fsdecode(piece) for piece in pieces if piece.strip()]


def _told(found: Iterator[Source], name: str) -> Iterator[Source]:
    """The found sources. Raises InputError where there is none."""
    first = next(found, None)
    if first is None:
        raise InputError(f"{name}: no transcript there; check the name, or name the files themselves")
    yield first
    yield from found


def _readable(name: str) -> bool:
    from oce_cli.reading import READERS

    path = PurePath(name)
    suffix = path.suffix.lower()
    if path.name.startswith(".") or path.stem.lower() == "readme":
        return False
    return suffix in READERS and suffix not in PROSE


def _of_folder(folder: str) -> Iterator[Source]:
    """The readable files of a folder and of the folders in it, sorted folder by folder; links to folders are left."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith((".", "_")):
                yield from _of_folder(entry.path)
        elif _readable(entry.name):
            yield Source(entry.path, _size(entry.path))


def _of_glob(pattern: str) -> Iterator[Source]:
    from glob import iglob

    for path in sorted(iglob(pattern, recursive=True)):
        if os.path.isfile(path):
            yield Source(path, _size(path))


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except (OSError, ValueError):
        return 0


def _of_address(address: str) -> Iterator[Source]:
    """The file, the folder or the matches of a glob at an address."""
    store, path = opened(address)
    with told(address):
        store.invalidate_cache()  # drivers keep listings for as long as the process runs
        if _GLOB.search(path) and not _is_web(address):
            found = store.glob(path, detail=True)
        elif not _is_web(address) and (address.endswith("/") or not _readable(path)) and store.isdir(path):
            found = {name: info for name, info in store.find(path, detail=True).items() if _readable(name)}
        else:
            yield Source(address, 0)
            return
    if not found:
        raise InputError(f"{address}: no transcript there; check the address")
    for name in sorted(found):
        if found[name].get("type") != "directory":
            yield Source(store.unstrip_protocol(name), int(found[name].get("size") or 0))


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def opened(address: str) -> tuple[Any, str]:
    """The file system of an address and the path in it. Raises InputError where its driver is missing."""
    scheme = address.partition("://")[0].lower()
    try:
        from fsspec.core import url_to_fs

        with told(address):
            store, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        package = EXTRAS.get(scheme, "fsspec and its driver")
        raise InputError(
            f"{address}: cannot be opened ({error}); install what it needs: pip install {package}"
        ) from error
    return store, path


class told:
    """Turns whatever a driver raises into InputError with the address in it."""

    def __init__(self, address: str) -> None:
        self.address = address

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, FileNotFoundError):
            raise InputError(f"{self.address}: no such file; check the address") from error
        if isinstance(error, Exception) and not isinstance(error, InputError | ImportError | ValueError):
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise InputError(f"{self.address}: cannot be read ({reason}); check the address and the access") from error


def base_name(name: str) -> str:
    """The file's name without its folders.

    >>> base_name("s3://calls/2021/q4.txt?versionId=3"), base_name("calls/q4.txt")
    ('q4.txt', 'q4.txt')
    """
    if is_address(name):
        return PurePosixPath(name.partition("://")[2].partition("?")[0]).name or "-"
    return PurePath(name).name


def all_names(inputs: Sequence[str], listing: bytes | None, nul: bool) -> Iterator[str]:
    """The inputs with ``-`` replaced by what the list names."""
    for name in inputs:
        if name == LISTED and listing is not None:
            yield from names_in(listing, nul)
        else:
            yield name
