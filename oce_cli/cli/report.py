"""`ocx report`: one self-contained page about one or more calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oce_cli.cli import asking

if TYPE_CHECKING:
    from oce_cli.options import Options
    from oce_cli.report import Call


def report(
    files: asking.Files,
    output: asking.Output = None,
    period: asking.Period = None,
    company: asking.Company = None,
    currency: asking.Currency = None,
    metrics: asking.Metrics = None,
    min_confidence: asking.MinConfidence = None,
) -> int:
    """Write one HTML page: headlines, plots, findings, and the table beside the transcript, linked both ways.

    The page holds all it shows, asks the network for nothing, and needs the extra `report`.

    Example: ocx report q4.txt -o report.html

    Exit codes: 0 written, 1 no number could be tied to a metric, 2 bad usage or input.
    """
    flags = {name: value for name, value in locals().items() if name not in ("files", "output")}
    import sys

    from oce_cli.cli.running import NOTHING, OK
    from oce_cli.config import resolve
    from oce_cli.errors import OptionError
    from oce_cli.report import render_report
    from oce_cli.writing.output import write_file, write_standard_output

    to_file = output not in (None, "-")
    if not to_file and sys.stdout.isatty():
        raise OptionError("output: a page is not for a terminal; add -o report.html or redirect it")
    options = resolve(asking.given(flags))
    calls = [call_of(file, options) for file in files]
    pieces = [render_report(calls).encode("utf-8", "replace")]
    if to_file:
        write_file(str(output), pieces)
    else:
        write_standard_output(pieces)
    return OK if any(call.rows for call in calls) else NOTHING


def call_of(file: str, options: Options) -> Call:
    """A call with its rows, findings and evidence. Raises InputError."""
    from oce_cli.checks import check
    from oce_cli.extraction import extract_rows
    from oce_cli.lexicon import load_lexicon
    from oce_cli.report import Call

    extraction = extract_rows(file, options)
    told = [row for row in extraction.scene.rows if row.metric]
    return Call(
        extraction.transcript,
        extraction.rows,
        check(extraction.rows),
        {number: row.spans for number, row in enumerate(told, 1)},
        {id: metric.label for id, metric in load_lexicon(options.lexicon).metrics.items()},
    )
