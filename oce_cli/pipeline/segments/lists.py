"""Lists of parts with a figure each: "a grew 3%, b 5% and c 2%", "80% from a and 20% from b", "a and b rose 3% ..."."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

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
    SIGN,
    WITHIN,
    words,
)
from oce_cli.pipeline.segments.phrases import Phrase
from oce_cli.pipeline.segments.tokens import Token

_LINK = SIGN | CONJUNCTION | PREPOSITION | ARTICLE | EDGE  # between a figure and the next part
_STEP = PREPOSITION | ARTICLE | EDGE | AUXILIARY | MOVE  # between a part and its figure
_IN_RUN = OPEN | PLACE | HEAD | WITHIN | NEVER  # in the name of a part of a list
LONGEST_RUN = 4  # words of such a name
_TAIL = PREPOSITION | ARTICLE | EDGE | METRIC  # between a figure and the part behind it


def opened(tokens: list[Token], barred: Sequence[tuple[int, int]]) -> list[Token]:
    """The tokens with the common words open that a list takes for parts: "with digital *operations* up 3%".

    ``barred`` are the places in the text of the words that name metrics.
    """
    runs = []
    for at, token in enumerate(tokens):
        if token.norm in ("up", "down") and _tells(tokens, at):
            first = _run(tokens, at)
            start, end = tokens[first].start, token.start
            if first < at and not any(low < end and start < high for low, high in barred):
                runs.append(range(first, at))
    named = [run for run in runs if any(tokens[at].kind & (OPEN | PLACE) for at in run)]
    changed = list(tokens)
    for run in runs:
        if named and (len(runs) > 1 or tokens[run[0] - 1].norm == "with"):
            for at in run:
                if run in named or len(run) == 1:
                    changed[at] = tokens[at]._replace(kind=OPEN, mask=OPEN)
    return changed


def _tells(tokens: list[Token], at: int) -> bool:
    """Whether a number stands behind "up" or "down", at most a small word between."""
    return any(token.kind == NUMBER for token in tokens[at + 1 : at + 2]) or (
        any(token.kind == NUMBER for token in tokens[at + 2 : at + 3])
        and bool(tokens[at + 1].kind & (EDGE | PREPOSITION))
    )


def _run(tokens: list[Token], at: int) -> int:
    """Where the noun phrase before "up" at ``at`` begins, behind "with", "and" or a comma; ``at`` for none."""
    first = at
    while first > 0 and at - first < LONGEST_RUN and tokens[first - 1].kind & _IN_RUN:
        first -= 1
    link = tokens[first - 1] if first else None
    if link is not None and link.kind == ARTICLE and first > 1:
        link = tokens[first - 2]
    last = tokens[at - 1] if at else None
    if link is None or link.norm not in ("with", "and", ",") or first == at or last is None:
        return at
    if last.norm in words("strong_heads") or any(is_no_noun(token) for token in tokens[first:at]):
        return at
    return first


def is_no_noun(token: Token) -> bool:
    """Whether a common word ends as adjectives and verbs do."""
    return bool(token.kind & NEVER) and token.norm.endswith(tuple(words("adjectival")))


def slot(tokens: list[Token], phrases: list[Phrase], number: int, others: Sequence[int]) -> int:
    """Index of the phrase in whose place of a list the number stands, -1 for none.

    ``others`` are the tokens of the sentence's other numbers of the same unit and measure.
    """
    before = max((at for at in others if at < number), default=-1)
    if before >= 0:
        for index, phrase in enumerate(phrases):
            if before < phrase.first and phrase.end <= number and not phrase.joined:
                between, step = tokens[before + 1 : phrase.first], tokens[phrase.end : number]
                if _all(between, _LINK) and _all(step, _STEP):
                    return index
    behind = _behind(tokens, phrases, number)
    if behind >= 0 and any(_behind(tokens, phrases, other) >= 0 for other in others):
        return behind
    return behind if before >= 0 and _is_told_last(tokens, phrases, number, before) else -1


def _is_told_last(tokens: list[Token], phrases: list[Phrase], number: int, before: int) -> bool:
    """Whether a number goes on with "and" where the one before had its part in front: "in a 2% and 3% in b"."""
    between = tokens[before + 1 : number]
    led = any(phrase.end <= before and _all(tokens[phrase.end : before], _STEP) for phrase in phrases)
    return (
        led and bool(between) and any(token.norm in ("and", ",", "while") for token in between) and _all(between, _LINK)
    )


def _behind(tokens: list[Token], phrases: list[Phrase], number: int) -> int:
    """Index of the phrase right behind a number: "20% from _"."""
    for index, phrase in enumerate(phrases):
        if phrase.first > number and not phrase.joined:
            between = tokens[number + 1 : phrase.first]
            led = any(token.kind == PREPOSITION and token.norm != "of" for token in between)
            return index if led and _all(between, _TAIL) else -1
    return -1


def _all(tokens: list[Token], kinds: int) -> bool:
    return all(token.mask & kinds for token in tokens)


def respective(tokens: list[Token], phrases: list[Phrase], number: int) -> dict[int, bool]:
    """For "a and b rose 3% and 4%, respectively": by index of the phrase whether it is the one meant by this number."""
    end = next((at for at in range(number + 1, len(tokens)) if tokens[at].norm == "respectively"), -1)
    if end < 0:
        return {}
    groups = [phrase for phrase in phrases if phrase.joined]
    if not groups:
        return _led_alike(tokens, phrases, number, end)
    ahead = [phrase for phrase in groups if phrase.first < number]
    between = [phrase for phrase in groups if number < phrase.first < end]
    behind = [phrase for phrase in groups if phrase.first > end]
    group = (
        max(ahead, key=lambda phrase: phrase.first)
        if ahead
        else min(between or behind, key=lambda phrase: phrase.first)
    )
    last = group.first if between and not ahead else end
    numbers = [at for at in range(group.end if ahead else 0, last) if tokens[at].kind == NUMBER]
    members = [at for at, one in enumerate(phrases) if one.member and group.first <= one.first and one.end <= group.end]
    count = min(len(numbers), len(members))
    numbers, members = numbers[-count:], members[-count:]  # a list may follow its name: "three categories, a, b and c"
    if count < 2 or number not in numbers:
        return {}
    meant = members[numbers.index(number)]
    return {at: at == meant for at in members} | {phrases.index(group): False}


def _led_alike(tokens: list[Token], phrases: list[Phrase], number: int, end: int) -> dict[int, bool]:
    """The same for two parts that have a preposition each: "in our a segment and in our b segment, sales rose ..."."""
    for index, (one, other) in enumerate(pairwise(phrases)):
        between = [token.norm for token in tokens[one.end : other.first] if token.kind != ARTICLE]
        if between == ["and", one.lead] and other.end <= number:
            numbers = [at for at in range(other.end, end) if tokens[at].kind == NUMBER]
            if len(numbers) == 2 and number in numbers:
                return {index: number == numbers[0], index + 1: number == numbers[1]}
    return {}
