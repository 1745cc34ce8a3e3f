"""What a few words next to a number leave no doubt of: that it is an impact, or that it does not measure what is named
before it. Where they say nothing, all proposals stay.
"""

from __future__ import annotations

from collections.abc import Sequence

from oce_cli.lexicon import listed_words
from oce_cli.pipeline.links.grammar import before_determiners
from oce_cli.pipeline.links.proposals import Proposal
from oce_cli.pipeline.links.view import View
from oce_cli.pipeline.natures import is_impact

_OBJECT_REACH = 8  # words between a verb and "by"


def possible(view: View, at: int, proposals: Sequence[Proposal], told: int) -> list[Proposal]:
    """The proposals that the words around the number at word ``at`` leave; ``told``: what ``surely`` says of it."""
    if told >= 0:
        return [p for p in proposals if not p.metric or is_impact(p.metric)]
    verb = _undergone(view, at)
    return [p for p in proposals if not 0 <= p.first < p.last <= verb]


def surely(view: View, at: int) -> int:
    """The noun or verb that says that the number at word ``at`` is an impact and nothing else, -1 where none does."""
    before = before_determiners(view.tags, at - 1)
    return max(_noun_behind(view, at), _noun_of(view, before), _acting(view, before))


def _noun_of(view: View, before: int) -> int:
    """ "A *headwind* of $2 million", "a negative *impact* of 3%"; ``before``: the word before the number."""
    place = before - 1
    if place < 1 or view.norms[before] != "of":
        return -1
    if view.norms[place] in listed_words("impact", "winds"):
        return place
    first = place
    while first > 0 and view.tags[first - 1] in "MANX":
        first -= 1
    told = view.norms[place] == "impact" and view.norms[max(0, first - 1)] in ("a", "an")
    return place if told else -1


def _acting(view: View, before: int) -> int:
    """ "The storm *impacted* our sales by $2 million"; ``before``: the word before the number."""
    if before < 2 or view.norms[before] != "by":
        return -1
    verbs = listed_words("impact", "acting")
    for place in range(before - 2, max(-1, before - 2 - _OBJECT_REACH), -1):
        if view.norms[place] in verbs:
            return -1 if _is_passive(view, place) else place
        if view.tags[place] in "QK,":
            return -1
    return -1


def _is_passive(view: View, place: int) -> bool:
    """Whether "was", "were" or "been" stands before a verb, adverbs between."""
    while place > 0 and view.tags[place - 1] == "A":
        place -= 1
    return place > 0 and view.tags[place - 1] == "B"


def _undergone(view: View, at: int) -> int:
    """The word before which nothing names what the number at word ``at`` measures, -1 where there is none.

    "Sales were *impacted* by $4 million of returns", "the growth was *offset* by a 2% decline in prices", "sales grew,
    including the *impact* of 2% of our stores being closed".
    """
    before = before_determiners(view.tags, at - 1)
    if before < 1 or view.norms[before] not in ("by", "of"):
        return -1
    place = before - 1
    if view.norms[before] == "of":
        return place if view.norms[place] in ("impact", "effect") else -1
    if view.tags[place] == "A":  # "impacted negatively by"
        place -= 1
    return place if place > 0 and view.norms[place] in listed_words("impact", "undergone") else -1


def _noun_behind(view: View, at: int) -> int:
    """The noun that calls the number at word ``at`` an impact and nothing else, -1 where there is none: "a *20 point*
    (sequential) headwind", "*$2 million* of pressure"."""
    for place in range(at + 1, min(len(view.norms), at + 5)):
        if view.norms[place] in listed_words("impact", "always"):
            return place
        if view.tags[place] not in "DANTVX" and view.norms[place] not in ("of", "in", "per"):
            return -1
    return -1
