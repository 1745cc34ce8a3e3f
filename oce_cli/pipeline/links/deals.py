"""What a price was paid or taken for: "we acquired the mill *for $7 million*", "sold it for $7 million, recognizing a
*$2 million* gain"."""

from __future__ import annotations

from collections.abc import Iterator

from oce_cli.lexicon import listed_words
from oce_cli.model import Quantity
from oce_cli.pipeline.links.grammar import after_determiners, before_determiners
from oce_cli.pipeline.links.proposals import Proposal, span_of
from oce_cli.pipeline.links.view import View

_REACH = 24  # words from the verb to the price
_LEAST = 100_000  # below it money is rather the price of a piece


def of_deals(view: View, at: int, quantity: Quantity) -> Iterator[Proposal]:
    """The deal whose price the number at word ``at`` is, the gain that was made of it."""
    before = before_determiners(view.tags, at - 1)
    if quantity.kind != "money" or quantity.value < _LEAST or before < 1:
        return
    if view.norms[before] == "for":
        for name, verbs in (("acquisitions", "buying"), ("dispositions", "selling")):
            place = _verb(view, before, listed_words("slug", verbs))
            if place >= 0:
                yield _deal(view, name, place)
    elif view.norms[before] in listed_words("slug", "booking"):
        place = _gain_behind(view, at)
        if place >= 0 and _verb(view, before, listed_words("slug", "selling")) >= 0:
            yield _deal(view, "gain_on_sale", place)


def _deal(view: View, name: str, place: int) -> Proposal:
    return Proposal(name, "deal", "money", True, place, place + 1, span_of(view.words, place, place + 1))


def _verb(view: View, end: int, verbs: frozenset[str]) -> int:
    """The verb before word ``end`` whose object is no paper of the company's own and no number of things, -1 for none.

    Things by number may be what a company trades in: "sold 400 homes for $7 million".
    """
    for place in range(end - 1, max(-1, end - 1 - _REACH), -1):
        if view.tags[place] == "K":
            return -1
        if view.norms[place] in verbs:
            counted = view.tags[after_determiners(view.tags, place + 1)] in "QT"
            papers = listed_words("slug", "papers")
            return -1 if counted or not papers.isdisjoint(view.norms[place + 1 : end]) else place
    return -1


def _gain_behind(view: View, at: int) -> int:
    """The word "gain" right behind a number, a noun between: "a $2 million (after-tax) gain"."""
    for place in range(at + 1, min(at + 4, len(view.norms))):
        if view.norms[place] in ("gain", "gains"):
            return place
        if view.tags[place] not in "NAX":
            return -1
    return -1
