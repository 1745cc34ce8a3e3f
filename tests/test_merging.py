"""Which mention of a fact is kept, and what is told of the others."""

from __future__ import annotations

from typing import Any

from oce_cli.columns import MERGED_COLUMNS
from oce_cli.merging import merge


def mention(row: int, fact: int = 1, **other: Any) -> dict[str, Any]:
    plain = {"document": "a.txt", "start": row * 10, "bound": "exact", "step": 1.0, "speaker": f"Speaker {row}"}
    return plain | {"row": row, "fact": fact} | other


def kept(*rows: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(row["row"], row["mentions"], row["first_row"], row["first_speaker"]) for row in merge(rows)]


def test_smallest_step_is_kept_and_the_first_speaker_named() -> None:
    assert kept(mention(1), mention(2, step=0.1), mention(3)) == [(2, 3, 1, "Speaker 1")]


def test_exact_before_hedged() -> None:
    assert kept(mention(1, bound="approx", step=0.1), mention(2)) == [(2, 2, 1, "Speaker 1")]
    assert kept(mention(1, bound="over", step=0.1), mention(2, bound="approx")) == [(2, 2, 1, "Speaker 1")]


def test_first_of_equals() -> None:
    assert kept(mention(2), mention(1)) == [(1, 2, 1, "Speaker 1")]


def test_facts_and_documents_are_kept_apart() -> None:
    assert len(merge([mention(1), mention(2, fact=2), mention(1, document="b.txt")])) == 3


def test_rows_without_a_fact_stand_for_themselves() -> None:
    assert len(merge([mention(1, fact=0), mention(2, fact=0)])) == 2


def test_added_cells_come_last_and_are_described() -> None:
    merged = merge([mention(1)])[0]
    assert list(merged)[-3:] == [column.name for column in MERGED_COLUMNS]
    assert list(merged)[:-3] == list(mention(1))


def test_nothing_gives_nothing() -> None:
    assert merge([]) == []
