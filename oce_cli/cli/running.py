"""From arguments to an exit code."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as typing has it; that, or pathlib, would take longer to import than the help takes to print

if TYPE_CHECKING:
    from typing import NoReturn

    from typer import Typer

OK, NOTHING, BAD, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143
COMPLETING = "_OCX_COMPLETE"
HELP = os.path.join(os.path.dirname(__file__), "help.txt")


def run(arguments: list[str]) -> int:
    """Runs one command and gives its exit code: 0 done, 1 nothing found, 2 bad usage or input, 130 interrupted."""
    if COMPLETING in os.environ:
        return complete(arguments)
    if arguments in ([], ["--help"], ["-h"], ["help"]) or arguments == ["--version"]:
        return _tell(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _silence()
        return OK


def _tell(arguments: list[str]) -> int:
    """The two answers that need no library. The help is what ``build`` would print, made by ``scripts.make_help``."""
    from oce_cli import __version__

    try:
        if "--version" in arguments:
            sys.stdout.write(f"ocx {__version__}\n")
        else:
            with open(HELP, encoding="utf-8") as text:
                sys.stdout.write(text.read())
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
    return OK


def _run(arguments: list[str]) -> int:
    import signal
    from typing import cast

    import typer

    from oce_cli.errors import NothingFound, OcxError

    # Typer's own errors all come from the class two above BadParameter; where that class lives differs by version.
    usage_error = cast(type[Exception], typer.BadParameter.__mro__[2])
    handler = signal.signal(signal.SIGTERM, _terminate)
    try:
        app = build(_called(arguments))
        result = app(arguments, prog_name="ocx", standalone_mode=False)
    except typer.Abort:
        return INTERRUPTED
    except typer.Exit as error:
        return error.exit_code
    except usage_error as error:
        message = " ".join(error.format_message().split())  # type: ignore[attr-defined,unused-ignore]
        return complain(f"{message.rstrip('.')}; see `ocx {' '.join([*_called(arguments), '--help'])}`")
    except NothingFound as error:
        complain(str(error))
        return NOTHING
    except OcxError as error:
        return complain(str(error))
    finally:
        signal.signal(signal.SIGTERM, handler)
    return result if isinstance(result, int) else OK


def complain(message: str) -> int:
    """One line on standard error; gives the exit code of bad usage or input."""
    from oce_cli.writing.output import screened

    line = " ".join(f"ocx: {message}".split())
    print(screened(line), file=sys.stderr)
    return BAD


def complete(arguments: list[str]) -> int:
    """Answers a shell that asks for completions, or for the script that makes it ask."""
    from typer.completion import completion_init  # type: ignore[attr-defined,unused-ignore]

    completion_init()
    try:
        build([])(arguments, prog_name="ocx")
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else OK
    return OK


def _called(arguments: list[str]) -> list[str]:
    """The command that the arguments name; nothing if they name none."""
    from oce_cli.cli.commands import COMMANDS

    known = {command.name for command in COMMANDS}
    return arguments[:1] if arguments and arguments[0] in known else []


def build(only: list[str]) -> Typer:
    """The Typer application with the named commands, or with all of them where none is named."""
    from importlib import import_module
    from typing import Annotated

    import typer

    from oce_cli.cli.commands import COMMANDS

    app = typer.Typer(
        name="ocx",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={
            "help_option_names": ["-h", "--help"],
            "terminal_width": 100,
            "max_content_width": 100,
        },
    )
    flag = typer.Option("--version", help="Show the version and exit.")
    _root.__annotations__["version"] = Annotated[bool, flag]
    app.callback(epilog="Exit codes: 0 done, 1 nothing found, 2 bad usage or input, 130 interrupted.")(_root)
    for command in COMMANDS:
        if not only or command.name in only:
            module = import_module(f"oce_cli.cli.{command.module}")
            app.command(command.name)(getattr(module, command.function))
    return app


def _root(version: bool = False) -> None:
    """Every number of an earnings call transcript as a tidy table. Offline.

    Example: ocx extract call.txt --format csv > facts.csv
    """
    if version:
        import typer

        _tell(["--version"])
        raise typer.Exit


def _terminate(number: int, frame: object) -> NoReturn:
    raise SystemExit(TERMINATED)  # so that half-written files are removed on the way out


def _silence() -> None:
    """Nobody reads on: the rest, what Python flushes at its end too, goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
