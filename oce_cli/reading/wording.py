"""The words of ``head.toml`` as sets, maps and patterns, made once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from oce_cli.lexicon import check_keys, load_table

_PERIODS = (
    "ordinals", "numbers", "between", "fiscal", "years", "compared", "ahead", "calls", "closed", "held", "months",
    "weekdays",
)  # fmt: skip
_COMPANY = ("leads", "stops", "opens", "inside", "exchanges", "no_tickers")


@dataclass(frozen=True, slots=True)
class HeadWords:
    """Words of the head: ``months`` and ``ordinals`` map a word to its number, ``dollars`` a phrase to its currency."""

    ordinals: dict[str, int]
    numbers: dict[str, int]
    months: dict[str, int]
    sets: dict[str, frozenset[str]]
    leads: re.Pattern[str]
    years: tuple[str, ...]
    closed: re.Pattern[str]
    held: re.Pattern[str]
    dollars: dict[str, str]
    blanket: tuple[str, ...]


@cache
def head_words() -> HeadWords:
    """The words by which the head is read; read at the first call, then kept.

    >>> head_words().months["sept"], head_words().ordinals["third"], head_words().dollars["canadian dollars"]
    (9, 3, 'CAD')
    """
    table = load_table("head")
    periods, company, dollars, blanket = (table.get(key, {}) for key in ("periods", "company", "dollars", "blanket"))
    check_keys("head.toml", "periods", periods, dict.fromkeys(_PERIODS, "texts"), _PERIODS)
    check_keys("head.toml", "company", company, dict.fromkeys(_COMPANY, "texts"), _COMPANY)
    check_keys("head.toml", "dollars", dollars, dict.fromkeys(dollars, "texts"))
    check_keys("head.toml", "blanket", blanket, {"phrases": "texts"}, ("phrases",))
    sets = {key: frozenset(periods[key]) for key in ("between", "fiscal", "compared", "ahead", "calls", "weekdays")}
    sets |= {key: frozenset(company[key]) for key in ("stops", "opens", "inside", "exchanges", "no_tickers")}
    return HeadWords(
        ordinals=_numbered(periods["ordinals"]),
        numbers=_numbered(periods["numbers"]),
        months=_numbered(periods["months"]),
        sets=sets,
        leads=re.compile(rf"\b(?:{_either(company['leads'])})\b[ ,]*(?:the |today's |our |this )*"),
        years=tuple(periods["years"]),
        closed=re.compile(rf"(?:^|[^\w])(?P<words>{_either(periods['closed'])}) \Z"),
        held=re.compile(rf"(?:^|[^\w])(?P<words>{_either(periods['held'])}) ?\Z"),
        dollars={phrase: code for code, phrases in dollars.items() for phrase in phrases},
        blanket=tuple(blanket["phrases"]),
    )


def _numbered(lines: list[str]) -> dict[str, int]:
    return {word: number for number, line in enumerate(lines, 1) for word in line.split("|")}


def _either(lines: list[str]) -> str:
    return "|".join(re.escape(line) for line in sorted(lines, key=len, reverse=True))
