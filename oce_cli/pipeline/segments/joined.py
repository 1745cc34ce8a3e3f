"""Parts that are told together: "ropes and hoists", "ropes, hoists and winches"."""

from __future__ import annotations

from oce_cli.pipeline.segments.classes import ARTICLE
from oce_cli.pipeline.segments.phrases import Phrase, key_of
from oce_cli.pipeline.segments.tokens import Token


def joined(text: str, tokens: list[Token], found: list[Phrase]) -> list[Phrase]:
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


def as_one(phrases: list[Phrase], single: frozenset[str]) -> list[Phrase]:
    """The phrases with those of ``single`` as one part, not as the parts that it is joined of."""
    for one in [phrase for phrase in phrases if phrase.joined and phrase.key in single]:
        phrases = [phrase for phrase in phrases if phrase is one or phrase.end <= one.first or phrase.first >= one.end]
        one.joined = 0
    return sorted(phrases, key=lambda phrase: (bool(phrase.joined), phrase.first))
