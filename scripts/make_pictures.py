"""Draws the pictures of the README from samples: ``python -m scripts.make_pictures`` (``make pictures``).

``docs/pictures/terminal.svg`` is the table as rich draws it, ``docs/pictures/report.png`` the page of ``ocx report`` as
Chromium shows it.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
SAMPLE = "samples/halden_tools.txt"
COLUMNS = "metric,segment,measure,value,period,status,text"


def ocx(*arguments: str) -> str:
    """What a command prints."""
    command = [sys.executable, "-m", "oce_cli", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def draw_terminal() -> None:
    """The table of a sample as SVG."""
    options = ("--format", "table", "--color", "always", "--columns", COLUMNS, "--limit", "12")
    table = Text.from_ansi(ocx("extract", SAMPLE, *options))
    width = max(len(line) for line in table.plain.splitlines()) + 2
    console = Console(record=True, width=width, file=io.StringIO(), force_terminal=True)
    console.print(Text(f"$ ocx extract {SAMPLE}"), table, sep="\n")
    (FOLDER / "terminal.svg").write_text(
        console.export_svg(title="ocx", theme=MONOKAI, unique_id="ocx"), encoding="utf-8"
    )


def draw_report() -> None:
    """The first screen of the report of a sample as PNG."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("no chromium: install it to draw report.png")
    with TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        ocx("report", SAMPLE, "-o", str(page))
        subprocess.run(
            [
                browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1200,900",
                f"--user-data-dir={folder}/profile", f"--screenshot={FOLDER / 'report.png'}", page.as_uri(),
            ],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    draw_terminal()
    draw_report()
