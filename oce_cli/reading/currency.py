"""What a bare dollar sign means in a call."""

from __future__ import annotations

from collections import defaultdict

from oce_cli.model import Span
from oce_cli.reading.wording import HeadWords

_AROUND = 90  # characters around a mention in which a blanket phrase may stand
HOME = "USD"  # what a bare dollar is where nothing is said


def find_currency(low: str, words: HeadWords) -> tuple[str, Span | None]:
    """The ISO code that a bare "$" stands for, "" where the text doesn't say, and the words that say so.

    A sentence about all amounts of the call outweighs single mentions of amounts in a named dollar, and those count only
    where no other dollar is named as often.

    >>> from oce_cli.reading.wording import head_words
    >>> find_currency("all figures are in canadian dollars. sales were $5.", head_words())[0]
    'CAD'
    >>> find_currency("revenue of 5 million u.s. dollars.", head_words())[0]
    ''
    """
    votes: defaultdict[str, float] = defaultdict(float)
    spans: dict[str, Span] = {}
    for phrase, code in words.dollars.items():
        at = low.find(phrase)
        while at >= 0:
            end = at + len(phrase)
            if not low[end : end + 1].isalnum() and not (at and low[at - 1].isalnum()):
                edge = max(
                    low.rfind(". ", max(0, at - _AROUND), at), low.rfind("\n", max(0, at - _AROUND), at)
                )
                before = low[max(edge + 1, at - _AROUND, 0) : at]
                if any(words_all in before for words_all in words.blanket):
                    votes[code] += words.blanket_weight
                    spans[code] = Span(at, end)
            at = low.find(phrase, end)
    if not votes:
        return "", None
    best = max(votes, key=lambda code: votes[code])
    if sum(votes.values()) - votes[best] >= votes[best]:
        return "", None
    return best, spans[best]
