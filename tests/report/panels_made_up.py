"""Invented panels and pairs of calls for the tests of their pages."""

from __future__ import annotations

from typing import Any

from oce_cli.calls import CallRows
from oce_cli.diff import diff, history, in_order
from oce_cli.panel import panel
from oce_cli.report import render_diff, render_panel
from oce_cli.table import TableRow
from tests.made_up_calls import call, row
from tests.report.calls_made_up import HARM

LABELS = {"revenue": "Revenue", "gross_margin": "Gross margin"}
AHEAD: dict[str, Any] = {"status": "guidance"}


def year_of_calls(company: str = "Fenwick Rope", factor: float = 1) -> list[CallRows]:
    """Four calls with a segment; the third restates the second's revenue."""
    found = []
    for quarter in range(1, 5):
        period = f"2021-Q{quarter}"
        rows = [
            row("revenue", 1e6 * factor * (100 + 10 * quarter), period=period, step=1e6),
            row("revenue", 1e6 * factor * (40 + quarter), period=period, step=1e6, segment="cables"),
            row("gross_margin", 30 + quarter, period=period, unit="percent"),
        ]
        if quarter == 3:
            rows.append(row("revenue", 1e6 * factor * 126, period="2021-Q2", step=1e6))
        found.append(call(period, *rows, company=company, document=f"{company} {quarter}.txt"))
    return found


def two_calls() -> tuple[CallRows, CallRows]:
    """Guidance of each verdict, and facts that beat, hit and miss it."""
    first = call(
        "2021-Q1",
        row("revenue", 100e6, period="2021-Q1"),
        row("revenue", 400e6, 420e6, period="2021", **AHEAD),
        row("eps", 2, 3, period="2021", **AHEAD),
        row("gross_margin", 30, 34, period="2021", unit="percent", **AHEAD),
        row("capital_expenditures", 10e6, 12e6, period="2021", **AHEAD),
        row("headcount", 90, period="2021", unit="count", **AHEAD),
        row("revenue", 110e6, 115e6, period="2021-Q2", **AHEAD),
        row("eps", 0.5, 0.6, period="2021-Q2", step=0.01, **AHEAD),
        row("gross_margin", 30, 31, period="2021-Q2", unit="percent", step=0.1, **AHEAD),
        row("backlog", 70e6, period="2021-Q1"),
    )
    second = call(
        "2021-Q2",
        row("revenue", 101e6, period="2021-Q1", step=1e3),
        row("revenue", 118e6, period="2021-Q2", step=1e6),
        row("eps", 0.55, period="2021-Q2", step=0.01),
        row("gross_margin", 28, period="2021-Q2", unit="percent", step=0.1),
        row("revenue", 410e6, 430e6, period="2021", **AHEAD),
        row("eps", 1, 2, period="2021", **AHEAD),
        row("gross_margin", 31, 33, period="2021", unit="percent", **AHEAD),
        row("capital_expenditures", 10e6, 12e6, period="2021", **AHEAD),
        row("revenue", 120e6, 125e6, period="2021-Q3", **AHEAD),
    )
    return first, second


def panel_page() -> str:
    return render_panel(panel(year_of_calls()), LABELS)


def diff_page() -> str:
    first, second = two_calls()
    return render_diff(diff(first, second), history(first, second), who(first, second), LABELS)


def who(first: CallRows, second: CallRows) -> list[tuple[str, str, str]]:
    return [(told.company, told.period, told.document) for told in in_order(first, second)]


def harmful_rows(status: str) -> list[TableRow]:
    texts: dict[str, str] = {"status": status}
    return [
        row(f"harm{at}{harm}", at, at + 1, period=f"202{part}", segment=harm, text=harm, **texts)
        for part in (1, 2)
        for at, harm in enumerate(HARM)
    ]


def harmful_pages() -> list[str]:
    """Pages about calls whose every text tries to become markup."""
    named = {"company": f"Company {HARM[0]}", "document": f"call{HARM[1]}.txt"}
    first, second = (
        call(f"2021-Q{quarter}", *harmful_rows("actual"), *harmful_rows("guidance"), **named) for quarter in (1, 2)
    )
    return [
        render_panel(panel([first, second]), {}),
        render_diff(diff(first, second), history(first, second), who(first, second), {}),
    ]
