"""Joins the lines of a text that was wrapped at a width: a line end inside of a sentence is read as a blank.

Every character keeps its place. A text is taken for wrapped by its own look: many of its line ends stand before a small
letter and after no end mark, and the lines before them are about as long as each other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from statistics import median

from oce_cli.model import Turn

_BREAK = re.compile(r"(?<=[^\s])[ \t]*\r?\n[ \t]*(?=[^\s])")
_ENDS = ".?!:;…"
_MARKED = frozenset("-–—*•▪●◦·#|>")  # a line that begins with one of them stands by itself
FEWEST = 2  # line ends that tell a wrapped text
SHARE = 0.25  # of the single line ends that they are at least
NARROWEST = 40  # characters of a line that was broken for its width
EVEN = 0.5  # how long the shorter ones of the broken lines are, as a share of the longest
FULL = 0.75  # how long a line is, as a share of the usual, that may have been broken for its width


def flowing(text: str, turns: Sequence[Turn] = ()) -> str:
    """The text with its broken lines joined by blanks, of the same length; the text itself where none are.

    >>> line = "In the third quarter our net sales rose to $4.7"
    >>> flowing(line + "\\nbillion, and we now expect a gross margin of about\\n41 percent.").count("\\n")
    0
    >>> flowing("Net sales rose 5%\\nGross margin was 41%").count("\\n")
    1
    """
    breaks = list(_breaks(text, turns))
    broken = [before for before, *_, open_ in breaks if open_]
    if len(broken) < max(FEWEST, SHARE * len(breaks)):
        return text
    usual = median(broken)
    if usual < NARROWEST or sorted(broken)[len(broken) // 10] < EVEN * max(broken):
        return text
    joined, done = [], 0
    for before, start, end, open_ in breaks:
        if open_ or before >= FULL * usual:
            joined += [text[done:start], " " * (end - start)]
            done = end
    return "".join((*joined, text[done:]))


def _breaks(text: str, turns: Sequence[Turn]) -> Iterator[tuple[int, int, int, bool]]:
    """The single line ends within turns: length of the line before, start and end, and whether a sentence goes on."""
    starts = [turn.start for turn in turns]
    for match in _BREAK.finditer(text):
        start, end = match.span()
        turn = bisect_right(starts, start) - 1
        last, first = text[start - 1], text[end]
        if (turns and (turn < 0 or end >= turns[turn].end)) or first in _MARKED or last == ":":
            continue
        before = start - max(text.rfind("\n", 0, start) + 1, starts[turn] if turns else 0)
        yield before, start, end, last not in _ENDS and (first.islower() or first.isdigit())
