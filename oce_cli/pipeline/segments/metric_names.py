"""Words that belong to the name of a metric: "RPO" names no part, nor does the "agent" of "agent count"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from oce_cli.pipeline.phrases import matcher
from oce_cli.pipeline.segments.classes import OPEN, PLACE, WITHIN
from oce_cli.pipeline.segments.cutting import cut
from oce_cli.pipeline.segments.phrases import Phrase
from oce_cli.pipeline.segments.tokens import Token

_STAYS = OPEN | PLACE | WITHIN  # what is left of a phrase without the words of a metric


@lru_cache(maxsize=1 << 14)
def metric_of(said: str) -> str:
    """The metric that words name by themselves, "" for none. Capitals count: "ARR" is one, "Arr" is not.

    >>> metric_of("RPO"), metric_of("wine")
    ('remaining_performance_obligations', '')
    """
    return matcher().metric_of(said)


def is_metric(text: str, phrase: Phrase) -> bool:
    """Whether a phrase is a single word that names a metric. Longer names are parts too: "senior notes"."""
    return " " not in phrase.value and metric_of(text[slice(*phrase.span)]) != ""


def left_of(tokens: list[Token], mention: tuple[int, int], phrase: Phrase, metric: str) -> str:
    """What a metric's words name without those of a phrase inside of them.

    "stays": the same metric ("wine revenue"), the phrase is a part beside it; "other" or "unknown" ("agent count"):
    the metric needs the phrase; "nothing": the phrase is all that is said.
    """
    rest = [token.norm for at, token in enumerate(tokens[slice(*mention)], mention[0]) if not phrase.holds(at)]
    if not rest:
        return "nothing"
    named = metric_of(" ".join(rest))
    return "stays" if named == metric else "other" if named else "unknown"


def without_metric(
    text: str, tokens: list[Token], phrases: list[Phrase], spans: Sequence[tuple[int, int]]
) -> list[Phrase]:
    """The phrases, and those without the words of a row's metric at their end: "insulin" of "insulin prescriptions".

    A place never takes such words with it: "US prescriptions".
    """
    if not spans:
        return phrases
    found: list[Phrase] = []
    for phrase in phrases:
        begin, close = phrase.span
        start = next((start for start, end in spans if begin < start < close <= end), -1)
        until = next((at for at in range(phrase.first, phrase.last) if tokens[at].start == start), -1)
        rest = tokens[phrase.first : until] if until > phrase.first and not phrase.joined else []
        if not rest or not all(one.kind == PLACE for one in rest):
            found.append(phrase)
        shorter = cut(text, tokens, phrase.first, until) if any(one.kind & _STAYS for one in rest) else None
        if shorter is not None:
            found.append(replace(shorter, after="metric"))
    return found
