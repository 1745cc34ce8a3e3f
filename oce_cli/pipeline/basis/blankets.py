"""Sentences that set the basis of what follows: "Unless otherwise noted, ...", "comparisons are in constant currency".

Such a sentence has no numbers. It says of what it speaks (references, comments, comparisons, or metrics by their names)
and on which footing that is told.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from oce_cli.lexicon import listed_words
from oce_cli.pipeline.basis.left_out import left_out
from oce_cli.pipeline.cues import Cue, View

_words = partial(listed_words, "blanket")

BASES = {"gaap": "reported", "adjusted": "adjusted", "constant": "constant_currency", "organic": "organic"}
_OBJECTS = {"items": "adjusted", "currency": "constant_currency", "deals": "organic"}
_HEAD = 8  # words within which a sentence tells its subject


class Blanket(NamedTuple):
    """A basis that a sentence sets, how far, and the words of its subject, half open."""

    basis: str
    reach: str  # document or turn
    start: int
    end: int


def blankets_of(view: View) -> list[Blanket]:
    """The bases that a sentence without numbers sets for what follows.

    >>> from oce_cli.model import Sentence
    >>> from oce_cli.pipeline import cues
    >>> from oce_cli.pipeline.words import cut
    >>> text = "Unless otherwise noted, we refer to non-GAAP results."
    >>> said = cut(text, Sentence(0, 0, len(text), -1), [], 0)
    >>> blankets_of(View(said, cues.find(said, cues.phrases())))
    [Blanket(basis='adjusted', reach='document', start=0, end=7)]
    """
    found = []
    for basis, cue, is_object in _told(view):
        reach, start = _reach(view, cue, is_object)
        if reach:
            found.append(Blanket(basis, reach, start, cue.start))
    return found


def _told(view: View) -> list[tuple[str, Cue, bool]]:
    """The bases that a sentence names, each with its words and whether they are the object of "exclude"."""
    found = [(value, cue, False) for group, value in BASES.items() for cue in view.groups.get(group, ())]
    for out in left_out(view):
        if out.kind in _OBJECTS:
            found.append((_OBJECTS[out.kind], Cue(out.start, out.end, "excluding"), True))
    return found


def _reach(view: View, cue: Cue, is_object: bool) -> tuple[str, int]:
    """How far a word of a basis holds ("" if it sets none), and where the subject begins."""
    if "unless" in view.groups:
        return "document", 0
    if "partial" in view.groups:
        return "", 0
    if is_object:
        return _of_object(view, cue)
    firm = is_basis(view, cue)
    in_it = view.norm(cue.start - 1) in ("in", "at", "are") or view.norm(cue.start) in ("in", "at")
    if firm or in_it:
        for scope in view.groups.get("scope", ()):
            begins = scope.start <= _HEAD or view.norm(scope.start - 1) in (",", "that")
            all_of = view.norm(scope.start) in ("all", "when")
            if begins and all_of and scope.start < cue.start and _says(view, scope.start, cue.end):
                return "document", scope.start
        if _is_of_comparisons(view, cue):
            return "document", 0
    if (focus := _of_focus(view, cue)) >= 0:
        return "turn", focus
    return ("turn", 0) if firm and "scope" in view.groups else ("", 0)


def _of_object(view: View, cue: Cue) -> tuple[str, int]:
    """How far it reaches that the talk leaves something out: "all results exclude", "I will compare ... excluding"."""
    for at in range(min(cue.start, _HEAD)):
        everything = view.norm(at) == "all" and view.norm(cue.start) in ("exclude", "excludes")
        if everything and any(view.norm(place) in _words("subject") for place in range(at, cue.start)):
            return "document", at
        if view.norm(at) in _words("mine") | _words("speaker"):
            wanted = _words("subject") if view.norm(at) in _words("mine") else _words("telling")
            if any(view.norm(place) in wanted for place in range(at + 1, at + 5)):
                return "turn", at
    return "", 0


def _of_focus(view: View, cue: Cue) -> int:
    """Where the subject of "my remarks will focus on adjusted results" begins; -1 where none is told of so."""
    for at in range(max(0, cue.start - 4), cue.start):
        if view.norm(at) not in _words("focus") or view.norm(at + 1) != "on":
            continue
        for first in range(min(at, _HEAD)):
            own = view.norm(first) in _words("mine") and view.norm(first + 1) in _words("subject")
            if own or view.norm(first) in _words("speaker"):
                return first
    return -1


def _says(view: View, start: int, end: int) -> bool:
    return any(view.norm(at) in _words("predicate") for at in range(start, end))


def _is_of_comparisons(view: View, cue: Cue) -> bool:
    """Whether comparisons are what a sentence speaks of: "the comparisons are in constant currency"."""
    for at in range(cue.start):
        if view.norm(at) in _words("compared") and view.norm(at + 1) in ("are", "is", "will"):
            return cue.start - at <= 6
    return False


def is_basis(view: View, cue: Cue) -> bool:
    """Whether a cue stands in "on a(n) ... basis"."""
    return any(view.norm(at) in ("basis", "bases") for at in range(cue.end, cue.end + 4)) and any(
        view.norm(at) == "on" for at in range(cue.start - 3, cue.start)
    )
