"""The words of ``speakers.toml`` as sets and patterns, made once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from oce_cli.lexicon import check_keys, load_table

_KEYS = {
    "names": ("operator", "unknown", "particles", "suffixes", "titles", "openers", "headings"),
    "titles": ("executive", "analyst", "inside", "asking", "answering"),
    "sections": ("prepared", "qa", "end", "executives", "analysts"),
    "talk": ("operator", "opening", "asking"),
}


@dataclass(frozen=True, slots=True)
class Phrases:
    """Many phrases of one kind of talk; ``...`` in a phrase spans up to five words of the same sentence.

    Plain phrases are looked up one by one: that is many times faster than one pattern of all.

    >>> talk = Phrases.of(["next question", "open ... for questions"])
    >>> talk.found("we open it up for questions"), talk.count("next question, next question")
    (True, 2)
    """

    plain: tuple[str, ...]
    spanning: tuple[tuple[str, re.Pattern[str]], ...]  # the first words, and the pattern that begins with them

    @classmethod
    def of(cls, lines: list[str]) -> Phrases:
        spanning = []
        for line in lines:
            first, dots, last = line.partition(" ... ")
            if dots:
                spanning.append((first, re.compile(rf"{re.escape(first)} (?:[\w',&]+ ){{0,5}}?{re.escape(last)}")))
        return cls(tuple(line for line in lines if " ... " not in line), tuple(spanning))

    def found(self, low: str) -> bool:
        """Whether a text in lower case has one of the phrases."""
        return any(phrase in low for phrase in self.plain) or any(
            first in low and pattern.search(low) is not None for first, pattern in self.spanning
        )

    def count(self, low: str) -> int:
        """How often a text in lower case has one of the phrases."""
        spanning = sum(len(pattern.findall(low)) for first, pattern in self.spanning if first in low)
        return sum(low.count(phrase) for phrase in self.plain) + spanning


@dataclass(frozen=True, slots=True)
class SpeakerWords:
    """Sets of lower-case words; ``sections`` maps a heading to its part, ``talk`` a kind of talk to its pattern."""

    names: dict[str, frozenset[str]]
    titles: dict[str, frozenset[str]]
    sections: dict[str, str]
    talk: dict[str, Phrases]


@cache
def speaker_words() -> SpeakerWords:
    """The words by which speakers are told; read at the first call, then kept.

    >>> "operator" in speaker_words().names["operator"], speaker_words().sections["q&a"]
    (True, 'qa')
    """
    table = load_table("speakers")
    for entry, keys in _KEYS.items():
        check_keys("speakers.toml", entry, table.get(entry, {}), dict.fromkeys(keys, "texts"), keys)
    return SpeakerWords(
        names={key: frozenset(table["names"][key]) for key in _KEYS["names"]},
        titles={key: frozenset(table["titles"][key]) for key in _KEYS["titles"]},
        sections={line: part for part in _KEYS["sections"] for line in table["sections"][part]},
        talk={key: Phrases.of(table["talk"][key]) for key in _KEYS["talk"]},
    )
