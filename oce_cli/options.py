"""Every option of a run in one frozen object that validates itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from oce_cli.columns import BY_NAME, NAMES
from oce_cli.errors import OptionError

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md", "html-table", "xlsx", "parquet", "sqlite")
LAYOUTS = ("facts", "merged", "wide")
COLORS = ("auto", "always", "never")
PATTERNS = ("metric", "segment", "in_period", "measure", "status", "basis", "role", "section")
_PERIOD = re.compile(r"(?:19|20)\d\d(?:-(?:Q[1-4]|H[12]|[369]M|0[1-9]|1[0-2]))?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_GLOB = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Options:
    """What is read into the document, which rows are wanted, and how they are laid out.

    Raises OptionError for a value that is not allowed.

    >>> Options(min_confidence=0.5, measure=("level",)).min_confidence
    0.5
    >>> Options(measure=("levle",))
    Traceback (most recent call last):
    oce_cli.errors.OptionError: measure: 'levle' is not allowed; did you mean 'level'? (level, growth, change, share)
    """

    period: str = ""  # the call's own fiscal period, over what the document says
    company: str = ""
    currency: str = ""  # ISO 4217 code that a bare "$" means
    metrics: str = ""  # a lexicon file of the user, on top of the one that comes with ocx

    metric: tuple[str, ...] = ()  # globs; a row is kept when each column's patterns hold it
    segment: tuple[str, ...] = ()
    in_period: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    min_confidence: float = 0.0

    columns: tuple[str, ...] = ()  # all when empty
    sort: tuple[str, ...] = ()  # column names, "-" before a name turns the order round
    limit: int | None = None
    layout: str = "facts"
    evidence: bool = False  # columns that back each row up: checked, sha256 and the spans of its fields
    format: str = ""  # by suffix or by what standard output is when empty
    raw: bool = False  # no guard against spreadsheet formulas
    bom: bool = False
    color: str = "auto"

    def __post_init__(self) -> None:
        if self.period and not _PERIOD.fullmatch(self.period):
            hint = "; to select rows by period use --in-period" if _GLOB.search(self.period) else ""
            raise OptionError(f"period: {self.period!r} is none; write 2020, 2020-Q4, 2020-H2 or 2020-9M{hint}")
        if self.currency and not _CURRENCY.fullmatch(self.currency):
            raise OptionError(f"currency: {self.currency!r} is none; write an ISO 4217 code like USD")
        for name in PATTERNS:
            self._check_patterns(name)
        if not 0 <= self.min_confidence <= 1:
            raise OptionError(f"min-confidence: {self.min_confidence} is not allowed; write a number from 0 to 1")
        check_choices("columns", self.columns, NAMES)
        check_choices("sort", (name.removeprefix("-") for name in self.sort), NAMES)
        if self.limit is not None and self.limit < 1:
            raise OptionError(f"limit: {self.limit} is not allowed; write 1 or more")
        check_choices("layout", (self.layout,), LAYOUTS)
        check_choices("format", (self.format,) if self.format else (), FORMATS)
        check_choices("color", (self.color,), COLORS)

    def _check_patterns(self, name: str) -> None:
        column = BY_NAME.get(name)
        if column and column.allowed:
            plain = (pattern.lower() for pattern in getattr(self, name) if not _GLOB.search(pattern))
            check_choices(name, plain, column.allowed)

    @property
    def lexicon(self) -> Path | None:
        """The user's lexicon file."""
        return Path(self.metrics) if self.metrics else None


def check_choices(option: str, given: Iterable[str], allowed: tuple[str, ...]) -> None:
    """Raises OptionError for the first given value that is not allowed, with the nearest allowed one.

    >>> check_choices("columns", ["metrc"], ("metric", "value"))
    Traceback (most recent call last):
    oce_cli.errors.OptionError: columns: 'metrc' is not allowed; did you mean 'metric'? (metric, value)
    """
    for value in given:
        if value not in allowed:
            names = ", ".join(name or "''" for name in allowed)
            raise OptionError(f"{option}: {value!r} is not allowed;{nearest(value, allowed) or ' choose'} ({names})")


def nearest(word: str, known: Iterable[str]) -> str:
    """The words " did you mean ...?" with the known word most like ``word``, or nothing.

    >>> nearest("revenu", ["revenue", "eps"])
    " did you mean 'revenue'?"
    """
    from difflib import get_close_matches

    found = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return f" did you mean {found[0]!r}?" if found else ""
