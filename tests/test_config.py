from __future__ import annotations

from pathlib import Path

import pytest

from oce_cli import config
from oce_cli.errors import OptionError


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder, and a folder for the user's file."""
    monkeypatch.delenv("OCX_NO_FILES")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(config, "user_file", lambda: tmp_path / "home.toml")
    return tmp_path


def origins(flags: dict[str, object], environ: dict[str, str]) -> dict[str, tuple[object, str]]:
    return {s.name: (s.value, s.origin) for s in config.settings(flags, environ) if s.origin != "default"}


def test_flag_then_variable_then_folder_then_user(files: Path) -> None:
    (files / "home.toml").write_text('layout = "wide"\nlimit = 1\nsort = "value"\nraw = true\n')
    (files / "ocx.toml").write_text('limit = 2\nsort = ["metric"]\nmin-confidence = 0.5\n')
    found = origins({"sort": ("-row",), "limit": None}, {"OCX_LIMIT": "3", "OCX_SORT": "unit"})
    assert found == {
        "sort": (("-row",), "flag"),
        "limit": (3, "OCX_LIMIT"),
        "min_confidence": (0.5, "ocx.toml"),
        "layout": ("wide", str(files / "home.toml")),
        "raw": (True, str(files / "home.toml")),
    }


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('colums = ["metric"]', "ocx.toml: key: 'colums' is not allowed; did you mean 'columns'?"),
        ("limit = 1.5", "ocx.toml: limit: must be a whole number"),
        ("limit = true", "ocx.toml: limit: must be a whole number"),
        ('raw = "yes"', "ocx.toml: raw: must be true or false"),
        ("columns = [1]", "ocx.toml: columns: must be a list of texts"),
        ("layout = 1", "ocx.toml: layout: must be a text"),
        ('layout = "long"', "ocx.toml: layout: 'long' is not allowed"),
        ("layout = ", "ocx.toml: cannot be read as TOML"),
    ],
)
def test_a_fault_of_a_file_names_file_and_key(files: Path, toml: str, message: str) -> None:
    (files / "ocx.toml").write_text(toml)
    with pytest.raises(OptionError) as error:
        config.resolve({}, {})
    assert str(error.value).startswith(message)


def test_a_fault_of_a_variable_names_it() -> None:
    with pytest.raises(OptionError, match=r"^OCX_LIMIT: 'ten' is no number"):
        config.resolve({}, {"OCX_LIMIT": "ten", "OCX_NO_FILES": "1"})
    with pytest.raises(OptionError, match=r"^OCX_MIN_CONFIDENCE: min-confidence: 7.0 is not allowed"):
        config.resolve({}, {"OCX_MIN_CONFIDENCE": "7", "OCX_NO_FILES": "1"})


def test_files_are_left_out_on_request(files: Path) -> None:
    (files / "ocx.toml").write_text('layout = "wide"')
    assert config.resolve({}, {"OCX_NO_FILES": "1"}).layout == "facts"
    assert config.resolve({}, {}).layout == "wide"
