"""Names of parts with a common word in them, told by their place: "ropes and *productivity* sales fell 3%".

Between an article, or the head of a sentence, and "sales" or "business" there is room for a name alone, so that
the common words of it are open for the search.
"""

from __future__ import annotations

from functools import cache

from oce_cli.pipeline.segments.called import Names
from oce_cli.pipeline.segments.classes import (
    ARTICLE,
    EDGE,
    HEAD,
    METRIC,
    NEVER,
    OPEN,
    PLACE,
    PREPOSITION,
    WITHIN,
    words,
)
from oce_cli.pipeline.segments.lists import is_no_noun
from oce_cli.pipeline.segments.tokens import Token

LONGEST = 6  # words of such a name with its "and"
_IN_NAME = OPEN | PLACE | WITHIN | NEVER | HEAD
_LEADS = frozenset(("in", "for", "within"))


@cache
def compound_names() -> Names:
    """The lexicon's names of two words or more that are a part's name wherever they stand, by their first word.

    >>> ("fixed", "income") in compound_names()["fixed"]
    True
    """
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(words("compounds"), key=lambda one: (-len(one), one)):
        said = tuple(name.split())
        found.setdefault(said[0], []).append(said)
    return {first: tuple(some) for first, some in found.items()}


def with_names_open(tokens: list[Token]) -> list[Token]:
    """The tokens with the common words open that stand in a name: by the lexicon, or by their place."""
    norms = [token.norm for token in tokens]
    names = compound_names()
    places: set[int] = set()
    for at, norm in enumerate(norms):
        for name in names.get(norm, ()):
            end = at + len(name)
            if tuple(norms[at:end]) == name and norms[end : end + 1] != ["day"]:  # "at our capital markets day"
                places.update(range(at, end))
                break
        if norm in words("sold") or norm in words("strong_heads") or norm == ",":
            places.update(_name_before(tokens, at))
    if not places:
        return tokens
    return [
        token._replace(kind=OPEN, mask=OPEN)
        if at in places and token.norm != "and" and not token.kind & (OPEN | PLACE)
        else token
        for at, token in enumerate(tokens)
    ]


def _name_before(tokens: list[Token], at: int) -> range:
    """The places of the name that ends before ``at``, with its common words; none where it has no such words."""
    first, joins = at, -1
    while first > 0 and at - first < LONGEST:
        token = tokens[first - 1]
        if token.norm == "and" and joins < 0 and first < at:
            joins = first - 1
        elif not token.kind & _IN_NAME:
            break
        first -= 1
    if joins == first:
        return range(0)
    if first > 0 and joins < 0 and first < at and _is_led_by_metric(tokens, first):
        first -= 1
    last = at
    while last > first and tokens[last - 1].kind == HEAD:
        last -= 1
    name = tokens[first:last]
    if len(name) < 2 or not _is_bounded(tokens, first, at) or not any(one.kind & (OPEN | PLACE) for one in name):
        return _pair_of_headed(tokens, first, joins, at)
    if any(is_no_noun(one) or one.norm in words("never_parts") for one in name if one.kind & NEVER):
        return range(0)
    if name[-1].kind & NEVER and (joins != last - 2 or name[-1].norm.endswith("s")):  # "the crane unit assumes sales"
        return range(0)
    if joins < 0 and name[0].kind & (NEVER | WITHIN | HEAD):  # "meanwhile hoist sales"
        return range(0)
    if joins >= 0 and any(one.kind == HEAD for one in name):
        return range(0)
    return range(first, last)


def _is_led_by_metric(tokens: list[Token], first: int) -> bool:
    """Whether the word of a metric begins the sentence and the name: "*production* equipment sales"."""
    lead = tokens[0]
    return first == 1 and lead.kind == METRIC and not lead.mask & EDGE and lead.norm not in words("sold")


def _is_bounded(tokens: list[Token], first: int, at: int) -> bool:
    """Whether a name may begin at ``first``: at the head of the sentence, behind an article or behind "in"."""
    if tokens[at].norm == ",":  # "in health and benefits, premiums rose"
        return first == 1 and tokens[0].norm in _LEADS and any(one.norm == "and" for one in tokens[first:at])
    if first == 0:
        return True
    before = tokens[first - 1]
    return (before.kind == ARTICLE and before.norm in words("naming_articles")) or (
        before.kind == PREPOSITION and before.norm in _LEADS
    )


def _pair_of_headed(tokens: list[Token], first: int, joins: int, at: int) -> range:
    """The places of two words that name parts with another word only, joined before "businesses"."""
    pair = joins == first + 1 and at == joins + 2 and tokens[at].norm in words("strong_heads")
    open_ = OPEN | PLACE | WITHIN
    return range(first, at) if pair and tokens[first].kind & open_ and tokens[at - 1].kind & open_ else range(0)
