"""Whether a contradiction is more likely the speaker's than the table's.

Numbers that agree bear each other out: wrong rows seldom agree by chance. Numbers that do not agree are mostly rows
that were read wrong. So a contradiction is told only where nothing speaks for that.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from math import prod

from oce_cli.checks.judge import Claim
from oce_cli.checks.told import Book, Told

MOST_FACTS = 2  # of one key: where a key has more, the table cannot tell its facts apart


def is_credible(claim: Claim, verdict: str, book: Book, borne_out: AbstractSet[int]) -> bool:
    """Whether a claim that does not agree is worth telling. ``borne_out`` are the rows that agree with others."""
    if verdict == "contradicts":
        sure = prod(told.confidence for told in (claim.told, *claim.others))
        if sure <= 0.5 or _reads_otherwise(claim, book):  # more likely than not, one of the rows is wrong
            return False
    if claim.relation == "repeat" and verdict == "contradicts":
        return len(book.facts[claim.told.key]) <= MOST_FACTS and not borne_out >= set(claim.rows)
    return True


def _reads_otherwise(claim: Claim, book: Book) -> bool:
    """Whether the claim would agree if one of its numbers were another level of the same metric in the call.

    Then the segment or period of a row was rather read wrong.
    """
    if claim.relation == "repeat":
        return False
    for at, other in enumerate(claim.others):
        for rival in book.rows:
            if rival.row not in claim.rows and _may_stand_for(rival, other):
                terms = [*claim.others[:at], rival, *claim.others[at + 1 :]]
                try:
                    computed = claim.compute([term.interval for term in terms])
                except (ValueError, ZeroDivisionError):
                    continue
                if computed.meets(claim.told.interval):
                    return True
    return False


def _may_stand_for(rival: Told, other: Told) -> bool:
    one, two = rival.key, other.key
    same = (one.metric, one.measure, one.unit, one.status) == (two.metric, two.measure, two.unit, two.status)
    return same and rival.interval.closed and rival.value != other.value
