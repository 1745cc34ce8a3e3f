"""The docs are run, and everything that can be asked for is documented."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from oce_cli.cli.commands import COMMANDS
from oce_cli.columns import COLUMNS
from oce_cli.options import FORMATS
from scripts.docs_console import agrees, commands_of, pages, run_all
from scripts.make_docs import PAGES as GENERATED

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_commands_print_what_the_page_shows(path: Path) -> None:
    commands = commands_of(path.read_text(encoding="utf-8"))
    if not commands:
        pytest.skip("no commands on this page")
    for shown, told in zip(commands, run_all([shown.command for shown in commands]), strict=True):
        assert agrees(shown.output, told), (
            f"$ {shown.command}\n" + "\n".join(told) + "\nrun python -m scripts.docs_console"
        )


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_python_on_the_pages_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    result = doctest.testfile(str(path), module_relative=False, optionflags=flags, encoding="utf-8")
    assert result.failed == 0


@pytest.mark.parametrize("name", GENERATED)
def test_generated_pages_are_up_to_date(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == GENERATED[name](), "run python -m scripts.make_docs"


def test_every_command_column_and_format_is_documented() -> None:
    commands = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    columns = (ROOT / "docs" / "columns.md").read_text(encoding="utf-8")
    formats = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert all(f"## ocx {command.name}\n" in commands for command in COMMANDS)
    assert all(f"| `{column.name}` |" in columns for column in COLUMNS)
    assert all(f"`{name}`" in formats for name in FORMATS)
