"""Lines that head a list: "2026 guidance:" over "Revenue: $310 million". What a heading says of time and outlook holds
for the lines under it, to the next heading, to a blank line that no further item follows, or to prose."""

from __future__ import annotations

import re
from functools import partial

from oce_cli.lexicon import listed_words
from oce_cli.model import Scene, Sentence

NOTE = "headings"
_MOST_WORDS = 24  # of a heading that ends with a colon
_TITLE_WORDS = 9  # of one that does not
_ITEM = re.compile(r"[ \t]{0,12}(?:[-–—*•·▪●◦‣]|\(?\d{1,2}[.)](?=\s))")
_ENTRY = re.compile(r"[^\n:.;!?]{2,70}:[^\n\d]{0,80}\d")  # "Revenue: $3 million"
_words = partial(listed_words, "status")


def headings_of(scene: Scene) -> dict[int, Sentence]:
    """By the number of a sentence in a list the heading that the list stands under; looked up once.

    >>> from oce_cli.pipeline.assembly import prepare
    >>> from oce_cli.model import Transcript
    >>> scene = prepare(Transcript("x", "2026 guidance:\\nRevenue: $3 million\\n- EPS of $1\\nWe owe $2."))
    >>> [scene.text[h.start : h.end] for h in headings_of(scene).values()]
    ['2026 guidance:', '2026 guidance:']
    """
    known = scene.notes.get(NOTE)
    if not isinstance(known, dict):
        known = scene.notes[NOTE] = _find(scene)
    return known


def foretells(heading: Sentence) -> bool:
    """Whether a heading names an outlook: "Outlook for 2026:", "For the third quarter, we expect:"."""
    norms = {word.norm for word in heading.words}
    return not norms.isdisjoint(_words("headed")) and norms.isdisjoint(_words("closed"))


def _find(scene: Scene) -> dict[int, Sentence]:
    """One pass over the sentences that begin a line."""
    text, found = scene.text, dict[int, Sentence]()
    heading: Sentence | None = None
    before: Sentence | None = None
    for sentence in scene.sentences:
        gap = text[before.end : sentence.start] if before is not None else ""
        opens = before is None or "\n" in gap
        if heading is not None and (sentence.turn != heading.turn or before is None):
            heading = None
        item = opens and _ITEM.match(text, sentence.start) is not None
        if not item and _heads(scene, sentence, opens):
            heading = sentence
        elif opens and heading is not None:
            if item or _is_entry(scene, sentence, gap.count("\n") > 1):
                found[sentence.index] = heading
            else:
                heading = None
        before = sentence
    return found


def _heads(scene: Scene, sentence: Sentence, opens: bool) -> bool:
    """Whether a line is a heading: it ends with a colon, or is a short title of an outlook; no figure stands in it."""
    words = sentence.words
    if not words or any(word.quantity >= 0 and not scene.quantities[word.quantity].reason for word in words):
        return False
    if scene.text[sentence.end : sentence.end + 2].lstrip(" \t")[:1] not in ("", "\n", "\r"):
        return False  # the line goes on
    last = words[-1].norm
    if last == ":":
        return len(words) <= _MOST_WORDS
    norms = {word.norm for word in words}
    return (
        opens
        and len(words) <= _TITLE_WORDS
        and last.isalnum() | (last == "#")
        and not norms.isdisjoint(_words("titles"))
    )


def _is_entry(scene: Scene, sentence: Sentence, apart: bool) -> bool:
    """Whether a line without a mark belongs to a list: "Revenue: $3 million"; "Gross margin of 41%" where no blank line
    sets it apart."""
    if _ENTRY.match(scene.text, sentence.start, sentence.end):
        return True
    if apart:
        return False
    norms = {word.norm for word in sentence.words}
    return scene.text[sentence.end - 1 : sentence.end] not in ".?!" and norms.isdisjoint(_words("finite", "deeds"))
