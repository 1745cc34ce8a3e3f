"""Pieces of talk from structured files to one text with its turns: the text that ``ocx text FILE`` prints."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oce_cli.model import Turn

HEADINGS = {"prepared": "Prepared Remarks:", "qa": "Questions and Answers:"}


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader makes of a file; ``turns`` is None where they are still to be found in the text."""

    text: str
    turns: tuple[Turn, ...] | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """What one speaker said, from a file that tells who speaks."""

    text: str
    speaker: str = ""
    title: str = ""
    role: str = ""
    section: str = ""


def mend(text: str) -> str:
    """A text without NULs and with U+FFFD for halves of surrogate pairs, neither of which a text file can hold.

    >>> mend("a\\0b\\ud800c") == "ab\\ufffdc"
    True
    """
    if "\0" in text:
        text = text.replace("\0", "")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def compose(pieces: Iterable[Piece], title: str = "") -> Draft:
    """One text with a heading per section and a line per speaker, and the turns in it.

    >>> draft = compose([Piece("Sales rose.", "Jane Poe", "CEO", section="prepared")], "Acme Q3 2021")
    >>> draft.text
    'Acme Q3 2021\\n\\nPrepared Remarks:\\n\\nJane Poe -- CEO\\n\\nSales rose.\\n'
    >>> draft.text[draft.turns[0].start:draft.turns[0].end]
    'Sales rose.'
    """
    parts: list[str] = []
    turns: list[Turn] = []
    at = 0

    def add(text: str) -> None:
        nonlocal at
        parts.append(text)
        at += len(text)

    if title:
        add(f"{title}\n\n")
    section = ""
    for piece in pieces:
        said = mend(piece.text).strip()
        if not said:
            continue
        if piece.section != section and piece.section in HEADINGS:
            add(f"{HEADINGS[piece.section]}\n\n")
        section = piece.section
        name, about = (" ".join(mend(value).split()) for value in (piece.speaker, piece.title))
        if name or about:
            add(f"{' -- '.join(filter(None, (name, about)))}\n\n")
        turns.append(Turn(at, at + len(said), name, about, piece.role, piece.section))
        add(f"{said}\n\n")
    return Draft("".join(parts).rstrip("\n") + "\n", tuple(turns))
