"""The columns of the table, each described once: the schema, the checks of options and the docs come from here."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """One column: its type (``int``, ``float``, ``str``), unit of measurement, closed set of values, and meaning."""

    name: str
    dtype: str
    meaning: str
    unit: str = ""
    allowed: tuple[str, ...] = ()  # "" stands for: not stated


MEASURES = ("level", "growth", "change", "share")
BOUNDS = ("exact", "approx", "over", "under", "range")
STATUSES = ("actual", "guidance")
BASES = ("reported", "adjusted", "constant_currency", "organic", "pro_forma")
ROLES = ("executive", "analyst", "operator", "")
KINDS = ("money", "price", "percent", "points", "count", "multiple", "physical", "other")
SECTIONS = ("prepared", "qa", "")

COLUMNS = (
    Column("row", "int", "1, 2, 3 ... within the document, in the order of start"),
    Column("document", "str", "file name, or - for standard input"),
    Column("company", "str", "from the document's head; empty if not stated"),
    Column("ticker", "str", "from the document's head; empty if not stated"),
    Column("metric", "str", "id from the lexicon, else the noun phrase as stated in snake_case"),
    Column("segment", "str", "the part of the company the number is about, lower-cased; empty = whole company"),
    Column("measure", "str", "what the number says of the metric", allowed=MEASURES),
    Column("value", "float", "the number in base units, signed; the midpoint of a range", "see unit"),
    Column("low", "float", "lower bound of the stated number; empty when open", "see unit"),
    Column("high", "float", "upper bound of the stated number; empty when open", "see unit"),
    Column("bound", "str", "how the number was hedged", allowed=BOUNDS),
    Column("step", "float", "the rounding unit of the number as said: 1.2 billion has 100000000", "see unit"),
    Column(
        "unit",
        "str",
        "ISO 4217 code, percent, percentage_points, count, multiple, a unit name, or USD/barrel",
    ),
    Column(
        "period",
        "str",
        "the fiscal period: 2020, 2020-Q4, 2020-H2, 2020-9M, 2020-12; empty if it can't be told",
    ),
    Column("comparison", "str", "base of a growth or change: yoy, qoq, guidance or a period; empty if not stated"),
    Column("status", "str", "told as a fact, or as outlook, target or expectation", allowed=STATUSES),
    Column("basis", "str", "how the figure was computed", allowed=BASES),
    Column("speaker", "str", "who said it; empty if not stated"),
    Column("role", "str", "what the speaker is", allowed=ROLES),
    Column("section", "str", "prepared remarks, or questions and answers", allowed=SECTIONS),
    Column("text", "str", "the number as written, with its currency, scale and unit"),
    Column("start", "int", "offset of text in the decoded document: document[start:end] == text", "code points"),
    Column("end", "int", "offset of the end of text in the decoded document", "code points"),
    Column("mention", "str", "the words that name the metric, as written; empty if none do"),
    Column("sentence", "str", "the sentence, with its white space folded"),
    Column("statement", "int", "rows told in one clause about one metric and segment share it"),
    Column("fact", "int", "mentions of one and the same fact share it"),
    Column("rule", "str", "name of the rule that tied the number to its metric"),
    Column("confidence", "float", "how often rows of this kind are right on labelled text", "0 to 1"),
)
MERGED_COLUMNS = (  # behind the others in the layout merged
    Column("mentions", "int", "how often the fact was told"),
    Column("first_row", "int", "row of its first mention"),
    Column("first_speaker", "str", "who told it first; empty if not stated"),
)
EXPLAINED = ("metric", "measure", "segment", "period", "comparison", "status", "basis")
EVIDENCE_COLUMNS = (  # behind the others on request
    Column("checked", "str", "what arithmetic says of the row", allowed=("agrees", "rounding", "contradicts", "")),
    Column("sha256", "str", "checksum of the bytes of the document"),
    *(
        Column(f"{name}_span", "str", f"offsets of the words that decided {name}: 12:19; empty if none")
        for name in EXPLAINED
    ),
)
NUMBER_COLUMNS = (  # of the ledger: every number of a text, and what became of it
    Column("document", "str", "file name, or - for standard input"),
    Column("start", "int", "offset of text in the decoded document: document[start:end] == text", "code points"),
    Column("end", "int", "offset of the end of text in the decoded document", "code points"),
    Column("text", "str", "the number as written, with its currency, scale and unit"),
    Column("kind", "str", "what sort of number it is; other for what can be no row", allowed=KINDS),
    Column("value", "float", "the number by itself in base units; the midpoint of a range", "see unit"),
    Column("low", "float", "lower bound; empty when open", "see unit"),
    Column("high", "float", "upper bound; empty when open", "see unit"),
    Column("bound", "str", "how the number was hedged", allowed=BOUNDS),
    Column("unit", "str", "ISO 4217 code, percent, percentage_points, count, multiple, a unit name, or USD/barrel"),
    Column("step", "float", "the rounding unit of the number as said", "see unit"),
    Column("rows", "str", "the rows of the table that it fed, by their numbers; empty if it fed none"),
    Column("reason", "str", "why it fed none: date, duration, name, no metric ...; empty if it fed one"),
)
NAMES = tuple(column.name for column in COLUMNS)
BY_NAME = {column.name: column for column in COLUMNS}
