"""What a verb before a number leaves no doubt of: "which cut margins *by 5 points*" fell, "we grew sales *$5*" moved.

A verb stands over a number where only its object stands between them ("reduced our cost of sales by 5%", "grew revenue
$5 million"), or the object and number of the same verb before it ("impacted sales by $4 million and profit by $2
million").
"""

from __future__ import annotations

from functools import cache, partial

from oce_cli.lexicon import listed_words
from oce_cli.model import Row
from oce_cli.pipeline.cues import BREAKS, View
from oce_cli.pipeline.movement import is_burden, way_at
from oce_cli.pipeline.natures import SUMS, is_impact, is_stock, nature

_words = partial(listed_words, "certain")

_OBJECT = 8  # words of an object
_LIST = 4  # objects of one verb
_AMOUNTS = frozenset(("money", "points", "price", "physical"))
_BE = frozenset(("be", "been", "was", "were", "is", "are"))
_MOVING = _AMOUNTS | {"percent"}


@cache
def _stops() -> frozenset[str]:
    """Words that stand in no object: other verbs, conjunctions and marks."""
    classes = (listed_words("classes", name) for name in "VBCR")
    return frozenset(("", "#", "by", "to", "from", *BREAKS)).union(*classes) - {"us", "it", "the"}


def moved_measures(view: View, row: Row) -> tuple[str, ...]:
    """The measures that a verb leaves of a number, () where it leaves all.

    What a verb adds to its object or takes from it is no level and no share; a sum that was cut may still be told as
    the impact of what cut it. Costs that were cut by a sum are savings of that sum.
    """
    kind, at = row.quantity.kind, row.word
    if _lessens(row.metric):
        cut = verb_over(view, at, _words("cuts"), "by")
        return ("level",) if cut >= 0 and _is_burdened(view, row, cut) else ()
    if is_impact(row.metric) or nature(row) in ("flow", "growth"):
        return ()
    if kind in SUMS and _is_subject(view, at):
        return ("level",)
    if _lost(view, row):
        return ("change",)
    changed = kind in SUMS or (kind == "points" and row.metric_kind == "percent")
    moves = ("change",) if changed else ("growth", "change")
    by = verb_over(view, at, _movers(), "by") if kind in _MOVING else -1
    if by >= 0 and (kind not in SUMS or view.norm(by) in _words("grows") or _is_own(view, row, by)):
        return moves
    if kind in _AMOUNTS and (_hit_over(view, at) >= 0 or _is_undergone(view, at)):
        return moves
    if kind in _AMOUNTS:
        grown = verb_over(view, at, _movers(), "")
        if grown > 0 and view.norm(grown - 1) in _words("doers"):
            return moves
    return ()


def moved_sign(view: View, row: Row, moved: bool) -> int:
    """The sign that the verb over a number gives: -1 under one that cuts, hits or loses."""
    if _lessens(row.metric):
        return 0
    at = row.word
    if moved and (sign := _lost(view, row)):
        return sign
    cut = max(verb_over(view, at, _words("cuts"), "by"), verb_over(view, at, _words("cuts"), "") if moved else -1)
    if cut >= 0 and (moved or (row.quantity.kind in _MOVING and not _is_burdened(view, row, cut))):
        return -1
    hit = _hit_over(view, at)
    if hit >= 0:
        helped = view.norm(hit - 1) in _words("good")
        return 1 if helped else 0 if _is_burdened(view, row, hit) else -1
    return -1 if _is_undergone(view, at) else 0


def _is_own(view: View, row: Row, verb: int) -> bool:
    """Whether a sum that was cut is the metric's own: "we reduced debt by $5", "sales decreased by $5"."""
    alone = verb == view.previous(view.previous(row.word))
    return alone or is_burden(row.metric) or view.norm(verb - 1) in ("we", "you", "we've", "have", "also", "to")


@cache
def _movers() -> frozenset[str]:
    return _words("grows") | _words("cuts")


def verb_over(view: View, at: int, verbs: frozenset[str], link: str) -> int:
    """The verb over the number at word ``at``: with a ``link`` ("by") before the number or, with none, without.

    -1 where there is none. A passive verb has no object: "was reduced by 5%".
    """
    before = view.previous(at)
    for _ in range(_LIST):
        if link and view.norm(before) != link:
            return -1
        start = before - 1 if link else before
        place = start
        while place > start - _OBJECT and not _is_of(view, place, verbs) and not _parts(view, place, link):
            place -= 1
        if _is_of(view, place, verbs):
            return place if link or place < start else -1
        if not link or place == start:
            return -1
        last = place
        while view.norm(last) in (",", "and"):
            last -= 1
        if last == place or view.norm(last) != "#":
            return -1
        before = view.previous(last)
    return -1


def _is_of(view: View, place: int, verbs: frozenset[str]) -> bool:
    """Whether one of the verbs stands at a place; "the impact of" is a noun."""
    norm = view.norm(place)
    noun = norm in ("impact", "impacts") and view.norm(place + 1) in ("of", "from", "on", "to")
    return norm in verbs and not noun


def _parts(view: View, place: int, link: str) -> bool:
    """Whether the word at a place stands in no object of a verb before it; a bare object holds no preposition."""
    norm = view.norm(place)
    if norm == "growth":  # "reduced our inventory growth by 5%"
        return False
    if norm in ("impact", "impacts") or norm in _stops() or way_at(view, place):
        return True
    return not link and norm != "of" and norm in listed_words("classes", "P")


def _hit_over(view: View, at: int) -> int:
    """The verb of hitting whose object stands before "by" and the number, -1 where there is none."""
    hit = verb_over(view, at, _words("hit"), "by")
    return hit if hit < view.previous(at) - 1 else -1  # "was impacted by $9 million of X" has no object


def _is_undergone(view: View, at: int) -> bool:
    """Whether the metric was hit by the number itself: "EBITDA was impacted (by) $9 million", not by "$9 million of X"
    nor by "a $9 million write-off"."""
    verb = view.previous(at)
    if view.norm(verb) == "by":
        verb = view.previous(verb)
    if (
        view.norm(verb) not in _words("hit")
        or view.norm(verb - 1) not in _BE
        or view.norm(at - 1) in ("a", "an", "the")
    ):
        return False
    after = view.norm(at + 1)
    return after not in ("of", "from") and (
        after in ("", *BREAKS) or any(after in listed_words("classes", name) for name in "PCT")
    )


def _lost(view: View, row: Row) -> int:
    """-1 for what was lost, 1 for what was gained, 0 else: "we lost 80 basis points of share", "gained 70 boats"."""
    counted = row.quantity.kind == "count" and is_stock(row.metric)
    if not counted and (row.quantity.kind != "points" or row.metric_kind != "percent"):
        return 0
    verb = view.norm(view.previous(row.word))
    return -1 if verb in _words("loses") else 1 if verb in _words("wins") else 0


def _is_subject(view: View, at: int) -> bool:
    """Whether a sum is what beat or missed something: "EPS of *$1.20* beat our guidance"."""
    link = view.previous(at)
    noun = view.norm(link) == "of" and way_at(view, link - 1) == ""
    return noun and view.norm(at + 1) in _words("beats") and view.norm(at + 2) in _words("beaten")


def _is_burdened(view: View, row: Row, verb: int) -> bool:
    """Whether the object of a verb is a cost, which is better for being less."""
    return is_burden(row.metric) or any(is_burden(view.norm(place)) for place in range(verb + 1, row.word))


def _lessens(metric: str) -> bool:
    """Whether a metric is what was saved or taken away, which a verb of cutting makes no less."""
    return not _words("savings").isdisjoint(metric.split("_"))
