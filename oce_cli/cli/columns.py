"""`ocx columns`: the schema of the table."""

from __future__ import annotations

from typing import Annotated

import typer

from oce_cli.cli import asking


def columns(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Only these columns.")] = None,
    format: asking.FormatName = None,
    output: asking.Output = None,
) -> int:
    """Print what each column of the table holds: type, unit, allowed values and meaning.

    Example: ocx columns measure --format json

    Exit codes: 0 done, 2 bad usage.
    """
    from oce_cli.cli.delivering import deliver_list
    from oce_cli.columns import BY_NAME, NAMES, Column
    from oce_cli.config import resolve
    from oce_cli.options import check_choices
    from oce_cli.table import TableRow

    check_choices("column", names or (), NAMES)
    rows: list[TableRow] = [
        {
            "column": column.name,
            "type": column.dtype,
            "unit": column.unit,
            "allowed": ", ".join(value or "(empty)" for value in column.allowed),
            "meaning": column.meaning,
        }
        for column in (BY_NAME[name] for name in names or NAMES)
    ]
    shown = [Column(name, "str", "") for name in ("column", "type", "unit", "allowed", "meaning")]
    deliver_list(shown, rows, resolve({"format": format}), output)
    return 0
