"""Explanations: what they say is what the pipeline did, and every number has one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from oce_cli.cli.running import run
from oce_cli.cli.why import lines_of
from oce_cli.errors import InputError
from oce_cli.extraction import extract_rows
from oce_cli.options import Options
from oce_cli.pipeline.fields import FIELDS
from oce_cli.reading import read_text
from oce_cli.why import Explanation, explain, place_of, word_place

HOME = Path(__file__).parents[1]
TEXT = (
    "Fenwick Rope Fourth Quarter 2020 Earnings Call\n"
    "Ada Finch: For the full year, net sales rose 12% to $310 million. We opened in 1987. Gross margin was 41.2%.\n"
    "Bo Lindqvist: We expect capital expenditures of $20 million to $25 million in 2021.\n"
)
CALL = read_text(TEXT, "call.txt")
ROWS = extract_rows(CALL, Options()).rows


def at(text: str) -> Explanation:
    return explain(CALL, f"@{TEXT.index(text)}")


@pytest.mark.parametrize("number", [row["row"] for row in ROWS])
def test_each_row_is_explained_as_it_stands_in_the_table(number: int) -> None:
    told = explain(CALL, str(number))
    cells = ROWS[number - 1]
    assert told.number == number
    assert told.quantity.text == cells["text"]
    assert [decision.field for decision in told.decisions] == [field.name for field in FIELDS]
    for decision in told.decisions:
        assert 0 <= decision.chance <= 1 + 1e-9
        assert decision.chosen.value not in [option.value for option in decision.turned_down]
        assert len({option.value for option in decision.turned_down}) == len(decision.turned_down)
        if decision.field in cells and decision.field != "measure":
            assert decision.chosen.value == cells[decision.field]
        if decision.chosen.span is not None:
            span = decision.chosen.span
            assert decision.chosen.words == " ".join(TEXT[span.start : span.end].split())


def test_rules_lead_to_lines_that_exist() -> None:
    for row in ROWS:
        for decision in explain(CALL, str(row["row"])).decisions:
            if decision.chosen.rule:
                path, _, line = decision.place.partition(":")
                lines = (HOME / path).read_text(encoding="utf-8").splitlines()
                assert decision.chosen.rule in lines[int(line) - 1] or "def candidates" in lines[int(line) - 1]


def test_words_lead_to_the_lexicon() -> None:
    path, _, line = word_place("metric", "revenue", "net sales").partition(":")
    assert "net sales" in (HOME / path).read_text(encoding="utf-8").splitlines()[int(line) - 1].lower()
    assert word_place("status", "guidance", "harbour") == ""
    assert place_of("", "oce_cli.pipeline.status.choice") == ""


def test_offset_and_row_lead_to_the_same_explanation() -> None:
    row = ROWS[1]
    assert explain(CALL, f"@{row['start']}").decisions == explain(CALL, str(row["row"])).decisions
    assert explain(CALL, f"@{int(str(row['end'])) - 1}").number == row["row"]


def test_year_is_no_row_and_says_why() -> None:
    told = at("1987")
    assert told.number is None
    assert "year" in told.reason
    assert told.decisions == []


def test_text_shows_sentence_parts_and_what_was_turned_down() -> None:
    told = at("$310 million")
    shown = "\n".join(lines_of(TEXT, told))
    assert "[$310 million]" in shown
    assert "{net sales}¹" in shown
    assert "1 metric: revenue" in shown
    assert "oce_cli/lexicon/metrics.toml:" in shown
    assert "number: USD 310 million (exact), rounded to USD 1 million" in shown
    assert "\n      not " in shown
    assert "confidence" in shown


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ("x", "neither a row nor an offset"),
        ("-1", "neither a row nor an offset"),
        ("١", "neither a row nor an offset"),
        ("@0", "no number stands there"),
        ("@99999", "the text has"),
        ("99999", "the text has"),
        ("0", "no number stands there"),
    ],
)
def test_places_without_a_number(where: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        explain(CALL, where)


def test_command(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    call = tmp_path / "call.txt"
    call.write_text(TEXT, encoding="utf-8")
    assert run(["why", str(call), "1", "--format", "json"]) == 0
    told = json.loads(capsysbinary.readouterr().out)
    assert told["text"] == ROWS[0]["text"]
    assert [field["field"] for field in told["fields"]] == [field.name for field in FIELDS]
    assert run(["why", str(call), "1", "-o", str(tmp_path / "why.txt")]) == 0
    assert (tmp_path / "why.txt").read_text(encoding="utf-8").startswith("row 1: ")
    assert run(["why", str(call), "zzz"]) == 2
    assert run(["why", str(call), "1", "--format", "xml"]) == 2
