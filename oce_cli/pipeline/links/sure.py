"""What a few words next to a number leave no doubt of: that it is an impact, or that it does not measure what is named
before it. Where they say nothing, all proposals stay.
"""

from __future__ import annotations

from collections.abc import Sequence

from oce_cli.lexicon import listed_words
from oce_cli.model import Quantity, Row
from oce_cli.pipeline.links.candidates import kind_of
from oce_cli.pipeline.links.grammar import before_determiners
from oce_cli.pipeline.links.own import Own
from oce_cli.pipeline.links.proposals import Proposal
from oce_cli.pipeline.links.view import View
from oce_cli.pipeline.natures import is_impact

_MILLION = 1_000_000
_OR_REACH = 3  # words from a sum to its share of sales: ", or to about 19%"
_GAIN_REACH = 4  # words from "of" to "expansion"
_OBJECT_REACH = 8  # words between a verb and "by"


def possible(view: View, at: int, proposals: Sequence[Proposal], told: int) -> list[Proposal]:
    """The proposals that the words around the number at word ``at`` leave; ``told``: what ``surely`` says of it."""
    if told >= 0:
        return [p for p in proposals if not p.metric or is_impact(p.metric)]
    verb = _undergone(view, at)
    return [p for p in proposals if not 0 <= p.first < p.last <= verb]


def of_own(view: View, own: Own | None, proposals: Sequence[Proposal], quantity: Quantity) -> list[Proposal]:
    """The proposals that a number's own noun leaves: nothing that was spoken of before but the same noun.

    What only stands for itself ("a $7 million facility") may still be told of a name in the sentence; what grew or is
    a part may not. Things that are counted may be told of what is counted, too.
    """
    if own is None or not own.sure:
        return list(proposals)
    named = any(own.touches(anchor.first, anchor.last) for anchor in view.anchors)
    return [p for p in proposals if _is_left(view, own, p, named, quantity)]


def _is_left(view: View, own: Own, proposal: Proposal, named: bool, quantity: Quantity) -> bool:
    if not proposal.metric or (proposal.source == "impact" and own.how != "object"):
        return True
    if proposal.source == "twin" and own.how == "growth":  # "12% EBITDA growth" tells no margin
        return False
    if proposal.first >= 0 and (own.touches(proposal.first, proposal.last) or own.how == "counted"):
        return True
    if proposal.first >= 0 and own.how == "modified":
        return proposal.source != "slug"
    if own.how == "counted" and proposal.kind in ("", kind_of(quantity)):
        return True
    return not (named and proposal.first >= 0) and own.is_akin(view, proposal.metric)


def without_twins(view: View, at: int, quantity: Quantity, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals for a multiple by which something moved: "orders were *up 3x*" tells no ratio of orders."""
    if quantity.kind != "multiple" or view.tags[before_determiners(view.tags, at - 1)] != "M":
        return list(proposals)
    return [p for p in proposals if p.source != "twin"]


def fitting(view: View, at: int, proposals: Sequence[Proposal], quantity: Quantity) -> list[Proposal]:
    """The proposals without metrics from elsewhere that cannot be told in such a number as stands at word ``at``.

    No ratio in money, no rate in feet, no price or amount for each of something in millions.
    """
    if view.norms[at + 1 : at + 2] == ["per"]:
        return list(proposals)
    return [p for p in proposals if p.first >= 0 or not _is_unfit(p, quantity)]


def _is_unfit(proposal: Proposal, quantity: Quantity) -> bool:
    if quantity.kind == "money":
        each = proposal.kind == "per_share" or proposal.metric in listed_words("bare", "priced")
        return proposal.kind == "multiple" or (each and abs(quantity.value) >= _MILLION)
    return quantity.kind == "physical" and proposal.kind in ("percent", "multiple", "per_share")


def named_right(view: View, at: int, proposals: Sequence[Proposal], quantity: Quantity) -> list[Proposal]:
    """The proposals that are left by what a number at word ``at`` is surely called, all where it is called nothing.

    "At an *average price of* $12" tells a price; "*returned* $12 million *to shareholders*" capital that was returned;
    "a $12 million *gain on sale*" what stands right behind it.
    """
    before = before_determiners(view.tags, at - 1)
    if _is_average_price(view, before):
        left = [p for p in proposals if "price" in p.metric.split("_")]
    elif view.norms[before] in listed_words("slug", "returning") and _is_to_holders(view, at + 1):
        left = [p for p in proposals if p.metric == "capital_returned"]
    elif quantity.kind == "money":
        left = [p for p in proposals if p.source == "mention" and p.first == at + 1 and p.kind == "money"]
    else:
        left = []
    return left or list(proposals)


def as_share(view: View, row: Row, last: Row | None, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals for a percent that tells a sum once more as a part of sales: "costs were $9 million, *or 19% of
    total revenue*" is of the costs. ``last``: the row before."""
    if last is None or last.sentence != row.sentence or row.quantity.kind != "percent" or last.quantity.kind != "money":
        return list(proposals)
    between = [norm for norm in view.norms[last.word + 1 : row.word] if norm != ","]
    of = row.word + 1
    while view.norms[of : of + 1] and view.norms[of] in ("of", *listed_words("slug", "whose")):
        of += 1
    told = between[:1] == ["or"] and len(between) <= _OR_REACH and view.norms[row.word + 1 : row.word + 2] == ["of"]
    if not told or view.norms[of : of + 1] not in (["revenue"], ["revenues"], ["sales"]):
        return list(proposals)
    return [p for p in proposals if p.metric == last.metric] or list(proposals)


def _is_average_price(view: View, of: int) -> bool:
    """Whether "average price", "average price per share", "average selling price" stand before the word ``of``."""
    if of < 2 or view.norms[of] != "of":
        return False
    price = of - 3 if view.norms[of - 2] == "per" else of - 1
    return price > 0 and view.norms[price] == "price" and "average" in view.norms[max(0, price - 2) : price]


def _is_to_holders(view: View, at: int) -> bool:
    """Whether "to (our) shareholders" stands at a word, and by what means they got it is not one alone."""
    if view.norms[at : at + 1] != ["to"]:
        return False
    holders = at + 2 if view.norms[at + 1 : at + 2] == ["our"] else at + 1
    if holders >= len(view.norms) or view.norms[holders] not in listed_words("slug", "holders"):
        return False
    rest = view.norms[holders + 1 :]
    means = rest[: rest.index(",")] if "," in rest else rest
    return len({word[:8] for word in means} & {"repurcha", "buyback", "buybacks", "dividend"}) != 1


def out_of(bracket: tuple[int, int] | None, view: View, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals that no clause in brackets names, by its words or by a number of its own."""
    if bracket is None:
        return list(proposals)
    low, high = view.words[bracket[0]].start, view.words[min(bracket[1], len(view.words) - 1)].end
    return [p for p in proposals if p.span is None or not low <= p.span.start < high]


def surely(view: View, at: int, kind: str = "") -> int:
    """The noun or verb that says that the number at word ``at`` is an impact and nothing else, -1 where none does.

    ``kind``: of the number.
    """
    before = before_determiners(view.tags, at - 1)
    adding = before if kind in ("points", "percent") and _is_adding(view, before, at) else -1
    return max(_noun_behind(view, at), _noun_of(view, before), _acting(view, before), adding)


def _is_adding(view: View, before: int, at: int) -> bool:
    """Whether the word ``before`` a share or points tells that something added them to another metric.

    "Acquisitions *contributed* 3%", "freight *added* 50 basis points of pressure"; no part of what is named
    ("contributed 3% of our sales"), no growth of its own ("Asia contributed 12% growth").
    """
    if before < 1 or view.norms[before] not in listed_words("impact", "adding"):
        return False
    behind = view.norms[at + 1 : at + 2]
    if behind == ["of"]:
        return not listed_words("impact", "gains").isdisjoint(view.norms[at + 2 : at + 2 + _GAIN_REACH])
    return behind != ["growth"]


def _noun_of(view: View, before: int) -> int:
    """ "A *headwind* of $2 million", "a negative *impact* of 3%", "a currency *benefit* of 3%".

    ``before``: the word before the number.
    """
    place = before - 1
    if place < 1 or view.norms[before] != "of":
        return -1
    if view.norms[place] in listed_words("impact", "winds"):
        return place
    if view.norms[place] in ("benefit", "benefits") and view.norms[place - 1] in listed_words("left_out", "currency"):
        return place
    first = place
    while first > 0 and view.tags[first - 1] in "MANX":
        first -= 1
    told = view.norms[place] == "impact" and view.norms[max(0, first - 1)] in ("a", "an")
    return place if told else -1


def _acting(view: View, before: int) -> int:
    """ "The storm *impacted* our sales by $2 million", "*impacted* sales by 2% and tax by 1%", "*impacted* sales 2%".

    ``before``: the word before the number.
    """
    if before < 2:
        return -1
    verbs = listed_words("impact", "acting")
    by = view.norms[before] == "by"
    if not by and not any(anchor.last == before + 1 for anchor in view.strong):
        return -1
    place, end = before - 1 - by, max(-1, before - 2 - _OBJECT_REACH)
    while place > end:
        if view.norms[place] in verbs:
            return -1 if _is_passive(view, place) else place
        if view.tags[place] in "Q,C" and by:
            place = _item_before(view, place)  # the object before it, its "by" and its number
            end = place - 2 - _OBJECT_REACH
            if place < 0:
                return -1
        elif view.tags[place] in "QK,":
            return -1
        place -= 1
    return -1


def _item_before(view: View, at: int) -> int:
    """The "by" of the item of a list that ends at word ``at``: "our sales *by* $2 million, and"; -1 for none."""
    while at > 0 and view.tags[at] in ",C":
        at -= 1
    if view.tags[at] != "Q":
        return -1
    at = before_determiners(view.tags, at - 1)
    return at if at > 1 and view.norms[at] == "by" else -1


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
    one = at > 0 and view.norms[at - 1] in ("a", "an")
    for place in range(at + 1, min(len(view.norms), at + 5)):
        if view.norms[place] in listed_words("impact", "always", *(("always_one",) if one else ())):
            return place
        if view.tags[place] not in "DANTVX" and view.norms[place] not in ("of", "in", "per"):
            return -1
    return -1
