"""Work is done in parts: neighbours in the order of the input, as many as make up a number of bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from oce_cli.batch.sources import Source

MOST_FILES = 500  # in one part, however small they are
UNKNOWN = 60_000  # bytes that a source of unknown size counts for


@dataclass(frozen=True, slots=True)
class Place:
    """Where the rows of an input stand already: the stem of the part, and the number of the input in it."""

    stem: str
    entry: int


@dataclass(slots=True)
class Part:
    """Some sources, to be done by one worker at once.

    ``known`` has a place for each source that was done before; ``given_up`` says why a source is not tried again.
    """

    index: int
    sources: list[Source]
    known: dict[int, Place] = field(default_factory=dict)
    given_up: dict[int, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(source.size for source in self.sources)


def parts_of(sources: Iterable[Source], size: int) -> Iterator[Part]:
    """Cuts the sources into parts of about ``size`` bytes. Only the sources decide, not how many workers there are.

    >>> [len(part.sources) for part in parts_of([Source("a", 9), Source("b", 2), Source("c", 1)], 10)]
    [2, 1]
    """
    held: list[Source] = []
    weight = index = 0
    for source in sources:
        held.append(source)
        weight += source.size or UNKNOWN
        if weight >= size or len(held) >= MOST_FILES:
            yield Part(index, held)
            held, weight, index = [], 0, index + 1
    if held:
        yield Part(index, held)
