"""The words of ``units.toml`` and ``currencies.toml``, laid out for looking up at a place of a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from oce_cli.lexicon import load_table
from oce_cli.pipeline.quantities.patterns import Pattern

HEAD = Pattern(r"[^\W\d_]+|\S")

# phrase, kind, what it means
Entry = tuple[str, str, str]


class Phrases:
    """Phrases that may stand at a place, found by their first word, longest first."""

    def __init__(self) -> None:
        self._by_head: dict[str, list[Entry]] = {}

    def add(self, phrase: str, kind: str, name: str) -> None:
        """Phrases are compared with hyphens folded to spaces."""
        phrase = phrase.replace("-", " ").strip()
        head = HEAD.match(phrase)
        assert head is not None, phrase
        entries = self._by_head.setdefault(head.group(), [])
        if all(entry[0] != phrase for entry in entries):
            entries.append((phrase, kind, name))

    def close(self) -> None:
        for entries in self._by_head.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def at(self, flat: str, place: int) -> Entry | None:
        """The longest phrase that stands at ``place`` and ends there as a word."""
        head = HEAD.match(flat, place)
        if head is None:
            return None
        for entry in self._by_head.get(head.group(), ()):
            phrase = entry[0]
            if flat.startswith(phrase, place):
                after = flat[place + len(phrase) : place + len(phrase) + 1]
                if not (after.isalnum() and phrase[-1].isalnum()):
                    return entry
        return None


@dataclass(slots=True)
class Vocabulary:
    """Everything that the readers look up."""

    tails: Phrases = field(default_factory=Phrases)  # units, percent, currencies after a number
    scales: dict[str, Decimal] = field(default_factory=dict)
    signs: dict[str, str] = field(default_factory=dict)  # currency signs and codes before a number
    codes: frozenset[str] = frozenset()
    usual: dict[str, str] = field(default_factory=dict)
    may: dict[str, list[str]] = field(default_factory=dict)
    scaled: dict[str, tuple[str, Decimal]] = field(default_factory=dict)  # "meur" -> EUR, a million
    names: dict[str, str] = field(default_factory=dict)  # currency names in words
    money_ends: frozenset[str] = frozenset()  # last words of the names that may stand before a number
    spoken: dict[str, int] = field(default_factory=dict)  # zero to ninety
    ordinals: dict[str, int] = field(default_factory=dict)
    decades: dict[str, int] = field(default_factory=dict)
    fillers: frozenset[str] = frozenset()
    foreign: frozenset[str] = frozenset()  # words that tell a unit of quantulum3
    rates: dict[str, str] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)  # what a price may be told for
    hedges: dict[str, str] = field(default_factory=dict)
    soft: frozenset[str] = frozenset()
    after: tuple[tuple[str, str], ...] = ()
    reasons: Mapping[str, Any] = field(default_factory=dict)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, built on first need."""
    units, money = load_table("units"), load_table("currencies")
    words = Vocabulary()
    words.scales = {word: Decimal(10) ** power for word, power in units["scales"].items()}
    words.spoken = {**units["spoken"]["units"], **units["spoken"]["tens"]}
    words.ordinals, words.decades = units["spoken"]["ordinals"], units["spoken"]["decades"]
    words.codes = frozenset(money["codes"].split())
    _add_currencies(words, units["currencies"], money)
    for form, phrases in units["percent"].items():
        for phrase in phrases:
            words.tails.add(phrase, "percent" if form == "percent" else "points", form)
    for phrase in units["multiple"]["multiple"]:
        words.tails.add(phrase, "multiple", "multiple")
    for kind in ("durations", "physical"):
        for name, phrases in units[kind].items():
            for phrase in phrases:
                words.tails.add(phrase, "duration" if kind == "durations" else "physical", name)
                words.things.setdefault(phrase, name)
    for name, phrases in units["rates"].items():
        words.rates.update(dict.fromkeys(phrases, name))
    words.things.update({thing: thing.rstrip("s") for thing in units["prices"]["things"]})
    for plain in units["prices"]["plain"]:
        words.things[plain] = ""
    words.foreign = frozenset(units["foreign"]["words"])
    words.fillers = frozenset(units["fillers"]["words"])
    hedges = units["hedges"]
    for bound in ("approx", "over", "under"):
        words.hedges.update(dict.fromkeys(hedges[bound], bound))
    words.soft = frozenset(hedges["soft"])
    words.after = tuple((phrase, bound) for bound in ("over", "under", "approx") for phrase in hedges["after"][bound])
    words.tails.close()
    words.reasons = load_table("numbers")
    return words


def _add_currencies(words: Vocabulary, own: dict[str, Any], cldr: dict[str, Any]) -> None:
    words.usual, words.may = own["usual"], own["may"]
    for code, names in own["names"].items():
        words.names.update(dict.fromkeys(names, code))
    for name, code in cldr["names"].items():
        words.names.setdefault(name, code)
    words.money_ends = frozenset(own["leading"])
    words.signs = {**cldr["symbols"], **own["signs"]}
    for name, code in words.names.items():
        words.tails.add(name, "currency", code)
    for code in own["scaled"]["codes"]:
        for order in ("before", "after"):
            for letters, power in own["scaled"][order].items():
                word = letters + code.lower() if order == "before" else code.lower() + letters
                words.scaled[word] = (code, Decimal(10) ** power)
                words.tails.add(word, "scaled", word)
    for name, code in own["smaller"].items():
        words.tails.add(name, "cents", code)
    for sign, code in words.signs.items():
        words.tails.add(sign, "sign", code)
    for code in words.codes:
        words.tails.add(code.lower(), "code", code)
