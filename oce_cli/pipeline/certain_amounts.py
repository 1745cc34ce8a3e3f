"""What a number is an amount of, told beside it: "a $2 million *reduction* in fees" moved them.

Also "an *increase of* cash *of* $6 million", "$5 million *of higher* maintenance costs", "8,000 *more* customers" and
"we *issued* $200 million of bonds".
"""

from __future__ import annotations

from functools import partial

from oce_cli.lexicon import listed_words
from oce_cli.model import Row
from oce_cli.pipeline.cues import BREAKS, View
from oce_cli.pipeline.natures import SUMS, is_impact, nature

_words = partial(listed_words, "certain")

_NAME = 7  # words of what was moved
_BETWEEN = 3  # words between a number and the noun of its movement
_FAR = 14  # words and hyphens from the number to it: "year-over-year"


def is_amount_moved(view: View, row: Row) -> bool:
    """Whether a sum or a count is the amount by which something moved, not where it stands.

    >>> from decimal import Decimal
    >>> from oce_cli.model import Quantity, Sentence
    >>> from oce_cli.pipeline.words import cut
    >>> two = Quantity(9, 11, "$2", "money", Decimal(2), Decimal(2), Decimal(2), "exact", "USD", Decimal(1))
    >>> text = "We had a $2 reduction in fees."
    >>> view = View(cut(text, Sentence(0, 0, len(text), -1), [two], 0), ())
    >>> [is_amount_moved(view, Row(two, 0, 3, metric=metric)) for metric in ("fees", "cost_savings")]
    [True, False]
    """
    kind, at = row.quantity.kind, row.word
    if is_impact(row.metric) or not _words("savings").isdisjoint(row.metric.split("_")):
        return False
    following = view.norm(at + 2)
    if kind in ("count", *SUMS) and view.norm(at + 1) == "more" and following != "than":
        return nature(row) != "flow" and following not in ("", *BREAKS) and not is_function(following)
    if kind not in SUMS:
        return False
    compared = view.norm(at + 1) in ("better", "worse", *_words("more", "less")) and following == "than"
    more = compared or (kind == "money" and _is_of_more(view, at))
    return more or _is_called(view, at) or _is_of_move(view, at) or is_added(view, row)


def is_added(view: View, row: Row) -> bool:
    """Whether a sum came on top of what was there: "$9 million *of growth in* deposits", "we *issued* $200 million of
    bonds"."""
    if row.quantity.kind in SUMS and [view.norm(row.word + step) for step in (1, 2, 3)] == ["of", "growth", "in"]:
        return True
    if row.quantity.kind != "money" or row.metric not in _words("balances"):
        return False
    verb = view.previous(row.word)
    while view.norm(verb) in ("an", "additional"):
        verb = view.previous(verb)
    return view.norm(verb) in _words("adds")


def _is_called(view: View, at: int) -> bool:
    """Whether a noun of movement is right behind a number, or behind one with an article: "a $5 million *drop*"."""
    if view.norm(at + 1) in _words("amounts") and view.norm(at + 2) == "in":
        return True
    article = at - 1
    while article in view.light and view.norm(article) not in _words("articles"):
        article -= 1
    if view.norm(article) not in _words("articles"):
        return False
    count = 0
    for place in range(at + 1, at + _FAR):
        norm = view.norm(place)
        if norm in _words("amounts"):
            return True
        if norm in ("-", "per", "over") or view.norm(place - 1) == "-":
            continue
        count += 1
        if count > _BETWEEN or norm in ("", "#", "a", "an", *BREAKS) or is_function(norm):
            return False
    return False


def _is_of_move(view: View, at: int) -> bool:
    """Whether a number is told with "of" behind what moved: "an *increase of* cash and equivalents *of* $6 million"."""
    of = view.previous(at)
    if view.norm(of) != "of":
        return False
    for place in range(of - 1, max(0, of - 2 - _NAME), -1):
        norm = view.norm(place)
        if norm in ("of", "in"):
            return place < of - 1 and view.norm(place - 1) in _words("amounts")
        if norm not in ("and", "&", "the", "our") and (norm in ("#", *BREAKS) or is_function(norm)):
            return False
    return False


def _is_of_more(view: View, at: int) -> bool:
    """Whether a sum is how much more or less of something there was: "$5 million *of higher* maintenance costs"."""
    return view.norm(at + 1) == "of" and view.norm(at + 2) in ("higher", "lower", "increased", "reduced")


def is_function(norm: str) -> bool:
    """Whether a word is a preposition, a verb, a conjunction or the like, which ends the name of something."""
    return any(norm in listed_words("classes", name) for name in "PVBCR")
