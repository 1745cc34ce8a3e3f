"""What words beside a number leave no doubt of: a part of all, an outlook that was set, a cut of rates."""

from __future__ import annotations

from functools import partial

from oce_cli.lexicon import listed_words
from oce_cli.model import Row
from oce_cli.pipeline.cues import BREAKS, View
from oce_cli.pipeline.movement import way_at
from oce_cli.pipeline.natures import nature

_words = partial(listed_words, "certain")

_OUTLOOK = 8  # words from "guidance" to "to a range of"
_PART = 14  # words from "contribution" to its number
_RATES = 3  # words from points to the cut that they are of


def is_part_of_all(view: View, row: Row) -> bool:
    """Whether a percent is a part of what is spoken of: "*12% were* walk-ins", "the business is *90% industrial*"."""
    at, next_norm = row.word, view.norm(row.word + 1)
    if next_norm in ("were", "are"):
        begun = view.previous(at) < 0 or view.norm(view.previous(at)) in (",", "only")
        return begun and nature(row) not in ("percent", "rate") and not _is_moved(view, at + 2)
    if nature(row) not in ("money", "count", "things", "open") or not next_norm.isalpha() or _is_moved(view, at + 1):
        return False
    be = view.previous(at)
    if view.norm(be) not in ("is", "are") or view.norm(be - 1) not in _words("wholes"):
        return False
    plain = not any(next_norm in listed_words("classes", name) for name in "PVBCRAT")
    return plain and not next_norm.endswith(("ed", "ly")) and next_norm not in _words("no_parts")


def is_contribution(view: View, row: Row) -> bool:
    """Whether a percent is what a part gives to a whole: "its *contribution to revenue* rose *to* 10%, *from* 7%"."""
    if nature(row) not in ("money", "count", "physical", "things", "open"):
        return False
    link = view.previous(row.word)
    if view.norm(link) in _words("gives"):
        return view.norm(row.word + 1) in ("to", "of")
    if view.norm(link) not in _words("part_links"):
        return False
    for place in range(link - 1, max(-1, link - _PART), -1):
        norm, following = view.norm(place), view.norm(place + 1)
        if norm in _words("part_nouns"):
            alone = norm == "mix" or norm.startswith("contribution")
            return following == "of" or (alone and following not in ("profit", "margin", "shift", "change"))
        if norm in _words("gives"):
            told_before = any(view.norm(between) == "#" for between in range(place, link))
            return told_before or (following == "to" and view.norm(row.word + 1) in ("to", "of"))
        if norm in (";", "but", "while", "and", "with"):
            return False
    return False


def _is_moved(view: View, at: int) -> bool:
    """Whether what stands at a place tells no part: a number, a movement, the end."""
    return view.norm(at) in ("", "#", *BREAKS) or way_at(view, at) != ""


def is_reset(view: View, at: int) -> bool:
    """Whether a sum is where an outlook was set: "reducing our cost *guidance to a range of* $5 to $6 million"."""
    of = view.previous(at)
    if view.norm(of) != "of" or view.norm(of - 1) != "range" or view.norm(of - 2) not in ("a", "new"):
        return False
    to = of - 3 if view.norm(of - 3) == "to" else of - 4
    if view.norm(to) != "to":
        return False
    for place in range(to - 1, max(-1, to - 1 - _OUTLOOK), -1):
        if view.norm(place) in _words("outlooks"):
            return True
        if view.norm(place) in ("#", *BREAKS):
            return False
    return False


def rate_cut(view: View, row: Row) -> int:
    """-1 for points by which a rate of interest is cut, 1 for those of a hike, 0 else.

    "A 50 basis point *rate cut*", "75 basis points of *cuts*", "a *hike of* 25 basis points".
    """
    if row.quantity.kind != "points" or "interest_rate" not in row.metric:
        return 0
    of = view.previous(row.word)
    found = view.norm(view.previous(of)) if view.norm(of) == "of" else ""
    for place in range(row.word + 1, row.word + 2 + _RATES):
        if found in _words("rate_cuts") or found in _words("rate_hikes"):
            break
        found = view.norm(place)
        if found in ("", "#", "in", "from", "to", *BREAKS):
            return 0
    return -1 if found in _words("rate_cuts") else 1 if found in _words("rate_hikes") else 0
