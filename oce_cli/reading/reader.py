"""The door of the reading room: a file or a text in, a ``Transcript`` out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path, PurePath

from oce_cli.errors import InputError
from oce_cli.model import Transcript
from oce_cli.reading.composing import Draft
from oce_cli.reading.decoding import decode
from oce_cli.reading.files import STANDARD_INPUT, checked, read_bytes
from oce_cli.reading.head import find_head
from oce_cli.reading.limits import LIMITS, Limits
from oce_cli.reading.turns import complete_turns, find_turns

Reader = Callable[[bytes, str, Limits], Draft]  # bytes, document, limits -> text, and turns where the file tells them


def _read_plain(data: bytes, document: str, limits: Limits) -> Draft:
    return Draft(decode(data, document))


def _reader(module: str, function: str) -> Reader:
    """A reader whose module is imported at its first use: plain text must not pay for the others."""

    def read(data: bytes, document: str, limits: Limits) -> Draft:
        reader: Reader = getattr(import_module(f"oce_cli.reading.{module}"), function)
        return reader(data, document, limits)

    return read


_html = _reader("html", "read_html")
_pdf = _reader("pdf", "read_pdf")
_docx = _reader("docx", "read_docx")
_captions = _reader("captions", "read_captions")
_json = _reader("turns_json", "read_json")

READERS: dict[str, Reader] = {
    ".txt": _read_plain,
    ".text": _read_plain,
    ".md": _read_plain,
    ".html": _html,
    ".htm": _html,
    ".xhtml": _html,
    ".pdf": _pdf,
    ".docx": _docx,
    ".srt": _captions,
    ".vtt": _captions,
    ".json": _json,
}


def read_file(path: str | Path, *, limits: Limits = LIMITS) -> Transcript:
    """Reads a transcript from a file, or from standard input where ``path`` is ``-``.

    The suffix picks the reader (see READERS); a file without a known suffix is told by its first bytes. ``document`` is
    the file's name without its folder (or ``-``), ``sha256`` is of the bytes, offsets refer to ``Transcript.text``.
    Raises InputError where the file is missing, unreadable, a directory, a device or pipe, empty, too large, binary or
    broken, or where its format needs an extra that is not installed.
    """
    data = read_bytes(path, limits.bytes)
    document = STANDARD_INPUT if str(path) == STANDARD_INPUT else PurePath(path).name
    return _read(data, document, limits)


def read_data(data: bytes, document: str, *, limits: Limits = LIMITS) -> Transcript:
    """Reads a transcript from the bytes of a file that was called ``document``, as ``read_file`` does.

    >>> read_data(b"Jane Poe -- CEO\\n\\nSales rose.", "call.txt").turns[0].speaker
    'Jane Poe'
    """
    return _read(checked(data, document, limits.bytes), document, limits)


def _read(data: bytes, document: str, limits: Limits) -> Transcript:
    read = READERS.get(PurePath(document).suffix.lower()) or _told(data)
    return _transcript(read(data, document, limits), document, hashlib.sha256(data).hexdigest())


def _told(data: bytes) -> Reader:
    """The reader that the first bytes call for."""
    if data.startswith(b"%PDF-"):
        return _pdf
    if data.startswith(b"PK\x03\x04"):
        return _docx
    begin = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begin.startswith((b"<!doctype html", b"<html")):
        return _html
    if begin.startswith(b"webvtt"):
        return _captions
    if begin[:1] in (b"[", b"{") and begin[1:].lstrip()[:1] in (b"{", b"[", b'"'):
        return _json
    return _read_plain


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
    return _transcript(Draft(text), document, hashlib.sha256(data).hexdigest())


def _transcript(draft: Draft, document: str, sha256: str) -> Transcript:
    text = draft.text
    if "\0" in text:
        raise InputError(f"{document or 'text'}: binary data with NULs; give a transcript as text")
    if not text or text.isspace():
        raise InputError(f"{document or 'text'}: empty; give a transcript with words in it")
    turns = find_turns(text) if draft.turns is None else complete_turns(text, draft.turns)
    return Transcript(document, text, turns, find_head(text, turns, document), sha256)
