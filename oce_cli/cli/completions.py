"""`ocx completions`: what a shell needs to complete commands and options."""

from __future__ import annotations

from typing import Annotated

import typer

SHELLS = ("bash", "zsh", "fish", "powershell")


def completions(
    shell: Annotated[str, typer.Argument(metavar="SHELL", help="bash, zsh, fish or powershell.")],
) -> int:
    """Print the completion script of a shell; load it in the shell's start file.

    Example: ocx completions bash >> ~/.bashrc

    Exit codes: 0 done, 2 bad usage.
    """
    import os

    from oce_cli.cli.running import COMPLETING, complete
    from oce_cli.options import check_choices

    check_choices("shell", (shell,), SHELLS)
    os.environ[COMPLETING] = f"source_{shell}"
    try:
        return complete([])
    finally:
        del os.environ[COMPLETING]  # a later command of this process is no request for completions
