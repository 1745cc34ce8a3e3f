"""First pass: the call's own inventory of parts, with the support that each has in the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from oce_cli.model import Scene
from oce_cli.pipeline.segments.phrases import Phrase, Token, key_of, phrases_of, tokens_of

_LEGAL = frozenset("inc corp corporation company co ltd limited plc group holdings holding llc lp sa ag nv the and".split())
STRONG_HEADS = frozenset(
    "segment segments division divisions business businesses region regions category categories side unit units".split()
)
LEADS = frozenset(("in", "for", "within", "at", "from", "across", "on", "of"))


@dataclass(slots=True)
class Item:
    """How often and how a phrase stands in the document."""

    total: int = 0
    headed: int = 0  # beside segment, division, business ...
    modifier: int = 0  # before the name of a metric
    subject: int = 0  # grew, was up, accounted for
    led: int = 0  # after in, for, at, within ...
    opening: int = 0  # at the head of a sentence
    listed: int = 0  # in "a, b and c"
    capital: int = 0
    place: bool = False


@dataclass(slots=True)
class Study:
    """What the first pass found: phrases of each sentence on demand, and the inventory."""

    scene: Scene
    items: dict[str, Item] = field(default_factory=dict)
    barred: frozenset[str] = frozenset()  # keys of people and of the company itself
    company: frozenset[str] = frozenset()  # the words of the company's name
    tokens: dict[int, list[Token]] = field(default_factory=dict)
    phrases: dict[int, list[Phrase]] = field(default_factory=dict)
    memory: dict[str, object] = field(default_factory=dict)

    def read(self, index: int) -> tuple[list[Token], list[Phrase]]:
        """Tokens and phrases of a sentence."""
        tokens = self.tokens.get(index)
        if tokens is None:
            sentence = self.scene.sentences[index]
            tokens = self.tokens[index] = tokens_of(self.scene.text, sentence.words)
            self.phrases[index] = [p for p in phrases_of(self.scene.text, tokens) if p.key and p.key not in self.barred]
        return tokens, self.phrases[index]


def study(scene: Scene) -> Study:
    """Looks over the whole document once."""
    company = _company(scene)
    found = Study(scene, barred=_people(scene) | company, company=company)
    items = found.items
    for sentence in scene.sentences:
        if sentence.turn < 0:
            continue
        _, phrases = found.read(sentence.index)
        for phrase in phrases:
            item = items.get(phrase.key)
            if item is None:
                item = items[phrase.key] = Item()
            item.total += 1
            item.headed += phrase.head in STRONG_HEADS
            item.modifier += phrase.after == "metric"
            item.subject += phrase.after in ("move", "is")
            item.led += phrase.lead in LEADS
            item.opening += phrase.first <= 2
            item.listed += phrase.member
            item.capital += phrase.capital
            item.place = item.place or phrase.place
    return found


def _people(scene: Scene) -> frozenset[str]:
    """Keys of the speakers' names, whole and in parts."""
    names: set[str] = set()
    for name in {turn.speaker for turn in scene.transcript.turns}:
        parts = [part for part in re.split(r"[\s.]+", name) if len(part) > 1]
        names.update(key_of(part.lower()) for part in parts)
        names.add(key_of(" ".join(parts).lower()))
        names.add(key_of(" ".join((parts[0], parts[-1])).lower()) if parts else "")
    return frozenset(names - {""})


def _company(scene: Scene) -> frozenset[str]:
    """Keys by which the company calls itself: the full name, without its legal form, the first word, the ticker."""
    head = scene.transcript.head
    names = {head.ticker.lower()}
    words = [word.strip(".,()") for word in head.company.lower().split()]
    plain = [word for word in words if word not in _LEGAL]
    names.update((" ".join(words), " ".join(plain)))
    if plain and len(plain[0]) > 2:
        names.add(plain[0])
    if len(plain) > 1:
        names.add(" ".join(plain[:2]))
        names.add("".join(word[0] for word in words))
    return frozenset(key_of(name) for name in names if name)
