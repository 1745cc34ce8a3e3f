"""What a sentence leaves out of a figure: the object of "excluding", by what it is.

"Excluding restructuring charges" makes a figure adjusted, "excluding currency" tells growth in constant currency, and
"excluding the north" cuts a part of the company off, which makes no other basis.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from oce_cli.lexicon import listed_words
from oce_cli.model import Row
from oce_cli.pipeline.cues import BREAKS, Cue, View

_words = partial(listed_words, "left_out")

_LONGEST = 14  # words of an object


class LeftOut(NamedTuple):
    """A word of leaving out with its object, as word numbers, half open."""

    start: int
    end: int
    kind: str  # items, currency, deals or other


def left_out(view: View) -> list[LeftOut]:
    """The objects of a sentence that are left out, in text order, looked for once.

    >>> from oce_cli.model import Sentence
    >>> from oce_cli.pipeline import cues
    >>> from oce_cli.pipeline.words import cut
    >>> text = "Excluding special items, we grew in the quarter."
    >>> said = cut(text, Sentence(0, 0, len(text), -1), [], 0)
    >>> left_out(View(said, cues.find(said, cues.phrases())))
    [LeftOut(start=0, end=3, kind='items')]
    """
    found = view.memo.get(("left out",))
    if not isinstance(found, list):
        found = view.memo["left out",] = [_object(view, cue.start, cue.end) for cue in view.groups.get("excluding", ())]
    return found


def kind_of(view: View, cue: Cue) -> str:
    """What kind of object a word of leaving out has."""
    return next((out.kind for out in left_out(view) if out.start == cue.start), "other")


def _object(view: View, start: int, end: int) -> LeftOut:
    at = end + (view.norm(end) == ".")  # "excl. currency"
    while at < end + _LONGEST:
        norm = view.norm(at)
        if not norm or norm == "#" or (norm in BREAKS) or norm in _words("verbs"):
            break
        at += 1
    said = {view.norm(place) for place in range(end, at)}
    kinds = [kind for kind in ("currency", "items", "deals") if not _words(kind).isdisjoint(said)]
    if "currency" in kinds:  # "currency and fuel" leaves more out than currency
        kind = "other" if said & {"and", "or"} or len(kinds) > 1 else "currency"
    elif kinds:
        kind = kinds[0]
    else:
        kind = "other" if view.bought.isdisjoint(said) else "deals"
    return LeftOut(start, at, kind)


def is_taken_out(view: View, row: Row) -> Cue | None:
    """The verb whose object a number is: "EPS *excludes* a charge of $2"; such a number is no adjusted one."""
    if row.measure != "level" or row.quantity.kind != "money":
        return None
    place = row.word - 1
    while view.norm(place) in _words("object"):
        place -= 1
    for at in range(place, place - 4, -1):
        norm = view.norm(at)
        if norm in _words("taking"):
            own = any(at < cue.start < row.word + 9 for cue in view.groups.get("adjusted", ()))
            return None if own else Cue(at, at + 1, "excluding")
        if not norm or norm == "#" or norm in BREAKS or norm in _words("verbs"):
            return None
    return None


def by_object(view: View, row: Row, nature: str) -> tuple[str, Cue] | None:
    """The basis that follows from what is left out of a number or of its metric's name, with the words that say so."""
    for out in left_out(view):
        grown = out.kind == "deals" and nature == "bare" and row.measure == "growth"
        head = (grown or (out.kind == "items" and nature == "profit")) and _is_head(view, row.word, out)
        if not (head or _is_tail(view, row.word, out) or _is_of_name(view, row.word, out)):
            continue
        cue = Cue(out.start, out.end, "excluding")
        if out.kind == "currency" and row.measure == "growth" and "organic" not in view.groups:
            return "constant_currency", cue
        if grown and {"constant", "proforma"}.isdisjoint(view.groups):
            return "organic", cue
        charge = not _words("charges").isdisjoint(row.metric.split("_"))
        if out.kind == "items" and not charge and {"organic", "constant"}.isdisjoint(view.groups):
            return "adjusted", cue
    return None


def where_of(view: View, at: int, out: LeftOut) -> str:
    """Where something is left out as seen from a number: head of its sentence, name, tail, or "" for elsewhere."""
    for where, stands in (("name", _is_of_name), ("tail", _is_tail), ("head", _is_head)):
        if stands(view, at, out):
            return where
    return ""


def _is_head(view: View, at: int, out: LeftOut) -> bool:
    """Whether a sentence begins with what is left out: "Excluding special items, earnings were $2"."""
    return out.start <= 1 and out.end <= at and not view.between(Cue(out.start, out.end, ""), out.end, at).numbers


def _is_tail(view: View, at: int, out: LeftOut) -> bool:
    """Whether something is left out right behind a number: "it was $2 per share excluding special items"."""
    said = [view.norm(place) for place in range(at + 1, out.start)]
    return at < out.start and said.count(",") <= 1 and _words("behind").issuperset(said)


def _is_of_name(view: View, at: int, out: LeftOut) -> bool:
    """Whether something is left out of the metric's name: "earnings excluding special items were $2"."""
    if not 1 < out.start < out.end < at or view.norm(out.end) not in _words("verbs"):
        return False
    near = view.between(Cue(out.start, out.end, ""), out.end, at)
    return not near.numbers and not near.breaks and near.gap <= 4
