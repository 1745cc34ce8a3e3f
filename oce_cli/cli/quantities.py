"""`ocx quantities`: every number that was read, whether it becomes a row or not."""

from __future__ import annotations

from oce_cli.cli import asking


def quantities(
    files: asking.Files,
    output: asking.Output = None,
    format: asking.FormatName = None,
    currency: asking.Currency = None,
    limit: asking.Limit = None,
    color: asking.Color = None,
) -> int:
    """Print every number of a text with its value and unit.

    The column reason says why a number cannot be a row by itself: a date, a duration, an ordinal.

    Example: ocx quantities call.txt --format jsonl

    Exit codes: 0 rows written, 1 nothing found, 2 bad usage or input.
    """
    from oce_cli.cli.delivering import deliver_list
    from oce_cli.columns import Column
    from oce_cli.config import resolve
    from oce_cli.errors import NothingFound
    from oce_cli.extraction import read
    from oce_cli.pipeline.quantities import read as read_quantities
    from oce_cli.table import cells_of_quantity

    options = resolve(asking.given({"format": format, "currency": currency, "limit": limit, "color": color}))
    rows = []
    for file in files:
        transcript = read(file, options)
        found = read_quantities(transcript.text, transcript.head.currency)
        rows += [{"document": transcript.document, **cells_of_quantity(quantity)} for quantity in found]
    if not rows:
        raise NothingFound(f"{', '.join(files)}: no number in the text; check that it is the text of a call")
    dtypes = {
        "start": "int",
        "end": "int",
        "value": "float",
        "low": "float",
        "high": "float",
        "step": "float",
    }
    columns = [Column(name, dtypes.get(name, "str"), "") for name in rows[0]]
    deliver_list(columns, rows[: options.limit], options, output)
    return 0
