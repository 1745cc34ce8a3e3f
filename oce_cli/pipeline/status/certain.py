"""Words at a number that leave no doubt of its being an outlook: "our target range of 5%", "a 5% goal".

And sentences that go on with the outlook of the one before: "This increase results from ...".
"""

from __future__ import annotations

from functools import partial

from oce_cli.lexicon import listed_words
from oce_cli.pipeline.cues import View
from oce_cli.pipeline.revised import before_range

_words = partial(listed_words, "status")

_MOST = 7  # words between a target and its number
_WIDE = 9  # words that are looked through for what enabled a deed
_WORDS = 4  # from a number on to what is planned with it
_BEHIND = 3  # words from a number on to its target


def target_of(view: View, at: int) -> int:
    """The place of the noun that makes a number a target; -1 where there is none.

    >>> from oce_cli.model import Word
    >>> words = [Word(0, 1, w, w, -1) for w in "it was above our target of # .".split()]
    >>> target_of(View(words, ()), 6)
    4
    >>> words = [Word(0, 1, w, w, -1) for w in "we raised our revenue range to #".split()]
    >>> target_of(View(words, ()), 6)
    4
    >>> words = [Word(0, 1, w, w, -1) for w in "below the # that we had guided to .".split()]
    >>> target_of(View(words, ()), 2)
    6
    """
    place = at - 1
    while view.norm(place) in _words("links") and at - place <= _MOST:
        place -= 1
    noun = place + 1 if view.norm(place + 1) in _words("measure") else place
    if view.norm(noun) in _words("measure") and (new := _renewed(view, noun)) >= 0:
        return new
    if view.norm(place) in _words("measure"):
        place -= 1
    if view.norm(place) in _words("targets") and view.norm(place - 1) in _words("whose"):
        return place
    if view.norm(place) in _words("foresight") and "of" in (view.norm(place + 1), view.norm(place + 2)):
        return place
    if (place := max(_foretold(view, at), _revised_to(view, at), _planned(view, at))) >= 0:
        return place
    for place in range(at + 1, at + 1 + _BEHIND):
        norm = view.norm(place)
        if norm in _words("aims"):
            return -1 if view.norm(place + 1) in _words("market") else place
        if norm in _words("apart") or not norm.isalpha():
            break
    return -1


def _revised_to(view: View, at: int) -> int:
    """The place of the outlook that is moved to a number: "lowered our revenue *outlook* to a range of #"; else -1."""
    place = before_range(view, at)
    if view.norm(place) != "to":
        return -1
    noun = next((back for back in range(place - 1, place - 4, -1) if view.norm(back) in _words("moved")), -1)
    for back in range(noun - 1, max(-1, noun - _WIDE), -1):
        norm = view.norm(back)
        if norm in _words("revising"):
            return noun
        if norm == "#" or (not norm[:1].isalnum() and norm != "-"):
            break
    return -1


def _planned(view: View, at: int) -> int:
    """The place of the word that tells a number to be planned; else -1."""
    return max(_estimated(view, at), _on_track(view, at), _scheduled(view, at))


def _estimated(view: View, at: int) -> int:
    """The place of the participle in "are *estimated* at #", "is now *projected* to #"; else -1."""
    place = at - 1
    while at - place <= _MOST and view.norm(place) not in _words("planned"):
        if view.norm(place) not in _words("plan_links") and place not in view.light:
            return -1
        place -= 1
    now = next((back for back in range(place - 1, place - 4, -1) if view.norm(back) not in _words("plan_adverbs")), -1)
    told = view.norm(place) in _words("planned") and view.norm(now) in _words("plan_being")
    return place if told and view.norm(place + 1) in ("at", "to") else -1


def _on_track(view: View, at: int) -> int:
    """The place of the noun in "is on *track* for #", "on *track* to open #"; else -1."""
    for track in range(at - 2, max(0, at - 2 - _WIDE), -1):
        if view.norm(track) == "track" and view.norm(track + 1) in ("for", "to"):
            return track
        if view.norm(track) == "#" or not (view.norm(track)[:1].isalnum() or view.norm(track) in ("-", "$")):
            break
    return -1


def _scheduled(view: View, at: int) -> int:
    """The place of the participle in "# hotels *scheduled* to open"; else -1."""
    for place in range(at + 2, at + 2 + _WORDS):
        if view.norm(place) in _words("planned"):
            return place if view.norm(place + 1) == "to" else -1
        if not view.norm(place)[:1].isalnum() or any(view.norm(place) in listed_words("classes", c) for c in "PBCR"):
            break
    return -1


def _renewed(view: View, place: int) -> int:
    """The place of a range that is said to be new: "our new sales range", "the updated range"; else -1."""
    for back in range(place - 1, place - 4, -1):
        if view.norm(back) in _words("renewed"):
            return place if view.norm(back - 1) in _words("whose") else -1
    return -1


def enabled_at(view: View, at: int) -> int:
    """The place of the word that makes a deed of what follows: "this enabled us to generate #"; else -1.

    >>> from oce_cli.model import Word
    >>> enabled_at(View([Word(0, 1, w, w, -1) for w in "this enabled us to generate # .".split()], ()), 5)
    1
    """
    for to in range(at - 1, max(1, at - _WIDE), -1):
        norm = view.norm(to)
        if norm == "to" and view.norm(to - 1) in _words("able") and view.norm(to - 2) in _words("enabled"):
            return to - 2
        if norm == "to" or norm == "#" or not norm[:1].isalnum():
            break
    return -1


def _foretold(view: View, at: int) -> int:
    """The place of the verb that tells a number to have been foreseen: "above the # that we had guided to"; else -1."""
    place, said = at + 1, False
    while view.norm(place) in _words("foretelling") or (not said and view.norm(place) in _words("foretellers")):
        said = said or view.norm(place) in _words("foretellers")
        place += 1
    return place if said and view.norm(place) in _words("foretold") else -1


def bridges(view: View) -> bool:
    """Whether a sentence goes on with what the one before told and has no word of the past.

    >>> from oce_cli.model import Word
    >>> bridges(View([Word(0, 1, w, w, -1) for w in "this # rise comes from volume .".split()], ()))
    True
    """
    if "told" in view.groups or "ago" in view.groups:
        return False
    first = 1 if view.norm(0) in ("and", "so", "but") else 0
    word, second = view.norm(first), view.norm(first + 1)
    pointed = word in _words("pointing") or (word == "the" and second in _words("bridge"))
    return pointed or (word in ("a", "an") and second in ("#", "approximately"))
