"""Where in a sentence a phrase stands, seen from a number and the words that name its metric."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from oce_cli.model import Row, Scene
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
    PREPOSITION,
    PRONOUN,
    SIGN,
    SOFT,
    TIME,
    words,
)
from oce_cli.pipeline.segments.phrases import Phrase
from oce_cli.pipeline.segments.tokens import Token

_THIN = SOFT | TIME | ARTICLE
_OPENING = frozenset(("in", "at", "for", "within", "on", "across"))
_SIDES = frozenset(
    ("of", "in", "for", "from", "at", "within", "on", "across", "to", "with", "by", "through", "via", "as", "out")
)
ASIDE_REACH = 6  # words: "excluding the net impact of our _"


class Place(NamedTuple):
    """The place of a phrase: its name, and how far off it is."""

    label: str
    before: bool  # before the number
    gap: int  # tokens between phrase and number
    numbers: int  # numbers between
    breaks: int  # clause marks between
    order: int  # how many phrases stand between


def mention_of(scene: Scene, row: Row, tokens: list[Token], number: int) -> tuple[int, int]:
    """First and last token of the words that name the row's metric; (number, number) where they are not found."""
    starts = [token.start for token in tokens]
    span = row.mention
    if span is None or span.end <= span.start:
        best = None
        at = row.quantity.start
        for mention in scene.mentions[row.sentence] if row.sentence < len(scene.mentions) else ():
            if mention.metric == row.metric:
                far = at - mention.end if mention.end <= at else (mention.start - at) * 2
                if best is None or far < best[0]:
                    best = (far, mention.start, mention.end)
        if best is None:
            return _by_words(row, tokens, number)
        start, end = best[1], best[2]
    else:
        start, end = span.start, span.end
    if not tokens or end <= tokens[0].start or start >= tokens[-1].end:
        return number, number
    first = max(0, bisect_left(starts, start + 1) - 1)
    last = max(first + 1, bisect_left(starts, end))
    if all(token.kind & (MOVE | AUXILIARY | NUMBER) for token in tokens[first:last]):
        return number, number  # a verb names the metric: what stands before it is its subject
    return first, last


def _by_words(row: Row, tokens: list[Token], number: int) -> tuple[int, int]:
    """Where the words of the metric's own name stand, the nearest run of them."""
    named = {word[:5] for word in row.metric.split("_") if len(word) > 2}
    hits = [
        at for at, token in enumerate(tokens) if token.norm[:5] in named and not token.kind & (PREPOSITION | ARTICLE)
    ]
    if not hits:
        metrics = [at for at, token in enumerate(tokens) if token.kind == METRIC] if row.listed else []
        if not metrics:
            return number, number
        hits = [min(metrics, key=lambda at: number - at if at < number else (at - number) * 2)]
    last = min(hits, key=lambda at: number - at if at < number else (at - number) * 2)
    first = last
    while first - 1 in hits:
        first -= 1
    while last + 1 in hits:
        last += 1
    return first, last + 1


def places_of(tokens: list[Token], phrases: list[Phrase], number: int, mention: tuple[int, int]) -> list[Place]:
    """The place of each phrase of a sentence."""
    low, high = mention
    have = high > low
    # running counts, so that "how many between" is a subtraction
    numbers = [0]
    breaks = [0]
    for at, token in enumerate(tokens):
        numbers.append(numbers[-1] + (token.kind == NUMBER))
        breaks.append(breaks[-1] + _is_break(tokens, at))
    found = []
    singles = [phrase for phrase in phrases if not phrase.joined]
    for phrase in phrases:
        before = phrase.first < number
        left, right = (phrase.end, number) if before else (number + 1, phrase.first)
        right = max(left, right)
        between = numbers[right] - numbers[left]
        if before:
            order = sum(1 for other in singles if phrase.last <= other.first and other.last <= number)
        else:
            order = sum(1 for other in singles if number < other.first and other.last <= phrase.first)
        label = _label(tokens, phrase, number, low, high, have, before, between)
        found.append(Place(label, before, right - left, between, breaks[right] - breaks[left], order))
    return found


def _label(
    tokens: list[Token], phrase: Phrase, number: int, low: int, high: int, have: bool, before: bool, between: int
) -> str:
    first, last, end = phrase.first, phrase.last, phrase.end
    aside = _set_aside(tokens, first)
    if aside:
        return aside
    if not before and tokens[number + 1].norm == "of" and _only(tokens, number + 2, first, _THIN | EDGE):
        return "denominator"
    if have:
        if low <= first and last <= high:
            return "inside"
        if end <= low and _only(tokens, end, low, _THIN | METRIC | HEAD | EDGE):
            return "modifier"
        if first < low < end:
            return "modifier"
        if (
            first >= high
            and phrase.lead in _SIDES
            and _only(tokens, high, first, _THIN | METRIC | PREPOSITION | EDGE, 1)
        ):
            return "of_metric"
    if (
        before
        and phrase.lead in _OPENING
        and end < len(tokens)
        and tokens[end].norm == ","
        and _is_opening(tokens, first)
    ):
        return "lead"
    if before and not between:
        if _only(
            tokens,
            end,
            number,
            _THIN | EDGE | PREPOSITION | SIGN,
            0,
            "approximately about roughly , : - with at by to of over",
        ):
            return "direct"
        if _only(
            tokens, end, number, _THIN | EDGE | AUXILIARY | MOVE | NEVER | PREPOSITION | METRIC, -1, "which , that who"
        ):
            return "subject"
    if not before and not between:
        if _only(tokens, number + 1, first, _THIN | EDGE | HEAD):
            return "follows"
        if phrase.lead in _SIDES and _only(
            tokens, number + 1, first, _THIN | METRIC | PREPOSITION | EDGE | HEAD | MOVE
        ):
            return "after"
        if phrase.lead in _SIDES and _only(
            tokens, number + 1, first, _THIN | METRIC | PREPOSITION | EDGE | MOVE | NEVER
        ):
            return "related"
    if before and _is_opening(tokens, first):
        return "lead" if phrase.lead in _SIDES else "opening"
    if any(token.norm in words("factors") for token in tokens[max(0, first - 5) : first]):
        return "factor"
    if before and phrase.after in ("move", "is"):
        return "actor"
    return "before" if before else "behind"


def _is_opening(tokens: list[Token], first: int) -> bool:
    return not any(token.kind & (NUMBER | METRIC | MOVE | AUXILIARY | PRONOUN) for token in tokens[:first])


def _set_aside(tokens: list[Token], first: int) -> str:
    """Whether a phrase is left out of the figure or taken in: "excluding _", "including our _"; "" for neither."""
    for at in range(first - 1, max(-1, first - ASIDE_REACH - 1), -1):
        norm = tokens[at].norm
        if norm in words("aside"):
            return "set aside"
        if norm in words("taken_in"):
            return "taken in"
        if norm in (",", ";") or tokens[at].kind & (NUMBER | AUXILIARY):
            return ""
    return ""


def _only(tokens: list[Token], start: int, end: int, kinds: int, prepositions: int = -1, also: str = "") -> bool:
    """Whether only tokens of these kinds (or words) stand between, and at most so many prepositions."""
    seen = 0
    extra = also.split()
    for token in tokens[start:end]:
        if token.norm in extra:
            continue
        if not token.mask & kinds:
            return False
        if token.kind == PREPOSITION:
            seen += 1
    return prepositions < 0 or seen <= prepositions


def _is_break(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    return (
        token.norm in (",", ";", ":", "–", "—", "while", "but", "which", "whereas", "and")
        or bool(token.kind == SIGN and token.norm == "-" and at + 1 < len(tokens) and tokens[at + 1].norm == "-")
        or (token.kind == CONJUNCTION and token.norm not in ("or",))
    )
