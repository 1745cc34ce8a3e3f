"""Runs the commands that the pages show, and renews their output: ``python -m scripts.docs_console``.

A page shows commands in blocks that are marked ``console``::

    ```console
    $ ocx extract samples/norrvik_energy.txt --limit 2
    what it prints
    ```

All blocks of a page run one after the other in one folder of their own, which has a copy of ``samples``. A line ``...``
in the output stands for any lines. What goes to standard error is shown too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("README.md", "docs/*.md")
_BLOCK = re.compile(r"(^```console\n)(.*?)(^```$)", re.M | re.S)
DOTS = "..."


@dataclass(slots=True)
class Shown:
    """A command of a page and the output that the page shows for it."""

    command: str
    output: list[str] = field(default_factory=list)


def pages() -> list[Path]:
    """All pages that may show commands."""
    return sorted(path for pattern in PAGES for path in ROOT.glob(pattern))


def shown_in(block: str) -> list[Shown]:
    r"""The commands of a block. Lines that begin with ``> `` right below a command belong to it.

    >>> shown_in("$ echo 'a\n> b'\na\nb\n$ true\n")
    [Shown(command="echo 'a\nb'", output=['a', 'b']), Shown(command='true', output=[])]
    """
    found: list[Shown] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(Shown(line[2:]))
        elif line.startswith("> ") and found and not found[-1].output:
            found[-1].command += f"\n{line[2:]}"
        elif found:
            found[-1].output.append(line)
    return found


def commands_of(page: str) -> list[Shown]:
    """All commands of a page."""
    return [shown for match in _BLOCK.finditer(page) for shown in shown_in(match.group(2))]


def run_all(commands: list[str]) -> Iterator[list[str]]:
    """The output lines of each command; all of them run in one new folder."""
    with TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "samples", Path(folder) / "samples")
        hidden = ("OCX_", "NO_COLOR", "FORCE_COLOR", "COLUMNS")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(hidden)}
        environment |= {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": folder,
            "XDG_CONFIG_HOME": f"{folder}/.config",
            "LC_ALL": "C.UTF-8",
        }
        for command in commands:
            done = subprocess.run(
                ["sh", "-c", command],
                cwd=folder,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                timeout=180,
            )
            yield [line.rstrip() for line in done.stdout.replace(folder, "~").splitlines()]


def agrees(shown: list[str], told: list[str]) -> bool:
    """Whether the shown lines are the told ones, where ``...`` stands for any lines.

    >>> agrees(["a", "...", "d"], ["a", "b", "c", "d"]), agrees(["a"], ["a", "b"]), agrees(["..."], [])
    (True, False, True)
    """
    pattern = "".join("(?:.*\n)*" if line.strip() == DOTS else re.escape(line.rstrip()) + "\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in told)) is not None


def renewed(page: str) -> str:
    """The page with what its commands print now; output that is cut short with ``...`` is kept where it agrees."""
    results = run_all([shown.command for shown in commands_of(page)])

    def block(match: re.Match[str]) -> str:
        lines: list[str] = []
        for shown in shown_in(match.group(2)):
            told = next(results)
            lines += [
                "$ " + shown.command.replace("\n", "\n> "),
                *(shown.output if agrees(shown.output, told) else shortened(shown, told)),
            ]
        return match.group(1) + "".join(f"{line}\n" for line in lines) + match.group(3)

    return _BLOCK.sub(block, page)


def shortened(shown: Shown, told: list[str]) -> list[str]:
    """New output, cut after as many lines as the page showed before its dots."""
    if DOTS not in shown.output:
        return told
    first = max(shown.output.index(DOTS), 1)
    return [*told[:first], DOTS] if len(told) > first else told


if __name__ == "__main__":
    for path in [Path(name).resolve() for name in sys.argv[1:]] or pages():
        before = path.read_text(encoding="utf-8")
        after = renewed(before)
        if after != before:
            path.write_text(after, encoding="utf-8")
            print(path.relative_to(ROOT))
