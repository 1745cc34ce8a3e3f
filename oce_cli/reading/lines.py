"""The lines of a text with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\r\n]+")
_BULLET = re.compile(r"[•●▪‣◦∙·■►*–—-][ \t\u00a0\u3000]+")
_SPACE = " \t\u00a0\u3000\u200b\ufeff\x0b\x0c"


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
    before = -1  # where the last line with words in it ended
    for match in _LINE.finditer(text):
        raw = match.group()
        body = raw.strip(_SPACE)
        if not body:
            continue
        start = match.start() + raw.index(body[0])
        gap = text[before:start] if before >= 0 else ""
        alone = before < 0 or gap.count("\n") > 1 or gap.count("\r") > max(1, gap.count("\n"))
        bullet = ""
        mark = _BULLET.match(body)
        if mark:
            bullet = body[0]
            start += mark.end()
            body = body[mark.end() :]
        if body:
            found.append(Line(start, start + len(body), body, bullet, alone))
        before = match.end()
    return found
