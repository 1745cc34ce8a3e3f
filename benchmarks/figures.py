"""All that is measured for the page of performance, and what it is held against."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from benchmarks import in_process, processes
from benchmarks.measuring import Cost


class Amount(NamedTuple):
    """How much is measured of each."""

    runs: int  # of each process
    calls: int  # in one process
    lengths: tuple[int, ...]  # characters
    call: int  # bytes of the call that quantulum3 reads too
    batch: int  # calls
    rounds: int  # of batches with one worker and with two
    files: tuple[int, ...]  # of the batches whose memory is watched


FULL = Amount(9, in_process.UNSEEN, (5_000, 50_000, 500_000, 5_000_000), 30_000, 100, 2, (100, 1000))
QUICK = Amount(3, 3, (5_000, 50_000), 10_000, 8, 1, (10, 100))


class Aim(NamedTuple):
    """A ratio and its bound."""

    what: str
    measured: float
    sign: str
    bound: float

    @property
    def met(self) -> bool:
        return self.measured <= self.bound if self.sign == "≤" else self.measured >= self.bound


@dataclass(frozen=True)
class Figures:
    """What came out."""

    start: dict[str, Cost]
    calls: int
    stages: dict[str, float]
    lengths: dict[int, float]
    quantulum: dict[str, float]
    batch: int
    rounds: int
    load: float
    scaling: dict[int, float]
    memory: dict[int, float]

    @property
    def busy(self) -> bool:
        return self.load > 0.5

    def aims(self) -> Iterator[Aim]:
        start, blank = self.start, self.start[processes.BLANK]
        extract, costs, peaks = start[processes.EXTRACT], [*self.lengths.values()], [*self.memory.values()]
        help_, nothing = start[processes.HELP].seconds, start[processes.NOTHING].seconds
        rows = self.stages[in_process.ALL] / self.stages[in_process.TOKENIZER]
        yield Aim("`ocx --help`, times `python -c pass`", help_ / nothing, "≤", 3)
        yield Aim("`ocx extract`, times a process with spaCy's tokenizer", extract.seconds / blank.seconds, "≤", 1.25)
        yield Aim("its peak memory, times that process", extract.memory / blank.memory, "≤", 1.5)
        yield Aim("text to rows, times the tokenizer alone", rows, "≤", 1.5)
        yield Aim("times faster than quantulum3 on a whole call", self.quantulum["whole"], "≥", 250)
        yield Aim("times faster than quantulum3 on lines", self.quantulum["lines"], "≥", 25)
        yield Aim("cost of a character, dearest to cheapest length", max(costs) / min(costs), "≤", 1.5)
        yield Aim(
            f"two workers, times faster than one on {self.batch} calls", self.scaling[1] / self.scaling[2], "≥", 1.8
        )
        yield Aim("memory of the leading process, most to fewest files", peaks[-1] / peaks[0], "≤", 1.2)


def measured(amount: Amount, tell: Callable[[str], None]) -> Figures:
    """Measures all, one after the other; ``tell`` hears what is begun."""
    tell("processes")
    start = processes.start_up(amount.runs)
    tell("stages")
    stages = in_process.stages(amount.calls)
    tell("lengths")
    lengths = in_process.lengths(amount.lengths)
    tell("quantulum3")
    quantulum = in_process.against_quantulum3(amount.call)
    load = os.getloadavg()[0] - 1  # this very process was at work all the while
    tell("batches")
    scaling = processes.scaling(amount.batch, amount.rounds)
    tell("memory")
    memory = processes.parent_memory(amount.files)
    return Figures(
        start, amount.calls, stages, lengths, quantulum, amount.batch, amount.rounds, max(load, 0), scaling, memory
    )
