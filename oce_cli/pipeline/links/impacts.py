"""Impacts: ``x_impact`` for a number that tells what x added to another metric, or took from it."""

from __future__ import annotations

from collections.abc import Iterator

from oce_cli.lexicon import listed_words
from oce_cli.pipeline.links import grammar
from oce_cli.pipeline.links.grammar import after_determiners, before_determiners
from oce_cli.pipeline.links.proposals import Proposal, span_of
from oce_cli.pipeline.links.slugs import slug_of
from oce_cli.pipeline.links.view import View

_REACH = 14  # words between an impact noun and its number
_FRAME_REACH = 4  # words between "to" and the metric
_JUDGED_REACH = 4  # words between "unfavorable" and "of"
_CAUSE_REACH = 9  # words between an impact noun and "from" or "of" with the cause


def of_impacts(view: View, at: int, told: int) -> Iterator[Proposal]:
    """What may have done what the number at word ``at`` tells: beside impact nouns, after "from", as the subject.

    ``told``: the word that says so and leaves no doubt, see ``oce_cli.pipeline.links.sure``; -1 where none does.
    """
    nouns, verbs, moves = (listed_words("impact", name) for name in ("nouns", "verbs", "moves"))
    for place, norm in enumerate(view.norms):
        if abs(place - at) > _REACH:
            continue
        if norm in nouns and view.tags[place] != "B":
            yield from _around_noun(view, place, at)
        elif (norm in verbs or norm in moves) and place < at:
            frame = _frame(view, place, at)
            if frame or norm in verbs:
                yield from _around_verb(view, place, at, frame)
    yield from _judged(view, at)
    yield from _currency(view, at)
    if not nouns.isdisjoint(view.norms) and _back_to_noun(view.tags, at) > 0:
        yield from _subject(view, at)
    if told >= 0:
        doers = list(_doer(view, at))
        yield from doers
        named = doers and told > at and view.norms[told] in listed_words("impact", "winds")
        if not named:  # "it was a $2 million headwind"
            yield Proposal("impact", "impact", "", False, told, told + 1, span_of(view.words, told, told + 1), "alone")


def _around_noun(view: View, place: int, at: int) -> Iterator[Proposal]:
    """ "a *currency* headwind of", "a benefit from *lower freight*"."""
    before = grammar.phrase_left(view.words, view.tags, place)
    if before is not None:
        yield _impact(view, before, f"noun before {_side(place, at)}")
    yield from _cause(view, place + 1, "noun", _side(place, at))


def _around_verb(view: View, place: int, at: int, frame: str) -> Iterator[Proposal]:
    """ "*The strike* cost us $4 million", "sales were reduced by $4 million from *the strike*"."""
    verb = f"verb {frame}".rstrip()
    subject = grammar.phrase_left(view.words, view.tags, _back_to_noun(view.tags, place))
    if subject is not None:
        yield _impact(view, subject, verb)
    if frame != "to":
        yield from _cause(view, at + 1, verb, _side(place, at))


def _frame(view: View, place: int, at: int) -> str:
    """How a verb ties its subject to a metric: "by" ("reduced our margin by 50 basis points"), "to" ("added $4 million
    to sales"), "passive" ("sales were reduced by $4 million"), "" where no metric is moved so."""
    before = max(place, before_determiners(view.tags, at - 1))
    if view.norms[before] == "by":
        if any(place < one.first and one.last <= before for one in view.anchors):
            return "by"
        if before == place + 1:
            return "passive"
    after = at + 1
    moved = before == place and view.norms[after : after + 1] == ["to"]
    return "to" if moved and any(after < one.first <= after + _FRAME_REACH for one in view.anchors) else ""


def _cause(view: View, start: int, what: str, side: str) -> Iterator[Proposal]:
    """The phrase after "from", "of", "due to" behind word ``start``."""
    links, empty = listed_words("impact", "from"), listed_words("slug", "never")
    moved = listed_words("impact", "moved")
    at, end = start, min(len(view.words), start + _CAUSE_REACH)
    while at < end:
        if view.norms[at] in links and not _receives(view, at):
            found = grammar.phrase_right(view.words, view.tags, after_determiners(view.tags, at + 1))
            if found is not None and view.norms[found[1] - 1] not in empty:
                yield _impact(view, found, f"{what} {view.norms[at]} {side}")
                if view.norms[at] not in moved:
                    return
            if found is not None:  # the cause comes after "a headwind to sales", or the empty noun of "changes in fuel"
                at = found[1]
                continue
        at += 1


def _receives(view: View, at: int) -> bool:
    """Whether what follows is hit, not what hits: "an impact *to* the north"."""
    return at > 0 and view.norms[at] == "to" and view.norms[at - 1] in listed_words("impact", "nouns")


def _judged(view: View, at: int) -> Iterator[Proposal]:
    """ "Unfavorable *foreign exchange* of $2 million"."""
    place = _judgement(view, at)
    found = grammar.phrase_right(view.words, view.tags, place + 1) if place >= 0 else None
    if found is not None:
        yield _impact(view, found, "judged")


def _judgement(view: View, at: int) -> int:
    """The word that calls a number and what it is "of" good or bad for the company, -1 where none does."""
    before = before_determiners(view.tags, at - 1)
    if before < 1 or view.norms[before] != "of":
        return -1
    words = range(before - 1, max(-1, before - 1 - _JUDGED_REACH), -1)
    return next((place for place in words if view.norms[place] in listed_words("impact", "judging")), -1)


def _currency(view: View, at: int) -> Iterator[Proposal]:
    """Exchange rates named anywhere in a sentence that says that its number is an impact."""
    told = impact_link(view, at)
    names = listed_words("impact", "currency")
    if told and not names.isdisjoint(view.norms):
        place = next(index for index, norm in enumerate(view.norms) if norm in names)
        span = span_of(view.words, place, place + 1)
        detail = f"currency {_side(place, at)} {told}"
        yield Proposal("fx_impact", "impact", "money", True, place, place + 1, span, detail)


def _subject(view: View, at: int) -> Iterator[Proposal]:
    """ "*Variable costs* increased with a negative impact of $12 million"."""
    first = 0
    while first < at and view.tags[first] in "DRACPTX,K":
        first += 1
    subject = grammar.phrase_right(view.words, view.tags, first)
    if subject is not None and subject[1] <= at:
        yield _impact(view, subject, "subject")


def _doer(view: View, at: int) -> Iterator[Proposal]:
    """ "... and *freight* is now expected to be a $2 million headwind", "*freight*, which added 3%"."""
    end = _back_over_verb(view, at)
    if view.norms[max(0, end - 1)] in ("which", "that"):
        end = _back_over_verb(view, end - 2 if view.norms[max(0, end - 2)] == "," else end - 1)
    found = grammar.phrase_left(view.words, view.tags, end)
    if found is not None:
        yield _impact(view, found, "doer")


def _back_over_verb(view: View, end: int) -> int:
    """Where the verb and what belongs to it begin that end before word ``end``."""
    while end > 0 and (view.tags[end - 1] in "BVADRMT" or view.norms[end - 1] in ("to", "as")):
        end -= 1
    return end


def impact_link(view: View, at: int) -> str:
    """How the sentence says that the number is what something did: ``after`` ("a 20 point headwind"), ``before``
    ("a benefit of $3 million"), ``judged`` ("unfavorable mix of $2 million"), ``verb`` ("impacted by $9 million"), ""
    where it does not."""
    norms, tags = view.norms, view.tags
    nouns, verbs = listed_words("impact", "nouns"), listed_words("impact", "verbs")
    between = listed_words("impact", "open")
    beyond = at + 1
    while beyond < len(norms) and beyond < at + 5 and (tags[beyond] in "DA" or norms[beyond] in between):
        beyond += 1
    if beyond < len(norms) and norms[beyond] in nouns:
        return "after"
    place = at - 1
    while place >= 0 and at - place < 7 and norms[place] not in nouns | verbs and tags[place] in "DAPBT":
        place -= 1
    if place >= 0 and norms[place] in nouns:
        return "before"
    if _judgement(view, at) >= 0:
        return "judged"
    return "verb" if place >= 0 and norms[place] in verbs else ""


def _back_to_noun(tags: str, at: int) -> int:
    while at > 0 and tags[at - 1] in "BVADRM":
        at -= 1
    return at


def _side(place: int, at: int) -> str:
    return "before" if place < at else "after"


def _impact(view: View, found: tuple[int, int], detail: str) -> Proposal:
    """The impact of a noun phrase; words of currency make it ``fx_impact``."""
    words, nouns = view.words, listed_words("impact", "nouns")
    first, last = found
    while last - 1 > first and words[last - 1].norm in nouns:
        last -= 1
    name = slug_of(words, first, last)
    span = span_of(words, first, last)
    if not listed_words("impact", "currency").isdisjoint(name.split("_")):
        return Proposal("fx_impact", "impact", "money", True, first, last, span, detail)
    return Proposal(f"{name}_impact", "impact", "", False, first, last, span, detail)
