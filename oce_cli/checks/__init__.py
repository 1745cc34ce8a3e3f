"""Arithmetic between the numbers of a call: which of them bear each other out, and which cannot both be true.

Each number as said is an interval (see ``intervals``); each relation between numbers is a claim
(``movement``, ``shares``, ``ratios``, ``calendar``, ``repeats``); a claim gets its verdict in ``judge``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from oce_cli.amounts import written
from oce_cli.checks import calendar, movement, ratios, repeats, shares
from oce_cli.checks.judge import judge
from oce_cli.checks.told import write_book
from oce_cli.model import Finding

SUBJECTS = (movement, shares, ratios, calendar, repeats)
VERDICTS = ("contradicts", "rounding", "agrees")  # the gravest first
RELATIONS = ("growth", "change", "share", "whole", "ratio", "sum", "period", "repeat")


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
    found: dict[object, Finding] = {}
    for subject in SUBJECTS:
        for claims in subject.claims(book):
            one = judge(document, claims)
            if one is not None:
                found.setdefault((one.relation, frozenset(one.rows)), one)
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
    """The findings as flat rows for a writer: ``rows`` is a text ("3 1 2"), the checked row first."""
    return [{"finding": number, **_cells(found)} for number, found in enumerate(findings, 1)]


def _cells(found: Finding) -> dict[str, Any]:
    cells = asdict(found)
    cells["rows"] = " ".join(map(str, found.rows))
    return cells


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
