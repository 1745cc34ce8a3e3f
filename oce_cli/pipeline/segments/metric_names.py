"""Words that belong to the name of a metric: "RPO" names no part, nor does the "agent" of "agent count"."""

from __future__ import annotations

from functools import lru_cache

from oce_cli.pipeline.phrases import matcher
from oce_cli.pipeline.segments.phrases import Phrase
from oce_cli.pipeline.segments.tokens import Token


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
