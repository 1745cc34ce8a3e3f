"""Cuts the noun phrases that may name a part of the company out of a sentence."""

from __future__ import annotations

from oce_cli.pipeline.segments.classes import (
    ARTICLE,
    AUXILIARY,
    CONJUNCTION,
    EDGE,
    HEAD,
    INNER,
    METRIC,
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
from oce_cli.pipeline.segments.joined import joined
from oce_cli.pipeline.segments.phrases import Phrase, after_of, key_of, lead_of
from oce_cli.pipeline.segments.rests import with_rests
from oce_cli.pipeline.segments.tokens import Token

_LONGEST = 7  # words of a phrase
_NOUNS = OPEN | HEAD | PLACE | METRIC | WITHIN
_SOFT_HEADS = frozenset(("operating", "reporting", "reportable", "business", "geographic"))
_NEVER_NAMED = PRONOUN | AUXILIARY | NUMBER | SIGN | METRIC | PREPOSITION | CONJUNCTION | TIME | RESET


def phrases_of(text: str, tokens: list[Token]) -> list[Phrase]:
    """The phrases of a sentence in text order, joined ones ("a and b") after their parts."""
    runs: list[tuple[int, int]] = []
    first = -1
    count = len(tokens)
    for at in range(count + 1):
        if at < count and (tokens[at].kind & INNER or _is_name(tokens, at)) and not _is_verb(tokens, at):
            if first >= 0 and tokens[at].kind & (SOFT | TIME) and not tokens[at].capital:
                runs.append((first, at))
                first = -1
            if first < 0:
                first = at
            if tokens[at].norm.endswith("'s") and at + 1 - first <= _LONGEST:
                runs.append((first, at + 1))
                first = -1
        elif first >= 0:
            runs.append((first, at))
            first = -1
    found = [phrase for run in runs if (phrase := cut(text, tokens, *run)) is not None]
    found = [phrase for phrase in found if not _is_source(tokens, phrase)]
    return with_rests(text, tokens, found + joined(text, tokens, found))


def cut(text: str, tokens: list[Token], first: int, end: int) -> Phrase | None:
    """The phrase in a run of tokens, trimmed at its edges; None where nothing is left that may name a part."""
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
        return None
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
        return None
    return Phrase(
        value,
        key_of(value),
        first,
        last,
        end,
        head,
        any(token.capital for token in inner),
        any(token.kind & PLACE for token in inner),
        lead_of(tokens, first),
        after_of(tokens, end),
        (inner[0].start, inner[-1].end),
        last - first,
    )


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
