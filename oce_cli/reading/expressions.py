"""Period expressions in the talk: "third quarter of fiscal 2021", "Q4", "2020 second half", "fiscal '22"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from oce_cli.reading.wording import HeadWords

_GAP = 46  # characters that may lie between a part and its year
_BEFORE = 40  # characters that tell whether a period is only compared with
# Each pattern begins with a letter of its own: the engine then skips to that letter at the speed of a plain search.
_Q = re.compile(r"q(?!u)")
_H = re.compile(r"h(?:[12](?!\w)|(?!\w)(?<=[12]h))")
_FULL = re.compile(
    r"20[0-4]\d(?<![\d.,$£€]....)(?![\d%])(?!,\d{3})(?! (?:million|billion|percent|basis|stores|shares))"
)
_SPLIT = re.compile(r"(?:\s?/\s?|, |-|–)(?:20)?(\d\d)(?!\d|%)")
_SHORT = tuple(re.compile(rf"{sign}(\d\d)(?![\d%])") for sign in "'’‘")
_EDGE = re.compile(r"[.;\n?!]")
_AFTER_FISCAL = re.compile(
    r"(?:fiscal year|fiscal|financial year|fy) ?['’]?(\d\d)(?![\d%,.]?\d)(?:(?:\s?/\s?|, |-)(\d\d)(?!\d))?"
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A period as it was said. ``part`` is Q1-Q4, H1, H2, 9M, FY or ""; ``year`` is 0 where none was said."""

    start: int
    end: int
    part: str
    year: int
    fiscal: bool = False  # the year is called fiscal
    compared: bool = False  # words before it show that it is only compared with
    ahead: bool = False  # words before it show that it is still to come


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    part: str = ""
    year: int = 0
    fiscal: bool = False


def lowered(text: str) -> str:
    """The text in lower case with every character at its place (a few characters grow when they are lowered).

    >>> len(lowered("\\u0130stanbul"))
    8
    """
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def find_expressions(low: str, words: HeadWords, start: int = 0, end: int | None = None) -> list[Expression]:
    """The period expressions of a text that is lower case already, in order.

    >>> from oce_cli.reading.wording import head_words
    >>> text = "third quarter results for fiscal 2021, compared to the third quarter of 2020, and 2022 q1"
    >>> [(e.part, e.year, e.compared) for e in find_expressions(text, head_words())]
    [('Q3', 2021, False), ('Q3', 2020, True), ('Q1', 2022, False)]
    """
    stop = len(low) if end is None else end
    tokens = sorted(_tokens(low, words, start, stop), key=lambda token: (token.start, -token.end))
    found: list[Expression] = []
    used = -1
    for index, token in enumerate(tokens):
        if token.start < used:
            continue
        after = _next(tokens, index, token.end)
        if token.part:
            other = after
            hops = 0
            # "fourth quarter and full year 2020": the year may follow a second part.
            while other and other.part and not other.year and hops < 2 and _joined(low, token.end, other.start, words):
                other = _next(tokens, index, other.end)
                hops += 1
            if other and other.year and not other.part and _joined(low, token.end, other.start, words):
                found.append(_expression(low, token, other, token.start, other.end, words))
                used = token.end if hops else other.end
                continue
            found.append(_expression(low, token, None, token.start, token.end, words))
        elif after and after.part and _touching(low, token.end, after.start, words):
            found.append(_expression(low, after, token, token.start, after.end, words))
            used = after.end
        else:
            found.append(_expression(low, None, token, token.start, token.end, words))
    return found


def _next(tokens: list[_Token], index: int, end: int) -> _Token | None:
    """The first of the few tokens after ``index`` that begins at ``end`` or later."""
    return next((token for token in tokens[index + 1 : index + 9] if token.start >= end), None)


def _tokens(low: str, words: HeadWords, start: int, stop: int) -> Iterator[_Token]:
    yield from _quarters(low, words, start, stop)
    yield from _halves(low, words, start, stop)
    for phrase in words.years:
        at = low.find(phrase, start, stop)
        while at >= 0:
            yield _Token(at, at + len(phrase), "FY")
            at = low.find(phrase, at + 1, stop)
    for match in _FULL.finditer(low, start, stop):
        year, end = int(match.group()), match.end()
        split = _SPLIT.match(low, end)
        if split and int(split.group(1)) == (year + 1) % 100:
            year, end = year + 1, split.end()
        yield _Token(match.start(), end, "", year, _is_fiscal(low, match.start(), words))
    for pattern in _SHORT:
        for match in pattern.finditer(low, start, stop):
            number = int(match.group(1))
            if 10 <= number <= 49:
                yield _Token(match.start(), match.end(), "", 2000 + number, _is_fiscal(low, match.start(), words))
    for anchor in ("fiscal", "fy", "financial year"):
        at = low.find(anchor, start, stop)
        while at >= 0:
            short = _AFTER_FISCAL.match(low, at)
            if short and (at == 0 or not low[at - 1].isalnum()):
                number = int(short.group(2) or short.group(1))
                if 10 <= number <= 49:
                    yield _Token(short.start(1), short.end(), "", 2000 + number, True)
            at = low.find(anchor, at + 1, stop)


def _quarters(low: str, words: HeadWords, start: int, stop: int) -> Iterator[_Token]:
    at = low.find("quarter", start, stop)
    while at >= 0:
        before = low[max(start, at - 8) : at]
        word = (
            before.rstrip(" -").rpartition(" ")[2].rpartition("-")[2].rpartition("\n")[2] if before[-1:] in " -" else ""
        )
        number = words.ordinals.get(word, 0)
        if number:
            yield _Token(at - len(before) + before.rindex(word), at + 7, f"Q{number}")
        elif low[at + 7 : at + 8] == " ":
            follower = low[at + 8 : at + 14].split(" ")[0].strip(",.?")
            number = words.numbers.get(follower, 0)
            if number and not follower.isdigit():
                yield _Token(at, at + 8 + len(follower), f"Q{number}")
        at = low.find("quarter", at + 7, stop)
    for match in _Q.finditer(low, start, stop):
        token = _lettered(low, match.start(), "Q", "1234")
        if token:
            yield token


def _halves(low: str, words: HeadWords, start: int, stop: int) -> Iterator[_Token]:
    at = low.find("half", start, stop)
    while at >= 0:
        before = low[max(start, at - 8) : at]
        word = before.rstrip(" -").rpartition(" ")[2].rpartition("-")[2] if before[-1:] in " -" else ""
        number = words.ordinals.get(word, 0)
        if number in (1, 2):
            yield _Token(at - len(before) + before.rindex(word), at + 4, f"H{number}")
        elif low.startswith(("half year results", "half-year results", "half-year report"), at):
            yield _Token(at, at + 9, "H1")
        at = low.find("half", at + 4, stop)
    for match in _H.finditer(low, start, stop):
        token = _lettered(low, match.start(), "H", "12")
        if token:
            yield token
    for phrase, part in (
        ("nine month", "9M"),
        ("nine-month", "9M"),
        ("first three months", "Q1"),
        ("first six months", "H1"),
    ):
        at = low.find(phrase, start, stop)
        while at >= 0:
            yield _Token(
                at,
                at + len(phrase) + (part == "9M" and low[at + len(phrase) : at + len(phrase) + 1] == "s"),
                part,
            )
            at = low.find(phrase, at + 1, stop)


def _lettered(low: str, at: int, letter: str, digits: str) -> _Token | None:
    """``q3`` or ``3q`` around the letter at ``at``, where it stands as a word of its own."""
    before, after = low[max(0, at - 2) : at], low[at + 1 : at + 3]
    if after[:1] and after[0] in digits and not after[1:].isdigit() and not before[-1:].isalnum():
        return _Token(at, at + 2, letter + after[0])
    alone = not (before[:-1].isalnum() or before[:-1] in (".", ",", "$")) and not after[:1].isalpha()
    if before and before[-1] in digits and alone:
        return _Token(at - 1, at + 1, letter + before[-1])
    return None


def _joined(low: str, start: int, end: int, words: HeadWords) -> bool:
    """Whether only small words lie between a part and the year after it."""
    if end - start > _GAP or end < start:
        return False
    gap = low[start:end]
    return not any(c in gap for c in ".;:?!()\n") and all(
        word.strip(",-") in words.sets["between"] or not word.strip(",-") for word in gap.split()
    )


def _touching(low: str, start: int, end: int, words: HeadWords) -> bool:
    """Whether a part follows its year directly ("2021 third quarter")."""
    return low[start:end].strip(" -'") in ("", "fiscal", "s") and end - start < 12


def _is_fiscal(low: str, start: int, words: HeadWords) -> bool:
    near = low[max(0, start - 16) : start].replace("-", " ").split()
    return bool(near) and (near[-1] in words.sets["fiscal"] or near[-2:-1] in (["fiscal"], ["financial"]))


def _expression(
    low: str, part: _Token | None, year: _Token | None, start: int, end: int, words: HeadWords
) -> Expression:
    before = _EDGE.split(low[max(0, start - _BEFORE) : start])[-1].replace(",", "").split()[-5:]
    compared = not words.sets["compared"].isdisjoint(before[-4:]) and before[-3:-2] + before[-1:] != ["from", "to"]
    ahead = not words.sets["ahead"].isdisjoint(before)
    fiscal = bool(year and year.fiscal) or bool(part and year and "fiscal" in low[start:end])
    return Expression(start, end, part.part if part else "", year.year if year else 0, fiscal, compared, ahead)
