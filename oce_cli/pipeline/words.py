"""Sentences and words on characters.

Transcripts break sentence splitters in known places: abbreviations (U.S., Inc., vs., bps.), decimals, initials and
blank lines. A sentence never crosses a line end. Words are cut only for the sentences that a stage looks at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice

from oce_cli.model import Quantity, Row, Scene, Sentence, Turn, Word

ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof inc corp co ltd vs bps u.s u.k u.n no nos st jr sr e.g i.e etc approx est dept fig sen rep gov"
    " avg jan feb mar apr jun jul aug sep sept oct nov dec p.m a.m plc s.a n.v b.v ph.d messrs adj excl incl".split()
)
# an end mark before what is no small letter; a point behind small letters before anything ("last year. group sales")
_END = re.compile(r"""[.!?…]+[)\]"'”’]*(?=\s+[^\sa-z]|\s*$)|(?<=[a-z]{4})\.(?=\s)""")
_BULLETS = " \t\u00a0•▪●◦·"
_LAST = re.compile(r"[A-Za-z.]+$")
_BLANK = re.compile(r"\s*")
_DIGITS = re.compile(r"[0-9]+")
# What stages do with a sentence grows with the square of its words and numbers. Sentences of calls stay far below these
# bounds (700 characters, 30 numbers); one line of five megabytes must not.
LONGEST = 1_200
MOST_NUMBERS = 60
_WORD = re.compile(r"[^\W\d_][\w&’']*(?:\.(?=\w)[^\W\d_]+)*|\d[\w.,]*\w|\d|[^\w\s]")


def split(text: str, turns: Sequence[Turn] = ()) -> list[Sentence]:
    """All sentences of a text in order, with the turn each stands in.

    >>> text = "Sales in the U.S. rose 5 bps. vs. plan.\\nIt was $1.2bn."
    >>> [text[s.start:s.end] for s in split(text)]
    ['Sales in the U.S. rose 5 bps. vs. plan.', 'It was $1.2bn.']
    >>> text = "It rose last year. group sales fell approx. 5%."
    >>> [text[s.start:s.end] for s in split(text)]
    ['It rose last year.', 'group sales fell approx. 5%.']
    """
    starts = [turn.start for turn in turns]
    found: list[Sentence] = []
    at = 0
    for line in text.splitlines(keepends=True):
        for start, end in _of_line(line):
            turn = bisect_right(starts, at + end - 1) - 1
            if turn >= 0 and at + end > turns[turn].end:
                turn = -1
            found.append(Sentence(len(found), at + start, at + end, turn))
        at += len(line)
    return found


def _of_line(line: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of one line, without the bullet before it and the white space around it."""
    body = line.rstrip()
    start = len(body) - len(body.lstrip(_BULLETS))
    bounds = []
    for match in _END.finditer(body, start):
        if match.end() < len(body) and _is_abbreviation(body, match.start()):
            continue
        bounds += _parts(body, start, match.end())
        start = _BLANK.match(body, match.end()).end()  # type: ignore[union-attr]  # it always matches
    if start < len(body):
        bounds += _parts(body, start, len(body))
    return bounds


def _parts(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence as it is, or in parts, cut at a space where there is one, when it is longer than people speak.

    >>> [end - start for start, end in _parts("word " * 300, 0, 1_500)]
    [1199, 300]
    """
    parts = []
    while end - start > 2 * MOST_NUMBERS:  # a shorter one can not have too many numbers
        limit = min(end, start + LONGEST)
        numbers = [match.start() for match in islice(_DIGITS.finditer(body, start, limit), MOST_NUMBERS + 1)]
        if len(numbers) > MOST_NUMBERS:
            limit = numbers[-1]
        elif limit == end:
            break
        space = body.rfind(" ", start, limit)
        cut = space if space > start else limit
        parts.append((start, cut))
        start = cut + (body[cut] == " ")
    return [*parts, (start, end)] if start < end else parts


def _is_abbreviation(body: str, dot: int) -> bool:
    """Whether the point at ``dot`` belongs to the word before it (``Inc.``, ``J.``) and ends no sentence."""
    last = _LAST.search(body, max(0, dot - 12), dot)
    if last is None or body[dot] != ".":
        return False
    word = last.group().lower().strip(".")
    return word in ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i")


def cut(text: str, sentence: Sentence, quantities: Sequence[Quantity], first: int) -> tuple[Word, ...]:
    """The words of a sentence; ``first`` is the index of the first quantity that ends after the sentence's start.

    >>> from oce_cli.model import Sentence
    >>> [w.norm for w in cut("It's up, non-GAAP.", Sentence(0, 0, 18, -1), [], 0)]
    ["it's", 'up', ',', 'non', '-', 'gaap', '.']
    """
    words: list[Word] = []
    at = sentence.start
    for index in range(first, len(quantities)):
        quantity = quantities[index]
        if quantity.start >= sentence.end:
            break
        if quantity.start < at:
            continue
        _plain(text, at, quantity.start, words)
        words.append(Word(quantity.start, quantity.end, quantity.text, "#", index))
        at = quantity.end
    _plain(text, at, sentence.end, words)
    return tuple(words)


def cut_all(scene: Scene) -> None:
    """Cuts the words of every sentence of the scene."""
    first = 0
    quantities = scene.quantities
    for sentence in scene.sentences:
        while first < len(quantities) and quantities[first].end <= sentence.start:
            first += 1
        sentence.words = cut(scene.text, sentence, quantities, first)


def rows_of(scene: Scene) -> list[Row]:
    """An empty row for each quantity that may be one, in text order."""
    return [
        Row(scene.quantities[word.quantity], sentence.index, at)
        for sentence in scene.sentences
        for at, word in enumerate(sentence.words)
        if word.quantity >= 0 and not scene.quantities[word.quantity].reason
    ]


def _plain(text: str, start: int, end: int, words: list[Word]) -> None:
    new, add = tuple.__new__, words.append  # as quick as can be: this runs for every word of a text
    for match in _WORD.finditer(text, start, end):
        word = match.group()
        add(new(Word, (*match.span(), word, word.lower().replace("’", "'"), -1)))
