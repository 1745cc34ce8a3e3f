"""One row a fact: of its mentions the most exact, with how often and by whom first it was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from oce_cli.table import Cell, TableRow

EXACTNESS = ("exact", "range", "approx", "over", "under")  # bounds, the most exact first


def merge(rows: Iterable[Mapping[str, Cell]]) -> list[TableRow]:
    """One row for each fact of each document, in the order in which they were first told.

    Each is the mention with the most exact number (exact before hedged, then the smallest rounding step, then the
    first), with the cells of MERGED_COLUMNS behind its own. Rows whose ``fact`` is empty or 0 stand for themselves.

    >>> said = {"document": "a", "fact": 1, "bound": "exact", "step": 1, "start": 9, "row": 2, "speaker": "Ada"}
    >>> again = {"document": "a", "fact": 1, "bound": "approx", "step": 1, "start": 2, "row": 1, "speaker": "Bo"}
    >>> [(row["row"], row["mentions"], row["first_row"], row["first_speaker"]) for row in merge([again, said])]
    [(2, 2, 1, 'Bo')]
    """
    facts: dict[tuple[object, ...], list[Mapping[str, Cell]]] = {}
    for at, row in enumerate(rows):
        fact = row.get("fact") or f"alone {at}"
        facts.setdefault((row.get("sha256"), row.get("document"), fact), []).append(row)
    return [_merged(mentions) for mentions in facts.values()]


def _merged(mentions: list[Mapping[str, Cell]]) -> TableRow:
    first = min(mentions, key=_place)
    best = min(mentions, key=lambda row: (_bound(row), float(row.get("step") or 0), _place(row)))
    return {
        **best,
        "mentions": len(mentions),
        "first_row": first.get("row"),
        "first_speaker": first.get("speaker") or "",
    }


def _place(row: Mapping[str, Cell]) -> tuple[int, int]:
    return int(row.get("start") or 0), int(row.get("row") or 0)


def _bound(row: Mapping[str, Cell]) -> int:
    bound = str(row.get("bound") or "exact")
    return EXACTNESS.index(bound) if bound in EXACTNESS else len(EXACTNESS)
