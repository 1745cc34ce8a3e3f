"""Writes the pages that say what the program says of itself: ``python -m scripts.make_docs``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from oce_cli.cli.commands import COMMANDS
from oce_cli.cli.running import build
from oce_cli.columns import COLUMNS, EVIDENCE_COLUMNS, MERGED_COLUMNS, Column
from scripts import document_metrics

FOLDER = Path(__file__).resolve().parents[1] / "docs"
TYPES = {"int": "whole number", "float": "number", "str": "text"}


def commands_page() -> str:
    """The help of every command."""
    parts = ["# Commands\n", "<!-- made by scripts.make_docs -->\n"]
    for command in COMMANDS:
        captured = StringIO()
        with redirect_stdout(captured):
            build([command.name])([command.name, "--help"], prog_name="ocx", standalone_mode=False)
        parts.append(f"## ocx {command.name}\n\n```text\n{captured.getvalue().strip()}\n```\n")
    return "\n".join(parts)


def columns_page() -> str:
    """A line for each column."""
    lines = [
        "# Columns",
        "",
        "<!-- made by scripts.make_docs -->",
        "",
        "One row is one stated number of one metric. `ocx columns` prints this table.",
        "",
        *_described(COLUMNS),
        "",
        "`--layout merged` adds:",
        "",
        *_described(MERGED_COLUMNS),
        "",
        "`--evidence` adds (JSON and JSON lines have one object `spans` instead of the last ones):",
        "",
        *_described(EVIDENCE_COLUMNS),
    ]
    return "\n".join(lines) + "\n"


def _described(columns: Sequence[Column]) -> list[str]:
    lines = ["| column | type | unit | allowed | meaning |", "| --- | --- | --- | --- | --- |"]
    for column in columns:
        allowed = ", ".join(f"`{value}`" if value else "empty" for value in column.allowed)
        lines.append(f"| `{column.name}` | {TYPES[column.dtype]} | {column.unit} | {allowed} | {column.meaning} |")
    return lines


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "columns.md": columns_page,
    "metrics.md": document_metrics.page,
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
