"""Noun phrases of a sentence that may name a part of the company, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from oce_cli.pipeline.segments.classes import (
    ARTICLE,
    AUXILIARY,
    CONJUNCTION,
    EDGE,
    HEAD,
    INNER,
    METRIC,
    MOVE,
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
    known,
    words,
)
from oce_cli.pipeline.segments.tokens import Token

_LONGEST = 7  # words of a phrase
_NOUNS = OPEN | HEAD | PLACE | METRIC | WITHIN
_STAYS = OPEN | PLACE | WITHIN  # what is left of a phrase without the words of a metric
_SOFT_HEADS = frozenset(("operating", "reporting", "reportable", "business", "geographic"))
_NEVER_NAMED = PRONOUN | AUXILIARY | NUMBER | SIGN | METRIC | PREPOSITION | CONJUNCTION | TIME | RESET


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


def phrases_of(text: str, tokens: list[Token]) -> list[Phrase]:
    """The phrases of a sentence in text order, joined ones ("a and b") after their parts."""
    found: list[Phrase] = []
    first = -1
    count = len(tokens)
    for at in range(count + 1):
        if at < count and (tokens[at].kind & INNER or _is_name(tokens, at)) and not _is_verb(tokens, at):
            if first >= 0 and tokens[at].kind & (SOFT | TIME) and not tokens[at].capital:
                _add(text, tokens, first, at, found)
                first = -1
            if first < 0:
                first = at
            if tokens[at].norm.endswith("'s") and at + 1 - first <= _LONGEST:
                _add(text, tokens, first, at + 1, found)
                first = -1
        elif first >= 0:
            _add(text, tokens, first, at, found)
            first = -1
    found = [phrase for phrase in found if not _is_source(tokens, phrase)]
    return beyond(text, tokens, found + _joined(text, tokens, found))


def _is_source(tokens: list[Token], phrase: Phrase) -> bool:
    """Whether a phrase names those who say something of others: "according to _", "_ reported that"."""
    first, end = phrase.first, phrase.end
    if phrase.lead == "to" and any(token.norm == "according" for token in tokens[max(0, first - 3) : first]):
        return True
    said = [token.norm for token in tokens[end : end + 2]]
    return (
        bool(phrase.capital or not first) and not phrase.head and said[1:] == ["that"] and said[0] in words("reporting")
    )


def _is_verb(tokens: list[Token], at: int) -> bool:
    """Whether an open word in lower case is a verb by its neighbours: "to offset the", ", posting a"."""
    token = tokens[at]
    if not token.kind & (OPEN | WITHIN) or token.capital or "-" in token.norm:
        return False
    if at and tokens[at - 1].norm in words("lately") and token.norm.endswith("ed"):
        return True
    if token.norm in known():  # "purchased gas", but "we purchased a"
        after = tokens[at + 1].kind if at + 1 < len(tokens) else SIGN
        return at > 0 and token.norm.endswith("ed") and bool(after & (ARTICLE | NUMBER | PRONOUN))
    if at == 0:
        return (
            token.norm.endswith("ing")
            and len(tokens) > 1
            and bool(
                tokens[1].kind & (ARTICLE | SOFT | PRONOUN | PREPOSITION | TIME)
                or tokens[1].norm in words("small_verbs")
            )
        )
    before = tokens[at - 1]
    after = tokens[at + 1].kind if at + 1 < len(tokens) else SIGN
    if token.norm.endswith("ed"):
        return not (before.kind & (ARTICLE | EDGE | PREPOSITION | NUMBER) and after & _NOUNS)
    loose = bool(after & (ARTICLE | SOFT | PRONOUN | NUMBER | PREPOSITION))
    if token.norm.endswith("ing"):
        if not after & _NOUNS and _is_doing(tokens, at):
            return True
        return loose and (before.kind & (AUXILIARY | PRONOUN) != 0 or before.norm in (",", "by", "of", "for", "and"))
    return before.norm in (
        "to",
        "not",
        "will",
        "can",
        "would",
        "could",
        "should",
        "may",
        "we",
        "they",
        "i",
        "you",
    ) and bool(after & (ARTICLE | SOFT | PRONOUN | PREPOSITION))


def _is_doing(tokens: list[Token], at: int) -> bool:
    """Whether only an adverb stands between "is", "are" and a gerund: "demand is still holding"."""
    before = at - 1
    if before > 0 and tokens[before].norm in words("adverbs"):
        before -= 1
    return tokens[before].norm in words("being")


def _is_name(tokens: list[Token], at: int) -> bool:
    """Whether a common word is part of a name: capitalised, beside another such word: "the Life Science Group"."""
    if not _may_be_named(tokens[at]):
        return False
    return (at > 0 and _may_be_named(tokens[at - 1])) or (at + 1 < len(tokens) and _may_be_named(tokens[at + 1]))


def _is_own_name(token: Token) -> bool:
    return token.capital and token.kind != PLACE


def _may_be_named(token: Token) -> bool:
    return token.capital and token.norm != "the" and not token.kind & _NEVER_NAMED


def _is_fragment(tokens: list[Token], first: int, last: int, end: int) -> bool:
    """Whether a word that names no part alone stands alone: "control", not "flow control", not "control products"."""
    token = tokens[first]
    return last - first == 1 and token.kind == WITHIN and not token.capital and end == last


def _add(text: str, tokens: list[Token], first: int, end: int, found: list[Phrase]) -> None:
    """Trims a run of tokens to the phrase in it and keeps that if anything is left."""
    while first < end and tokens[first].kind & EDGE and not _is_name(tokens, first):
        first += 1
    if end - first > 1 and text[tokens[first].start : tokens[first].end] == "new" and _is_own_name(tokens[first + 1]):
        first += 1  # "new Corner stores", but "New York"
    if first == 1 and tokens[0].norm == "all" and end - first > 1 and all(map(_may_be_named, tokens[1:3])):
        first = 0  # "All Owned Hotel revenues" at the head of a sentence
    while end > first and tokens[end - 1].kind & EDGE and not _is_name(tokens, end - 1):
        end -= 1
    last = end
    while (
        last > first
        and tokens[last - 1].kind & (HEAD | EDGE)
        and not (tokens[last - 1].kind & EDGE and _is_name(tokens, last - 1))
    ):
        last -= 1
    if any(token.norm in words("strong_heads") for token in tokens[last:end]):  # "engineered products segment"
        while tokens[last].norm not in words("strong_heads"):
            last += 1
    bare = last == first
    if bare:
        last = end
    if last == first or last - first > _LONGEST or _is_fragment(tokens, first, last, end):
        return
    more = end
    while more < len(tokens) and tokens[more].norm in _SOFT_HEADS:
        more += 1
    if last == end and end < more < len(tokens) and tokens[more].norm in words("strong_heads"):
        end, bare = more + 1, False  # "the Chile operating segment"
        head = tokens[more].norm
    else:
        head = "bare" if bare else tokens[last].norm if last < end else ""
    inner = tokens[first:last]
    value = " ".join(text[inner[0].start : inner[-1].end].lower().replace("’", "'").split())
    if value.endswith(("'s", "s'")):
        value = value.removesuffix("'s").removesuffix("'") if len(value) > 4 else value
    if len(value) < 2 or value in words("never_alone") or inner[-1].norm in words("currencies"):
        return
    before = first - 1
    while before >= 0 and tokens[before].kind & (ARTICLE | EDGE):
        before -= 1
    lead = "^" if before < 0 else tokens[before].norm if tokens[before].kind & PREPOSITION else _name(tokens[before])
    after = end
    while after < len(tokens) and tokens[after].kind & (TIME | SOFT) and not tokens[after].mask & 32:
        after += 1
    follow = "$" if after >= len(tokens) else _name(tokens[after])
    found.append(
        Phrase(
            value,
            key_of(value),
            first,
            last,
            end,
            head,
            any(token.capital for token in inner),
            any(token.kind & PLACE for token in inner),
            lead,
            follow,
            (inner[0].start, inner[-1].end),
            last - first,
        )
    )


NAMES = {
    1: "article",
    2: "preposition",
    4: "and",
    8: "is",
    16: "pronoun",
    32: "move",
    64: "metric",
    128: "time",
    256: "soft",
    512: "reset",
    1024: "head",
    2048: "never",
    4096: "open",
    8192: "open",
    16384: "number",
    32768: "sign",
    65536: "open",
}


def _name(token: Token) -> str:
    if token.mask & 32 and token.kind != METRIC:
        return "move"
    if token.kind == SIGN:
        return token.norm if token.norm in ",:;" else "sign"
    return NAMES[token.kind]


def _joined(text: str, tokens: list[Token], found: list[Phrase]) -> list[Phrase]:
    """Phrases of two to four parts: "a and b", "a, b and c"."""
    groups: list[Phrase] = []
    at = 0
    while at < len(found):
        last = at
        closed = False
        while last + 1 < len(found) and last - at < 3:
            between = [token.norm for token in tokens[found[last].end : found[last + 1].first] if token.kind != ARTICLE]
            if between in (["and"], ["&"], [",", "and"], ["or"]):
                last += 1
                closed = True
                break
            if between != [","] or found[last].head:
                break
            last += 1
        if closed and last > at:
            parts = found[at : last + 1]
            start, end = parts[0].span[0], parts[-1].span[1]
            value = " ".join(text[start:end].lower().replace("’", "'").split())
            for part in parts:
                part.member = True
            groups.append(
                Phrase(
                    value,
                    key_of(value),
                    parts[0].first,
                    parts[-1].last,
                    parts[-1].end,
                    parts[-1].head,
                    all(p.capital for p in parts),
                    all(p.place for p in parts),
                    parts[0].lead,
                    parts[-1].after,
                    (start, end),
                    sum(p.size for p in parts),
                    len(parts),
                )
            )
        at = last + 1
    return groups


def beyond(text: str, tokens: list[Token], found: list[Phrase]) -> list[Phrase]:
    """The phrases with those that are all but a part: "the rest of Europe", "outside of Japan", "elsewhere"."""
    at = next((at for at, token in enumerate(tokens) if token.norm in words("beyond_starts")), -1)
    while at >= 0:
        end = _end_of_rest(tokens, at, found)
        if end > at:
            found = [phrase for phrase in found if phrase.end <= at or phrase.first >= end]
            found.append(_stretch(text, tokens, at, end))
            found.sort(key=lambda phrase: (bool(phrase.joined), phrase.first))
        rest = range(max(at + 1, end), len(tokens))
        at = next((at for at in rest if tokens[at].norm in words("beyond_starts")), -1)
    return found


def _end_of_rest(tokens: list[Token], at: int, found: list[Phrase]) -> int:
    """Where "rest of the world", "outside of Japan", "elsewhere" ends, -1 where it is none of these."""
    norm = tokens[at].norm
    after = at + 1
    if norm == "elsewhere":
        return after if at == 0 or tokens[at - 1].kind == CONJUNCTION else -1
    if after < len(tokens) and tokens[after].norm == "of":
        after += 1
    elif norm != "outside":
        return -1
    while after < len(tokens) and tokens[after].kind == ARTICLE:
        after += 1
    if after < len(tokens) and tokens[after].norm in ("world", "country"):
        return after + 1
    return next(
        (phrase.end if phrase.place else -1 for phrase in found if phrase.first == after and not phrase.joined), -1
    )


def _stretch(text: str, tokens: list[Token], first: int, end: int) -> Phrase:
    """The tokens from ``first`` to ``end`` as one phrase."""
    inner = tokens[first:end]
    value = " ".join(text[inner[0].start : inner[-1].end].lower().split())
    before = first - 1
    while before >= 0 and tokens[before].kind & (ARTICLE | EDGE):
        before -= 1
    lead = "^" if before < 0 else tokens[before].norm if tokens[before].kind & PREPOSITION else _name(tokens[before])
    if inner[0].kind == PREPOSITION and before < 0:
        lead = "in"  # "outside of Japan, sales rose" leads in as "in Europe, sales rose" does
    after = end
    while after < len(tokens) and tokens[after].kind & (TIME | SOFT) and not tokens[after].mask & MOVE:
        after += 1
    follow = "$" if after >= len(tokens) else _name(tokens[after])
    span = (inner[0].start, inner[-1].end)
    return Phrase(value, key_of(value), first, end, end, "", False, True, lead, follow, span, end - first)


def without_metric(
    text: str, tokens: list[Token], phrases: list[Phrase], spans: Sequence[tuple[int, int]]
) -> list[Phrase]:
    """The phrases, and those without the words of a row's metric at their end: "insulin" of "insulin prescriptions".

    A place never takes such words with it: "US prescriptions".
    """
    if not spans:
        return phrases
    found: list[Phrase] = []
    for phrase in phrases:
        begin, close = phrase.span
        start = next((start for start, end in spans if begin < start < close <= end), -1)
        cut = next((at for at in range(phrase.first, phrase.last) if tokens[at].start == start), -1)
        rest = tokens[phrase.first : cut] if cut > phrase.first and not phrase.joined else []
        if not rest or not all(one.kind == PLACE for one in rest):
            found.append(phrase)
        if any(one.kind & _STAYS for one in rest):
            count = len(found)
            _add(text, tokens, phrase.first, cut, found)
            for one in found[count:]:
                one.after = "metric"
    return found


def as_one(phrases: list[Phrase], single: frozenset[str]) -> list[Phrase]:
    """The phrases with those of ``single`` as one part, not as the parts that it is joined of."""
    for one in [phrase for phrase in phrases if phrase.joined and phrase.key in single]:
        phrases = [phrase for phrase in phrases if phrase is one or phrase.end <= one.first or phrase.first >= one.end]
        one.joined = 0
    return sorted(phrases, key=lambda phrase: (bool(phrase.joined), phrase.first))


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
