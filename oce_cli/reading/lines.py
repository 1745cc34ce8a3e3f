"""The lines of a text with their places."""

from __future__ import annotations

from dataclasses import dataclass

_BULLETS = "•●▪‣◦∙·■►*–—-"
_GAPS = (" ", "\t", "\u00a0", "\u3000")
_SPACE = " \t\r\u00a0\u3000\u200b\ufeff\x0b\x0c"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: ``text`` begins at ``start``, without white space around it and without its bullet."""

    start: int
    end: int
    text: str
    bullet: str  # the bullet before it, or ""
    alone: bool  # a blank line (or the edge of the text) stands before it


def cut_lines(text: str) -> list[Line]:
    """All lines that are not blank, in order.

    >>> [(line.text, line.bullet, line.alone) for line in cut_lines("Q3 call\\n\\n • Jane Poe - CFO\\n")]
    [('Q3 call', '', True), ('Jane Poe - CFO', '•', True)]
    """
    found: list[Line] = []
    alone = True
    at = 0
    for raw in text.split("\r" if "\n" not in text else "\n"):
        begin, at = at, at + len(raw) + 1
        body = raw.strip(_SPACE)
        if not body:
            alone = True
            continue
        start = begin + raw.index(body[0])
        bullet = ""
        if body[0] in _BULLETS and body[1:2] in _GAPS:
            bullet = body[0]
            body = body[1:].lstrip(_SPACE)
            start = begin + len(raw.rstrip(_SPACE)) - len(body)
        if body:
            found.append(Line(start, start + len(body), body, bullet, alone))
        alone = False
    return found
