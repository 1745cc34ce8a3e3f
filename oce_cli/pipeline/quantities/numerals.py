"""Where the numbers of a text stand: digit runs and number words, with their plain values."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from oce_cli.pipeline.quantities.figure import Figure
from oce_cli.pipeline.quantities.spoken import read_part, read_words
from oce_cli.pipeline.quantities.vocabulary import Vocabulary

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?")
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_SPACED = re.compile(r"(?: \d{3})+(?![\d,/-]|\.\d{3})(?:\.\d+)?", re.ASCII)
_BROKEN = re.compile(r" \.(\d{1,3})(?= ?(?:million|billion|trillion|percent|%))|\. (\d{2,6})(?!\d)")  # "20 .8 trillion", "0. 991"
_FRACTION = re.compile(r"[ -](\d)/([2-8]|16)(?![\d/])|[ -]?([½¼¾⅓⅔⅛⅜⅝⅞])")
_SIGNS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667", "⅛": "0.125", "⅜": "0.375", "⅝": "0.625"}
_ODD = str.maketrans(
    {
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        "％": "%", "＄": "$", "．": ".", "，": ",", "＋": "+", "－": "-", "（": "(", "）": ")", "￥": "¥", "￡": "£",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " ", "\u2002": " ", "\u2003": " ", "\u2008": " ", "\t": " ",
        "\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\ufe63": "-", "\u2043": "-",
        "\u2014": "—", "\u2015": "—", "’": "'", "‘": "'", "﹪": "%", "٪": "%",
    }
)  # fmt: skip
ONE = Decimal(1)


def fold(text: str) -> str:
    """Lower case, plain digits, spaces, hyphens and apostrophes; as long as ``text``, so offsets stay.

    >>> fold("ＵＳ 5\u00a0% – İ")
    'ｕｓ 5 % - İ'
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(lower if len(lower := char.lower()) == 1 else char for char in text)
    return low if low.isascii() and "\t" not in low else low.translate(_ODD)


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
    return _joined(flat, found, words)


def _digits(flat: str, start: int, body: str) -> list[Figure]:
    if body.isdigit():
        value, grain = Decimal(body), ONE
    elif _GROUPED.fullmatch(body):
        value, grain = _plain(body.replace(",", ""))
    elif _POINTED.fullmatch(body):
        value, grain = _plain(body.replace(".", "").replace(",", "."))
    elif body.count(".") == 1 and "," not in body:
        value, grain = _plain(body)
    elif body.count(",") == 1 and _is_false_start(body):
        return _pieces(start, body)
    elif body.count(",") == 1 and "." not in body and len(body) - body.index(",") <= 3 and _decimal_comma(flat, start, body):
        value, grain = _plain(body.replace(",", "."))
    else:
        return _pieces(start, body)
    first = start
    if body.isdigit() and start and flat[start - 1] == "." and (start < 2 or not flat[start - 2].isalnum()) and (
        start < 2 or flat[start - 2] != "."
    ):
        value, grain = _plain("." + body)
        first = start - 1
    return [Figure(first, start + len(body), value, grain, first)]


def _plain(body: str) -> tuple[Decimal, Decimal]:
    value = Decimal(body)
    places = len(body) - body.index(".") - 1 if "." in body else 0
    return value, ONE.scaleb(-places)


def _decimal_comma(flat: str, start: int, body: str) -> bool:
    """Whether "12,5" is a number with a decimal comma: a sign, scale or currency stands right beside it."""
    after = flat[start + len(body) : start + len(body) + 9].lstrip(" ")
    before = flat[max(0, start - 4) : start].rstrip(" ")
    return after.startswith(("%", "€", "mil", "bil", "mn", "bn", "mln", "mio", "percent", "pct", "per cent", "eur")) or (
        before.endswith(("€", "eur"))
    )


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
        value, grain = _plain(part) if part.count(".") <= 1 else (Decimal(0), ONE)
        pieces.append(Figure(start + at, start + at + len(part), value, grain, start + at))
        at += len(part) + 1
    return pieces


def _word(flat: str, start: int, end: int, words: Vocabulary) -> Figure:
    word = flat[start:end]
    if word in words.ordinals:
        return Figure(start, end, Decimal(words.ordinals[word]), ONE, start, spelled=True, ordinal=True)
    if word in words.decades:
        return Figure(start, end, Decimal(words.decades[word]), ONE, start, spelled=True, form="decade")
    if word == "half":
        return Figure(start, end, Decimal("0.5"), Decimal("0.5"), start, spelled=True, form="half")
    if word in words.scales or word.startswith(("hundred", "dozen")):
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


def _joined(flat: str, found: list[Figure], words: Vocabulary) -> list[Figure]:
    """Numbers whose parts stand apart: "7 3/4", "1 234 567", "two and a half", "twenty twenty-one"."""
    kept: list[Figure] = []
    for figure in found:
        if kept and figure.start < kept[-1].end:
            continue
        if figure.number == figure.number.to_integral() and not figure.ordinal and not figure.form and not figure.loose:
            _extend(flat, figure)
            if not figure.spelled and flat[figure.end : figure.end + 1] == "/":
                _take_slash(flat, figure)
        last = kept[-1] if kept else None
        if last and _is_compound(flat, last, figure):
            last.end = figure.end
            continue
        if last and _is_spoken_year(flat, last, figure):
            last.end, last.number, last.reason = figure.end, last.number * 100 + figure.number, "year"
            continue
        kept.append(figure)
    return kept


_SLASH = re.compile(r"/(\d{1,2})(?![\d/.,-])")


def _take_slash(flat: str, figure: Figure) -> None:
    """Read "1/2", "3/4" as one number; what is said of it decides whether it is more than a fraction."""
    match = _SLASH.match(flat, figure.end)
    if match and figure.grain == ONE and 0 < figure.number < int(match.group(1)) <= 16:
        figure.number /= int(match.group(1))
        figure.grain, figure.end, figure.form = figure.number, match.end(), "fraction"


def _is_compound(flat: str, last: Figure, figure: Figure) -> bool:
    """Join "second half", "forty-third", "one half" and "one third" to one figure, with its reason."""
    if flat[last.end : figure.start] not in (" ", "-") or not last.spelled or last.loose:
        return False
    if last.ordinal and figure.form == "half":
        last.reason = "quarter"
    elif figure.ordinal and not last.ordinal and last.number % 10 == 0 and last.number >= 20:
        last.reason = "ordinal"
    elif not last.ordinal and last.number <= 3 and (figure.form == "half" or (figure.ordinal and figure.number > 2)):
        if figure.ordinal and flat.startswith((" quarter", " half"), figure.end):
            return False
        last.reason = "fraction"
    else:
        return False
    return True


def _is_spoken_year(flat: str, last: Figure, figure: Figure) -> bool:
    return (
        last.spelled
        and figure.spelled
        and last.number in (19, 20)
        and 10 <= figure.number < 100
        and not figure.form
        and flat[last.end : figure.start] == " "
    )


def _extend(flat: str, figure: Figure) -> None:
    if not figure.spelled and (match := _BROKEN.match(flat, figure.end)):
        if match.group(1) or figure.number == 0:
            digits = match.group(1) or match.group(2)
            figure.number, figure.grain = _plain(f"{figure.number}.{digits}")
            figure.end = match.end()
            return
    part = read_part(flat, figure.end)
    if part is not None:
        figure.end, figure.number = part[0], figure.number + part[1]
        figure.grain = Decimal("0.5") if part[1] == Decimal("0.5") else Decimal("0.25")
        return
    if figure.spelled:
        return
    following = flat[figure.end : figure.end + 1]
    if following in " -½¼¾⅓⅔⅛⅜⅝⅞" and (match := _FRACTION.match(flat, figure.end)):
        top, bottom, sign = match.groups()
        value = Decimal(_SIGNS.get(sign, "0.875")) if sign else Decimal(top) / Decimal(bottom)
        if value < 1 and figure.number < 1000:
            figure.end, figure.number, figure.grain = match.end(), figure.number + value, value
            return
    if following == " " and figure.number < 1000 and (match := _SPACED.match(flat, figure.end)):
        body = flat[figure.start : match.end()].replace(" ", "")
        tail = flat[match.end() : match.end() + 3]
        before = flat[max(0, figure.start - 2) : figure.start].strip()
        groups = match.group().count(" ")
        if flat[figure.start] != "0" and (groups > 1 or tail.lstrip()[:1] in ("%", "€", "$") or before[-1:] in tuple("$€£¥₹")):
            figure.end = match.end()
            figure.number, figure.grain = _plain(body)
