"""A page in a real browser, with what it asked for and what it complained of."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = os.environ.get("OCX_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
NO_BROWSER = pytest.mark.skipif(
    not CHROMIUM and os.environ.get("CI") != "true", reason="needs chromium (apt-get install chromium)"
)


class Opened:
    """A page with what it asked for and what it complained of."""

    def __init__(self, browser: Any, html: str, folder: Path, **settings: Any) -> None:
        self.page = browser.new_context(viewport={"width": 1400, "height": 900}, **settings).new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        file = folder / "report.html"
        file.write_text(html, encoding="utf-8", errors="replace")
        self.page.goto(file.as_uri())

    def row(self, number: int) -> Any:
        return self.page.locator(f"tr[data-row='{number}']")

    def lit(self, number: int) -> Any:
        return self.page.locator(f".lit[data-mark='{number}']")

    def shown(self) -> list[str]:
        rows: list[str] = self.page.eval_on_selector_all(
            "tbody tr:not([hidden])", "rows => rows.map(row => row.dataset.row)"
        )
        return rows

    def in_view(self, selector: str) -> bool:
        """Whether an element is within its own scrolling pane."""
        seen: bool = self.page.wait_for_function(
            """(selector) => {
                const box = document.querySelector(selector).getBoundingClientRect();
                const pane = document.querySelector(selector).closest('.scroll').getBoundingClientRect();
                return box.top >= pane.top - 1 && box.bottom <= pane.bottom + 1;
            }""",
            arg=selector,
            timeout=5000,
        ).json_value()
        return seen
