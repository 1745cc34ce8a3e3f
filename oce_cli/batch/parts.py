"""Work is done in parts: neighbours in the order of the input, as many as make up a number of bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from oce_cli.batch.sources import Source

MOST_FILES = 500  # in one part, however small they are
SHARE = 16  # of what went before is a part that grows
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


def parts_of(sources: Iterable[Source], size: int, first: int = 0) -> Iterator[Part]:
    """Cuts the sources into parts of about ``size`` bytes. Only the sources decide, not how many workers there are.

    With ``first`` the first parts have about so many bytes, and later ones grow with what went before: small runs keep
    all workers busy to the end, large ones have few parts.

    >>> [len(part.sources) for part in parts_of([Source("a", 9), Source("b", 2), Source("c", 1)], 10)]
    [2, 1]
    >>> calls = [Source("a", 1)] * 200
    >>> sizes = [len(part.sources) for part in parts_of(calls, 8, first=1)]
    >>> sizes[0], sizes[32], max(sizes), sum(sizes)
    (1, 2, 8, 200)
    """
    held: list[Source] = []
    weight = index = before = 0
    for source in sources:
        held.append(source)
        weight += source.size or UNKNOWN
        if weight >= min(size, max(first or size, before // SHARE)) or len(held) >= MOST_FILES:
            yield Part(index, held)
            before += weight
            held, weight, index = [], 0, index + 1
    if held:
        yield Part(index, held)
