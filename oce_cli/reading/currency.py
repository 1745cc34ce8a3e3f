"""What a bare dollar sign means in a call."""

from __future__ import annotations

from collections import defaultdict

from oce_cli.model import Span
from oce_cli.reading.wording import HeadWords

_AROUND = 90  # characters before a mention in which a blanket phrase may stand


def find_currency(low: str, words: HeadWords) -> tuple[str, Span | None]:
    """The ISO code that a bare "$" stands for, "" where the text doesn't say, and the words that say so.

    Only a sentence about the amounts of the whole call counts; that single amounts are in a named dollar rather shows
    that the bare one is another. Where sentences contradict each other, the majority wins, and a tie tells nothing.

    >>> from oce_cli.reading.wording import head_words
    >>> find_currency("all figures are in canadian dollars. sales were $5.", head_words())[0]
    'CAD'
    >>> find_currency("revenue of 5 million u.s. dollars.", head_words())[0]
    ''
    """
    votes: defaultdict[str, int] = defaultdict(int)
    spans: dict[str, Span] = {}
    for phrase, code in words.dollars.items():
        at = low.find(phrase)
        while at >= 0:
            end = at + len(phrase)
            if not low[end : end + 1].isalnum() and not (at and low[at - 1].isalnum()):
                edge = max(low.rfind(". ", max(0, at - _AROUND), at), low.rfind("\n", max(0, at - _AROUND), at))
                before = low[max(edge + 1, at - _AROUND, 0) : at]
                if any(blanket in before for blanket in words.blanket):
                    votes[code] += 1
                    spans[code] = Span(at, end)
            at = low.find(phrase, end)
    if not votes:
        return "", None
    best = max(votes, key=lambda code: votes[code])
    if sum(votes.values()) - votes[best] >= votes[best]:
        return "", None
    return best, spans[best]
