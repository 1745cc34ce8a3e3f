"""What the lexicon tells of metrics that are made of others: the file relations.toml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

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
class Definitions:
    """All of relations.toml."""

    ratios: tuple[Ratio, ...]
    sums: tuple[Sum, ...]
    flows: frozenset[str]
    share_wholes: tuple[str, ...]
    share_words: tuple[str, ...]


@cache
def definitions() -> Definitions:
    """The checked content of relations.toml. Raises LexiconError where it breaks its rules.

    >>> [ratio.wholes for ratio in definitions().ratios if ratio.metric == "gross_margin"]
    [('revenue',)]
    """
    file, table = "relations.toml", load_table("relations")
    shapes = {"ratios": "table", "sums": "table", "flows": "table", "shares": "table"}
    check_keys(file, "the file", table, shapes, required=shapes)
    ratios, sums = [], []
    for metric, entry in table["ratios"].items():
        check_keys(
            file,
            f"ratios.{metric}",
            entry,
            {"parts": "texts", "wholes": "texts", "loose": "flag"},
            ("parts", "wholes"),
        )
        ratios.append(Ratio(metric, tuple(entry["parts"]), tuple(entry["wholes"]), entry.get("loose", False)))
    for metric, entry in table["sums"].items():
        check_keys(file, f"sums.{metric}", entry, {"plus": "texts", "minus": "texts", "loose": "flag"}, ("plus",))
        sums.append(Sum(metric, tuple(entry["plus"]), tuple(entry.get("minus", ())), entry.get("loose", False)))
    check_keys(file, "flows", table["flows"], {"metrics": "texts"}, ("metrics",))
    check_keys(file, "shares", table["shares"], {"wholes": "texts", "words": "texts"}, ("wholes", "words"))
    return Definitions(
        tuple(ratios), tuple(sums), frozenset(table["flows"]["metrics"]),
        tuple(table["shares"]["wholes"]), tuple(table["shares"]["words"]),
    )  # fmt: skip
