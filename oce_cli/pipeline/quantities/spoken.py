"""Numbers in words: "twenty-two and a half", "two hundred and fifty", "one point three"."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from oce_cli.pipeline.quantities.patterns import Pattern
from oce_cli.pipeline.quantities.vocabulary import Vocabulary

_WORD = Pattern(r"[ -]?([a-z]+)")
_HALF = Pattern(r" (?:and )?(?:a half|one half|1/2)\b")
_PART = Pattern(r" and (?:(a|one|three)[ -](quarters?|thirds?|fourths?)|(two) thirds|(1/4|3/4|½|¼|¾))")
_OF_OBJECT = Pattern(r" of (?:the|our|its|their|your|all|these|those|that)\b")
_GROUPS = {"hundred": 100, "thousand": 1000}
_TENTH = Decimal("0.1")


class Spoken(NamedTuple):
    """A number in words that ends at ``end``; ``parts`` are the numbers below a hundred that it was made of."""

    end: int
    number: Decimal
    grain: Decimal
    parts: tuple[int, ...]


def read_words(flat: str, start: int, words: Vocabulary, begun: int = 0) -> Spoken | None:
    """The longest number in words at ``start``; scales from a million upward are left to the scale reader.

    ``begun`` is what an article before ``start`` counts: the one of "a hundred and fifty".

    >>> from oce_cli.pipeline.quantities.vocabulary import vocabulary
    >>> read_words("two hundred and fifty stores", 0, vocabulary())[:3]
    (21, Decimal('250'), Decimal('1'))
    >>> read_words("one point two five", 0, vocabulary())[:3]
    (18, Decimal('1.25'), Decimal('0.01'))
    >>> read_words("a hundred and fifty", 2, vocabulary(), begun=1)[:3]
    (19, Decimal('150'), Decimal('1'))
    """
    total, small = 0, begun
    last = begun or 10**6  # size of what was said last within the group
    end = start
    parts: list[int] = [begun] if begun else []
    grain = Decimal(1)
    at = start
    while match := _WORD.match(flat, at):
        word = match.group(1)
        if word == "and" and parts and last == 100:
            at = match.end()
            continue
        if word == "point" and parts:
            return _decimal(flat, match.end(), total + small, end, tuple(parts), words)
        value = words.spoken.get(word)
        if value is not None:
            if parts and not (last == 100 or (20 <= last < 100 and 0 < value < 10 and last % 10 == 0) or last == 1000):
                break
            small += value
            parts.append(value)
            last, grain = value, Decimal(1)
        elif word in _GROUPS and parts:
            group = _GROUPS[word]
            if last >= 100:
                break
            if group == 100:
                small *= 100
            else:
                total, small = (total + small) * 1000, 0
            last, grain = group, Decimal(group)
        else:
            break
        end = at = match.end()
    if not parts:
        return None
    return Spoken(end, Decimal(total + small), grain, tuple(parts))


def _decimal(flat: str, at: int, whole: int, end: int, parts: tuple[int, ...], words: Vocabulary) -> Spoken:
    digits = ""
    while (match := _WORD.match(flat, at)) and match.group(1) in words.spoken:
        value = words.spoken[match.group(1)]
        if value >= 10 and digits and not (value < 10 or digits == ""):
            break
        if value < 10 and len(digits) == 2 and digits[1] == "0" and digits != "00":
            digits = digits[0]
        digits += str(value)
        at = end = match.end()
    if not digits:
        return Spoken(end, Decimal(whole), Decimal(1), parts)
    return Spoken(end, Decimal(f"{whole}.{digits}"), _TENTH ** len(digits), parts)


def read_part_of_scale(flat: str, at: int) -> tuple[int, Decimal] | None:
    """A fraction that carries a number with a scale on; "$3 billion and a quarter of the shares" are two numbers.

    >>> read_part_of_scale("3 billion and a quarter", 9), read_part_of_scale("3 billion and a quarter of our sites", 9)
    ((23, Decimal('0.25')), None)
    """
    part = read_part(flat, at)
    halved = _HALF.match(flat, at) is not None  # "a billion and a half of our debt" is one
    return part if part is None or halved or not _OF_OBJECT.match(flat, part[0]) else None


def read_part(flat: str, at: int) -> tuple[int, Decimal] | None:
    """A fraction that carries a whole number on: "and a half", "and three quarters"; its end and value.

    >>> read_part("2 and a half million", 1)
    (12, Decimal('0.5'))
    """
    if match := _HALF.match(flat, at):
        return match.end(), Decimal("0.5")
    match = _PART.match(flat, at)
    if match is None:
        return None
    count, size, two, written = match.groups()
    if written:
        return match.end(), {"1/4": Decimal("0.25"), "¼": Decimal("0.25"), "½": Decimal("0.5")}.get(
            written, Decimal("0.75")
        )
    top = 2 if two else 3 if count == "three" else 1
    bottom = 3 if two or size.startswith("third") else 4
    return match.end(), (Decimal(top) / Decimal(bottom)).quantize(Decimal("0.0001")).normalize()
