"""Metrics by what the rule of a talk means to them: profits follow it, bare amounts stay as reported.

What something did to a profit, and what is left out of it, is neither.
"""

from __future__ import annotations

from functools import cache

PROFITS = frozenset(
    "margin income profit earnings eps ebitda ebit expense expenses loss cost costs sga opex tax_rate ffo ebitdax noi"
    " provision interest rd".split()
)
BARE = frozenset(
    "revenue sales bookings billings backlog count headcount stores customers volume debt cash flow"
    " inventory deposits loans"
    " assets shipments orders capex capital expenditures dividends repurchases".split()
)
OTHER = frozenset("impact charge charges restructuring amortization dilution".split())


@cache
def nature(metric: str) -> str:
    """A metric by what a blanket rule means to it: profit, bare or other.

    >>> nature("gross_margin"), nature("revenue"), nature("free_cash_flow"), nature("interest_expense_impact")
    ('profit', 'bare', 'bare', 'other')
    """
    parts = metric.split("_")
    if not OTHER.isdisjoint(parts):
        return "other"
    if not BARE.isdisjoint(parts):
        return "bare"
    return "profit" if metric in PROFITS or not PROFITS.isdisjoint(parts) else "other"
