"""The door to the lexicon files."""

from __future__ import annotations

from pathlib import Path

import pytest

from oce_cli.errors import LexiconError
from oce_cli.lexicon import check_keys, did_you_mean, files, load_file, load_table
from scripts.compact_lexicon import twins


def test_the_twins_are_in_step_with_their_toml() -> None:
    """Run ``python -m scripts.compact_lexicon`` after every change of a lexicon file."""
    wanted = twins()
    found = {path.stem: path.read_text(encoding="utf-8") for path in files.COMPACT.glob("*.json")}
    assert sorted(found) == sorted(wanted)
    assert [stem for stem in wanted if found[stem] != wanted[stem]] == []


def test_a_twin_out_of_step_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "compact").mkdir()
    (tmp_path / "new.toml").write_text("a = 1", encoding="utf-8")
    (tmp_path / "compact" / "new.json").write_text('{"checksum": 1, "table": {"a": 2}}', encoding="utf-8")
    monkeypatch.setattr(files, "HOME", tmp_path)
    monkeypatch.setattr(files, "COMPACT", tmp_path / "compact")
    assert files.load_twin("new", "new") is None
    assert load_table("new") == {"a": 1}


def test_a_missing_table_says_what_to_do() -> None:
    with pytest.raises(LexiconError, match=r"nowhere\.toml: the lexicon file is missing; install ocx again"):
        load_table("nowhere")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"a = ", "not valid TOML"),
        (b"\xff\xfe", "not UTF-8 at byte 0"),
        (b"a = " + b"[" * 3000, "not valid TOML"),
    ],
)
def test_faulty_files(content: bytes, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(LexiconError, match=complaint):
        load_file(path)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1")
    assert load_file(path) == {"a": 1}


def test_missing_and_large_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        load_file(tmp_path / "none.toml")
    monkeypatch.setattr(files, "LARGEST_FILE", 3)
    (tmp_path / "big.toml").write_text("a = 1", encoding="utf-8")
    with pytest.raises(LexiconError, match="larger than 3 bytes"):
        load_file(tmp_path / "big.toml")


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"wrods": []}, 'unknown key "wrods"; did you mean "words"'),
        ({"words": "x"}, 'key "words" must be a list of texts'),
        ({"words": [" "]}, 'key "words" must be a list of texts'),
        ({"words": [], "size": True}, 'key "size" must be a whole number'),
        ({"size": 1}, 'lacks the key "words"'),
        ([], "must be a table"),
    ],
)
def test_keys_are_closed(given: object, complaint: str) -> None:
    with pytest.raises(LexiconError, match=r"mine\.toml: \[entry\].*" + complaint):
        check_keys("mine.toml", "entry", given, {"words": "texts", "size": "whole"}, required=["words"])


def test_far_words_are_not_meant() -> None:
    assert did_you_mean("quarter", ["money"]) == ";"
