"""The door of the reading room: a file or a text in, a ``Transcript`` out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path, PurePath

from oce_cli.errors import InputError
from oce_cli.model import Transcript
from oce_cli.reading.decoding import decode
from oce_cli.reading.files import STANDARD_INPUT, read_bytes
from oce_cli.reading.head import find_head
from oce_cli.reading.limits import LIMITS, Limits
from oce_cli.reading.turns import find_turns

Reader = Callable[[bytes, str, Limits], str]  # bytes, document, limits -> text


def _plain(data: bytes, document: str, limits: Limits) -> str:
    return decode(data, document)


READERS: dict[str, Reader] = {".txt": _plain, ".text": _plain, ".md": _plain, "": _plain}


def read_file(path: str | Path, *, limits: Limits = LIMITS) -> Transcript:
    """Reads a transcript from a file, or from standard input where ``path`` is ``-``; the suffix picks the reader.

    ``document`` is the file's name without its folder (or ``-``), ``sha256`` is of the bytes. Raises InputError where the
    file is missing, unreadable, a directory, a device or pipe, empty, too large, binary or of a broken format.
    """
    data = read_bytes(path, limits.bytes)
    document = STANDARD_INPUT if str(path) == STANDARD_INPUT else PurePath(path).name
    reader = READERS.get(PurePath(document).suffix.lower(), _plain)
    text = reader(data, document, limits)
    return _transcript(text, document, hashlib.sha256(data).hexdigest())


def read_text(text: str, document: str = "") -> Transcript:
    """Reads a transcript that is a text already; ``sha256`` is of its UTF-8 bytes.

    Raises InputError for a text that is blank, has NULs or has half of a surrogate pair in it.

    >>> read_text("Jane Poe -- CEO\\n\\nSales rose.", "call.txt").turns[0].title
    'CEO'
    """
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"{document or 'text'}: half a surrogate pair at character {error.start}; decode it again"
        ) from error
    return _transcript(text, document, hashlib.sha256(data).hexdigest())


def _transcript(text: str, document: str, sha256: str) -> Transcript:
    if "\0" in text:
        raise InputError(f"{document or 'text'}: binary data with NULs; give a transcript as text")
    if not text or text.isspace():
        raise InputError(f"{document or 'text'}: empty; give a transcript with words in it")
    turns = find_turns(text)
    return Transcript(document, text, turns, find_head(text, turns, document), sha256)
