"""What is fuzzed: bytes in, our own error or a result that keeps its promises, twice the same.

``python -m fuzz TARGET [SECONDS]`` runs atheris on one target, from the corpus in ``fuzz/corpus/TARGET``;
``make fuzz`` runs all of them for 15 seconds each, ``make fuzz SECONDS=7200`` for a night. What a run finds interesting
goes to ``fuzz/found`` (not kept), what breaks a promise to ``fuzz/found/TARGET/crash-*``: mend it, and move it to the
corpus, so that the tests hold it ever after.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from tempfile import NamedTemporaryFile

from oce_cli.errors import LexiconError, OcxError
from oce_cli.extraction import extract_rows
from oce_cli.lexicon.files import load_file, load_table
from oce_cli.lexicon.schema import merge, read_lexicon
from oce_cli.options import Options
from oce_cli.pipeline.quantities import read as read_quantities
from oce_cli.reading import read_file, read_text
from oce_cli.reading.decoding import decode


def _text(data: bytes) -> str | None:
    try:
        return decode(data)
    except OcxError:
        return None


def _is_one_line(error: OcxError) -> None:
    assert "\n" not in str(error), error


def fuzz_read(data: bytes) -> None:
    """Bytes to a transcript: turns and head lie in the text."""
    text = _text(data)
    if text is not None:
        try:
            transcript = read_text(text)
        except OcxError:
            pass
        else:
            assert all(0 <= turn.start <= turn.end <= len(text) for turn in transcript.turns)
            assert transcript == read_text(text)
    with NamedTemporaryFile(suffix=(".json", ".vtt", ".html")[len(data) % 3]) as file:
        file.write(data)
        file.flush()
        try:
            read_file(file.name)
        except OcxError as error:
            _is_one_line(error)


def fuzz_quantities(data: bytes) -> None:
    """Text to numbers: each is what stands at its place, in order, and finite."""
    text = _text(data)
    if text is None:
        return
    found = read_quantities(text, "")
    for quantity in found:
        assert text[quantity.start : quantity.end] == quantity.text
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert found == read_quantities(text, "")


def fuzz_extract(data: bytes) -> None:
    """Text to rows: offsets hold, values are finite, the same rows twice."""
    text = _text(data)
    if text is None:
        return
    try:
        transcript = read_text(text)
    except OcxError:
        return
    rows = extract_rows(transcript, Options()).rows
    for row in rows:
        start, end = row["start"], row["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert text[start:end] == row["text"]
        assert all(not isinstance(cell, float) or math.isfinite(cell) for cell in row.values())
    assert rows == extract_rows(transcript, Options()).rows


def fuzz_lexicon(data: bytes) -> None:
    """A file of a stranger to metrics, or LexiconError in one line."""
    with NamedTemporaryFile(suffix=".toml") as file:
        file.write(data)
        file.flush()
        try:
            merge(read_lexicon(load_table("metrics")), load_file(Path(file.name)), "mine.toml")
        except LexiconError as error:
            _is_one_line(error)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "read": fuzz_read,
    "quantities": fuzz_quantities,
    "extract": fuzz_extract,
    "lexicon": fuzz_lexicon,
}
