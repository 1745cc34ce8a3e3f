"""A table against its files: what holds, and each way in which a row can fail to."""

from __future__ import annotations

from typing import Any

import pytest

from oce_cli.errors import InputError
from oce_cli.model import Transcript
from oce_cli.verify import lines_of, verify

TEXT = "Sales of Harbour Cranes\u2028rose 🏗️ to $5 million, up 20%."
CALL = Transcript("call.txt", TEXT, sha256="ab" * 32)
OTHER = Transcript("other.txt", TEXT.replace("$5", "$6"), sha256="cd" * 32)


def row(text: str, number: int = 1, **other: Any) -> dict[str, Any]:
    start = TEXT.index(text)
    return {"row": number, "document": "call.txt", "text": text, "start": start, "end": start + len(text)} | other


def reasons(*rows: dict[str, Any], files: tuple[Transcript, ...] = (CALL,)) -> list[str]:
    return [broken.reason for broken in verify(rows, files)]


def test_rows_that_stand_hold() -> None:
    assert verify([row("$5 million"), row("20%", 2)], [CALL, OTHER]) == []


def test_text_cells_hold_too() -> None:
    assert verify([{name: str(cell) for name, cell in row("$5 million").items()}], [CALL]) == []


@pytest.mark.parametrize(
    "change",
    [{"start": 3}, {"end": 500}, {"text": "$6 million"}, {"text": ""}, {"start": 900, "end": 910}, {"start": -9}],
)
def test_moved_or_changed_text_is_found(change: dict[str, Any]) -> None:
    assert reasons(row("$5 million") | change) == ["the text is not at its offsets"]


def test_other_file_under_the_same_name_is_found() -> None:
    changed = Transcript("call.txt", OTHER.text)
    broken = verify([row("$5 million"), row("20%", 2)], [changed])
    assert [one.row for one in broken] == [1]
    assert broken[0].found == "$6 million"


def test_checksum_finds_the_file_whatever_its_name() -> None:
    renamed = Transcript("renamed.txt", TEXT, sha256=CALL.sha256)
    assert verify([row("20%", sha256=CALL.sha256)], [OTHER, renamed]) == []


def test_another_checksum_breaks_every_row() -> None:
    (reason,) = reasons(row("20%", sha256="ef" * 32))
    assert "SHA-256" in reason


def test_single_file_and_document_belong_together() -> None:
    assert verify([row("20%", document="old-name.txt")], [CALL]) == []


def test_missing_file_is_named() -> None:
    rows = [row("20%"), row("20%", document="gone.txt")]
    assert reasons(*rows) == ["its document is not among the files"]


def test_tabs_that_tsv_made_blanks_hold() -> None:
    call = Transcript("call.txt", "Sales were $5\tmillion.")
    assert verify([{"row": 1, "document": "call.txt", "text": "$5 million", "start": 11, "end": 21}], [call]) == []


@pytest.mark.parametrize("cell", ["", None, "x", float("inf"), float("nan")])
def test_offsets_that_are_none_are_an_input_error(cell: object) -> None:
    with pytest.raises(InputError, match="row 1: row, start and end must be whole numbers"):
        verify([row("20%", start=cell)], [CALL])


def test_lines_show_what_stands_there() -> None:
    (line,) = lines_of(verify([row("$5 million") | {"text": "$7 million"}], [CALL]))
    assert line.startswith("call.txt row 1: '$7 million' [")
    assert line.endswith("there stands '$5 million'")
