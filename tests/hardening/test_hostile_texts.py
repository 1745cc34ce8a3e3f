"""Any text in: our own error or rows whose offsets hold, the same twice, in time."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from oce_cli.errors import InputError, OcxError
from oce_cli.extraction import extract_rows
from oce_cli.model import Transcript
from oce_cli.options import Options
from oce_cli.pipeline.quantities import read as read_quantities
from oce_cli.reading import read_file, read_text
from tests.hardening.hostile import TEXTS

REFUSED = {"empty", "only white space", "nul", "lone surrogate"}


def held(text: str) -> list[dict[str, object]]:
    """The rows of a text, after every promise about them was looked at."""
    transcript = read_text(text)
    assert transcript.text == text
    for turn in transcript.turns:
        assert 0 <= turn.start <= turn.end <= len(text)
    for quantity in read_quantities(text, ""):
        assert text[quantity.start : quantity.end] == quantity.text
    rows = extract_rows(transcript, Options()).rows
    for row in rows:
        assert text[int(row["start"]) : int(row["end"])] == row["text"]  # type: ignore[arg-type]
        value = row["value"]
        assert not isinstance(value, float) or not math.isnan(value)
    return list(map(dict, rows))


@pytest.mark.parametrize("name", sorted(TEXTS.keys() - REFUSED))
def test_a_hostile_text_keeps_every_promise(name: str) -> None:
    first = held(TEXTS[name])
    again = extract_rows(Transcript("", TEXTS[name]), Options()).rows
    assert [row["text"] for row in first if not row["speaker"]] == [
        row["text"] for row in again if not row["speaker"]
    ] or first[0]["speaker"]
    assert first == held(TEXTS[name])


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_is_no_text_is_refused(name: str) -> None:
    with pytest.raises(InputError):
        read_text(TEXTS[name])


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_hostile_file_gives_a_transcript_or_our_own_error(name: str, tmp_path: Path) -> None:
    for suffix in (".txt", ".srt", ".json", ".html"):
        path = tmp_path / f"call{suffix}"
        path.write_bytes(TEXTS[name].encode("utf-8", errors="surrogatepass"))
        try:
            told = read_file(path).text
        except OcxError as error:
            told = str(error).replace("\n", "\0")
        assert "\0" not in told


@pytest.mark.parametrize(
    "mixed", [b"\xff\xfe5\x00%", b"Sales \xe2\x82 rose \x80 5%\xa3", b"\xef\xbb\xbf\xff\xfe5", b"5%\xc3"]
)
def test_mixed_encodings(mixed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_bytes(mixed)
    try:
        held(read_file(path).text)
    except OcxError:
        pass


@pytest.mark.parametrize("value", ["1e308", "9" * 400, "1e-400"])
def test_no_infinite_value_reaches_a_row(value: str) -> None:
    rows = extract_rows(f"Revenue was ${value} trillion trillion.\n", Options()).rows
    for row in rows:
        for name in ("value", "low", "high", "step"):
            cell = row[name]
            assert cell is None or not isinstance(cell, float) or math.isfinite(cell)
