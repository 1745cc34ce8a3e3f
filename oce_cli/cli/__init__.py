"""The command line: declares options, calls one function, prints, sets the exit code."""

from oce_cli.cli.running import run

__all__ = ["run"]
