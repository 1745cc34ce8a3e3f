"""The one place where the rooms meet: a document is read, goes through the pipeline, and becomes a table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from oce_cli.model import Head, Scene, Transcript
from oce_cli.options import Options
from oce_cli.table import TableRow, frame, rows_of

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave: the rows that the options select, in the order of COLUMNS, and what they came from."""

    rows: list[TableRow]
    transcript: Transcript
    scene: Scene
    found: int  # rows before the selecting options


def extract(path_or_text: str | Path, options: Options | None = None) -> DataFrame:
    """The table of a file or of a text: shape (rows, columns), one row for one stated number of one metric.

    A ``Path`` is always a file. A ``str`` is a text when it has a line break or reads like a sentence, else the name
    of a file. The dtypes are fixed (int64, float64, string), ``value`` is in base units (3.31 billion is 3310000000.0,
    42.3% is 42.3), ``start`` and ``end`` are code points of the text that ``ocx text FILE`` prints.

    Raises InputError for a file that cannot be read. A text without a number gives a table without rows.

    >>> table = extract("Revenue was $3.2 million in the fourth quarter of 2020.")
    >>> table[["metric", "value", "unit", "period"]].to_dict("records")
    [{'metric': 'revenue', 'value': 3200000.0, 'unit': 'USD', 'period': '2020-Q4'}]
    """
    from oce_cli.selecting import arrange
    from oce_cli.table import columns_named

    options = options or Options()
    rows = extract_rows(path_or_text, options).rows
    return frame(arrange(rows, options), columns_named(options.columns))


def extract_rows(source: str | Path | Transcript, options: Options) -> Extraction:
    """The rows of a document as plain dicts, without pandas. Raises InputError and OptionError."""
    from oce_cli.pipeline.assembly import run
    from oce_cli.selecting import check_metrics, select

    transcript = source if isinstance(source, Transcript) else read(source, options)
    scene = run(transcript, options.lexicon)
    rows = rows_of(scene)
    if options.metric:
        from oce_cli.lexicon import load_lexicon

        check_metrics(options.metric, rows, load_lexicon(options.lexicon).metrics)
    return Extraction(select(rows, options), transcript, scene, len(rows))


def quantities(path_or_text: str | Path, options: Options | None = None) -> DataFrame:
    """Every number of a file or of a text and what became of it: shape (numbers, columns), in text order.

    ``rows`` are the numbers of the rows that ``extract`` gives for it with the same options; where it gives none,
    ``reason`` says why: "date", "duration", "call talk", "no metric" ... ``value`` is the number by itself in base
    units; ``limit`` counts numbers, and ``columns`` and ``sort`` are those of the other table and do nothing here.

    Raises InputError for a file that cannot be read. A text without a number gives a table without rows.

    >>> table = quantities("Revenue was $3.2 million in the fourth quarter of 2020.")
    >>> table[["text", "value", "unit", "rows", "reason"]].to_dict("split")["data"]
    [['$3.2 million', 3200000.0, 'USD', '1', ''], ['fourth', 4.0, '', '', 'quarter'], ['2020', 2020.0, '', '', 'year']]
    """
    from oce_cli.columns import NUMBER_COLUMNS

    options = options or Options()
    return frame(ledger_of(extract_rows(path_or_text, options))[: options.limit], NUMBER_COLUMNS)


def ledger_of(extraction: Extraction) -> list[TableRow]:
    """Every number of a document that was extracted, and the rows among those selected that it fed."""
    from oce_cli.ledger import ledger

    return ledger(extraction.scene, {int(row["row"] or 0) for row in extraction.rows})


def read(source: str | Path, options: Options) -> Transcript:
    """The transcript of a file or a text, with the head that the options dictate. Raises InputError.

    >>> read("Sales were\\n$5 million.", Options(company="Fenwick Rope")).head.company
    'Fenwick Rope'
    """
    from oce_cli.reading import read_file, read_text

    transcript = read_text(source) if isinstance(source, str) and is_text(source) else read_file(source)
    return replace(transcript, head=overridden(transcript.head, options))


def overridden(head: Head, options: Options) -> Head:
    """The head with the options' period, company and currency instead of the document's.

    >>> overridden(Head(company="Ann Co", period="2020-Q4"), Options(period="2021-Q1")).period
    '2021-Q1'
    """
    given = {name: getattr(options, name) for name in ("period", "company", "currency") if getattr(options, name)}
    if not given:
        return head
    spans = tuple((name, span) for name, span in head.spans if name not in given)
    return replace(head, **given, spans=spans)


def is_text(source: str) -> bool:
    """Whether a string is a text rather than the name of a file.

    >>> is_text("Revenue was $3 million."), is_text("calls/q4 call.txt"), is_text("a.txt\\n")
    (True, False, True)
    """
    if "\n" in source or len(source) > 4096:
        return True
    looks_like_prose = source.count(" ") > 2 and source.rstrip().endswith((".", "!", "?", "%"))
    return looks_like_prose and not Path(source).exists()
