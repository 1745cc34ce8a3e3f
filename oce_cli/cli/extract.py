"""`ocx extract`: the table of one or more calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oce_cli.cli import asking

if TYPE_CHECKING:
    from oce_cli.extraction import Extraction
    from oce_cli.options import Options
    from oce_cli.table import TableRow


def extract(
    files: asking.Files,
    output: asking.Output = None,
    format: asking.FormatName = None,
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
    layout: asking.Layout = None,
    evidence: asking.Evidence = None,
    raw: asking.Raw = None,
    bom: asking.Bom = None,
    color: asking.Color = None,
) -> int:
    """Print every number of a call with its metric, segment, unit and period.

    On a terminal a short table, otherwise CSV with all columns. A file that cannot be read is named on standard
    error, and the others are still written.

    Example: ocx extract q4.txt --metric 'net_*' --measure level -o facts.xlsx

    Exit codes: 0 rows written, 1 nothing found, 2 bad usage or input.
    """
    flags = {name: value for name, value in locals().items() if name not in ("files", "output")}
    from oce_cli.config import resolve

    return extract_files(files, output, resolve(asking.given(flags)))


def extract_files(files: list[str], output: str | None, options: Options) -> int:
    """Extracts, writes and complains; gives the exit code."""
    from oce_cli.cli.delivering import deliver, destination
    from oce_cli.cli.running import BAD, NOTHING, OK, complain
    from oce_cli.errors import InputError
    from oce_cli.extraction import extract_rows
    from oce_cli.selecting import arrange

    name = destination(output, options)
    rows, transcripts, code, found = [], [], OK, 0
    for file in files:
        try:
            extraction = extract_rows(file, options)
        except InputError as error:
            code = complain(str(error))
            continue
        # Two files may have one name: the checksum, which is no column, tells their rows apart.
        rows += [row | {"sha256": extraction.transcript.sha256} for row in _backed_up(extraction, options)]
        found += extraction.found
        transcripts.append(extraction.transcript)
    if not rows:
        if not transcripts:
            return BAD
        where = ", ".join(file for file in files)
        left = (
            f"none of the {found} rows is selected; loosen the selecting options"
            if found
            else ("no number could be tied to a metric; check that it is the text of a call")
        )
        complain(f"{where}: {left}")
        return code or NOTHING
    if options.layout == "merged":
        from oce_cli.merging import merge

        rows = merge(rows)
    deliver(arrange(rows, options), options, name, output, transcripts)
    return code


def _backed_up(extraction: Extraction, options: Options) -> list[TableRow]:
    """The rows of an extraction, with their evidence where that is asked for."""
    if not options.evidence:
        return extraction.rows
    from oce_cli.evidence import back_up

    return back_up(extraction.rows, extraction.scene)
