"""A sentence as the linker sees it: words with classes, anchors, numbers, and the stretches that tell causes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from oce_cli.lexicon import listed_words, load_table
from oce_cli.model import Mention, Scene, Word
from oce_cli.pipeline.links import grammar
from oce_cli.pipeline.plain import plain

_PLAIN = "T"  # a number that is no row is mostly a date, a quarter or an ordinal: nothing to tie
_LOSS = "loss_per_share"
PRONOUNS = frozenset(("it", "they", "this", "that", "these"))


@dataclass(frozen=True, slots=True)
class Anchor:
    """A mention with its place in the sentence: words ``first`` up to, not including, ``last``."""

    mention: Mention
    first: int
    last: int


@dataclass(slots=True)
class View:
    """One sentence, looked at once."""

    words: Sequence[Word]
    tags: str
    anchors: list[Anchor]
    strong: list[Anchor]  # those that name a metric by themselves
    numbers: list[int]  # word indices of the quantities that may be rows
    causes: list[bool]  # per word: it stands in a reason ("due to higher volumes")
    norms: list[str]
    said: tuple[str, ...]  # the words without names and figures
    tells_impact: bool  # a noun of impact stands in it
    names: dict[tuple[int, int], object] = field(default_factory=dict)  # what was found out about naming words
    opening: tuple[str, str, bool, str] | None = None  # what was found out about its beginning

    def is_whole(self, anchor: Anchor) -> bool:
        """Whether an anchor is the whole that a share is told of: "as a percentage of net revenue"."""
        at = anchor.first
        while at > 0 and anchor.first - at < 2 and self.tags[at - 1] in "DAN":
            at -= 1
        before = self.norms[max(0, at - 4) : at]
        return before[-1:] == ["of"] and before[-2:-1] in (["percentage"], ["percent"], ["%"]) and "as" in before

    def _is_predicate(self, anchor: Anchor) -> bool:
        """Whether an anchor only says what another one before it was: "earnings per share were *a loss of*"."""
        at = anchor.first
        while at > 0 and self.tags[at - 1] in "DA":
            at -= 1
        return (
            at > 0 and self.tags[at - 1] == "B" and any(a.last <= at and a.mention.metric == "eps" for a in self.strong)
        )

    def names_whole_alone(self) -> bool:
        """Whether the sentence names no metric but the whole of a share: "As a percentage of revenue, it was"."""
        return bool(self.strong) and all(self.is_whole(anchor) for anchor in self.strong)

    def gives_way(self, anchor: Anchor) -> bool:
        """Whether other words stand for the metric: "as a percentage of revenue, *it* was", "*EPS* was a loss of"."""
        if anchor.mention.metric == _LOSS and self._is_predicate(anchor):
            return True
        return self.is_whole(anchor) and not PRONOUNS.isdisjoint(self.norms[anchor.last : anchor.last + 3])


@cache
def _cause_openers() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Cause phrases by their first word."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in load_table("grammar")["cause"]["phrases"].replace("\n", "|").split("|"):
        parts = tuple(phrase.split())
        if parts:
            found.setdefault(parts[0], []).append(parts)
    return {first: tuple(phrases) for first, phrases in found.items()}


def _causes(norms: Sequence[str], tags: str) -> list[bool]:
    """Marks the words after a cause opener up to the next comma, clause end, number or verb of being."""
    openers = _cause_openers()
    inside = False
    marks = []
    for at, norm in enumerate(norms):
        if inside and tags[at] in "K,QB":
            inside = False
        phrases = openers.get(norm)
        if phrases and any(tuple(norms[at : at + len(p)]) == p for p in phrases):
            inside = True
        marks.append(inside)
    return marks


def look(scene: Scene, index: int) -> View:
    """The view of the sentence ``index`` of the scene."""
    words = scene.sentences[index].words
    numbers = [at for at, word in enumerate(words) if word.quantity >= 0]
    tags = grammar.tags(words)
    for at in numbers:
        if scene.quantities[words[at].quantity].reason:
            tags = f"{tags[:at]}{_PLAIN}{tags[at + 1 :]}"
    norms = [word.norm for word in words]
    mentions = scene.mentions[index] if index < len(scene.mentions) else []
    at_start = {word.start: at for at, word in enumerate(words)} if mentions else {}
    anchors = []
    for mention in mentions:
        first = at_start.get(mention.start)
        if first is None:
            continue
        last = first
        while last < len(words) and words[last].end <= mention.end:
            last += 1
        anchors.append(Anchor(mention, first, max(last, first + 1)))
    return View(
        words,
        tags,
        anchors,
        [a for a in anchors if a.mention.strength == "strong"],
        [at for at in numbers if not scene.quantities[words[at].quantity].reason],
        _causes(norms, tags),
        norms,
        plain(words),
        not listed_words("impact", "nouns").isdisjoint(norms),
    )
