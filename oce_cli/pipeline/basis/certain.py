"""Bases that the words at a number leave no doubt of, whatever else the sentence says.

"5% *on an organic basis*", "*organic growth* of 5%", "*on a GAAP basis*, it was $2", "it excludes *a charge of* $2",
"*adjusted second quarter* EPS". What stands here narrows the choice; where it says nothing the chooser decides alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from oce_cli.lexicon import listed_words
from oce_cli.model import Row
from oce_cli.pipeline.basis.blankets import is_basis
from oce_cli.pipeline.basis.evidence import owner
from oce_cli.pipeline.basis.footing import WORDS, on_mention
from oce_cli.pipeline.basis.left_out import by_object, is_taken_out
from oce_cli.pipeline.basis.natures import nature
from oce_cli.pipeline.cues import BREAKS, Cue, View

_words = partial(listed_words, "basis")

_GROWTH = ("constant", "organic", "adjusted")
_GROUPS = frozenset(_GROWTH)
_TELLING = frozenset((*WORDS, "gaap", "excluding"))
_HEAD = 5  # words within which a sentence begins with its basis
_FEW = 8  # words between a number and its growth
_NEAR = 4  # words between a growth and the word of its basis
_WIDE = 8  # words between a number and "on a ... basis"
_SPLIT = 5  # words between "adjusted" and the rest of a name


class Sure(NamedTuple):
    """A basis that is sure, the name of the rule, and the words that say so."""

    value: str
    rule: str
    cue: Cue


def basis_of(view: View, row: Row, mention: tuple[int, int] | None) -> Sure | None:
    """The basis that is left for a number, None where the words leave it open. ``mention``: the words of its metric."""
    silent = _TELLING.isdisjoint(view.groups)  # most sentences have no word of a basis
    if not silent:
        if row.measure == "growth" and (told := _on_growth(view, row.word)):
            return told
        if told := _behind(view).get(row.word):
            return told
    if (cue := is_taken_out(view, row)) is not None:
        return Sure("reported", "object of exclude", cue)
    if not silent:
        if told := _at_head(view, row) or _before(view, row):
            return told
        if (out := by_object(view, row, nature(row.metric))) is not None:
            return Sure(out[0], "left out", out[1])
    if mention is None:
        return None
    if told := _in_name(view, row, mention):
        return told
    return None if silent else _plain(view, row, mention)


def _behind(view: View) -> dict[int, Sure]:
    """The bases that stand right behind numbers, by the numbers' places, looked for once a sentence."""
    found = view.memo.get(("behind",))
    if isinstance(found, dict):
        return found
    made: dict[int, Sure] = {}
    view.memo["behind",] = made
    for group in (*_GROWTH, "gaap"):
        for cue in view.groups.get(group, ()):
            if group in ("adjusted", "gaap") and not is_basis(view, cue):
                continue
            if group == "gaap" and any(other.end <= cue.start for other in view.groups.get("adjusted", ())):
                continue  # "adjusted EPS rose 5% on a reported basis" is adjusted all the same
            at = owner(view, cue)
            if at >= 0 and not _leads_on(view, at, cue):
                sure = Sure(WORDS.get(group, "reported"), "right behind", cue)
                made.setdefault(at, sure)
                if group in WORDS and view.norm(at - 1) == "to" and view.norm(at - 2) == "#":
                    made.setdefault(at - 2, sure)  # "up 5% to $9 million on an organic basis"
    return made


def _leads_on(view: View, at: int, cue: Cue) -> bool:
    """Whether a word of a basis begins what follows: "5%, and on an organic basis it was 6%"."""
    if not any(view.norm(place) in BREAKS or view.norm(place) == "and" for place in range(at, cue.start)):
        return False
    end = cue.end
    while view.norm(end) in ("basis", "-"):
        end += 1
    if view.norm(end) == ",":
        return True
    for place in range(end, len(view.words)):
        norm = view.norm(place)
        if norm == "#":
            return True
        if norm in BREAKS or norm in ("and", "or") or norm in _words("against"):
            return False
    return False


def _on_growth(view: View, at: int) -> Sure | None:
    """The basis that stands on the growth that a number tells: "organic growth of 5%", "5% organic growth"."""
    if _GROUPS.isdisjoint(view.groups):
        return None
    place = view.previous(at)
    steps = 0
    while steps < _FEW and (view.norm(place) in _words("links") or _is_year(view, place)):
        place, steps = view.previous(place), steps + 1
    grown = view.norm(place) in _words("growth")
    first = at + 1
    if view.norm(first) in _words("growth") and view.norm(first + 1) == "in":
        first += 2
    for group, cue in _of_growth(view):
        ahead = cue.start == first and any(view.norm(end) in _words("growing") for end in _reached(view, cue.end - 1))
        if ahead or (grown and cue.start <= place and (cue.end > place or place in _reached(view, cue.end))):
            return Sure(WORDS[group], "on the growth", cue)
    return None


def _is_year(view: View, at: int) -> bool:
    """Whether a year stands at a place: "organic growth in 2021 to be 5%"."""
    return view.norm(at) == "#" and view.words[at].text[:2] in ("19", "20") and view.norm(at - 1) in ("in", "for")


def _of_growth(view: View) -> Iterator[tuple[str, Cue]]:
    """The words of bases that growth is told on; of adjusted ones "underlying" alone."""
    for group in _GROWTH:
        for cue in view.groups.get(group, ()):
            if group != "adjusted" or view.norm(cue.start) == "underlying":
                yield group, cue


def _reached(view: View, start: int) -> range:
    """The places from ``start`` on that are near and not parted from it by a number or a mark."""
    for at in range(start, start + _NEAR + 1):
        norm = view.norm(at)
        if not norm or norm == "#" or norm in BREAKS:
            return range(start, at)
    return range(start, start + _NEAR + 1)


def _at_head(view: View, row: Row) -> Sure | None:
    """The basis that a sentence begins with ("On a GAAP basis, ...", "Pro forma for ...") if no other follows."""
    for group in (*WORDS, "gaap"):
        for cue in view.groups.get(group, ()):
            if cue.start > _HEAD or cue.end > row.word:
                break
            event = group == "proforma" and cue.start <= 1 and view.norm(cue.end) == "for"
            terms = view.norm(cue.start - 1) == "in" and view.norm(cue.end) == "terms"  # "In adjusted terms, ..."
            if not event and not terms and not is_basis(view, cue):
                continue
            value = WORDS.get(group, "reported")
            if group == "proforma":
                against = any(view.norm(at) in _words("against") for at in range(cue.end, row.word))
                return None if against else Sure(value, "head of the sentence", cue)
            if any(other.start >= cue.end for name in (*WORDS, "gaap") for other in view.groups.get(name, ())):
                return None
            profit = group != "adjusted" or nature(row.metric) == "profit"
            grown = group not in ("constant", "organic") or row.measure == "growth"
            return Sure(value, "head of the sentence", cue) if profit and grown else None
    return None


def _before(view: View, row: Row) -> Sure | None:
    """The basis that begins a clause before its first number: "which on an adjusted basis rose to 64%"."""
    found: Sure | None = None
    for group in (*_GROWTH, "gaap"):
        for cue in view.groups.get(group, ()):
            near = (
                view.between(cue, cue.end, row.word) if cue.end <= row.word else view.between(cue, row.word, cue.start)
            )
            if near.numbers > (cue.start > row.word) or near.gap > _WIDE:
                continue
            told = is_basis(view, cue) or (group == "adjusted" and near.gap == near.breaks == 0)  # "an adjusted $2"
            if found is not None or cue.start > row.word or not told or owner(view, cue) >= 0:
                return None  # words of two bases around one number, or those of the number before
            found = Sure(WORDS.get(group, "reported"), "before the number", cue)
    if found is None:
        return None
    profit = found.value != "adjusted" or nature(row.metric) == "profit"
    grown = found.cue.group not in ("constant", "organic") or row.measure == "growth"
    return found if profit and grown else None


def _in_name(view: View, row: Row, mention: tuple[int, int]) -> Sure | None:
    """A word of adjustment that other words part from the name ("adjusted second quarter EPS"), or "operating EPS"."""
    start, end = mention
    if row.metric in _words("operating") and "gaap" not in view.groups:
        for at in range(start - 1, end):
            if view.norm(at) == "operating":
                return Sure("adjusted", "split name", Cue(at, at + 1, "adjusted"))
    if nature(row.metric) != "profit" or on_mention(view, mention):
        return None
    for cue in view.groups.get("adjusted", ()):
        between = range(cue.end, start)
        if 0 < len(between) <= _SPLIT and all(view.norm(at) in _words("split") for at in between):
            return Sure("adjusted", "split name", cue)
        weather = view.norm(cue.start) == "weather" and cue.end <= row.word
        if weather and not view.between(cue, cue.end, row.word).numbers and row.word - cue.end <= 2 * _SPLIT:
            return Sure("adjusted", "split name", cue)
    return None


def _plain(view: View, row: Row, mention: tuple[int, int]) -> Sure | None:
    """A number right behind a name that "GAAP" stands on, or that is told beside an adjusted one: "EPS was $2, and
    adjusted EPS was $3"."""
    start, end = mention
    if end > row.word:
        return None
    told = view.groups.get("adjusted", ())
    near = view.between(Cue(start, end, ""), end, row.word)
    if near.numbers or near.breaks or near.gap > _FEW:
        return None
    first = next((at + 1 for at in range(start - 1, start - _SPLIT, -1) if view.norm(at) == "#"), start - _SPLIT)
    if any(first <= cue.start and cue.end <= row.word for cue in told):
        return None
    if on_mention(view, mention) == "gaap":
        cue = next(c for c in reversed(view.groups["gaap"]) if c.start >= start - _NEAR and c.end <= end)
        beside = range(max(first, cue.start - 3), end)  # "$3 and GAAP EPS was" parts what "GAAP and adjusted EPS" joins
        both = {"and", "both"} & {view.norm(at) for at in beside} if first not in beside else set()
        verb = view.norm(cue.start) == "reported"  # "we reported net income" says nothing of its basis
        return None if both or verb else Sure("reported", "plain name", cue)
    after = next((cue for cue in told if cue.start > row.word), None)
    if after is None or on_mention(view, mention) or nature(row.metric) != "profit" or near.gap > _NEAR:
        return None
    joint = {view.norm(at) for at in range(max(row.word + 1, after.start - _NEAR), after.start)}
    again = view.norm(after.end) == view.norm(end - 1)  # "EPS was $2, adjusted EPS was $3"
    contrast = not joint.isdisjoint(_words("contrast")) or (again and "," in joint)
    return (
        Sure("reported", "plain name", after) if contrast and not is_basis(view, after) and after in told[:1] else None
    )
