from __future__ import annotations

import pytest

from oce_cli.writing import render
from oce_cli.writing.page import Mark, folded, page_lines
from oce_cli.writing.terminal import chosen, texts_of
from tests.made_up import sheet


def shown(**options: object) -> str:
    return b"".join(render(sheet(**options), "table")).decode()


def test_piped_output_is_never_wrapped_or_coloured() -> None:
    lines = shown().splitlines()
    assert len(lines) == 7
    assert "\x1b" not in shown()
    assert "CNY 3.31bn" in lines[3]
    assert "<-0.7 pp" in lines[5]
    assert "USD 540-560m" in lines[6]


def test_numbers_stand_to_the_right() -> None:
    lines = shown().splitlines()
    ends = {line.index(number) + len(number) for line, number in zip(lines[2:4], ("+42.3%", "CNY 3.31bn"), strict=True)}
    assert len(ends) == 1


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 120, 200])
def test_a_narrow_screen_has_fewer_columns_but_whole_numbers(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    text = b"".join(render(sheet(color="never"), "table")).decode()
    assert all(number in text for number in ("+42.3%", "CNY 3.31bn", "<-0.7 pp", "USD 540-560m"))
    if width >= 40:
        assert max(len(line) for line in text.splitlines()) <= width


def test_the_most_important_columns_are_taken_first() -> None:
    cells = texts_of(sheet())
    assert chosen(cells, 30) == ["metric", "value"]
    assert chosen(cells, 45) == ["metric", "measure", "value", "period"]
    assert "document" not in chosen(cells, 500)


def test_chosen_columns_are_all_shown() -> None:
    assert shown(columns=("text", "start")).splitlines()[0].split() == ["text", "start"]


def test_colour_is_there_when_it_is_wanted() -> None:
    assert "\x1b[" in shown(color="always")


def test_escape_sequences_of_a_text_do_not_reach_the_screen() -> None:
    made = sheet(columns=("speaker",))
    evil = [row | {"speaker": "\x1b]0;owned\x07Ann\x1b[2J\x9b31m"} for row in made.rows]
    text = b"".join(render(type(made)(made.columns, evil, made.options), "table")).decode()
    assert "Ann31m" in text
    assert not set(text) & {"\x1b", "\x07", "\x9b"}


def test_the_page_has_row_ids_in_the_margin() -> None:
    text = "Ann: Sales\nSales rose 5% to $3 million.\n"
    marks = [Mark(11, 16), Mark(22, 24, (1,)), Mark(28, 38, (2, 3))]
    assert [line.lstrip() for line in page_lines(text, marks)] == [
        "| Ann: Sales",
        "1,2,3 | {Sales} rose [5%] to [$3 million].",
    ]


def test_folding_never_cuts_a_number() -> None:
    text = "It was $3.31 billion then."
    pieces = [text[start:stop] for start, stop in folded(text, 0, len(text), [Mark(7, 20, (1,))], 12)]
    assert "".join(pieces) == text
    assert any("$3.31 billion" in piece for piece in pieces)
