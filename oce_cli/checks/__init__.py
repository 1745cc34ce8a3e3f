"""Arithmetic between the numbers of a call: which of them bear each other out, and which cannot both be true.

Each number as said is an interval (see ``intervals``); each relation between numbers is a claim
(the modules of SUBJECTS); a claim gets its verdict in ``judge``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from oce_cli.amounts import written
from oce_cli.checks import blends, bridges, calendar, mix, movement, products, ratios, repeats, shares
from oce_cli.checks.doubts import is_credible
from oce_cli.checks.judge import finding, judge
from oce_cli.checks.told import write_book
from oce_cli.columns import Column
from oce_cli.model import Finding

SUBJECTS = (movement, shares, blends, ratios, mix, products, bridges, calendar, repeats)
VERDICTS = ("contradicts", "rounding", "agrees")  # the gravest first
RELATIONS = ("growth", "change", "share", "whole", "ratio", "mix", "product", "sum", "bridge", "period", "repeat")
COLUMNS = (
    Column("finding", "int", "1, 2, 3 ... over all documents"),
    Column("document", "str", "file name, or - for standard input"),
    Column("verdict", "str", "whether the stated and the computed interval meet", allowed=VERDICTS),
    Column("relation", "str", "what was held against what", allowed=RELATIONS),
    Column("metric", "str", "metric of the checked row"),
    Column("segment", "str", "segment of the checked row; empty = whole company"),
    Column("period", "str", "period of the checked row"),
    Column("told", "str", "the stated interval in words"),
    Column("computed", "str", "the computed interval in words"),
    Column("formula", "str", "how it was computed"),
    Column("rows", "str", "numbers of the rows, separated by blanks; the checked row first"),
    Column("unit", "str", "unit of both intervals"),
    Column("stated_low", "float", "lower end of what the checked number leaves open; empty when open", "see unit"),
    Column("stated_high", "float", "upper end; empty when open", "see unit"),
    Column("computed_low", "float", "lower end of what the other numbers allow; empty when open", "see unit"),
    Column("computed_high", "float", "upper end; empty when open", "see unit"),
)


def check(rows: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """What arithmetic finds between the rows of a table, document by document, checked rows in order.

    ``rows`` are mappings from column to cell as SCHEMA's table has them; cells may be texts, as a CSV reader
    gives them. Raises InputError where a needed column is missing or a number cannot be read.

    >>> said = {"metric": "revenue", "bound": "exact", "unit": "USD", "period": "2020", "measure": "level"}
    >>> rows = [
    ...     said | {"row": 1, "value": 120e6, "step": 1e6, "start": 0, "end": 12},
    ...     said | {"row": 2, "value": 100e6, "step": 1e6, "start": 20, "end": 32, "period": "2019"},
    ...     said | {"row": 3, "value": 20, "step": 1, "start": 40, "end": 43, "measure": "growth"},
    ... ]
    >>> rows[2]["unit"] = "percent"
    >>> [(found.relation, found.rows, found.verdict) for found in check(rows)]
    [('growth', (3, 1, 2), 'agrees')]
    """
    by_document: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_document.setdefault(str(row.get("document") or ""), []).append(row)
    return [found for document, own in by_document.items() for found in _check_document(document, own)]


def _check_document(document: str, rows: Iterable[Mapping[str, Any]]) -> list[Finding]:
    book = write_book(rows)
    judged = [one for subject in SUBJECTS for claims in subject.claims(book) if (one := judge(claims)) is not None]
    borne_out = {row for claim, verdict in judged if verdict == "agrees" for row in claim.rows}
    found: dict[object, Finding] = {}
    for claim, verdict in judged:
        if verdict == "agrees" or is_credible(claim, verdict, book, borne_out):
            found.setdefault((claim.relation, frozenset(claim.rows)), finding(document, claim, verdict))
    return sorted(found.values(), key=lambda one: (one.rows[0], RELATIONS.index(one.relation), one.rows))


def verdicts(findings: Iterable[Finding]) -> dict[tuple[str, int], str]:
    """The gravest verdict on each row that was checked: (document, row) to verdict.

    Rows that only served to check another one are named where the finding agrees, never where it does not:
    which of the numbers is wrong is not known, but the checked one is where the reader should look.
    """
    worst: dict[tuple[str, int], str] = {}
    for found in findings:
        for row in found.rows if found.verdict == "agrees" else found.rows[:1]:
            key = found.document, row
            if key not in worst or VERDICTS.index(found.verdict) < VERDICTS.index(worst[key]):
                worst[key] = found.verdict
    return worst


def table_of(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The findings as flat rows for a writer, a cell for each of COLUMNS."""
    return [{"finding": number, **_cells(found)} for number, found in enumerate(findings, 1)]


def _cells(found: Finding) -> dict[str, Any]:
    cells = asdict(found)
    cells["rows"] = " ".join(map(str, found.rows))
    cells["told"] = interval_text(found.stated_low, found.stated_high, found.unit)
    cells["computed"] = interval_text(found.computed_low, found.computed_high, found.unit)
    return {column.name: cells[column.name] for column in COLUMNS[1:]}


def sentence_of(found: Finding) -> str:
    """The finding in one line.

    >>> sentence_of(Finding("", "growth", "agrees", (3, 1, 2), "revenue", "", "2020", "percent",
    ...     18.9, 21.1, 19.5, 20.5, "USD 12 / USD 10 - 1"))
    'revenue 2020: growth told as 19.5% to 20.5%, computed 18.9% to 21.1% from USD 12 / USD 10 - 1: agrees'
    """
    segment = f"({found.segment})" if found.segment else ""
    about = " ".join(filter(None, (found.metric, segment, found.period)))
    told = interval_text(found.stated_low, found.stated_high, found.unit)
    computed = interval_text(found.computed_low, found.computed_high, found.unit)
    told_as = f"{found.relation} told as {told}, computed {computed} from {found.formula}"
    return f"{about}: {told_as}: {found.verdict}"


def interval_text(low: float | None, high: float | None, unit: str) -> str:
    """An interval in words.

    >>> interval_text(19.5, 20.5, "percent"), interval_text(30, None, "count")
    ('19.5% to 20.5%', '30 or more')
    """
    if low is None or high is None:
        end = low if low is not None else high
        side = "less" if low is None else "more"
        return "anything" if end is None else f"{written(end, unit, 5)} or {side}"
    return written(low, unit, 5) if low == high else f"{written(low, unit, 5)} to {written(high, unit, 5)}"
