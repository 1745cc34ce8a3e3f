from __future__ import annotations

import json

from oce_cli.columns import NAMES
from oce_cli.table import rows_of
from oce_cli.writing import render
from tests.made_up import scene, sheet


def test_json_and_json_lines_hold_the_same_rows() -> None:
    lines = [json.loads(line) for line in b"".join(render(sheet(), "jsonl")).decode().splitlines()]
    assert json.loads(b"".join(render(sheet(), "json"))) == lines == rows_of(scene())
    assert list(lines[0]) == list(NAMES)


def test_open_bounds_are_null_and_texts_are_never_guarded() -> None:
    lines = [json.loads(line) for line in b"".join(render(sheet(), "jsonl")).splitlines()]
    assert lines[3]["low"] is None
    assert lines[0]["company"] == "=Brook & Sons"


def test_no_row_is_an_empty_array() -> None:
    made = sheet()
    assert json.loads(b"".join(render(type(made)(made.columns, [], made.options), "json"))) == []
