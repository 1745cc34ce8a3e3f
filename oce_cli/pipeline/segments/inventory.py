"""First pass: the call's own inventory of parts, with the support that each has in the document."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from decimal import Decimal
from itertools import pairwise

from oce_cli.model import Row, Scene
from oce_cli.pipeline.segments.called import listed_headings
from oce_cli.pipeline.segments.classes import (
    ARTICLE,
    EDGE,
    METRIC,
    NUMBER,
    PREPOSITION,
    words,
)
from oce_cli.pipeline.segments.compounds import with_names_open
from oce_cli.pipeline.segments.lists import opened
from oce_cli.pipeline.segments.metric_names import is_metric
from oce_cli.pipeline.segments.names import company_names, people
from oce_cli.pipeline.segments.phrases import Phrase, as_one, key_of, phrases_of, without_metric
from oce_cli.pipeline.segments.tokens import UNKNOWN, Token, Usage, tokens_of
from oce_cli.pipeline.segments.turning import is_sole, turns_at
from oce_cli.pipeline.segments.usage import usage_of

LEADS = frozenset(("in", "for", "within", "at", "from", "across", "on", "of"))
LONGEST_WORD = 40
ANNOUNCED = 6  # sentences behind a heading in which its numbers stand


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
    metric: int = 0  # inside the name of a metric
    turned: int = 0  # a passage turns to it
    first: int = 0  # opens a paragraph
    of_metric: int = 0  # revenue from _, margin in _
    counted: int = 0  # in a sentence with a number
    beside: int = 0  # next to a number: _ was up 5%
    announced: int = 0  # sentences about it go before numbers
    before: set[str] = field(default_factory=set)  # the metric words that it modified
    leads: set[str] = field(default_factory=set)  # the prepositions that led it in

    def add(self, other: Item) -> None:
        """Counts what was counted of another spelling."""
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.place |= other.place
        self.before |= other.before
        self.leads |= other.leads

    def score(self, size: int) -> float:
        """How much speaks for the phrase being a part of the company: log odds, measured on labelled calls."""
        total = self.total
        found = (
            -4.6
            + 1.7 * (size > 1)
            + 1.8 * (self.counted > 0 or self.announced > 0)
            + 0.8 * (self.beside > 0)
            + 0.3 * (total > 1)
            - 0.4 * (total > 9)
        )
        found += 1.0 * (self.headed > 0) + 0.8 * (self.headed > 1) + 0.4 * (self.listed > 0) + 0.6 * (self.listed > 1)
        found += 0.6 * self.place + 0.6 * (self.capital * 2 > total) + 0.6 * (self.turned > 0) + 0.3 * (self.first > 0)
        found += (
            0.4 * (self.led > 0)
            + 0.3 * (len(self.leads) > 1)
            + 0.3 * (len(self.leads) > 2)
            + 0.1 * (self.of_metric > 0)
        )
        found += (
            0.4 * (self.of_metric > 1) + 0.3 * (self.opening > 0) + 0.4 * (self.subject > 0) + 0.2 * (self.modifier > 0)
        )
        return found - 0.4 * (self.metric > 0) - 0.5 * self.metric / total


COUNTS = tuple(one.name for one in fields(Item) if type(one.default) is int)
GRADES = ((1.2, "a"), (0.4, "b"), (-0.4, "c"), (-1.2, "d"), (-2.0, "e"), (-2.8, "f"))


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
        key = phrase.key
        return not (not key or key in self.barred or _is_own(key, self.company) or is_metric(self.scene.text, phrase))

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


def study(scene: Scene) -> Study:
    """Looks over the whole document once."""
    company = company_names(scene)
    single = frozenset(key_of(" ".join(name)) for name in listed_headings(scene.sentences).values())
    usage = usage_of(scene.sentences)
    found = Study(scene, barred=people(scene) | company, company=company, usage=usage, single=single)
    items = found.items
    end = line = 0
    for sentence in scene.sentences:
        line += "\n" in scene.text[end : sentence.start]
        end = sentence.end
        found.paragraph.append(line)
    for row in scene.rows:
        if row.mention is not None:
            start, end = row.mention.start, row.mention.end
            if row.listed or row.metric == scene.text[start:end].lower().replace(" ", "_"):
                found.named.setdefault(row.sentence, []).append((start, end))
        if row.measure == "level":
            name = (row.metric, row.quantity.unit)
            found.largest[name] = max(found.largest.get(name, 0.0), float(abs(row.quantity.value)))
    rows = Counter(row.sentence for row in scene.rows)
    told = {scene.sentences[row.sentence].turn for row in scene.rows}
    near = told | {
        turn - 1 for turn in told
    }  # turns without a number say little of parts; the question before one does
    for sentence in scene.sentences:
        if sentence.turn not in near or len(sentence.words) < 2:
            continue
        tokens, phrases = found.read(sentence.index)
        sole = is_sole(tokens, phrases)
        if not phrases or (len(sentence.words) < 4 and not sole):
            continue
        turning = turns_at(tokens)
        numbers = [at for at, token in enumerate(tokens) if token.kind == NUMBER]
        opens = sentence.index == 0 or found.paragraph[sentence.index] != found.paragraph[sentence.index - 1]
        mentions = scene.mentions[sentence.index] if sentence.index < len(scene.mentions) else ()
        next_ones = range(sentence.index + 1, min(len(scene.sentences), sentence.index + 1 + ANNOUNCED))
        follow = sum(rows[index] for index in next_ones if scene.sentences[index].turn == sentence.turn)
        for phrase in phrases:
            item = items.get(phrase.key)
            if item is None:
                item = items[phrase.key] = Item()
            item.total += 1
            found.where.setdefault(phrase.key, []).append(sentence.index)
            item.headed += phrase.head in words("strong_heads")
            item.modifier += phrase.after == "metric"
            item.subject += phrase.after in ("move", "is")
            item.led += phrase.lead in LEADS
            item.opening += phrase.first <= 2
            item.listed += phrase.member
            item.capital += phrase.capital
            item.place = item.place or phrase.place
            item.announced += follow > 1 and (phrase.first <= 2 or turning >= 0 or sole) and not phrase.joined
            item.turned += 0 <= turning < phrase.first <= turning + 8 and phrase.lead in ("to", "with", "at", "on")
            item.first += opens and phrase.first <= 3
            item.counted += bool(numbers)
            item.beside += any(0 <= at - phrase.end <= 3 or 0 <= phrase.first - at <= 2 for at in numbers)
            if phrase.lead in LEADS:  # does it follow a metric: "revenue from _"
                before = phrase.first - 1
                while before > 0 and tokens[before].kind & (ARTICLE | PREPOSITION | EDGE):
                    before -= 1
                item.of_metric += tokens[before].kind == METRIC
            if phrase.after == "metric":
                item.before.add(tokens[min(phrase.end, len(tokens) - 1)].norm[:5])
            if phrase.lead in LEADS:
                item.leads.add(phrase.lead)
            if mentions and any(m.start <= phrase.span[0] and phrase.span[1] <= m.end for m in mentions):
                item.metric += 1
    _leave_out_own_name(found)
    _spell_out(found)
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


def _leave_out_own_name(study: Study) -> None:
    """Bars words that stand only behind the first words of the company's name: "Harbor" of "First Harbor"."""
    called = [word.strip(".,()") for word in study.scene.transcript.head.company.lower().split()]
    places: dict[str, list[bool]] = {}
    for phrases in study.phrases.values():
        for phrase in phrases:
            first = phrase.value.split()[0]
            if first in called[1:]:
                before = study.scene.text[max(0, phrase.span[0] - LONGEST_WORD) : phrase.span[0]].lower().split()
                places.setdefault(phrase.key, []).append(before[-1:] == [called[called.index(first) - 1]])
    own = {key for key, found in places.items() if all(found)}
    if own:
        study.barred |= own
        for key in own:
            study.items.pop(key, None)
            study.where.pop(key, None)
        for index, phrases in study.phrases.items():
            study.phrases[index] = [phrase for phrase in phrases if phrase.key not in own]


def _spell_out(study: Study) -> None:
    """Counts an abbreviation with the name whose initials it has: "DTC" for "direct-to-consumer".

    Where the call introduces it ("rope winches, or RW") it is told as it stands, else by its name.
    """
    full = {
        initials_of(key): key
        for key in reversed(study.items)
        if " " in key and study.grade(key) < "d" and not study.items[key].place
    }
    short = {
        key: full[initials]
        for key, item in study.items.items()
        if 2 < len(initials := key.replace("&", "")) < 6 and initials in full and item.capital and not item.place
    }
    introduced = _introduced(study)
    short |= introduced
    if not short:
        return
    study.short = short
    every = [one for phrases in study.phrases.values() for one in phrases]
    values = {phrase.key: phrase.value for phrase in every}
    for phrase in every:
        if phrase.key in short and phrase.key not in introduced:
            phrase.value = values[short[phrase.key]]
        phrase.key = short.get(phrase.key, phrase.key)
    for key, long in short.items():
        study.items[long].add(study.items.pop(key))
        study.where[long] = sorted(study.where[long] + study.where.pop(key))
        study.grades.pop(long, None)


def initials_of(key: str) -> str:
    """The first letters of the words of a key.

    >>> initials_of("direct to consumer")
    'dtc'
    """
    return "".join(word[0] for word in key.split() if word[0].isalnum())


def _introduced(study: Study) -> dict[str, str]:
    """Abbreviations that stand beside their name once: "rope winches, or RW", "rope winches (RW)"."""
    found = {}
    for index, phrases in study.phrases.items():
        tokens = study.tokens[index]
        singles = [phrase for phrase in phrases if not phrase.joined]
        for one, other in pairwise(singles):
            between = [token.norm for token in tokens[one.end : other.first]]
            letters = other.value
            if (
                between in ([",", "or"], ["or"], ["("])
                and other.size == 1
                and tokens[other.first].capital
                and 1 < len(letters) < 6
                and study.scene.text[slice(*other.span)].isupper()
                and " " in one.key
                and initials_of(one.value.replace("-", " ")).endswith(letters)
                and {one.key, other.key} <= study.items.keys()
            ):
                found[other.key] = one.key
    return {key: long for key, long in found.items() if long not in found}
