"""The commands and the modules they live in. A module is imported only when its command is called.

To add a command: write ``oce_cli/cli/NAME.py`` with a function ``NAME`` (its docstring is its help, with an example and
the exit codes), add a line here, and run ``python -m scripts.make_help``.
"""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """A command, and the module and function that do it."""

    name: str
    module: str
    function: str


COMMANDS = (
    Command("extract", "extract", "extract"),
    Command("batch", "batch", "batch"),
    Command("show", "show", "show"),
    Command("text", "text", "text"),
    Command("quantities", "quantities", "quantities"),
    Command("why", "why", "why"),
    Command("check", "check", "check"),
    Command("verify", "verify", "verify"),
    Command("report", "report", "report"),
    Command("panel", "panel", "panel"),
    Command("diff", "diff", "diff"),
    Command("metrics", "metrics", "metrics"),
    Command("columns", "columns", "columns"),
    Command("config", "config", "config"),
    Command("completions", "completions", "completions"),
)
