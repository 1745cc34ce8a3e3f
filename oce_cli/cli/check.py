"""`ocx check`: arithmetic between the numbers of a call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from oce_cli.cli import asking

if TYPE_CHECKING:
    from oce_cli.columns import Column
    from oce_cli.options import Options

SHORT = ("verdict", "relation", "metric", "segment", "period", "told", "computed", "formula", "rows")


def check(
    files: asking.Files,
    output: asking.Output = None,
    format: asking.FormatName = None,
    verdict: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only contradicts, rounding or agrees; may be repeated.")
    ] = None,
    period: asking.Period = None,
    company: asking.Company = None,
    currency: asking.Currency = None,
    metrics: asking.Metrics = None,
    min_confidence: asking.MinConfidence = None,
    color: asking.Color = None,
) -> int:
    """Hold the numbers of a call against each other: growth against levels, shares against totals, margins, sums.

    FILE is a transcript or a table that ocx wrote. Each number counts as the interval that its rounding
    leaves open; a finding names the rows, the first one being checked, with the stated and the computed
    interval.

    Example: ocx check q4.txt --verdict contradicts

    Exit codes: 0 nothing contradicts, 1 something does, 2 bad usage or input.
    """
    flags = {"format": format, "period": period, "company": company, "currency": currency, "metrics": metrics}
    from oce_cli.checks import COLUMNS, VERDICTS, table_of
    from oce_cli.checks import check as findings_of
    from oce_cli.cli.delivering import deliver_list, destination
    from oce_cli.cli.running import NOTHING, OK
    from oce_cli.config import resolve
    from oce_cli.options import check_choices

    options = resolve(flags | {"min_confidence": min_confidence, "color": color})
    check_choices("verdict", verdict or (), VERDICTS)
    findings = findings_of(row for file in files for row in rows_of(file, options))
    shown = [found for found in findings if not verdict or found.verdict in verdict]
    names = SHORT if destination(output, options) == "table" else tuple(column.name for column in COLUMNS)
    deliver_list(_columns(COLUMNS, names), table_of(shown), options, output)
    return NOTHING if any(found.verdict == "contradicts" for found in shown) else OK


def rows_of(file: str, options: Options) -> Iterator[Any]:
    """The rows of a transcript or of a table, as many as are sure enough."""
    from oce_cli.extraction import extract_rows
    from oce_cli.stored import is_table, read_table

    if not is_table(file):
        yield from extract_rows(file, options).rows
        return
    for row in read_table(file):
        if float(row.get("confidence") or 0) >= options.min_confidence:
            yield row


def _columns(known: Sequence[Column], names: Sequence[str]) -> list[Column]:
    by_name = {column.name: column for column in known}
    return [by_name[name] for name in names]
