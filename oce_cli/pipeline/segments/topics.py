"""What a passage is about: sentences that announce a part of the company, for the sentences after them."""

from __future__ import annotations

from typing import NamedTuple

from oce_cli.pipeline.segments.classes import ARTICLE, AUXILIARY, METRIC, MOVE, NEVER, NUMBER, PREPOSITION, SIGN, words
from oce_cli.pipeline.segments.inventory import Study, turns_at
from oce_cli.pipeline.segments.phrases import Phrase
from oce_cli.pipeline.segments.tokens import Token

LEADS = frozenset(("in", "for", "on", "at", "within", "across", "from", "with", "to", "regarding", "as", "about"))


class Topic(NamedTuple):
    """A phrase that a sentence is about."""

    phrase: Phrase
    label: str  # turn, lead, subject, head


class Heading(NamedTuple):
    """What a sentence announces: its topics, and whether it leaves the one before for the company as a whole."""

    topics: tuple[Topic, ...]
    reset: bool


NONE = Heading((), False)


def heading_of(study: Study, index: int) -> Heading:
    """The heading that a sentence is, remembered in the study."""
    memory = study.memory.setdefault("headings", {})
    assert isinstance(memory, dict)
    found = memory.get(index)
    if not isinstance(found, Heading):
        tokens, phrases = study.read(index)
        found = memory[index] = _heading(tokens, phrases)
    return found


def _heading(tokens: list[Token], phrases: list[Phrase]) -> Heading:
    turning = turns_at(tokens)
    topics: list[Topic] = []
    first = True
    for phrase in phrases:
        if phrase.joined:
            continue
        label = ""
        if turning >= 0 and turning < phrase.first <= turning + 8 and phrase.lead in LEADS:
            label = "turn"
        elif first and phrase.lead in LEADS and _opens(tokens, phrase):
            label = "lead"
        elif first and phrase.first <= 2 and phrase.lead not in LEADS:
            label = "subject"
        elif phrase.head in words("strong_heads"):
            label = "head"
        first = False
        if label:
            topics.append(Topic(phrase, label))
    for phrase in phrases:
        if phrase.joined:
            topics += [Topic(phrase, topic.label) for topic in topics if topic.phrase.first == phrase.first][:1]
    reset = turning >= 0 and not any(topic.label == "turn" for topic in topics)
    return Heading(tuple(topics), reset) if topics or reset else NONE


def _opens(tokens: list[Token], phrase: Phrase) -> bool:
    """Whether only small words stand before the phrase in its sentence."""
    return phrase.first <= 7 and not any(
        token.kind & (NUMBER | METRIC | MOVE | AUXILIARY) and not token.kind & (PREPOSITION | ARTICLE | SIGN | NEVER)
        for token in tokens[: phrase.first]
    )
