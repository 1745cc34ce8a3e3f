"""What a passage is about: sentences that announce a part of the company, for the sentences after them."""

from __future__ import annotations

from typing import NamedTuple

from oce_cli.pipeline.segments.classes import (
    ARTICLE,
    AUXILIARY,
    EDGE,
    METRIC,
    MOVE,
    NEVER,
    NUMBER,
    PREPOSITION,
    RESET,
    SIGN,
    words,
)
from oce_cli.pipeline.segments.phrases import Phrase
from oce_cli.pipeline.segments.study import Study
from oce_cli.pipeline.segments.tokens import Token
from oce_cli.pipeline.segments.turning import is_sole, turns_at

LEADS = frozenset(("in", "for", "on", "at", "within", "across", "from", "with", "to", "regarding", "as", "about"))
TURN_LEADS = LEADS | {"of", "around", "into"}
ASK_LEADS = frozenset(("on", "about", "around", "regarding", "of", "to", "in"))
ASK_REACH = 6  # words between the word that asks and its subject
TURNS = ("turn", "sole")  # the labels by which a passage turns to its topic
COMPANY_REACH = 8  # words behind a turning word in which a subject of the whole company counts


class Topic(NamedTuple):
    """A phrase that a sentence is about."""

    phrase: Phrase
    label: str  # sole, turn, lead, subject, head, asks


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
    sole = is_sole(tokens, phrases)
    topics: list[Topic] = []
    first = True
    for phrase in phrases:
        if phrase.joined:
            continue
        label = ""
        behind = 0 <= turning < phrase.first <= turning + 8
        turned = phrase.lead in TURN_LEADS or _is_on_slide(tokens, phrase) or _is_object(tokens, phrase, turning)
        if (behind and turned) or _starts_with(tokens, phrase):
            label = "turn"
        elif sole:
            label = "sole"
        elif first and phrase.lead in LEADS and _opens(tokens, phrase):
            label = "lead"
        elif first and phrase.first <= 2 and phrase.lead not in LEADS:
            label = "subject"
        elif phrase.head in words("strong_heads"):
            label = "head"
        elif phrase.lead in ASK_LEADS and _asks(tokens, phrase):
            label = "asks"
        first = False
        if label:
            topics.append(Topic(phrase, label))
    for phrase in phrases:
        if phrase.joined:
            topics += [Topic(phrase, topic.label) for topic in topics if topic.phrase.first == phrase.first][:1]
    company = any(
        token.mask & (METRIC | RESET) or token.norm in words("company_subjects")
        for token in tokens[turning + 1 : turning + 1 + COMPANY_REACH]
    )
    reset = turning >= 0 and company and not any(topic.label in TURNS for topic in topics)
    return Heading(tuple(topics), reset) if topics or reset else NONE


def _is_object(tokens: list[Token], phrase: Phrase, turning: int) -> bool:
    """Whether a phrase follows the word that turns to it without "to" or "with": "let's review our _".

    "We will discuss _" tells of what comes later.
    """
    if turning < 1 or tokens[turning].norm not in words("turning_alone"):
        return False
    between = tokens[turning + 1 : phrase.first]
    return tokens[turning - 1].norm in words("turning_now") and all(token.kind & (ARTICLE | EDGE) for token in between)


def _is_on_slide(tokens: list[Token], phrase: Phrase) -> bool:
    """Whether a phrase follows the number of a slide: "moving to Slide 12, the _"."""
    before = [token.norm for token in tokens[max(0, phrase.first - 5) : phrase.first]]
    return phrase.lead == "," and ("slide" in before or "page" in before)


def _starts_with(tokens: list[Token], phrase: Phrase) -> bool:
    """Whether a sentence begins its round with a phrase: "our segments, starting with _"."""
    before = [token.norm for token in tokens[max(0, phrase.first - 4) : phrase.first]]
    return (
        phrase.lead == "with"
        and "with" in before[1:]
        and before[before.index("with", 1) - 1] in ("starting", "beginning", "start", "begin")
    )


def _asks(tokens: list[Token], phrase: Phrase) -> bool:
    """Whether a phrase is what a question is about: "a question on _", "could you talk about _"."""
    asking = words("asking")
    return any(token.norm in asking for token in tokens[max(0, phrase.first - ASK_REACH) : phrase.first])


def _opens(tokens: list[Token], phrase: Phrase) -> bool:
    """Whether only small words stand before the phrase in its sentence."""
    return phrase.first <= 7 and not any(
        token.kind & (NUMBER | METRIC | MOVE | AUXILIARY) and not token.kind & (PREPOSITION | ARTICLE | SIGN | NEVER)
        for token in tokens[: phrase.first]
    )
