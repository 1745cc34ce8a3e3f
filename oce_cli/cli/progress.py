"""How far a batch is, on standard error: a bar on a terminal, a line now and then elsewhere, nothing when quiet."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from oce_cli.batch import Plan, Tally
    from oce_cli.batch.manifest import Manifest

EVERY = 10.0  # seconds between two lines


class Progress:
    """What a run is told of; this one says nothing."""

    def watch(self, tally: Tally, manifest: Manifest) -> None:
        """A part is done."""

    def tell(self, message: str) -> None:
        """An input failed."""

    def end(self, tally: Tally, summary: str) -> None:
        """All is done."""


class Lines(Progress):
    """A line every so often."""

    def __init__(self) -> None:
        self.began = self.last = time.monotonic()

    def watch(self, tally: Tally, manifest: Manifest) -> None:
        now = time.monotonic()
        if now - self.last >= EVERY:
            self.last = now
            print(f"ocx: {state(tally, now - self.began)}", file=sys.stderr, flush=True)

    def tell(self, message: str) -> None:
        from oce_cli.cli.running import complain

        complain(message)

    def end(self, tally: Tally, summary: str) -> None:
        print(f"ocx: {summary}", file=sys.stderr)


class Bar(Lines):
    """A bar with rate, rows, failures and the time that is left."""

    def __init__(self, bar: Any, task: Any) -> None:
        super().__init__()
        self.bar, self.task = bar, task

    def watch(self, tally: Tally, manifest: Manifest) -> None:
        self.bar.update(self.task, completed=tally.files, told=state(tally, time.monotonic() - self.began))

    def tell(self, message: str) -> None:
        from rich.text import Text

        from oce_cli.writing.output import screened

        self.bar.console.print(Text(screened(f"ocx: {message}")), soft_wrap=True)

    def end(self, tally: Tally, summary: str) -> None:
        self.bar.update(self.task, total=tally.files, completed=tally.files)
        self.bar.console.print(f"ocx: {summary}", markup=False, highlight=False)


def state(tally: Tally, seconds: float) -> str:
    """Counts and rates.

    >>> from oce_cli.batch import Tally
    >>> state(Tally(files=300, size=15_000_000, rows=24_000, failed=2), 60)
    '300 calls (5.0/s, 0.2 MB/s), 24,000 rows, 2 failed'
    """
    seconds = max(seconds, 0.001)
    failed = f", {tally.failed:,} failed" if tally.failed else ""
    rate = f"{tally.files / seconds:.1f}/s, {tally.size / seconds / 1e6:.1f} MB/s"
    return f"{tally.files:,} calls ({rate}), {tally.rows:,} rows{failed}"


@contextmanager
def progress_of(plan: Plan, quiet: bool) -> Iterator[Progress]:
    """What fits standard error."""
    if quiet:
        yield Progress()
    elif not sys.stderr.isatty():
        yield Lines()
    else:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        shown = (BarColumn(20), MofNCompleteColumn(), TextColumn("{task.fields[told]}"), TimeRemainingColumn())
        with RichProgress(*shown, console=Console(stderr=True)) as bar:
            yield Bar(bar, bar.add_task("", total=_total(plan), told=""))


def _total(plan: Plan) -> int | None:
    """How many inputs there are, where that can be counted here."""
    from oce_cli.batch.sources import is_address, sources_of

    if any(map(is_address, plan.inputs)):
        return None
    return sum(1 for _ in sources_of(plan.inputs))
