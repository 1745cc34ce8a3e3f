"""Abbreviations of parts: "DTC" for "direct-to-consumer", "rope winches, or RW"."""

from __future__ import annotations

from itertools import pairwise

from oce_cli.pipeline.segments.study import Study


def spell_out(study: Study) -> None:
    """Counts an abbreviation with the name whose initials it has: "DTC" for "direct-to-consumer".

    Where the call introduces it ("rope winches, or RW") it is told as it stands, else by its name.
    """
    full = {
        initials_of(key): key
        for key in reversed(study.items)
        if " " in key and study.grade(key) < "d" and not study.items[key].place
    }
    short = {
        key: full[initials]
        for key, item in study.items.items()
        if 2 < len(initials := key.replace("&", "")) < 6 and initials in full and item.capital and not item.place
    }
    introduced = _introduced(study)
    short |= introduced
    if not short:
        return
    study.short = short
    every = [one for phrases in study.phrases.values() for one in phrases]
    values = {phrase.key: phrase.value for phrase in every}
    for phrase in every:
        if phrase.key in short and phrase.key not in introduced:
            phrase.value = values[short[phrase.key]]
        phrase.key = short.get(phrase.key, phrase.key)
    for key, long in short.items():
        study.items[long].add(study.items.pop(key))
        study.where[long] = sorted(study.where[long] + study.where.pop(key))
        study.grades.pop(long, None)


def initials_of(key: str) -> str:
    """The first letters of the words of a key.

    >>> initials_of("direct to consumer")
    'dtc'
    """
    return "".join(word[0] for word in key.split() if word[0].isalnum())


def _introduced(study: Study) -> dict[str, str]:
    """Abbreviations that stand beside their name once: "rope winches, or RW", "rope winches (RW)"."""
    found = {}
    for index, phrases in study.phrases.items():
        tokens = study.tokens[index]
        singles = [phrase for phrase in phrases if not phrase.joined]
        for one, other in pairwise(singles):
            between = [token.norm for token in tokens[one.end : other.first]]
            letters = other.value
            if (
                between in ([",", "or"], ["or"], ["("])
                and other.size == 1
                and tokens[other.first].capital
                and 1 < len(letters) < 6
                and study.scene.text[slice(*other.span)].isupper()
                and " " in one.key
                and initials_of(one.value.replace("-", " ")).endswith(letters)
                and {one.key, other.key} <= study.items.keys()
            ):
                found[other.key] = one.key
    return {key: long for key, long in found.items() if long not in found}
