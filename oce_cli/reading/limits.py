"""How much a file may cost before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on hostile or mistaken input; every reader gets them.

    >>> Limits().bytes == 64 * 1024 * 1024
    True
    """

    bytes: int = 64 * 1024 * 1024  # of a file, and of the text drawn out of it
    ratio: int = 200  # how many times larger than packed a member of a DOCX may be, once it is over a megabyte
    members: int = 5_000  # files inside a DOCX
    pages: int = 1_000  # of a PDF
    seconds: float = 60.0  # for the pages of a PDF, looked at between pages
    depth: int = 60  # of nested brackets in JSON


LIMITS = Limits()
