"""`ocx quantities`: the ledger of every number, with the row it fed or the reason why it fed none."""

from __future__ import annotations

from typing import Annotated

import typer

from oce_cli.cli import asking


def quantities(
    files: asking.Files,
    output: asking.Output = None,
    format: asking.FormatName = None,
    reason: Annotated[
        list[str] | None, typer.Option(metavar="GLOB", help="Only numbers with this reason; may be repeated.")
    ] = None,
    period: asking.Period = None,
    company: asking.Company = None,
    currency: asking.Currency = None,
    metrics: asking.Metrics = None,
    metric: asking.Metric = None,
    segment: asking.Segment = None,
    in_period: asking.InPeriod = None,
    measure: asking.Measure = None,
    status: asking.Status = None,
    basis: asking.Basis = None,
    role: asking.Role = None,
    section: asking.Section = None,
    min_confidence: asking.MinConfidence = None,
    columns: asking.Columns = None,
    sort: asking.Sort = None,
    limit: asking.Limit = None,
    raw: asking.Raw = None,
    bom: asking.Bom = None,
    color: asking.Color = None,
) -> int:
    """Print every number of a text, with the rows that it fed or the reason why it fed none.

    The column rows holds the rows of ocx extract with the same options. Reasons: date, duration, ordinal, name,
    call talk, definition, no metric and so on; not selected where the options leave its row out.

    Example: ocx quantities call.txt --reason 'no metric' --format jsonl

    Exit codes: 0 rows written, 1 nothing found, 2 bad usage or input.
    """
    own = ("files", "output", "reason", "columns", "sort")
    flags = {name: value for name, value in locals().items() if name not in ("own", *own)}
    from oce_cli.cli.delivering import deliver_numbers, destination
    from oce_cli.cli.running import BAD, NOTHING, OK, complain
    from oce_cli.config import listed, resolve
    from oce_cli.errors import InputError
    from oce_cli.extraction import extract_rows, ledger_of
    from oce_cli.ledger import arrange, columns_named

    options = resolve(asking.given(flags | {"layout": "facts"}))
    order = listed(sort or "")
    shown = columns_named(listed(columns or ""), order)
    name = destination(output, options)
    found, transcripts, code = [], [], OK
    for file in files:
        try:
            extraction = extract_rows(file, options)
        except InputError as error:
            code = complain(str(error))
            continue
        transcripts.append(extraction.transcript)
        found += [record | {"sha256": extraction.transcript.sha256} for record in ledger_of(extraction)]
    records = arrange(found, tuple(reason or ()), order, options.limit)
    if not records:
        if not transcripts:
            return BAD
        left = f"none of the {len(found)} numbers has that reason; see them all without --reason"
        complain(
            f"{', '.join(files)}: {left if found else 'no number in the text; check that it is the text of a call'}"
        )
        return code or NOTHING
    deliver_numbers(records, shown, options, name, output, transcripts)
    return code
