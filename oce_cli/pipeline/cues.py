"""Cue words: where a sentence says up, guidance, adjusted and the like.

The phrases stand in ``lexicon/cues.toml``. Each sentence is looked through once; what was found is kept in
``scene.notes["cues"]`` for all the fields that read cues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from oce_cli.lexicon import check_keys, load_table
from oce_cli.model import Scene, Word
from oce_cli.pipeline.bought import names_bought
from oce_cli.pipeline.plain import plain
from oce_cli.pipeline.words import ABBREVIATIONS

Rest = tuple[tuple[str, ...], str]  # the words of a phrase after its second, and its group
Start = tuple[tuple[str, ...], dict[str, tuple[Rest, ...]]]  # groups of the word alone; longer phrases by second word
Phrases = dict[str, Start]  # by the first word
_PIECE = re.compile(r"[^\W\d_][\w&']*(?:\.(?=\w)[^\W\d_]+)*|\d+|[^\w\s\-]")
BREAKS = frozenset(",;:–—.")
_BRACES = re.compile(r"\{([^{}]*)\}")


class Cue(NamedTuple):
    """A cue phrase of a sentence, as word numbers, half open."""

    start: int
    end: int
    group: str


def expand(phrase: str) -> Iterator[str]:
    """All phrases that a phrase with braces stands for.

    >>> list(expand("increas{e,ed} by"))
    ['increase by', 'increased by']
    """
    match = _BRACES.search(phrase)
    if match is None:
        yield phrase
        return
    for choice in match.group(1).split(","):
        yield from expand(phrase[: match.start()] + choice + phrase[match.end() :])


def index(table: Mapping[str, Mapping[str, Sequence[str]]]) -> Phrases:
    """The phrases of a cue table by their first word, the longer ones by their second.

    >>> index({"up": {"phrases": ["ris{e,es}", "rise by far"]}})
    {'rise': (('up',), {'by': ((('far',), 'up'),)}), 'rises': (('up',), {})}
    """
    alone: dict[str, set[str]] = {}
    longer: dict[str, dict[str, set[Rest]]] = {}
    for group, entry in table.items():
        check_keys("cues.toml", group, entry, {"phrases": "texts"}, ["phrases"])
        for phrase in entry["phrases"]:
            for spelled in expand(phrase):
                first, *rest = _PIECE.findall(spelled.lower())
                groups, seconds = alone.setdefault(first, set()), longer.setdefault(first, {})
                if rest:
                    seconds.setdefault(rest[0], set()).add((tuple(rest[1:]), group))
                else:
                    groups.add(group)
    return {
        first: (
            tuple(sorted(alone[first])),
            {second: tuple(sorted(some, key=lambda r: (-len(r[0]), r))) for second, some in longer[first].items()},
        )
        for first in alone
    }


@cache
def phrases() -> Phrases:
    """The phrases that come with the package."""
    return index(load_table("cues"))


def find(words: Sequence[Word], known: Phrases) -> tuple[Cue, ...]:
    """The cues among a sentence's words in order; hyphens are looked over, the longest phrase of a group wins.

    >>> from oce_cli.model import Word
    >>> words = [Word(0, 4, w, w, -1) for w in "the year - over - year rise".split()]
    >>> find(words, index({"up": {"phrases": ["rise"]}, "yoy": {"phrases": ["year over year", "year"]}}))
    (Cue(start=1, end=6, group='yoy'), Cue(start=6, end=7, group='up'))
    """
    found: list[Cue] = []
    ends: dict[str, int] = {}
    norms = [word.norm for word in words]
    for at, norm in enumerate(norms):
        start = known.get(norm)
        if start is None:
            continue
        alone, longer = start
        if longer:
            second = at + 1 + (norms[at + 1 : at + 2] == ["-"])
            for rest, group in longer.get(norms[second], ()) if second < len(norms) else ():
                end = _match(norms, second, rest)
                if end and ends.get(group, 0) < end:
                    found.append(Cue(at, end, group))
                    ends[group] = end
        for group in alone:
            if ends.get(group, 0) <= at:
                found.append(Cue(at, at + 1, group))
                ends[group] = at + 1
    return tuple(found)


def _match(norms: Sequence[str], at: int, rest: tuple[str, ...]) -> int:
    """The end of a phrase whose last word so far stands at a place, 0 where it does not go on as it should."""
    end = at + 1
    for piece in rest:
        if end < len(norms) and norms[end] == "-":
            end += 1
        if end >= len(norms) or norms[end] != piece:
            return 0
        end += 1
    return end


class Near(NamedTuple):
    """A cue seen from a number: how far off it stands, hedges and articles not counted, and what stands between."""

    cue: Cue
    gap: int  # plain words between, hedges and articles not counted
    numbers: int  # quantities between
    breaks: int  # commas, semicolons, colons and dashes between


class View:
    """A sentence as the fields look at it: its words, its cues by group, and fast counts of what stands between."""

    def __init__(self, words: Sequence[Word], cues: Sequence[Cue], bought: frozenset[str] = frozenset()) -> None:
        self.words = words
        self.bought = bought  # names of what the company bought or sold
        self.memo: dict[tuple[object, ...], object] = {}  # what a field found out about a place, so that it asks once
        self.groups: dict[str, list[Cue]] = {}
        long = {  # words of "more than" and "made up", which are no movement
            at
            for cue in cues
            if cue.group in ("hedge", "share") and cue.end > cue.start + 1
            for at in range(cue.start, cue.end)
        }
        adjusted = {at for cue in cues if cue.group == "adjusted" for at in range(cue.start + 1, cue.end)}
        other = {cue.start for cue in cues if cue.group == "no_basis"}
        for cue in cues:
            hedge = cue.group in ("up", "down", "raise", "cut") and cue.start in long
            part = cue.group == "gaap" and cue.start in adjusted  # "non-GAAP" is not GAAP
            if not hedge and not part and not (cue.group == "organic" and cue.start in other):
                self.groups.setdefault(cue.group, []).append(cue)
        self.light = {at for cue in self.groups.get("hedge", ()) for at in range(cue.start, cue.end)}

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The words without names and figures."""
        return plain(self.words)

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """The words without names and figures, each once."""
        return tuple(dict.fromkeys(self.said))

    @cached_property
    def _counts(self) -> tuple[list[int], list[int], list[int]]:
        """How many plain words, numbers and breaks stand before each word."""
        plain, numbers, breaks = [0], [0], [0]
        words, light = self.words, self.light
        for at, word in enumerate(words):
            norm = word.norm
            number = norm == "#"
            mark = not number and not norm[0].isalnum()
            dash = mark and norm == "-" and at > 0 and words[at - 1].norm == "-"  # "--", not a hyphen
            plain.append(plain[-1] + (not mark and not number and at not in light))
            numbers.append(numbers[-1] + number)
            short = norm == "." and at > 0 and words[at - 1].norm in ABBREVIATIONS  # "adj. EBITDA"
            breaks.append(breaks[-1] + (mark and (dash or (norm in BREAKS and not short))))
        return plain, numbers, breaks

    def between(self, cue: Cue, start: int, end: int) -> Near:
        """What stands between the words ``start`` and ``end``, as seen for a cue."""
        plain, numbers, breaks = self._counts
        return Near(cue, plain[end] - plain[start], numbers[end] - numbers[start], breaks[end] - breaks[start])

    def before(self, group: str, at: int) -> Near | None:
        """The last cue of a group that ends before a word."""
        for cue in reversed(self.groups.get(group, ())):
            if cue.end <= at:
                return self.between(cue, cue.end, at)
        return None

    def after(self, group: str, at: int) -> Near | None:
        """The first cue of a group that starts after a word."""
        for cue in self.groups.get(group, ()):
            if cue.start > at:
                return self.between(cue, at + 1, cue.start)
        return None

    def previous(self, at: int) -> int:
        """The word before ``at`` that is no hedge and no article; -1 at the head of the sentence."""
        at -= 1
        while at >= 0 and at in self.light:
            at -= 1
        return at

    def norm(self, at: int) -> str:
        """The word at a place, "" outside of the sentence."""
        return self.words[at].norm if 0 <= at < len(self.words) else ""


class Cues(dict[int, View]):
    """The views of a document's sentences by sentence number, each made when first asked for."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self.sentences = scene.sentences
        self._known = phrases()
        self._bought = names_bought(scene.text, scene.transcript.head)

    def __missing__(self, sentence: int) -> View:
        words = self.sentences[sentence].words
        view = self[sentence] = View(words, find(words, self._known), self._bought)
        return view


def of(scene: Scene) -> Cues:
    """The document's cues, shared by all fields that read them."""
    kept = scene.notes.get("cues")
    if not isinstance(kept, Cues) or kept.sentences is not scene.sentences:
        kept = scene.notes["cues"] = Cues(scene)
    return kept
