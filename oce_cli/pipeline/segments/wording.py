"""The plain words of a phrase, and those between it and the number, as features: see ``oce_cli.pipeline.plain``."""

from __future__ import annotations

from collections.abc import Sequence

from oce_cli.model import Row
from oce_cli.pipeline.plain import NAME, around, begins, named
from oce_cli.pipeline.segments.phrases import Phrase
from oce_cli.pipeline.segments.tokens import Token

_NUMBER_REACH = 5  # words between phrase and number that are told one by one
_METRIC_REACH = 4  # between phrase and the metric's words
_KINDS_REACH = 8  # that are told by their classes


def said_by(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The tokens in lower case, without names and figures."""
    return tuple(NAME if token.capital else token.norm for token in tokens)


def of_phrase(
    tokens: Sequence[Token], said: Sequence[str], phrase: Phrase, number: int, mention: tuple[int, int]
) -> list[str]:
    """The words of a phrase, and the way from it to the number and to the metric's words."""
    found = [
        f"first word={said[phrase.first]}",
        f"last word={said[phrase.last - 1]}",
        f"head word={said[phrase.end - 1]}",
    ]
    before = phrase.first < number
    side = "<" if before else ">"
    start, end = (phrase.end, number) if before else (number + 1, phrase.first)
    if end - start <= _NUMBER_REACH:
        found.append(f"way{side}{' '.join(said[start:end])}")
    if end - start <= _KINDS_REACH:
        found.append(f"kinds{side}{' '.join([str(token.kind) for token in tokens[start:end]])}")
    low, high = mention
    if low < high:
        if 0 <= low - phrase.end <= _METRIC_REACH:
            found.append(f"way to metric<{' '.join(said[phrase.end : low])}")
        if 0 <= phrase.first - high <= _METRIC_REACH:
            found.append(f"way to metric>{' '.join(said[high : phrase.first])}")
    return found


def of_place(label: str, row: Row) -> list[str]:
    """Which metrics and numbers take their part from a place."""
    listed = "listed" if row.listed else "open"
    metric = row.metric if row.listed else "open"
    return [
        f"at {label} & metric {metric}",
        f"at {label} & {row.quantity.kind} {row.measure}",
        f"at {label} & {listed}",
    ]


def of_whole(said: Sequence[str], row: Row, mention: tuple[int, int]) -> list[str]:
    """The words beside the metric's, at the head of the sentence, and of the metric itself."""
    low, high = mention
    second, before, after, _ = around(said, low, high)
    found = [f"metric follows={before}", f"metric follows={second} {before}", f"metric precedes={after}"]
    if low < high:
        found.append(f"metric said={' '.join(said[low:high])}")
    return [f"none {name}" for name in [*found, *begins(said), *named(row.metric)]]
