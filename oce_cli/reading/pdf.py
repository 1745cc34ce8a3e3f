"""PDF files: lines of pages put together to paragraphs again, without page headers and numbers."""

from __future__ import annotations

import io
import logging
import re
import time
from collections import Counter

from oce_cli.errors import InputError
from oce_cli.reading.composing import Draft, mend
from oce_cli.reading.limits import Limits
from oce_cli.reading.lines import cut_lines
from oce_cli.reading.speakers import find_marks
from oce_cli.reading.words import speaker_words

INSTALL = "pip install 'oce-cli[pdf]'"
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?\Z", re.IGNORECASE)
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})-\Z")
_STARTS = re.compile(r"([a-z]{2,})")
_ENDS = ".?!:”\"')]"
EDGE = 3  # lines at the head and foot of a page in which page headers are looked for


def read_pdf(data: bytes, document: str, limits: Limits) -> Draft:
    """The text of a PDF file, one paragraph a line, blank lines between them.

    Raises InputError where it is no PDF, is locked, holds only pictures, has more pages or takes longer than the limits
    allow, or pypdf is not installed. Time is looked at between pages; pypdf itself bounds what a page may unpack to.
    """
    try:
        import pypdf
    except ImportError as error:
        raise InputError(f"{document}: PDF files need an extra; run: {INSTALL}") from error
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        pages = _pages(pypdf.PdfReader(io.BytesIO(data)), document, limits)
    except InputError:
        raise
    except (Exception, RecursionError) as error:  # broken files make pypdf raise errors of every kind
        raise InputError(f"{document}: not a readable PDF file; open and save it again, or give text") from error
    text = mend(_paragraphs(_without_headers(pages)))
    if not text.strip():
        raise InputError(f"{document}: a PDF without text (scanned pages?); give a text file")
    return Draft(text)


def _pages(reader: object, document: str, limits: Limits) -> list[list[str]]:
    from pypdf import PdfReader

    assert isinstance(reader, PdfReader)
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError(f"{document}: locked with a password; save it without one")
    if len(reader.pages) > limits.pages:
        raise InputError(f"{document}: more than {limits.pages:,} pages; cut out the transcript")
    until = time.monotonic() + limits.seconds
    pages: list[list[str]] = []
    size = 0
    for page in reader.pages:
        if time.monotonic() > until:
            raise InputError(f"{document}: takes longer than {limits.seconds:g} seconds to read; give text")
        text = page.extract_text()
        size += len(text)
        if size > limits.bytes:
            raise InputError(f"{document}: holds more than {limits.bytes:,} characters; cut out the transcript")
        pages.append([line.strip() for line in text.splitlines()])
    return pages


def _without_headers(pages: list[list[str]]) -> list[str]:
    """All lines without those that come back at the edge of most pages, and without page numbers."""
    counts: Counter[str] = Counter()
    for lines in pages:
        filled = [line for line in lines if line]
        counts.update({_DIGITS.sub("#", line) for line in filled[:EDGE] + filled[-EDGE:]})
    often = {line for line, count in counts.items() if count >= 3 and count > len(pages) / 2}
    kept: list[str] = []
    for lines in pages:
        places = [at for at, line in enumerate(lines) if line]
        edges = {*places[:EDGE], *places[-EDGE:]}
        for at, line in enumerate(lines):
            if at not in edges or not (_DIGITS.sub("#", line) in often or _NUMBER.match(line)):
                kept.append(line)
    return kept


def _paragraphs(lines: list[str]) -> str:
    """Lines of print joined to paragraphs: one ends where a line is short or blank, and at the lines of speakers."""
    filled = cut_lines("\n".join(lines))
    if not filled:
        return ""
    marks = {mark.line: mark for mark in find_marks(filled, speaker_words())}
    width = sorted(len(line.text) for line in filled)[int(len(filled) * 0.8)]
    words = Counter(re.findall(r"[^\W\d_]{4,}", " ".join(lines).lower()))
    out: list[str] = []
    current = ""
    taken = 0  # lines that still belong to a speaker's line
    for at, line in enumerate(filled):
        mark = marks.get(at)
        # A blank line inside of a sentence is the edge of a page.
        if mark or taken or (line.alone and (current[-1:] in _ENDS or len(current) < 0.6 * width)):
            current = _closed(out, current)
        if taken:
            out[-1] += f" -- {line.text}"
            taken -= 1
        elif mark and mark.lines:
            out.append(line.text)
            taken = mark.lines - 1
        else:
            short = len(line.text) < 0.7 * width and (line.text[-1] in _ENDS or not current)
            current = _joined(current, line.text, words) if current else line.text
            current = _closed(out, current) if short else current
    _closed(out, current)
    return "\n\n".join(out) + "\n"


def _closed(out: list[str], paragraph: str) -> str:
    if paragraph:
        out.append(paragraph)
    return ""


def _joined(before: str, line: str, words: Counter[str]) -> str:
    """Two lines as one; a word broken at the end is mended where the whole word stands elsewhere in the text."""
    broken, starts = _BROKEN.search(before), _STARTS.match(line)
    if broken and starts:
        whole = words[(broken.group(1) + starts.group(1)).lower()] > 0
        return before[:-1] + line if whole else before + line
    return f"{before} {line}"
