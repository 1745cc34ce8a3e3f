"""All but a part: "the rest of Europe", "outside of Japan", "elsewhere"."""

from __future__ import annotations

from oce_cli.pipeline.segments.classes import ARTICLE, CONJUNCTION, PREPOSITION, words
from oce_cli.pipeline.segments.phrases import Phrase, after_of, key_of, lead_of
from oce_cli.pipeline.segments.tokens import Token


def with_rests(text: str, tokens: list[Token], found: list[Phrase]) -> list[Phrase]:
    """The phrases, those that are all but a part whole."""
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
    lead = lead_of(tokens, first)
    if inner[0].kind == PREPOSITION and lead == "^":
        lead = "in"  # "outside of Japan, sales rose" leads in as "in Europe, sales rose" does
    follow = after_of(tokens, end)
    span = (inner[0].start, inner[-1].end)
    return Phrase(value, key_of(value), first, end, end, "", False, True, lead, follow, span, end - first)
