"""Lists of parts with a figure each: "a grew 3%, b 5% and c 2%", "80% from a and 20% from b", "a and b rose 3% ..."."""

from __future__ import annotations

from collections.abc import Sequence

from oce_cli.pipeline.segments.classes import (
    ARTICLE,
    AUXILIARY,
    CONJUNCTION,
    EDGE,
    METRIC,
    MOVE,
    NUMBER,
    PREPOSITION,
    SIGN,
)
from oce_cli.pipeline.segments.phrases import Phrase
from oce_cli.pipeline.segments.tokens import Token

_LINK = SIGN | CONJUNCTION | PREPOSITION | ARTICLE | EDGE  # between a figure and the next part
_STEP = PREPOSITION | ARTICLE | EDGE | AUXILIARY | MOVE  # between a part and its figure
_TAIL = PREPOSITION | ARTICLE | EDGE | METRIC  # between a figure and the part behind it


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
    groups = [phrase for phrase in phrases if phrase.joined]
    ahead = [phrase for phrase in groups if phrase.first < number]
    between = [phrase for phrase in groups if number < phrase.first < end]
    behind = [phrase for phrase in groups if phrase.first > end]
    if end < 0 or not groups:
        return {}
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
