"""Moves that are measured against a plan: "100 basis points above our prior guidance", "5% higher than we guided"."""

from __future__ import annotations

from functools import partial

from oce_cli.lexicon import listed_words
from oce_cli.pipeline.cues import View

_words = partial(listed_words, "comparison")

_WIDE = 8  # words from the comparing word to the plan


def plan_at(view: View, at: int) -> int:
    """The place of the plan that a move is measured against with nothing but plain words between; -1 where it is none.

    What is told of the plan's own number ("3% versus guidance of 2%") is no such plan.

    >>> from oce_cli.model import Word
    >>> def place(text: str) -> int:
    ...     words = [Word(0, 1, w, w, -1) for w in text.split()]
    ...     return plan_at(View(words, ()), text.split().index("#"))
    >>> place("# above our prior guidance"), place("# higher than what we said in may"), place("grew # above plan")
    (4, 5, -1)
    >>> place("# , above our guidance"), place("# versus guidance of #"), place("an increase of # to this budget")
    (-1, -1, 6)
    """
    place, moved = at + 1, view.norm(at - 1) == "of" and _moves(view, at - 2)
    while _moves(view, place) or view.norm(place) in _words("filling"):
        moved = moved or _moves(view, place)
        place += 1
    norm, second = view.norm(place), view.norm(place + 1)
    if norm in _words("apart"):
        moved = moved or view.norm(at - 1) not in _words("moving")
    elif norm not in _words("comparing"):
        return -1
    if not moved:
        return -1
    return _plan_behind(view, place + (2 if second in _words("joined") else 1), norm == "to")


def _moves(view: View, place: int) -> bool:
    return view.norm(place) in _words("moves")


def _plan_behind(view: View, start: int, only_budget: bool) -> int:
    """The place of the plan's noun, or of the verb with which it was told, within a few plain words."""
    for place in range(start, start + _WIDE):
        norm = view.norm(place)
        former = view.norm(place - 1) in _words("former") or view.norm(place - 2) in _words("former")
        ranged = former and norm in _words("ranges")
        if norm in _words("budgets" if only_budget else "plans") or (ranged and not only_budget):
            behind = view.norm(place + 1)
            return -1 if behind == "of" or behind in _words("unplanned") else place
        if norm in _words("ranges"):
            return -1
        if norm in _words("tellers") and not only_budget:
            verb = place + 1
            while view.norm(verb) in _words("telling"):
                verb += 1
            return verb if view.norm(verb) in _words("told") else -1
        if not norm[:1].isalpha() and norm not in ("#", "-"):
            return -1
    return -1
