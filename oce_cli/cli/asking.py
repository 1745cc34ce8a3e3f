"""Options that several commands share, declared once."""

from __future__ import annotations

from typing import Annotated

import typer

Files = Annotated[list[str], typer.Argument(metavar="FILE", help="Transcripts; - is standard input.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="A transcript; - is standard input.")]
Output = Annotated[
    str | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write here; the suffix picks the format."),
]
FormatName = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        metavar="NAME",
        help="table, csv, tsv, json, jsonl, md, html-table, xlsx, parquet or sqlite.",
    ),
]
Period = Annotated[str | None, typer.Option(metavar="PERIOD", help="The call's own fiscal period, like 2020-Q4.")]
Company = Annotated[str | None, typer.Option(metavar="NAME", help="The company, over what the text says.")]
Currency = Annotated[str | None, typer.Option(metavar="CODE", help="What a bare $ means, like CAD.")]
Metrics = Annotated[str | None, typer.Option(metavar="FILE", help="Your own metrics, a TOML file.")]
Pattern = Annotated[list[str] | None, typer.Option(metavar="PATTERN")]


def pattern(column: str) -> object:
    """The declaration of an option that selects rows by a column."""
    return typer.Option(metavar="GLOB", help=f"Only rows with this {column}; may be repeated.")


Metric = Annotated[list[str] | None, pattern("metric")]
Segment = Annotated[list[str] | None, pattern("segment")]
InPeriod = Annotated[list[str] | None, pattern("period")]
Measure = Annotated[list[str] | None, pattern("measure")]
Status = Annotated[list[str] | None, pattern("status")]
Basis = Annotated[list[str] | None, pattern("basis")]
Role = Annotated[list[str] | None, pattern("role")]
Section = Annotated[list[str] | None, pattern("section")]
MinConfidence = Annotated[float | None, typer.Option(metavar="0..1", help="Only rows at least this sure.")]
Columns = Annotated[str | None, typer.Option(metavar="A,B,C", help="Only these columns, in this order.")]
Sort = Annotated[str | None, typer.Option(metavar="A,-B", help="Sort by columns; - turns the order round.")]
Limit = Annotated[int | None, typer.Option(metavar="N", help="At most N rows.")]
Layout = Annotated[str | None, typer.Option(metavar="NAME", help="facts, merged to one row a fact, or wide by period.")]
Evidence = Annotated[
    bool | None,
    typer.Option("--evidence", help="Add what backs a row up: checked, sha256, and the spans of its fields."),
]
Raw = Annotated[bool | None, typer.Option("--raw", help="No guard against spreadsheet formulas in CSV and TSV.")]
Bom = Annotated[bool | None, typer.Option("--bom", help="Begin CSV with a byte order mark, for Excel.")]
Color = Annotated[str | None, typer.Option(metavar="WHEN", help="auto, always or never.")]


def given(values: dict[str, object]) -> dict[str, object]:
    """What the flags say, as the options need it: comma lists split, repeated flags as tuples, None for silence.

    >>> given({"columns": "metric,value", "metric": ["rev*"], "limit": None, "sort": None, "segment": []})
    {'columns': ('metric', 'value'), 'metric': ('rev*',), 'limit': None, 'sort': None, 'segment': None}
    """
    from oce_cli.config import listed

    flags = dict(values)
    for name, value in values.items():
        if name in ("columns", "sort") and isinstance(value, str):
            flags[name] = listed(value)
        elif isinstance(value, list):
            flags[name] = tuple(value) or None
    return flags
