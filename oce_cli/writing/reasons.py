"""A sentence with its parts marked, as plain text: what `ocx why` shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oce_cli.model import Span

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def marked(text: str, start: int, end: int, number: Span, parts: Sequence[tuple[int, Span]]) -> str:
    """The stretch of a text with the number in [brackets] and each part in {braces}, followed by its note.

    >>> marked("For 2020, sales were $5m.", 0, 25, Span(21, 24), [(1, Span(10, 15)), (2, Span(4, 8))])
    'For {2020}², {sales}¹ were [$5m].'
    """
    opens: dict[int, list[str]] = {number.start: ["["]}
    closes: dict[int, list[str]] = {number.end: ["]"]}
    by_span: dict[Span, list[int]] = {}
    for note, span in parts:
        if start <= span.start < span.end <= end:
            by_span.setdefault(span, []).append(note)
    for span, notes in sorted(by_span.items()):
        opens.setdefault(span.start, []).append("{")
        raised = "˒".join(str(note).translate(SUPERSCRIPTS) for note in notes)
        closes.setdefault(span.end, []).insert(0, f"}}{raised}")
    pieces: list[str] = []
    for at in range(start, end + 1):
        pieces += closes.get(at, ())
        pieces += opens.get(at, ())
        if at < end:
            pieces.append(text[at])
    return " ".join("".join(pieces).split())


def wrapped(text: str, width: int, indent: str) -> Iterator[str]:
    """A text in lines of at most ``width`` columns, each after ``indent``."""
    from textwrap import wrap

    yield from wrap(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
