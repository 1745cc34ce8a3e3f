from __future__ import annotations

import csv
from io import StringIO

from oce_cli.columns import NAMES
from oce_cli.writing import Sheet, render
from tests.made_up import sheet


def read(name: str, made: Sheet) -> list[dict[str, str]]:
    text = b"".join(render(made, name)).decode("utf-8-sig")
    if name == "tsv":
        head, *lines = (line.split("\t") for line in text.removesuffix("\n").split("\n"))
        return [dict(zip(head, line, strict=True)) for line in lines]
    return list(csv.DictReader(StringIO(text, newline="")))


def test_every_line_ends_as_the_standard_says() -> None:
    text = b"".join(render(sheet(), "csv"))
    assert text.count(b"\r\n") == 6
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert text.startswith(b"row,document,company")


def test_numbers_stay_numbers_and_open_bounds_are_empty() -> None:
    for name in ("csv", "tsv"):
        fall = read(name, sheet())[3]
        assert (fall["value"], fall["low"], fall["high"], fall["step"]) == ("-0.7", "", "-0.7", "0.01")
        assert read(name, sheet())[1]["value"] == "3310000000"


def test_texts_that_begin_like_a_formula_are_defused_unless_raw() -> None:
    for name in ("csv", "tsv"):
        row = read(name, sheet())[0]
        assert (row["company"], row["speaker"]) == ("'=Brook & Sons", "'=Ana Brook")
        assert row["sentence"].startswith("'=Ana")
        raw = read(name, sheet(raw=True))[0]
        assert (raw["company"], raw["speaker"]) == ("=Brook & Sons", "=Ana Brook")


def test_bom_is_written_on_request() -> None:
    assert b"".join(render(sheet(bom=True), "csv")).startswith(b"\xef\xbb\xbfrow,")
    assert not b"".join(render(sheet(), "csv")).startswith(b"\xef\xbb\xbf")


def test_columns_are_those_asked_for_in_their_order() -> None:
    made = sheet(columns=("value", "metric"))
    assert list(read("csv", made)[0]) == ["value", "metric"]
    assert list(read("csv", sheet())[0]) == list(NAMES)
