"""Signs and measures that a few words leave no doubt of, whatever else the sentence says.

"5% lower" fell, "a $12 million headwind" took away, a margin that improved "to 41%" is at 41%, "6.5% senior notes" bear
that rate. What stands here narrows the choice; where it says nothing the chooser decides alone.
"""

from __future__ import annotations

from functools import partial

from oce_cli.lexicon import listed_words
from oce_cli.model import Row
from oce_cli.pipeline.certain_nouns import base_sign, loss_sign, reached_sign, told_measure, told_sign
from oce_cli.pipeline.certain_verbs import moved_measures, moved_sign
from oce_cli.pipeline.cues import BREAKS, View
from oce_cli.pipeline.movement import LOOSE, build, way_at
from oce_cli.pipeline.natures import is_impact

_words = partial(listed_words, "certain")

_TO = frozenset(("M to #", "M .. to #", "m to #"))
_AGAINST = frozenset(("compared", "relative", "due", "similar", "according", "prior", "contrast"))
_OPEN = frozenset(("", *LOOSE))  # no movement, or words that may or may not tell one
_AMOUNTS = frozenset(("money", "physical", "points"))
_FAR = 4  # words between a number and what tells its sign


def sign_of(view: View, row: Row, measure: str) -> int:
    """The sign of the number for a measure, -1 or 1; 0 where the words leave it open or a sign is written.

    >>> from decimal import Decimal
    >>> from oce_cli.model import Quantity, Sentence
    >>> from oce_cli.pipeline.words import cut
    >>> five = Quantity(7, 9, "5%", "percent", Decimal(5), Decimal(5), Decimal(5), "exact", "percent", Decimal(1))
    >>> text = "It was 5% lower."
    >>> view = View(cut(text, Sentence(0, 0, len(text), -1), [five], 0), ())
    >>> sign_of(view, Row(five, 0, 2, metric="revenue"), "growth"), sign_of(view, Row(five, 0, 2), "level")
    (-1, 0)
    """
    if row.quantity.signed or measure == "share":
        return 0
    at = row.word
    moved = measure in ("growth", "change")
    lost = loss_sign(view, row, moved)
    if lost:
        return lost
    if moved and way_at(view, view.previous(at)) in _OPEN:
        following = view.norm(at + 1)
        if following in _words("more") or following in _words("less"):
            return 1 if following in _words("more") else -1
    sign = _after(view, row, moved) or _before(view, row, moved) or moved_sign(view, row, moved)
    if sign or not moved:
        return sign
    reached = reached_sign(view, at) or base_sign(view, at) or (1 if _is_reached(view, at) else 0)
    return told_sign(view, row) or reached


def measures_of(view: View, row: Row, last: Row | None = None) -> tuple[str, ...]:
    """The measures that are left for a number; () where all are. ``last`` is the row before.

    >>> from decimal import Decimal
    >>> from oce_cli.model import Quantity, Sentence
    >>> from oce_cli.pipeline.words import cut
    >>> rate = Quantity(10, 14, "6.5%", "percent", Decimal("6.5"), None, None, "exact", "percent", Decimal("0.1"))
    >>> text = "We repaid 6.5% senior notes."
    >>> words = cut(text, Sentence(0, 0, len(text), -1), [rate], 0)
    >>> measures_of(View(words, ()), Row(rate, 0, 2))
    ('level',)
    """
    if row.quantity.kind == "percent":
        at = row.word + 1
        while view.norm(at) in _words("of_notes") and at - row.word < _FAR:
            at += 1
        if view.norm(at) in _words("notes") or (at > row.word + 1 and view.norm(at - 1) in _words("notes")):
            return ("level",)
        if last is not None and last.measure == "change" and _is_said_again(view, row, last):
            return ("growth",)
    if last is not None and _is_converted(view, row, last):
        return (last.measure,)
    if row.quantity.kind == "points" and _is_reached(view, row.word):
        return ("level",)
    if _is_added_on(view, row):
        return ("level",)
    if told := told_measure(view, row):
        return (told,)
    if moves := moved_measures(view, row):
        return moves
    if row.quantity.kind in _AMOUNTS and not is_impact(row.metric) and _is_judged(view, row.word):
        return ("change",)
    return ("level",) if _noun_after(view, row.word, _words("effects")) else ()


def _is_judged(view: View, at: int) -> bool:
    """Whether an amount is called good or bad against another: "$6 million (and $7 million) favorable compared to"."""
    if view.norm(at + 1) == "and" and view.norm(at + 2) == "#":
        at += 2
    judged = view.norm(at + 1) in _words("bad", "good") and not view.norm(at + 1).endswith("ly")
    return judged and view.norm(at + 2) in _words("set_against")


def _is_said_again(view: View, row: Row, last: Row) -> bool:
    """Whether a percent only says a moved amount again: "down $21 million, or 9%"."""
    if last.sentence != row.sentence or last.quantity.kind not in ("money", "physical"):
        return False
    between = [view.norm(at) for at in range(last.word + 1, row.word) if at not in view.light and view.norm(at) != ","]
    return between == ["or"]


def _is_converted(view: View, row: Row, last: Row) -> bool:
    """Whether a sum only says the one before in another currency: "fell by EUR 5 million, *which is* USD 6 million"."""
    if last.sentence != row.sentence or (last.quantity.kind, row.quantity.kind) != ("money", "money"):
        return False
    between = [view.norm(at) for at in range(last.word + 1, row.word) if at not in view.light]
    return between in ([",", "which", "is"], [",", "that", "is"], [",", "or"], ["or"]) and (
        last.quantity.unit != row.quantity.unit
    )


def _is_added_on(view: View, row: Row) -> bool:
    """Whether points or the percent of an impact were added to something: "freight *added* 50 basis points"."""
    kind = row.quantity.kind
    if kind != "points" and not (kind == "percent" and is_impact(row.metric)):
        return False
    return view.norm(view.previous(row.word)) in listed_words("impact", "adding")


def _is_reached(view: View, at: int) -> bool:
    """Whether a movement went to the number: "improved to 41%", not "compared to"."""
    if build(view, at) not in _TO or way_at(view, at + 1):
        return False
    to = view.previous(at)
    return view.norm(to) == "to" and view.norm(view.previous(to)) not in _AGAINST


def _after(view: View, row: Row, moved: bool) -> int:
    """The sign that a noun near after the number gives: "a 5% headwind", "$2 million of net outflows"."""
    at = row.word
    found = _noun_after(view, at, _words("hurts", "helps"))
    if found:
        return -1 if found in _words("hurts") else 1
    cost = not _words("charged").isdisjoint(row.metric.split("_"))
    place = at + 2 if view.norm(at + 1) == "net" else at + 1
    if cost and view.norm(place) in _words("credit") and view.norm(place + 1) in ("to", "in", "from", "for", "of"):
        return -1
    told = _noun_after(view, at, _words("bad") - set(row.metric.split("_")))
    return -1 if told and not moved and not told.endswith("ly") and _follows_of(view, at, told) else 0


def _follows_of(view: View, at: int, word: str) -> bool:
    """Whether "of" leads from a number to the word: "$2 million of unfavorable items"."""
    place = at + 1
    while view.norm(place) != word:
        place += 1
    return view.norm(place - 1) == "of"


def _noun_after(view: View, at: int, wanted: frozenset[str]) -> str:
    """The first of the words that stands near after a number with nothing between that parts them."""
    for place in range(at + 1, at + 2 + _FAR):
        norm = view.norm(place)
        if norm in wanted:
            return norm
        if not norm or norm == "#" or norm in BREAKS or (norm in _words("apart") and not _is_in_flow(view, place)):
            return ""
    return ""


def _is_in_flow(view: View, place: int) -> bool:
    """Whether "in" goes on to a flow: "$2 million in net outflows"."""
    flows = ("outflow", "outflows", "inflow", "inflows")
    return view.norm(place) == "in" and any(view.norm(place + step) in flows for step in (1, 2))


def _before(view: View, row: Row, moved: bool) -> int:
    """The sign that words before "of" or "by" and the number give: "a loss of $2", "negatively impacted by 5%"."""
    link = view.previous(row.word)
    if view.norm(link) not in ("of", "by"):
        return 0
    tell = _of if view.norm(link) == "of" else _by
    parts = frozenset(row.metric.split("_"))
    for place in range(link - 1, max(-1, link - 2 - _FAR), -1):
        norm = view.norm(place)
        if not norm or norm == "#" or norm in BREAKS:
            return 0
        sign = tell(norm, link - place, parts, moved)
        if sign is not None:
            helped = norm in _words("hit") and view.norm(place - 1) in _words("good")  # "positively impacted us by"
            return 1 if helped else sign
    return 0


def _of(word: str, far: int, parts: frozenset[str], moved: bool) -> int | None:
    """What a word says that stands ``far`` words before "of" and the number; None where it says nothing."""
    near = far == 1
    if near and not moved and word in _words("gain"):
        return 1
    if near and word in _words("loss"):
        return 0 if parts & _words("loss") else -1
    if near and word in _words("hurts", "helps"):
        return -1 if word in _words("hurts") else 1
    if (word in _words("credit") and parts & _words("charged")) or (word in _words("used") and "cash" in parts):
        return -1
    return -1 if word in _words("bad") - parts and not word.endswith("ly") else None


def _by(word: str, far: int, parts: frozenset[str], moved: bool) -> int | None:
    """What a word says that stands ``far`` words before "by" and the number; None where it says nothing."""
    if word in _words("bad", "good"):
        return -1 if word in _words("bad") else 1
    return -1 if far > 1 and word in _words("hit") and not moved else None
