"""Clauses that stand between a subject and its number and name other metrics: "Margin, *which we define as profit less
fees*, was 12%", "Net income was $40 million, *including $3 million of fees*, compared to $35 million".
"""

from __future__ import annotations

from collections.abc import Callable
from math import log

from oce_cli.lexicon import listed_words
from oce_cli.pipeline.links.view import View

Value = Callable[[int], float]  # the size of the number at a word, 0 where none is known


def bracket_of(view: View, at: int, value: Value) -> tuple[int, int] | None:
    """The words, from a comma up to and with the next one, that do not tell what the number at word ``at`` measures.

    Behind a verb all of them; behind "compared to" only where the number is nearer to the one before them than to
    theirs.
    """
    end = at - 1
    while end > 0 and view.tags[end] in "DAPBMVT":
        end -= 1
    if end < 2 or view.tags[end] != "," or end + 1 == at:
        return None
    start = _opened(view, end)
    if start < 0:
        return None
    verb = view.tags[end + 1]
    if verb == "B" or (verb == "M" and not set(view.tags[:start]) & set("BMVQ")):  # its subject has no other verb
        return start, end
    if view.norms[end + 1] in listed_words("slug", "setting_against") and _nearer(view, start, end, at, value):
        return start, end
    return None


def _opened(view: View, end: int) -> int:
    """The comma that opens the clause that the comma at ``end`` closes, -1 where none does."""
    openers = listed_words("slug", "opening")
    for place in range(end - 1, 0, -1):
        if view.tags[place] == "K":
            return -1
        if view.norms[place] in openers and view.tags[place - 1] == ",":
            return place - 1
    return -1


def _nearer(view: View, start: int, end: int, at: int, value: Value) -> bool:
    """Whether the number at word ``at`` is nearer in size to the last one before the clause than to those in it."""
    before = [value(place) for place in view.numbers if place < start]
    inside = [value(place) for place in view.numbers if start < place < end]
    here = value(at)
    if not before or not inside or min(here, before[-1], *inside) <= 0:
        return False
    return abs(log(here / before[-1])) < min(abs(log(here / one)) for one in inside)


def trailing(view: View) -> tuple[int, int] | None:
    """The clause that ends a sentence with a part: "costs were $9 million, *including $3 million of fees.*" """
    numbers = view.numbers
    for place in range(len(view.tags) - 1, 1, -1):
        if view.norms[place] in listed_words("slug", "including"):
            apart = view.tags[place - 1] == "," or view.norms[place - 1] in ("which", "and")
            return (place, len(view.tags)) if apart and numbers and numbers[0] < place else None
        if view.tags[place] in ",K" and place < len(view.tags) - 1:
            return None
    return None


def sets_against(view: View, at: int) -> bool:
    """Whether a sentence only sets its first number against the one before it: "This compares to $35 million"."""
    return (
        view.norms[0] in ("this", "that", "which", "it")
        and not view.strong
        and bool(view.numbers)
        and view.numbers[0] == at
        and not listed_words("slug", "setting_against").isdisjoint(view.norms[1:3])
    )
