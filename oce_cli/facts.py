"""Which rows belong together: statements (told in one clause) and facts (one truth, told again)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

from oce_cli.model import Row

Cells = Mapping[str, str | int | float | None]
SAME = ("metric", "segment", "measure", "period", "basis", "unit")


def number_statements(rows: Sequence[Row]) -> list[int]:
    """A number for each row, shared by neighbours in one sentence with the same metric, segment and mention.

    >>> from decimal import Decimal
    >>> from oce_cli.model import Quantity
    >>> five = Quantity(0, 2, "5%", "percent", Decimal(5), None, None, "exact", "percent", Decimal(1))
    >>> rows = [Row(five, 0, 0, "revenue"), Row(five, 0, 3, "revenue"), Row(five, 1, 0, "revenue")]
    >>> number_statements(rows)
    [1, 1, 2]
    """
    numbers: list[int] = []
    before: Row | None = None
    for row in rows:
        goes_on = (
            before is not None
            and (before.sentence, before.metric, before.segment) == (row.sentence, row.metric, row.segment)
            and (before.mention is None or row.mention is None or before.mention == row.mention)
        )
        numbers.append(numbers[-1] if goes_on else (numbers[-1] + 1 if numbers else 1))
        before = row
    return numbers


def number_facts(rows: Sequence[Cells]) -> list[int]:
    """A number for each row of a table, shared where key columns agree and all numbers can be true at once.

    >>> said = {"metric": "revenue", "value": 3310000000, "low": 3310000000, "high": 3310000000, "step": 10000000}
    >>> again = {"metric": "revenue", "value": 3300000000, "low": 3300000000, "high": 3300000000, "step": 100000000}
    >>> number_facts([said | {"bound": "exact"}, again | {"bound": "approx"}, said | {"metric": "gmv"}])
    [1, 1, 2]
    """
    known: dict[tuple[object, ...], list[list[float]]] = {}  # key -> [number, low, high, base of comparison ...]
    bases: dict[int, str] = {}
    numbers: list[int] = []
    for row in rows:
        low, high = interval(row)
        base = str(row.get("comparison") or "")
        facts = known.setdefault(tuple(row.get(name) for name in SAME), [])
        for fact in facts:
            told = bases[int(fact[0])]
            if low <= fact[2] and fact[1] <= high and (not base or not told or base == told):
                fact[1], fact[2] = max(low, fact[1]), min(high, fact[2])
                bases[int(fact[0])] = told or base
                numbers.append(int(fact[0]))
                break
        else:
            number = len(bases) + 1
            facts.append([number, low, high])
            bases[number] = base
            numbers.append(number)
    return numbers


def interval(row: Cells) -> tuple[float, float]:
    """The numbers that a row can mean, its rounding included; open sides are infinite.

    >>> interval({"value": 42.5, "low": 42.5, "high": 42.5, "step": 1, "bound": "exact"})
    (42.0, 43.0)
    >>> interval({"value": -10, "low": None, "high": -10, "step": 0, "bound": "under"})
    (-inf, -10.0)
    """
    low, high = row.get("low"), row.get("high")
    slack = float(row.get("step") or 0) / 2
    return (
        -inf if low is None else float(low) - slack,
        inf if high is None else float(high) + slack,
    )
