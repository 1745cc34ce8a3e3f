"""Writes the text of `ocx --help`, so that it is shown without importing anything."""

from __future__ import annotations

from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from oce_cli.cli.running import HELP, build


def help_text() -> str:
    """What Typer prints for the whole application, a hundred columns wide."""
    captured = StringIO()
    with redirect_stdout(captured):
        build([])(["--help"], prog_name="ocx", standalone_mode=False)
    return captured.getvalue()


if __name__ == "__main__":
    Path(HELP).write_text(help_text(), encoding="utf-8")
