"""Bytes to text: what the bytes say by themselves first, a guess only where they don't.

Offsets everywhere in ocx count code points of the text that ``decode`` returns. A byte order mark is not part of it;
line ends are kept as they are.
"""

from __future__ import annotations

import codecs
import re

from oce_cli.errors import InputError

_MARKS = (  # longest first: the UTF-32 mark begins with the UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a ZIP archive (DOCX, XLSX ...)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"ID3", "a sound file"),
    (b"RIFF", "a sound or video file"),
    (b"\x7fELF", "a program"),
)
_UNUSUAL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 65_536  # how much of a file is looked at where a share of characters decides
_STRAY = "ocx-windows-1252"


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Reads the bytes that are no UTF-8 as Windows-1252 (bytes that it lacks as Latin-1)."""
    assert isinstance(error, UnicodeDecodeError)
    wrong = error.object[error.start : error.end]
    return "".join(_one_byte(byte) for byte in wrong), error.end


def _one_byte(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


codecs.register_error(_STRAY, _stray)


def decode(data: bytes, document: str = "") -> str:
    """The text of the bytes of a text file, without byte order mark, line ends kept.

    UTF-8, UTF-16 and UTF-32 are told by their mark or their bytes; single stray bytes in mostly plain text are
    Windows-1252; anything else is guessed. Raises InputError for bytes that are no text.

    >>> decode("Umsatz über 3 Mio. €".encode("cp1252"))
    'Umsatz über 3 Mio. €'
    >>> decode("Sales".encode("utf-16"))
    'Sales'
    >>> decode(b"%PDF-1.7 ...", "call.txt")
    Traceback (most recent call last):
    oce_cli.errors.InputError: call.txt: this is a PDF, not text; give the file its own suffix or convert it to text
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            return _checked(_readable(body, encoding), body, document)
    for magic, kind in _KINDS:
        if data.startswith(magic):
            raise InputError(
                f"{_name(document)}this is {kind}, not text; give the file its own suffix or convert it to text"
            )
    wide = _wide(data)
    if wide:
        return _checked(_readable(data, wide), data, document)
    try:
        return _checked(data.decode("utf-8"), data, document)
    except UnicodeDecodeError:
        pass
    sample = data[:_SAMPLE]
    if 0 in sample:
        raise _binary(document)
    stray = len(sample) - len(sample.decode("utf-8", errors="ignore").encode())
    if stray <= max(8, 0.1 * len(sample)):
        return _checked(data.decode("utf-8", errors=_STRAY), data, document)
    return _checked(_guessed(data, document), data, document)


def _readable(data: bytes, encoding: str) -> str:
    """Broken pairs become U+FFFD: one wrong character is no reason to refuse a call."""
    return data.decode(encoding, errors="replace")


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of plain English is zero."""
    sample = data[:4096]
    if 0 not in sample or len(sample) < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _guessed(data: bytes, document: str) -> str:
    """The text as charset-normalizer reads it; imported only here because it costs more than a whole small file."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise _binary(document)
    return data.decode(best.encoding, errors="replace").lstrip("\ufeff")


def _checked(text: str, data: bytes, document: str) -> str:
    """The text itself, unless it has NULs or is mostly control characters."""
    if "\0" in text:
        raise _binary(document)
    if not text.isascii() or not text.isprintable():
        sample = text[:_SAMPLE]
        if len(_UNUSUAL.findall(sample)) + sample.count("\ufffd") > 0.1 * len(sample):
            raise _binary(document)
    return text


def _binary(document: str) -> InputError:
    return InputError(
        f"{_name(document)}this is not text but binary data; give a transcript as text, HTML, PDF or DOCX"
    )


def _name(document: str) -> str:
    return f"{document}: " if document else ""
