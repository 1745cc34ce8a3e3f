"""An outlook that is moved: "raised our outlook from # to #", "raises its guidance. It has raised its EPS from # to #".
Both numbers are outlooks of the same time."""

from __future__ import annotations

from functools import partial

from oce_cli.lexicon import listed_words
from oce_cli.model import Row, Scene, Span
from oce_cli.pipeline import cues
from oce_cli.pipeline.cues import View

_words = partial(listed_words, "status")

_WIDE = 9  # words that are looked through for the outlook that is moved
_OPENING = 6  # words of a sentence in which its verb is looked for


def revised(scene: Scene, row: Row) -> Span | None:
    """The words by which a number belongs to an outlook that is moved from one to another; None where it does not."""
    known = cues.of(scene)
    view = known[row.sentence]
    place = revised_at(view, row.word)
    if place >= 0:
        return Span(view.words[place].start, view.words[place].end)
    if place == -2 and row.sentence and scene.sentences[row.sentence - 1].turn == scene.sentences[row.sentence].turn:
        noun = _announced(known[row.sentence - 1]) if _goes_on_to(view) and not _is_payout(row) else None
        return noun
    return None


def _is_payout(row: Row) -> bool:
    """Whether what is raised is done with that: a dividend."""
    return not _words("payouts").isdisjoint(row.metric.split("_"))


def _announced(view: View) -> Span | None:
    """The outlook that a sentence without a figure tells to be moved: "is raising its full-year guidance"."""
    norms = [word.norm for word in view.words]
    if _words("revising").isdisjoint(norms):
        return None
    return next((Span(word.start, word.end) for word in view.words if word.norm in _words("foresight")), None)


def _goes_on_to(view: View) -> bool:
    """Whether a sentence tells of what has just been moved: "the company has raised its #", "we now raise our #"."""
    norms = [word.norm for word in view.words[: _OPENING + 1]]
    for at, norm in enumerate(norms[1:], 1):
        if norm in _words("revising"):
            return norms[at - 1] in _words("perfect") and view.norm(at + 1) in ("its", "our")
    return False


def revised_at(view: View, at: int) -> int:
    """The place of the outlook that is moved from one number to another: "raised our outlook from # to #"; else -1, or
    -2 where a number is moved, but no outlook is named.

    >>> from oce_cli.model import Word
    >>> words = [Word(0, 1, w, w, -1) for w in "cut its # sales outlook from # to # .".split()]
    >>> revised_at(View(words, ()), 6), revised_at(View(words, ()), 8), revised_at(View(words, ()), 2)
    (4, 4, -1)
    """
    place = before_range(view, at)
    if view.norm(place) == "to" and view.norm(place - 1) == "#":
        place = before_range(view, place - 1)
    elif not _goes_on(view, at):
        return -1
    if view.norm(place) != "from":
        return -1
    for back in range(place - 1, max(-1, place - _WIDE), -1):
        if view.norm(back) in _words("foresight"):
            return back
        if not view.norm(back)[:1].isalnum() and view.norm(back) not in ("#", "-"):
            break
    return -2


def before_range(view: View, at: int) -> int:
    """The place before a number and the words that lead to it: "from a range of #" gives "from"."""
    place = at - 1
    while view.norm(place) in _words("leading"):
        place -= 1
    return place


def _goes_on(view: View, at: int) -> bool:
    """Whether "to" and a number follow: "from # to a range of #"."""
    return "to" in (view.norm(at + 1), view.norm(at + 2)) and any(
        view.norm(place) == "#" for place in range(at + 2, at + _WIDE)
    )
