"""Words by which a speaker turns to a new subject: "Turning to ...", "Let's move on to ..."."""

from __future__ import annotations

from collections.abc import Sequence

from oce_cli.pipeline.segments.classes import ARTICLE, AUXILIARY, CONJUNCTION, PREPOSITION, PRONOUN, SIGN, words
from oce_cli.pipeline.segments.phrases import Phrase
from oce_cli.pipeline.segments.tokens import Token

_LONGEST_SOLE = 12  # tokens of a sentence that is a phrase and small words
_SEEN = frozenset(("focus", "look", "come", "start"))  # "when you look at", "we focus on": no turn


def turns_at(tokens: list[Token]) -> int:
    """Index of the word that turns to a new subject ("Turning to ...", "Let's move on to ..."), -1 for none.

    Only small words may stand before it ("So now let me", "I'd like to"), and "to", "on" or the like must follow.
    """
    turning, alone, before = words("turning"), words("turning_alone"), words("before_turning")
    for at, token in enumerate(tokens[:12]):
        if token.norm in turning:
            after = [one.norm for one in tokens[at + 1 : at + 4]]
            if (
                token.norm in alone
                and at
                and tokens[at - 1].norm in ("me", "to", "will", "i'll", "now", "let's", "we'll")
            ):
                return at
            if at and tokens[at - 1].norm in ("you", "they", "we") and token.norm in _SEEN:
                continue
            if token.norm == "going" and after[:1] not in (["back"], ["over"]):
                continue
            if not {"to", "at", "with", "on", "about", "into"}.isdisjoint(after):
                return at
        if token.norm not in before and not token.kind & (SIGN | CONJUNCTION | PRONOUN | AUXILIARY):
            return -1
    return -1


def is_sole(tokens: Sequence[Token], phrases: Sequence[Phrase]) -> bool:
    """Whether a sentence is a phrase and small words alone: "Next, Combat Systems.", "And on to wine"."""
    single = [phrase for phrase in phrases if not phrase.joined]
    if len(single) != 1 or len(tokens) > _LONGEST_SOLE:
        return False
    (phrase,) = single
    rest = [*tokens[: phrase.first], *tokens[phrase.end :]]
    turning, before = words("turning"), words("before_turning")
    return all(
        token.kind & (SIGN | CONJUNCTION | ARTICLE | PREPOSITION) or token.norm in turning or token.norm in before
        for token in rest
    )
