"""Metrics by what their numbers are by nature: growths, impacts, rates, splits, flows and balances."""

from __future__ import annotations

from oce_cli.model import Row

SUMS = frozenset(("money", "price", "physical"))  # kinds of numbers that tell how much of something there is
GROWTHS = frozenset({"comparable_sales", "same_store_noi", "same_store_revenue", "price_increase", "rent_growth"})
IMPACT = frozenset(
    {"impact", "headwind", "tailwind", "benefit", "effect", "contribution", "variance", "outperformance"}
)
SPREADS = frozenset({"yield", "spread", "rate", "coupon", "ratio", "margin", "return", "quota", "utilization", "share"})
FLOWS = frozenset(
    "sold acquired repayment paydown paydowns repurchases issued closed opened additions reversal deliveries openings"
    " closures hires launches markets_entered acquisitions dispositions".split()
)
SPLITS = frozenset("mix split breakdown structure composition allocation penetration".split())
STOCKS = frozenset(
    "debt loans deposits cash liquidity securities investments inventory assets portfolio count"
    " headcount customers facility"
    " members subscribers capacity area reserve reserves authorization stores clients employees"
    " space footprint receivable"
    " backlog fleet locations accounts management spectrum notes".split()
)


def is_impact(metric: str) -> bool:
    """Whether a metric is what something did to another.

    >>> is_impact("fx_impact"), is_impact("revenue")
    (True, False)
    """
    parts = metric.split("_")
    return "impact" in parts or parts[-1] in IMPACT


def nature(row: Row) -> str:
    """The metric by what its numbers are: a growth, an impact, a burden, a rate, or by its kind of unit."""
    parts = row.metric.split("_")
    if row.metric in GROWTHS or parts[-1] in ("growth", "increase", "change", "gdp"):
        return "growth"
    if is_impact(row.metric):
        return "impact"
    if parts[-1] in FLOWS or parts[0] == "new":
        return "flow"
    if parts[-1] in SPLITS:
        return "split"
    if row.metric_kind:
        return row.metric_kind
    if parts[-1] in SPREADS or "rate" in parts:
        return "rate"
    return "things" if parts[-1].endswith("s") and not parts[-1].endswith("ss") else "open"


def is_stock(metric: str) -> bool:
    """Whether a metric is a balance that flows add to, not a flow itself.

    >>> is_stock("debt"), is_stock("debt_repayment")
    (True, False)
    """
    parts = metric.split("_")
    return not STOCKS.isdisjoint(parts) and parts[-1] not in FLOWS
