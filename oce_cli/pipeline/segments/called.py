"""Names of parts that are made of common words: what stands between a determiner and "segment", "group" and the like.

A common word names a part where the call itself uses it so: "the performance films group", "our strategy segment",
"turning to ropes, knots and events". Such words are open for the search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from oce_cli.model import Sentence, Word
from oce_cli.pipeline.segments.classes import ARTICLE, HEAD, METRIC, NEVER, OPEN, PLACE, WITHIN, known, words

LONGEST = 4  # words of such a name
LONGEST_LIST = 12  # words of a heading that is one name with commas
OFTEN = 2  # times that a name is said that begins with a word no part is named by
NAMING = OPEN | PLACE | HEAD | WITHIN | NEVER | METRIC
BARRED = HEAD | WITHIN | NEVER | METRIC  # words that end a phrase, or leave it, if the call does not use them in a name

Names = Mapping[str, tuple[tuple[str, ...], ...]]  # by their first word, the longest first


def names_called(sentences: Sequence[Sentence]) -> Names:
    """The names of two words or more that the call puts before "segment", "group" and the like."""
    said: Counter[tuple[str, ...]] = Counter()
    for sentence in sentences:
        cut = sentence.words
        for at in range(2, len(cut)):
            if cut[at].norm in words("naming_heads"):
                said[_before(cut, at)] += 1
    for name in listed_headings(sentences).values():
        said[name] += 1
    found: dict[str, list[tuple[str, ...]]] = {}
    for name, count in sorted(said.items(), key=lambda pair: -len(pair[0])):
        if len(name) > 1 and (count >= OFTEN or not _class(name[0]) & NEVER):
            found.setdefault(name[0], []).append(name)
    return {first: tuple(some) for first, some in found.items()}


def listed_headings(sentences: Sequence[Sentence]) -> dict[int, tuple[str, ...]]:
    """By the index of a sentence the one name with commas that it turns to."""
    found = {}
    for sentence, after in pairwise(sentences):
        if len(after.words) > 1 and after.words[0].norm in ("this", "the") and len(sentence.words) <= 2 * LONGEST_LIST:
            name = heading_list([word.norm for word in sentence.words], [word.norm for word in after.words[:2]])
            if name:
                found[sentence.index] = name
    return found


def _class(norm: str) -> int:
    """The leading class of a word: open if no list has it."""
    return known().get(norm, (OPEN,))[0]


def _before(cut: Sequence[Word], at: int) -> tuple[str, ...]:
    """The common words between a determiner and the head noun at ``at``: "the [performance films] group"."""
    first = at
    while (
        first > 0
        and at - first < LONGEST
        and cut[first - 1].quantity < 0
        and cut[first - 1].norm.isalpha()
        and _class(cut[first - 1].norm) & NAMING
        and cut[first - 1].norm not in words("never_parts")
    ):
        first -= 1
    if first == 0 or cut[first - 1].norm not in words("naming_articles") or cut[first].norm in words("never_alone"):
        return ()
    name = tuple(word.norm for word in cut[first:at])
    kinds = [_class(norm) for norm in name]
    return name if any(kind & BARRED for kind in kinds) and not all(kind & NEVER for kind in kinds) else ()


def heading_list(cut: Sequence[str], following: Sequence[str]) -> tuple[str, ...]:
    """The one name with commas that a sentence turns to: "turning to a, b and c", then "This segment ..."; () for none.

    >>> heading_list("turning to ropes , knots , and events .".split(), "this segment grew .".split())
    ('ropes', ',', 'knots', ',', 'and', 'events')
    """
    if len(following) < 2 or following[0] not in ("this", "the") or following[1] not in words("naming_heads"):
        return ()
    said = [norm for norm in cut if norm != "."]
    if not 2 < len(said) <= LONGEST_LIST or words("turning").isdisjoint(said[:2]) or "to" not in said[:4]:
        return ()
    name = said[said.index("to") + 1 :]
    while name and _class(name[0]) & ARTICLE:
        name = name[1:]
    inner = [norm for norm in name if norm not in (",", "and", "&")]
    may = all(norm.isalpha() and _class(norm) & NAMING for norm in inner)
    return tuple(name) if may and "," in name and "and" in name and len(inner) > 1 else ()


def names_one(norms: Sequence[str], at: int) -> bool:
    """Whether the single common word before "segment" at ``at`` names it, and is no adjective.

    >>> names_one(["the", "strategy", "segment"], 2), names_one(["the", "largest", "segment"], 2)
    (True, False)
    """
    if at < 2 or norms[at - 2] not in words("naming_articles"):
        return False
    norm = norms[at - 1]
    if norm in words("never_parts") or norm in words("never_alone") or not _class(norm) & (BARRED & ~WITHIN):
        return False
    return not norm.endswith(tuple(words("adjectival")))
