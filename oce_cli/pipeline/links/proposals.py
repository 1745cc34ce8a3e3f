"""What is proposed as the metric of a number, and where it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from oce_cli.model import Span, Word
from oce_cli.pipeline.links.view import Anchor


@dataclass(frozen=True, slots=True)
class Proposal:
    """A metric for a number and where it was read.

    ``first`` and ``last`` bound the naming words in the number's own sentence (-1 where they stand elsewhere).
    """

    metric: str
    source: str  # mention, weak, verb, twin, slug, impact, carried, earlier, implied, none
    kind: str = ""  # kind of unit in the lexicon
    listed: bool = False
    first: int = -1
    last: int = -1
    span: Span | None = None
    detail: str = ""  # how exactly it was found within its source
    anchor: Anchor | None = None


NOTHING = Proposal("", "none")


def span_of(words: Sequence[Word], first: int, last: int) -> Span:
    """The stretch of the text that the words cover."""
    return Span(words[first].start, words[last - 1].end)
