"""Words as features see them: names and figures are hidden.

Weights then learn how calls are told, not who tells them: a word with a capital inside of a sentence is "Name", a
number is "#". What stands in a few texts only is left out when the weights are fitted (``training.fit``).
"""

from __future__ import annotations

from collections.abc import Sequence

from oce_cli.model import Word

NAME = "Name"
OUTSIDE = "^"  # before the first word and behind the last


def plain(words: Sequence[Word]) -> tuple[str, ...]:
    """The words of a sentence in lower case, without names and figures.

    >>> said = [Word(0, 2, "At", "at", -1), Word(3, 7, "Acme", "acme", -1), Word(8, 9, "5", "#", 0)]
    >>> plain(said)
    ('at', 'Name', '#')
    """
    said = [word.norm if word.text == word.norm or word.quantity >= 0 else _hidden(word) for word in words]
    if words:
        said[0] = words[0].norm
    return tuple(said)


def _hidden(word: Word) -> str:
    return NAME if word.text[:1].isupper() else word.norm


def around(said: Sequence[str], first: int, end: int) -> tuple[str, str, str, str]:
    """The two words before ``said[first:end]`` and the two behind it, in text order.

    >>> around(("our", "gross", "margin", "was", "#"), 1, 3)
    ('^', 'our', 'was', '#')
    """
    count = len(said)
    return (
        said[first - 2] if first > 1 else OUTSIDE,
        said[first - 1] if first > 0 else OUTSIDE,
        said[end] if end < count else OUTSIDE,
        said[end + 1] if end + 1 < count else OUTSIDE,
    )


def beside(said: Sequence[str], at: int) -> list[str]:
    """The words beside the number ``said[at]`` and at the head of its sentence, as names of features.

    >>> beside(("sales", "were", "#"), 2)[:2]
    ['word before=were', 'words before=sales were']
    """
    second, before, after, next_one = around(said, at, at + 1)
    return [
        f"word before={before}",
        f"words before={second} {before}",
        f"word behind={after}",
        f"words behind={after} {next_one}",
        *begins(said),
    ]


def begins(said: Sequence[str]) -> list[str]:
    """The first words of a sentence, as names of features."""
    return [f"begins={said[0]}", f"begins={' '.join(said[:2])}"]


def named(metric: str) -> list[str]:
    """The words of a metric's id, as names of features.

    >>> named("gross_margin")
    ['metric word=gross', 'metric word=margin']
    """
    return [f"metric word={word}" for word in dict.fromkeys(metric.split("_"))]


def window(said: Sequence[str], at: int, reach: int = 6) -> tuple[tuple[str, Sequence[str]], tuple[str, Sequence[str]]]:
    """The words within reach of the number ``said[at]`` on either side, each once, under what is said of them.

    >>> window(("sales", "were", "#", "or", "so"), 2, reach=1)
    (('near<', ('were',)), ('near>', ('or',)))
    """
    before, after = said[max(0, at - reach) : at], said[at + 1 : at + 1 + reach]
    return ("near<", tuple(dict.fromkeys(before))), ("near>", tuple(dict.fromkeys(after)))
