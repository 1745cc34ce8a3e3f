"""Where the words leave no doubt of which part a number tells: "our leasing business made _", "it is a _ business".

What these rules point out is the only candidate that is left.
"""

from __future__ import annotations

from collections.abc import Sequence

from oce_cli.pipeline.segments.classes import (
    ARTICLE,
    AUXILIARY,
    CONJUNCTION,
    MOVE,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    words,
)
from oce_cli.pipeline.segments.evidence import View
from oce_cli.pipeline.segments.phrases import Phrase
from oce_cli.pipeline.segments.tokens import Token
from oce_cli.pipeline.segments.topics import TURNS, heading_of
from oce_cli.pipeline.segments.whole import last_reset

NAMED = frozenset(("segment", "division", "business"))  # a subject with this noun is surely a part
KIND_REACH = 8  # words between "is a" and "business"
WORST = "f"  # grades from here on name no part that could be meant instead
ELSEWHERE = "elsewhere"


def point_out(view: View, phrases: Sequence[Phrase]) -> None:
    """Marks the part of which the number surely tells."""
    if view.row.metric in words("whole") or last_reset(view.tokens, view.number) >= 0:
        return
    singles = [phrase for phrase in phrases if not phrase.joined and phrase.end <= view.number]
    turned = _turned(view) if all(view.study.grade(phrase.key) >= WORST for phrase in singles) else None
    if turned is not None:
        view.get(turned, "heading").add("pointed out")
    if not singles:
        return
    last = singles[-1]
    if _acts(view.tokens, last, view.number) or is_sized(view.tokens, last, view.number) or _is_else(view.tokens, last):
        view.get(last, "subject").add("pointed out")


def _acts(tokens: Sequence[Token], phrase: Phrase, number: int) -> bool:
    """Whether a phrase with its noun is the subject of the number: "the resin segment generated $5 million"."""
    if phrase.head not in NAMED or phrase.first < 1 or tokens[phrase.first - 1].norm not in words("naming_articles"):
        return False
    before = tokens[phrase.first - 2] if phrase.first > 1 else None
    if before is not None and before.kind & (PREPOSITION | CONJUNCTION | NUMBER):
        return False
    verb = tokens[phrase.end] if phrase.end < number else None
    return verb is not None and bool(verb.mask & (AUXILIARY | MOVE)) and _is_clear(tokens[phrase.end : number])


def _turned(view: View) -> Phrase | None:
    """The only part that the sentence before turns to: "Turning to our hoist segment."."""
    index = view.row.sentence - 1
    sentences = view.scene.sentences
    if index < 0 or sentences[index].turn != sentences[index + 1].turn:
        return None
    topics = [topic for topic in heading_of(view.study, index).topics if topic.label in TURNS]
    named = len(topics) == 1 and topics[0].phrase.head in (*NAMED, "group")
    return topics[0].phrase if named else None


def _is_clear(between: Sequence[Token]) -> bool:
    """Whether nothing between a subject and a number begins a new clause or names another subject."""
    return not any(
        token.kind & (CONJUNCTION | PRONOUN | NUMBER) or token.norm in (",", ";", ":", "us") for token in between
    )


def is_sized(tokens: Sequence[Token], phrase: Phrase, number: int) -> bool:
    """Whether the size of a part is told: "hoists are now a $5 million business", and what follows: ", growing 8%"."""
    at = phrase.end
    if phrase.first > 2 or at >= len(tokens) or tokens[at].norm not in (*words("settled"), "has"):
        return False
    while at < len(tokens) and (
        tokens[at].kind & AUXILIARY or tokens[at].norm in (*words("settled"), *words("adverbs"))
    ):
        at += 1
    if at >= len(tokens) or tokens[at].kind != ARTICLE:
        return False
    size = next((one for one in range(at, min(len(tokens), at + KIND_REACH)) if tokens[one].kind == NUMBER), -1)
    told = [token.norm for token in tokens[size + 1 : size + 1 + KIND_REACH // 2]]
    return 0 <= size <= number and not {"business", "franchise", "brand", "segment"}.isdisjoint(told)


def _is_else(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Whether a clause begins with "elsewhere" and names no part after it."""
    before = [token.norm for token in tokens[max(0, phrase.first - 2) : phrase.first]]
    begins = not before or before == [",", "and"] or before[-1] in ("while", "but", "whereas")
    return phrase.value == ELSEWHERE and begins
