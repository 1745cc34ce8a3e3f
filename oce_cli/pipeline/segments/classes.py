"""The classes of words by which a part of a company is told from the words around it."""

from __future__ import annotations

from functools import cache

from oce_cli.lexicon import check_keys, load_table

(
    ARTICLE,
    PREPOSITION,
    CONJUNCTION,
    AUXILIARY,
    PRONOUN,
    MOVE,
    METRIC,
    TIME,
    SOFT,
    RESET,
    HEAD,
    NEVER,
    PLACE,
    OPEN,
    NUMBER,
    SIGN,
    WITHIN,
) = (1 << at for at in range(17))
OF_TABLE = {
    "articles": ARTICLE,
    "prepositions": PREPOSITION,
    "conjunctions": CONJUNCTION,
    "auxiliaries": AUXILIARY,
    "pronouns": PRONOUN,
    "moves": MOVE,
    "metrics": METRIC,
    "times": TIME,
    "soft": SOFT,
    "resets": RESET,
    "heads": HEAD,
    "never": NEVER,
    "within": WITHIN,
    "geography": PLACE,
    "open": OPEN,
}
LISTS = (
    "whole never_alone currencies strong_heads pointing_heads turning turning_alone before_turning company_subjects"
    " asking mentioning aside taken_in titles never_parts same_store comparable factors legal_forms tied"
    " company_kinds debts instruments qualifying unqualifying naming_articles naming_heads adjectival lately reporting"
    " beyond_starts settled small_verbs adverbs being sold compounds turning_now given_names shares"
).split()
EDGE = SOFT | TIME | RESET  # cut off at the edges of a phrase
INNER = OPEN | PLACE | HEAD | EDGE | WITHIN  # may stand inside of one
# the first class that a word has decides how it is read in a phrase
_ORDER = (
    ARTICLE,
    PREPOSITION,
    CONJUNCTION,
    AUXILIARY,
    PRONOUN,
    OPEN,
    PLACE,
    TIME,
    METRIC,
    RESET,
    SOFT,
    HEAD,
    MOVE,
    WITHIN,
    NEVER,
)


@cache
def known() -> dict[str, tuple[int, int]]:
    """For each word of the lexicon its leading class and all of its classes.

    >>> known()["revenue"] == (METRIC, METRIC)
    True
    """
    table = load_table("segments")
    check_keys(
        "segments.toml",
        "the file",
        table,
        dict.fromkeys((*OF_TABLE, *LISTS), "texts"),
        OF_TABLE,
    )
    masks: dict[str, int] = {}
    for key, mask in OF_TABLE.items():
        for word in table[key]:
            masks[word] = masks.get(word, 0) | mask
    return {word: (next(one for one in _ORDER if mask & one), mask) for word, mask in masks.items()}


@cache
def words(name: str) -> frozenset[str]:
    """A plain list of the lexicon: ``whole``, ``never_alone``, ``currencies``, ``turning`` ...

    >>> "division" in words("strong_heads")
    True
    """
    return frozenset(load_table("segments")[name])
