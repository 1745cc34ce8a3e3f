"""Text to rows in one process, stage by stage, against spaCy's blank tokenizer and quantulum3 on the same texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from benchmarks.measuring import seconds_of, texts

Result = TypeVar("Result")
TOKENIZER, ALL = "tokenizer", "all"
UNSEEN, SEEN = 20, 3  # texts that are measured; others that the process reads before, as any run of many calls does


class Watch:
    """Adds up the processor seconds of named pieces of work."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)

    def __call__(self, name: str, work: Callable[[], Result]) -> Result:
        results: list[Result] = []
        self.spent[name] += seconds_of(lambda: results.append(work()))
        return results[0]


def stages(count: int = UNSEEN) -> dict[str, float]:
    """Processor seconds of the tokenizer, of each stage and of all, over texts that the process never saw."""
    import spacy

    from oce_cli.model import Scene
    from oce_cli.pipeline import assembly, steps
    from oce_cli.reading import read_text
    from oce_cli.table import rows_of

    blank = spacy.blank("en")
    parts = (steps.read_quantities, steps.split_sentences, steps.find_mentions, steps.decide_fields)
    for path in texts(SEEN, 60):
        text = path.read_text(encoding="utf-8")
        blank(text)
        rows_of(assembly.run(read_text(text)))
    watch = Watch()
    for path in texts(count):
        text = path.read_text(encoding="utf-8")
        watch(TOKENIZER, lambda text=text: blank(text))  # type: ignore[misc]
        with assembly.undisturbed():
            scene = Scene(watch("reading", lambda text=text: read_text(text)))  # type: ignore[misc]
            for part in parts:
                watch(part.__name__.replace("_", " "), lambda part=part, scene=scene: part(scene))  # type: ignore[misc]
            watch("table", lambda scene=scene: rows_of(scene))  # type: ignore[misc]
    return dict(watch.spent) | {ALL: sum(seconds for name, seconds in watch.spent.items() if name != TOKENIZER)}


def against_quantulum3(size: int = 30_000) -> dict[str, float]:
    """How many times longer quantulum3 takes than text to rows: on a whole call at once, and line by line."""
    from quantulum3 import parser

    from oce_cli.pipeline import assembly
    from oce_cli.reading import read_text
    from oce_cli.table import rows_of

    parser.parse("12 decibels")
    call = min(texts(60), key=lambda path: abs(path.stat().st_size - size))
    text = call.read_text(encoding="utf-8")
    for path in texts(SEEN, 60):
        assembly.run(read_text(path.read_text(encoding="utf-8")))
    ours = seconds_of(lambda: rows_of(assembly.run(read_text(text))))
    lines = seconds_of(lambda: [parser.parse(line) for line in text.splitlines() if line.strip()])
    whole = seconds_of(lambda: parser.parse(text))
    return {"call": len(text), "whole": whole / ours, "lines": lines / ours}


def lengths(sizes: tuple[int, ...] = (5_000, 50_000, 500_000, 5_000_000)) -> dict[int, float]:
    """Processor seconds per 10,000 characters for texts of growing length, put together from calls."""
    from oce_cli.pipeline import assembly
    from oce_cli.reading import read_text
    from oce_cli.table import rows_of

    joined = "\n\n".join(path.read_text(encoding="utf-8") for path in texts(100))
    assembly.run(read_text(joined[-50_000:]))
    found = {}
    for size in sizes:
        text = joined * (size // len(joined) + 1)
        count = max(1, min(20, 500_000 // size))  # pieces from all over: calls have more numbers in some places
        starts = [(len(text) - size) * at // count for at in range(count)]
        pieces = [text[start : start + size] for start in starts]
        spent = seconds_of(lambda pieces=pieces: [rows_of(assembly.run(read_text(piece))) for piece in pieces])  # type: ignore[misc]
        found[size] = spent / size / count * 10_000
    return found


if __name__ == "__main__":
    measured = stages()
    for name, seconds in measured.items():
        print(f"{name:16}{seconds:8.2f} s{seconds / measured[TOKENIZER]:8.2f} x")
