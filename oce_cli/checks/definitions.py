"""What the lexicon tells of metrics that are made of others: the file relations.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from oce_cli.lexicon import check_keys, load_table


@dataclass(frozen=True, slots=True)
class Ratio:
    """A metric that is any of ``parts`` over any of ``wholes``."""

    metric: str
    parts: tuple[str, ...]
    wholes: tuple[str, ...]
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """A metric that is all of ``plus`` less all of ``minus``."""

    metric: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Product:
    """A metric that grows as any of ``amounts`` times any of ``prices``."""

    metric: str
    amounts: tuple[str, ...]
    prices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bridge:
    """A result that is any of ``start`` less all ``costs`` that are told, or less any of ``all_costs``."""

    metric: str
    start: tuple[str, ...]
    costs: tuple[str, ...]
    all_costs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """All of relations.toml."""

    ratios: tuple[Ratio, ...]
    sums: tuple[Sum, ...]
    products: tuple[Product, ...]
    bridges: tuple[Bridge, ...]
    effects: Mapping[str, tuple[str, ...]]  # by the basis that leaves them out
    flows: frozenset[str]
    share_wholes: tuple[str, ...]
    share_words: tuple[str, ...]


FILE = "relations.toml"
Entry = Mapping[str, Any]


@cache
def definitions() -> Definitions:
    """The checked content of relations.toml. Raises LexiconError where it breaks its rules.

    >>> [ratio.wholes for ratio in definitions().ratios if ratio.metric == "gross_margin"]
    [('revenue',)]
    """
    table = load_table("relations")
    shapes = dict.fromkeys(("ratios", "sums", "products", "bridges", "effects", "flows", "shares"), "table")
    check_keys(FILE, "the file", table, shapes, required=shapes)
    check_keys(FILE, "effects", table["effects"], dict.fromkeys(("constant_currency", "organic"), "texts"))
    check_keys(FILE, "flows", table["flows"], {"metrics": "texts"}, ("metrics",))
    check_keys(FILE, "shares", table["shares"], {"wholes": "texts", "words": "texts"}, ("wholes", "words"))
    return Definitions(
        tuple(
            Ratio(metric, _texts(entry, "parts"), _texts(entry, "wholes"), entry.get("loose", False))
            for metric, entry in _entries(table, "ratios", ("parts", "wholes"), flags=("loose",))
        ),
        tuple(
            Sum(metric, _texts(entry, "plus"), _texts(entry, "minus"), entry.get("loose", False))
            for metric, entry in _entries(table, "sums", ("plus",), ("minus",), ("loose",))
        ),
        tuple(
            Product(metric, _texts(entry, "amounts"), _texts(entry, "prices"))
            for metric, entry in _entries(table, "products", ("amounts", "prices"))
        ),
        tuple(
            Bridge(metric, _texts(entry, "start"), _texts(entry, "costs"), _texts(entry, "all_costs"))
            for metric, entry in _entries(table, "bridges", ("start", "costs"), ("all_costs",))
        ),
        {basis: _texts(table["effects"], basis) for basis in table["effects"]},
        frozenset(table["flows"]["metrics"]),
        _texts(table["shares"], "wholes"),
        _texts(table["shares"], "words"),
    )


def _entries(
    table: Entry, group: str, needed: Sequence[str], other: Sequence[str] = (), flags: Sequence[str] = ()
) -> Iterator[tuple[str, Entry]]:
    """The metrics of a group, each with its checked entry: lists of texts, and flags."""
    shapes = dict.fromkeys((*needed, *other), "texts") | dict.fromkeys(flags, "flag")
    for metric, entry in table[group].items():
        check_keys(FILE, f"{group}.{metric}", entry, shapes, needed)
        yield metric, entry


def _texts(entry: Entry, name: str) -> tuple[str, ...]:
    return tuple(entry.get(name, ()))
