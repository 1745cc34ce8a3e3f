"""`ocx show`: the transcript with its numbers and metrics coloured and the row ids in the margin."""

from __future__ import annotations

from oce_cli.cli import asking


def show(
    file: asking.File,
    output: asking.Output = None,
    period: asking.Period = None,
    company: asking.Company = None,
    currency: asking.Currency = None,
    metrics: asking.Metrics = None,
    min_confidence: asking.MinConfidence = None,
    color: asking.Color = None,
) -> int:
    """Print a call with its numbers and metrics coloured, row ids in the margin.

    Without colours a number stands in [brackets] and a metric's words in {braces}. NO_COLOR, FORCE_COLOR and
    TERM=dumb are obeyed.

    Example: ocx show q4.txt --color always | less -R

    Exit codes: 0 shown, 1 no number could be tied to a metric, 2 bad usage or input.
    """
    flags = {name: value for name, value in locals().items() if name not in ("file", "output")}
    import sys
    from shutil import get_terminal_size

    from oce_cli.cli.running import NOTHING, OK
    from oce_cli.config import resolve
    from oce_cli.extraction import extract_rows
    from oce_cli.writing.color import wants_color
    from oce_cli.writing.output import write_file, write_standard_output
    from oce_cli.writing.page import marks_of, page_lines

    options = resolve(asking.given(flags))
    to_file = output not in (None, "-")
    extraction = extract_rows(file, options)
    width = get_terminal_size().columns if sys.stdout.isatty() and not to_file else 0
    colored = wants_color(options.color, screen=False if to_file else None)
    numbers = [(int(row["start"] or 0), int(row["end"] or 0), int(row["row"] or 0)) for row in extraction.rows]
    mentions = [row.mention for row in extraction.scene.rows if row.mention is not None]
    lines = page_lines(extraction.transcript.text, marks_of(numbers, mentions), width, colored)
    pieces = (f"{line}\n".encode("utf-8", "replace") for line in lines)
    if to_file:
        write_file(str(output), pieces)
    else:
        write_standard_output(pieces, screened_already=True)
    return OK if extraction.rows else NOTHING
