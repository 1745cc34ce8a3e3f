"""What the first pass knows of a document: its phrases, sentence by sentence, and its inventory of parts."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from oce_cli.model import Row, Scene
from oce_cli.pipeline.segments.classes import words
from oce_cli.pipeline.segments.compounds import with_names_open
from oce_cli.pipeline.segments.cutting import phrases_of
from oce_cli.pipeline.segments.items import GRADES, Item
from oce_cli.pipeline.segments.joined import as_one
from oce_cli.pipeline.segments.lists import opened
from oce_cli.pipeline.segments.metric_names import is_metric, without_metric
from oce_cli.pipeline.segments.phrases import Phrase, key_of
from oce_cli.pipeline.segments.tokens import UNKNOWN, Token, Usage, tokens_of


@dataclass(slots=True)
class Study:
    """What the first pass found: phrases of each sentence on demand, and the inventory."""

    scene: Scene
    items: dict[str, Item] = field(default_factory=dict)
    barred: frozenset[str] = frozenset()  # keys of people and of the company itself
    company: frozenset[str] = frozenset()  # the words of the company's name
    tokens: dict[int, list[Token]] = field(default_factory=dict)
    phrases: dict[int, list[Phrase]] = field(default_factory=dict)
    usage: Usage = UNKNOWN
    memory: dict[str, object] = field(default_factory=dict)
    alike: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)  # (metric, measure, unit) -> rows
    metrics: dict[tuple[str, str], list[int]] = field(default_factory=dict)  # (metric, unit) -> rows
    equal: dict[tuple[str, Decimal], list[int]] = field(default_factory=dict)  # (unit, number) -> rows
    grades: dict[str, str] = field(default_factory=dict)
    where: dict[str, list[int]] = field(default_factory=dict)  # key -> sentences that hold it
    paragraph: list[int] = field(default_factory=list)  # of each sentence
    short: dict[str, str] = field(default_factory=dict)  # key of an abbreviation -> of the name that it stands for
    named: dict[int, list[tuple[int, int]]] = field(default_factory=dict)  # sentence -> words of its rows' metrics
    single: frozenset[str] = frozenset()  # keys of names with commas that are one part
    largest: dict[tuple[str, str], float] = field(
        default_factory=dict
    )  # (metric, unit) -> largest level of the document

    def read(self, index: int) -> tuple[list[Token], list[Phrase]]:
        """Tokens and phrases of a sentence."""
        tokens = self.tokens.get(index)
        if tokens is None:
            sentence = self.scene.sentences[index]
            tokens = with_names_open(tokens_of(self.scene.text, sentence.words, self.scene.quantities, self.usage))
            mentions = self.scene.mentions[index] if index < len(self.scene.mentions) else ()
            tokens = self.tokens[index] = opened(tokens, [(m.start, m.end) for m in mentions if m.strength != "verb"])
            found = without_metric(
                self.scene.text, tokens, phrases_of(self.scene.text, tokens), self.named.get(index, ())
            )
            phrases = [phrase for phrase in found if self._may_be_part(phrase)]
            for phrase in phrases:
                phrase.key = self.short.get(phrase.key, phrase.key)
            self.phrases[index] = as_one(phrases, self.single) if self.single else phrases
        return tokens, self.phrases[index]

    def _may_be_part(self, phrase: Phrase) -> bool:
        """Whether a phrase is neither a person, the company or its new stores, nor the name of a metric."""
        if not phrase.key or phrase.key in self.barred or _is_own(phrase.key, self.company):
            return False
        return not is_metric(self.scene.text, phrase)

    def key(self, value: str) -> str:
        """The key of a part by its value in a row; an abbreviation has that of its name."""
        key = key_of(value)
        return self.short.get(key, key)

    def same_metric(self, row: Row) -> list[int]:
        """Index of every row of the same metric, measure and unit."""
        if not self.alike:
            for at, one in enumerate(self.scene.rows):
                self.alike.setdefault((one.metric, one.measure, one.quantity.unit), []).append(at)
        return self.alike.get((row.metric, row.measure, row.quantity.unit), [])

    def of_metric(self, row: Row) -> list[int]:
        """Index of every row of the same metric and unit, whatever its measure."""
        if not self.metrics:
            for at, one in enumerate(self.scene.rows):
                self.metrics.setdefault((one.metric, one.quantity.unit), []).append(at)
        return self.metrics.get((row.metric, row.quantity.unit), [])

    def same_number(self, row: Row) -> list[int]:
        """Index of every row of the same number and unit."""
        if not self.equal:
            for at, one in enumerate(self.scene.rows):
                self.equal.setdefault((one.quantity.unit, one.quantity.value), []).append(at)
        return self.equal.get((row.quantity.unit, row.quantity.value), [])

    def is_short(self, key: str) -> bool:
        """Whether a longer name of a part begins with these words: "steel" where there is "steel processing"."""
        starts = self.memory.get("starts")
        if not isinstance(starts, set):
            starts = self.memory["starts"] = {
                long[: long.index(" ")] for long in self.items if " " in long and self.grade(long) < "c"
            }
        return key in starts

    def grade(self, key: str) -> str:
        """The strength of a phrase in the document: "a" (surely a part of the company) to "g" (hardly)."""
        found = self.grades.get(key)
        if found is None:
            item = self.items.get(key)
            score = item.score(key.count(" ") + 1) if item is not None else -9.0
            found = self.grades[key] = next((grade for least, grade in GRADES if score >= least), "g")
        return found


def _is_own(key: str, company: frozenset[str]) -> bool:
    """Whether a phrase is new stores or the like of the company itself: "new Fenwick stores".

    >>> _is_own("new fenwick store", frozenset(["fenwick"])), _is_own("new crane", frozenset(["fenwick"]))
    (True, False)
    """
    said = key.split()
    if said[0] != "new" or len(said) < 2:
        return False
    said = said[1:]
    if said[-1] in words("pointing_heads") and len(said) > 1:
        said = said[:-1]
    return " ".join(said) in company
