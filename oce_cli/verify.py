"""Whether a table still tells the truth about its files: each row's text must stand at its offsets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from oce_cli.errors import InputError
from oce_cli.model import Transcript

Cells = Mapping[str, Any]
_BLANKS = str.maketrans("\t\r\n", "   ")  # what TSV makes of them


@dataclass(frozen=True, slots=True)
class Broken:
    """A row that does not hold. ``found`` is what stands at its offsets now, "" where nothing does."""

    document: str
    row: int
    text: str
    start: int
    end: int
    found: str
    reason: str


def verify(rows: Sequence[Cells], transcripts: Sequence[Transcript]) -> list[Broken]:
    """The rows whose text does not stand at its offsets, or whose document is not the file that was read then.

    A row finds its file by ``sha256`` where the table has that column, else by ``document``; where there is
    only one file and one document, they belong together whatever their names. Raises InputError for offsets
    that are none.

    >>> call = Transcript("call.txt", "Sales were $5 million.")
    >>> row = {"row": 1, "document": "call.txt", "text": "$5 million", "start": 11, "end": 21}
    >>> verify([row], [call]), verify([row | {"start": 12}], [call])[0].reason
    ([], 'the text is not at its offsets')
    """
    only = transcripts[0] if len(transcripts) == 1 and len({_name(row) for row in rows}) == 1 else None
    by_name = {known.document: known for known in transcripts}
    by_sum = {known.sha256: known for known in transcripts if known.sha256}
    return [
        broken
        for row in rows
        if (broken := _broken(row, by_sum.get(_sum(row)) or by_name.get(_name(row)) or only)) is not None
    ]


def _broken(row: Cells, transcript: Transcript | None) -> Broken | None:
    """What is wrong with a row; None where it holds."""
    try:
        number, start, end = (int(float(row[name])) for name in ("row", "start", "end"))
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise InputError(f"row {row.get('row')}: row, start and end must be whole numbers; extract it again") from error
    text = str(row.get("text") or "")
    found = "" if transcript is None else transcript.text[max(0, start) : max(0, end)]
    if transcript is None:
        reason = "its document is not among the files"
    elif _sum(row) and transcript.sha256 and _sum(row) != transcript.sha256:
        reason = "the file is not the one that the table was made from (another SHA-256)"
    elif not text or text not in (found, found.translate(_BLANKS)):
        reason = "the text is not at its offsets"
    else:
        return None
    return Broken(_name(row), number, text, start, end, found, reason)


def _name(row: Cells) -> str:
    return PurePath(str(row.get("document") or "")).name


def _sum(row: Cells) -> str:
    return str(row.get("sha256") or "")


def lines_of(broken: Sequence[Broken]) -> Iterator[str]:
    """Each broken row in a line, texts as Python would write them so that odd characters show.

    >>> next(lines_of([Broken("call.txt", 3, "$5", 10, 12, "e ", "the text is not at its offsets")]))
    "call.txt row 3: '$5' [10:12]: the text is not at its offsets; there stands 'e '"
    """
    for one in broken:
        there = f"; there stands {one.found[:80]!r}" if one.found and one.found != one.text else ""
        place = f"{one.document or '(no document)'} row {one.row}"
        yield f"{place}: {one.text!r} [{one.start}:{one.end}]: {one.reason}{there}"
