"""Where the numbers of a text stand: digit runs and number words, with their plain values."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from oce_cli.pipeline.quantities.figure import ONE, Figure
from oce_cli.pipeline.quantities.parts import join_parts, plain
from oce_cli.pipeline.quantities.patterns import Pattern
from oce_cli.pipeline.quantities.spoken import read_words
from oce_cli.pipeline.quantities.vocabulary import Vocabulary

_MOST_DIGITS = 26  # beyond that a run is a key or noise, and exact arithmetic would fail
_DIGITS = Pattern(r"\d+(?:[.,]\d+)*(?:e[+-]?\d{1,4}(?![\d.,a-z]*[\da-z]))?", re.ASCII)


_GROUPED = Pattern(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?")


_POINTED = Pattern(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")


@cache
def _word_pattern() -> re.Pattern[str]:
    from oce_cli.pipeline.quantities.vocabulary import vocabulary

    words = vocabulary()
    known = [*words.spoken, *words.ordinals, *words.decades, "half", "dozen", "dozens", "hundred", "hundreds"]
    known += [word for word in words.scales if len(word) > 3 and word not in ("hundred", "mill", "thous", "grand")]
    return re.compile(rf"\b{_branches(known)}(?![a-z])")


def _branches(words: list[str]) -> str:
    """A pattern for any of the words that shares their beginnings: three times as fast as a plain alternation.

    >>> _branches(["ten", "two", "twos"])
    't(?:en|wo(?:s)?)'
    """
    tails: dict[str, list[str]] = {}
    for word in words:
        if word:
            tails.setdefault(word[0], []).append(word[1:])
    if not tails:
        return ""
    body = "|".join(re.escape(head) + _branches(rest) for head, rest in sorted(tails.items()))
    if "" in words:
        return f"(?:{body})?"
    return f"(?:{body})" if len(tails) > 1 else body


def scan(flat: str, words: Vocabulary) -> list[Figure]:
    """All numbers in text order, as said, without what stands around them."""
    found: list[Figure] = []
    for match in _DIGITS.finditer(flat):
        found += _digits(flat, match.start(), match.group())
    taken = 0
    for match in _word_pattern().finditer(flat):
        start = match.start()
        if start < taken or (start and flat[start - 1] == "'"):
            continue
        figure = _word(flat, start, match.end(), words)
        found.append(figure)
        taken = figure.end
    found.sort(key=lambda figure: figure.start)
    return join_parts(flat, found, words)


def _digits(flat: str, start: int, body: str) -> list[Figure]:
    if len(body) > _MOST_DIGITS:
        return [Figure(start, start + len(body), Decimal(0), ONE, start, reason="too long")]
    if "e" in body:
        return _scientific(start, body)
    if body.isdigit():
        value, grain = Decimal(body), ONE
    elif _GROUPED.fullmatch(body):
        value, grain = plain(body.replace(",", ""))
    elif _POINTED.fullmatch(body):
        value, grain = plain(body.replace(".", "").replace(",", "."))
    elif body.count(".") == 1 and "," not in body:
        value, grain = plain(body)
    elif body.count(",") == 1 and _is_false_start(body):
        return _pieces(start, body)
    elif (
        body.count(",") == 1
        and "." not in body
        and len(body) - body.index(",") <= 3
        and _decimal_comma(flat, start, body)
    ):
        value, grain = plain(body.replace(",", "."))
    else:
        return _pieces(start, body)
    first = start
    if (
        body.isdigit()
        and start
        and flat[start - 1] == "."
        and (start < 2 or not flat[start - 2].isalnum())
        and (start < 2 or flat[start - 2] != ".")
    ):
        value, grain = plain("." + body)
        first = start - 1
    return [Figure(first, start + len(body), value, grain, first)]


def _scientific(start: int, body: str) -> list[Figure]:
    """ "1e6", "2.5E-3": digits with an exponent of ten."""
    digits, _, power = body.partition("e")
    end, exponent = start + len(body), int(power)
    if "," in digits or digits.count(".") > 1 or abs(exponent) + len(digits) > _MOST_DIGITS:
        return [Figure(start, end, Decimal(0), ONE, start, reason="too long")]
    value, grain = plain(digits)
    return [Figure(start, end, value.scaleb(exponent), grain.scaleb(exponent), start)]


def _decimal_comma(flat: str, start: int, body: str) -> bool:
    """Whether "12,5" is a number with a decimal comma: a sign, scale or currency stands right beside it."""
    after = flat[start + len(body) : start + len(body) + 9].lstrip(" ")
    before = flat[max(0, start - 4) : start].rstrip(" ")
    return after.startswith(
        ("%", "€", "mil", "bil", "mn", "bn", "mln", "mio", "percent", "pct", "per cent", "eur")
    ) or (before.endswith(("€", "eur")))


def _is_false_start(body: str) -> bool:
    """Whether "11,12" is two numbers, the second said in place of the first."""
    first, _, second = body.partition(",")
    return len(first) == len(second) == 2 and second.isdigit() and first.isdigit() and 0 < int(second) - int(first) <= 5


def _pieces(start: int, body: str) -> list[Figure]:
    """A run that is no one number ("2020,2021", "31.12.2020") as its single digit runs."""
    if body.count(".") >= 2 and "," not in body:
        if len(body.replace(".", "")) >= 10:
            return [Figure(start, start + len(body), Decimal(0), ONE, start, reason="telephone")]
        return [Figure(start, start + len(body), Decimal(0), ONE, start, reason="date" if len(body) >= 8 else "name")]
    pieces = []
    at = 0
    for part in body.split(","):
        value, grain = plain(part) if part.count(".") <= 1 else (Decimal(0), ONE)
        pieces.append(Figure(start + at, start + at + len(part), value, grain, start + at))
        at += len(part) + 1
    return pieces


def _after_article(flat: str, start: int, word: str, words: Vocabulary) -> Figure | None:
    """ "a hundred and fifty", "a thousand two hundred": a number whose first one is an article."""
    if word not in ("hundred", "thousand") or flat[max(0, start - 2) : start] != "a ":
        return None
    if flat[start - 3 : start - 2].isalnum():
        return None
    spoken = read_words(flat, start, words, begun=1)
    if spoken is None or len(spoken.parts) == 1:
        return None
    return Figure(start - 2, spoken.end, spoken.number, spoken.grain, start - 2, spelled=True)


def _word(flat: str, start: int, end: int, words: Vocabulary) -> Figure:
    word = flat[start:end]
    if word in words.ordinals:
        return Figure(start, end, Decimal(words.ordinals[word]), ONE, start, spelled=True, ordinal=True)
    if word in words.decades:
        return Figure(start, end, Decimal(words.decades[word]), ONE, start, spelled=True, form="decade")
    if word == "half":
        return Figure(start, end, Decimal("0.5"), Decimal("0.5"), start, spelled=True, form="half")
    if word in words.scales or word.startswith(("hundred", "dozen")):
        whole = _after_article(flat, start, word, words)
        if whole is not None:
            return whole
        number = Decimal(12) if word == "dozen" else ONE
        return Figure(start, end, number, ONE, start, spelled=True, loose=True)
    spoken = read_words(flat, start, words)
    if spoken is None:
        return Figure(start, end, Decimal(words.spoken[word]), ONE, start, spelled=True)
    figure = Figure(start, spoken.end, spoken.number, spoken.grain, start, spelled=True)
    if 1990 <= spoken.number <= 2100 and spoken.parts[0] == 2 and len(spoken.parts) > 1:
        figure.reason = "year"
    if flat.startswith(" dozen", figure.end) and not flat[figure.end + 6 : figure.end + 7].isalpha():
        figure.end += 6
        figure.number *= 12
        figure.grain = Decimal(12)
    return figure
