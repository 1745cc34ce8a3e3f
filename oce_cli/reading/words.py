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
class SpeakerWords:
    """Sets of lower-case words; ``sections`` maps a heading to its part, ``talk`` a kind of talk to its pattern."""

    names: dict[str, frozenset[str]]
    titles: dict[str, frozenset[str]]
    sections: dict[str, str]
    talk: dict[str, re.Pattern[str]]


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
        talk={key: phrases(table["talk"][key]) for key in _KEYS["talk"]},
    )


def phrases(lines: list[str]) -> re.Pattern[str]:
    """One pattern for many phrases in lower-case text; ``...`` spans up to five words of the same sentence.

    >>> bool(phrases(["open ... for questions"]).search("we open it up for questions"))
    True
    """
    parts = [
        re.escape(line).replace(r"\ \.\.\.\ ", r" (?:[\w',&]+ ){0,5}?").replace(r"\ ", " ") for line in sorted(lines)
    ]
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)")
