"""A noun phrase of a sentence that may name a part of the company, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from oce_cli.pipeline.segments.classes import (
    ARTICLE,
    AUXILIARY,
    CONJUNCTION,
    EDGE,
    HEAD,
    METRIC,
    MOVE,
    NEVER,
    NUMBER,
    OPEN,
    PLACE,
    PREPOSITION,
    PRONOUN,
    RESET,
    SIGN,
    SOFT,
    TIME,
    WITHIN,
)
from oce_cli.pipeline.segments.tokens import Token

_KINDS = {
    ARTICLE: "article",
    PREPOSITION: "preposition",
    CONJUNCTION: "and",
    AUXILIARY: "is",
    PRONOUN: "pronoun",
    MOVE: "move",
    METRIC: "metric",
    TIME: "time",
    SOFT: "soft",
    RESET: "reset",
    HEAD: "head",
    NEVER: "never",
    PLACE: "open",
    OPEN: "open",
    NUMBER: "number",
    SIGN: "sign",
    WITHIN: "open",
}


@dataclass(slots=True)
class Phrase:
    """A stretch of tokens that may name a part of the company: ``tokens[first:last]``."""

    value: str
    key: str
    first: int
    last: int  # without the head noun
    end: int  # with the head noun
    head: str  # segment, division, customers ... or ""
    capital: bool
    place: bool
    lead: str  # the preposition before it, "^" at the head of the sentence, else the kind of word before
    after: str  # the kind of word after it
    span: tuple[int, int]
    size: int
    joined: int = 0  # of how many phrases it is made by "and" or commas
    member: bool = False  # part of a joined phrase

    def holds(self, at: int) -> bool:
        """Whether a token belongs to the phrase or its head noun."""
        return self.first <= at < self.end


def lead_of(tokens: list[Token], first: int) -> str:
    """What stands before ``tokens[first]``, articles and grades passed over: see ``Phrase.lead``."""
    before = first - 1
    while before >= 0 and tokens[before].kind & (ARTICLE | EDGE):
        before -= 1
    if before < 0:
        return "^"
    return tokens[before].norm if tokens[before].kind & PREPOSITION else _kind(tokens[before])


def after_of(tokens: list[Token], end: int) -> str:
    """The kind of word from ``tokens[end]`` on, times and grades passed over; "$" at the end of the sentence."""
    after = end
    while after < len(tokens) and tokens[after].kind & (TIME | SOFT) and not tokens[after].mask & MOVE:
        after += 1
    return "$" if after >= len(tokens) else _kind(tokens[after])


def _kind(token: Token) -> str:
    if token.mask & MOVE and token.kind != METRIC:
        return "move"
    if token.kind == SIGN:
        return token.norm if token.norm in ",:;" else "sign"
    return _KINDS[token.kind]


@lru_cache(maxsize=1 << 15)
def key_of(value: str) -> str:
    """The value blind to plurals and the like.

    >>> key_of("cloud platforms"), key_of("acme's glass"), key_of("utilities"), key_of("branches")
    ('cloud platform', 'acme glass', 'utility', 'branch')
    """
    return " ".join(
        f"{word[:-3]}y"
        if len(word) > 4 and word.endswith("ies")
        else word[:-2]
        if len(word) > 5 and word.endswith(("ches", "shes", "sses", "xes", "zes"))
        else word[:-1]
        if len(word) > 3 and word[-1] == "s" and word[-2] != "s"
        else word
        for word in value.replace("'s", "").replace("-", " ").replace(",", " ").replace(".", "").split()
        if word not in ("the", "of", "and", "our", "a", "in", "for", "&")
    )
