"""`ocx diff`: two calls of one company."""

from __future__ import annotations

from typing import Annotated

import typer

from oce_cli.cli import asking

SHORT = ("kind", "verdict", "metric", "segment", "measure", "period", "before", "after")


def diff(
    first: Annotated[str, typer.Argument(metavar="A", help="A transcript, or a table of one call.")],
    second: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    output: asking.Output = None,
    format: asking.FormatName = None,
    verdict: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this verdict, like raised or miss; may be repeated.")
    ] = None,
    company: asking.Company = None,
    currency: asking.Currency = None,
    metrics: asking.Metrics = None,
    metric: asking.Metric = None,
    segment: asking.Segment = None,
    min_confidence: asking.MinConfidence = None,
    color: asking.Color = None,
) -> int:
    """Compare two calls of a company: guidance that moved, facts against the guidance before, metrics told no more.

    Guidance is raised, lowered, narrowed, widened, kept, dropped or first given. A fact beats the guidance,
    is in range, or misses it. The call about the later period is the later one.

    With -o diff.html the report shows them with plots over time (extra `report`).

    Example: ocx diff q3.txt q4.txt --verdict raised --verdict lowered

    Exit codes: 0 rows written, 1 nothing to tell, 2 bad usage or input.
    """
    own = ("first", "second", "output", "verdict")
    flags = {name: value for name, value in locals().items() if name not in (*own, "own")}
    from oce_cli.calls import calls_in
    from oce_cli.cli.delivering import deliver_list, deliver_page, destination, is_page, labels_of
    from oce_cli.cli.running import NOTHING, OK, complain
    from oce_cli.config import resolve
    from oce_cli.diff import COLUMNS, VERDICTS, history, in_order
    from oce_cli.diff import diff as diff_of
    from oce_cli.errors import InputError
    from oce_cli.options import check_choices

    check_choices("verdict", verdict or (), VERDICTS)
    options = resolve(asking.given(flags))
    told = []
    for name in (first, second):
        calls = list(calls_in([name], options))
        if len(calls) != 1:
            raise InputError(f"{name}: holds {len(calls)} calls; give a transcript or a table of one call")
        told += calls
    lines = [line for line in diff_of(told[0], told[1]) if not verdict or line["verdict"] in verdict]
    if not lines:
        complain("nothing moved between the two calls; loosen the selecting options")
        return NOTHING
    if is_page(output, options):
        from oce_cli.report import render_diff

        who = [(call.company, call.period, call.document) for call in in_order(told[0], told[1])]
        deliver_page(render_diff(lines, history(told[0], told[1]), who, labels_of(options)), output)
        return OK
    names = SHORT if destination(output, options) == "table" else tuple(column.name for column in COLUMNS)
    deliver_list([column for column in COLUMNS if column.name in names], lines, options, output)
    return OK
