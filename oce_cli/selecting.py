"""Which rows of a table are wanted, and in which order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from fnmatch import translate

from oce_cli.errors import OptionError
from oce_cli.options import PATTERNS, Options, nearest
from oce_cli.table import TableRow

COLUMN_OF = {"in_period": "period"}
_GLOB = re.compile(r"[*?\[]")


def select(rows: Sequence[TableRow], options: Options) -> list[TableRow]:
    """The rows that every given option holds, in their old order. Patterns are globs, blind to case.

    >>> rows = [{"metric": "net_income", "confidence": 0.9}, {"metric": "revenue", "confidence": 0.4}]
    >>> select(rows, Options(metric=("net_*",)))
    [{'metric': 'net_income', 'confidence': 0.9}]
    >>> select(rows, Options(min_confidence=0.5)) == select(rows, Options(metric=("net_*", "eps")))
    True
    """
    kept = list(rows)
    for name in PATTERNS:
        patterns = getattr(options, name)
        if patterns:
            column = COLUMN_OF.get(name, name)
            pattern = re.compile("|".join(translate(given.lower()) for given in patterns))
            kept = [row for row in kept if pattern.match(str(row[column]).lower())]
    if options.min_confidence:
        kept = [row for row in kept if float(row["confidence"] or 0) >= options.min_confidence]
    return kept


def arrange(rows: Sequence[TableRow], options: Options) -> list[TableRow]:
    """The rows sorted by the options' columns, open cells last, and cut to the limit.

    >>> rows = [{"value": 1}, {"value": None}, {"value": 3}]
    >>> [row["value"] for row in arrange(rows, Options(sort=("-value",)))]
    [3, 1, None]
    """
    return ordered(rows, options.sort)[: options.limit]


def ordered(rows: Sequence[TableRow], sort: Sequence[str]) -> list[TableRow]:
    """The rows sorted by columns, the first one the most important; "-" before a name turns its order round.

    >>> ordered([{"kind": "b", "end": 1}, {"kind": "a", "end": 2}, {"kind": "b", "end": 3}], ("kind", "-end"))
    [{'kind': 'a', 'end': 2}, {'kind': 'b', 'end': 3}, {'kind': 'b', 'end': 1}]
    """
    arranged = list(rows)
    for name in reversed(sort):
        column = name.removeprefix("-")
        filled = [row for row in arranged if row[column] not in (None, "")]
        empty = [row for row in arranged if row[column] in (None, "")]
        # All cells of a column are texts or all are numbers, so they compare.
        filled.sort(key=lambda row: row[column], reverse=name.startswith("-"))  # type: ignore[arg-type,return-value]
        arranged = filled + empty
    return arranged


def check_metrics(patterns: Iterable[str], rows: Collection[TableRow], listed: Collection[str]) -> None:
    """Raises OptionError for a metric that neither the lexicon lists nor a row has: it is mistyped.

    >>> check_metrics(["revenu"], [], ["revenue"])
    Traceback (most recent call last):
    oce_cli.errors.OptionError: metric: no 'revenu' in the lexicon or the text; did you mean 'revenue'?
    """
    known = {*listed, *(str(row["metric"]) for row in rows)}
    for pattern in patterns:
        if not _GLOB.search(pattern) and pattern.lower() not in known:
            hint = nearest(pattern, sorted(known)) or " run `ocx metrics` for the list"
            raise OptionError(f"metric: no {pattern!r} in the lexicon or the text;{hint}")
