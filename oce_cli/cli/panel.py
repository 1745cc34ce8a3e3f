"""`ocx panel`: metric by period over many calls."""

from __future__ import annotations

from typing import Annotated

import typer

from oce_cli.cli import asking


def panel(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Transcripts, or tables that ocx wrote.")],
    output: asking.Output = None,
    format: asking.FormatName = None,
    layout: Annotated[
        str, typer.Option(metavar="NAME", help="wide, or long with where each number comes from.")
    ] = "wide",
    company: asking.Company = None,
    currency: asking.Currency = None,
    metrics: asking.Metrics = None,
    metric: asking.Metric = None,
    segment: asking.Segment = None,
    in_period: asking.InPeriod = None,
    measure: asking.Measure = None,
    status: Annotated[str, typer.Option(metavar="NAME", help="actual or guidance.")] = "actual",
    basis: asking.Basis = None,
    min_confidence: asking.MinConfidence = None,
    color: asking.Color = None,
) -> int:
    """Put the numbers of many calls side by side: a row for each metric and company, a column for each period.

    Later calls win over earlier ones for the same period; a number that an earlier call told otherwise is
    marked as restated.

    With -o panel.html the report shows the table and plots over time (extra `report`).

    Example: ocx panel q1.txt q2.txt q3.txt --metric revenue --metric eps

    Exit codes: 0 rows written, 1 nothing found, 2 bad usage or input.
    """
    own = ("files", "output", "layout", "status")
    flags = {name: value for name, value in locals().items() if name not in (*own, "own")}
    from oce_cli.calls import calls_in
    from oce_cli.cli.delivering import deliver_list, deliver_page, is_page, labels_of
    from oce_cli.cli.running import NOTHING, OK, complain
    from oce_cli.columns import STATUSES
    from oce_cli.config import resolve
    from oce_cli.options import check_choices
    from oce_cli.panel import LONG, across
    from oce_cli.panel import panel as panel_of

    check_choices("layout", (layout,), ("wide", "long"))
    check_choices("status", (status,), STATUSES)
    options = resolve(asking.given(flags))
    lines = panel_of(calls_in(files, options), status)
    if not lines:
        complain("no number with a period is selected; loosen the selecting options")
        return NOTHING
    if is_page(output, options):
        from oce_cli.report import render_panel

        deliver_page(render_panel(lines, labels_of(options), status), output)
        return OK
    columns, rows = across(lines) if layout == "wide" else (LONG, lines)
    deliver_list(columns, rows, options, output)
    return OK
