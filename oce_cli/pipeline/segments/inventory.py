"""First pass: the call's own inventory of parts, with the support that each has in the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from decimal import Decimal

from oce_cli.model import Row, Scene
from oce_cli.pipeline.segments.classes import (
    ARTICLE,
    AUXILIARY,
    CONJUNCTION,
    EDGE,
    METRIC,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    SIGN,
    words,
)
from oce_cli.pipeline.segments.phrases import Phrase, key_of, phrases_of
from oce_cli.pipeline.segments.tokens import UNKNOWN, Token, Usage, tokens_of
from oce_cli.pipeline.segments.usage import usage_of

# People are called by names that stand in no speaker's line. The patterns begin with letters that are quickly found;
# the words before are looked at only there.
_CALLED = re.compile(r", ([A-Z][a-z]+)\b(?! [A-Z])")
_GREETING = re.compile(
    r"\b(?:[Tt]hanks|[Tt]hank you|[Hh]i|[Hh]ey|[Hh]ello|[Mm]orning|[Aa]fternoon|[Yy]eah|[Yy]es|[Ss]ure|[Oo]kay)"
    r"(?: very much| so much)?$"
)
_LONGEST_GREETING = 21  # "Thank you very much" and the character before it
_QUOTED = re.compile(
    r"s ([A-Z][a-z]+) (?:has |just |already )?(?:mentioned|said|noted|indicated|discussed|described|talked)\b"
)
_AS = re.compile(r"\b[Aa]$")
_SEEN = frozenset(("focus", "look", "come", "start"))  # "when you look at", "we focus on": no turn
LEADS = frozenset(("in", "for", "within", "at", "from", "across", "on", "of"))
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


COUNTS = tuple(one.name for one in fields(Item) if one.type == "int")
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
    rounds: int = 0  # of choosing that were prepared with it
    memory: dict[str, object] = field(default_factory=dict)
    draft: list[tuple[str, str, float]] = field(
        default_factory=list
    )  # of each row: key, value, chance of the first round
    alike: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)  # (metric, measure, unit) -> rows
    metrics: dict[tuple[str, str], list[int]] = field(default_factory=dict)  # (metric, unit) -> rows
    equal: dict[tuple[str, Decimal], list[int]] = field(default_factory=dict)  # (unit, number) -> rows
    grades: dict[str, str] = field(default_factory=dict)
    where: dict[str, list[int]] = field(default_factory=dict)  # key -> sentences that hold it
    paragraph: list[int] = field(default_factory=list)  # of each sentence
    largest: dict[tuple[str, str], float] = field(
        default_factory=dict
    )  # (metric, unit) -> largest level of the document

    def read(self, index: int) -> tuple[list[Token], list[Phrase]]:
        """Tokens and phrases of a sentence."""
        tokens = self.tokens.get(index)
        if tokens is None:
            sentence = self.scene.sentences[index]
            tokens = self.tokens[index] = tokens_of(self.scene.text, sentence.words, self.scene.quantities, self.usage)
            self.phrases[index] = [p for p in phrases_of(self.scene.text, tokens) if p.key and p.key not in self.barred]
        return tokens, self.phrases[index]

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

    def drafted(self, key: str) -> int:
        """How many rows the first round gave to the part."""
        counts = self.memory.get("drafted")
        if not isinstance(counts, Counter):
            counts = self.memory["drafted"] = Counter(one for one, _, _ in self.draft)
        return counts[key]

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
    company = _company(scene)
    found = Study(scene, barred=_people(scene) | company, company=company, usage=usage_of(scene.sentences))
    items = found.items
    end = line = 0
    for sentence in scene.sentences:
        line += "\n" in scene.text[end : sentence.start]
        end = sentence.end
        found.paragraph.append(line)
    for row in scene.rows:
        if row.measure == "level":
            name = (row.metric, row.quantity.unit)
            found.largest[name] = max(found.largest.get(name, 0.0), float(abs(row.quantity.value)))
    rows = Counter(row.sentence for row in scene.rows)
    told = {scene.sentences[row.sentence].turn for row in scene.rows}
    near = told | {
        turn - 1 for turn in told
    }  # turns without a number say little of parts; the question before one does
    for sentence in scene.sentences:
        if sentence.turn not in near or len(sentence.words) < 4:
            continue
        tokens, phrases = found.read(sentence.index)
        if not phrases:
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
            item.announced += follow > 1 and (phrase.first <= 2 or turning >= 0) and not phrase.joined
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


def _leave_out_own_name(study: Study) -> None:
    """Bars the words of the company's name that the call always writes with a capital: "Harbor" of "First Harbor"."""
    called = study.scene.transcript.head.company.lower().split()
    if "&" in called or "and" in called:  # one of the two may be a part
        return
    own = {word.strip(".,()") for word in called}
    found = {
        key
        for key, item in study.items.items()
        if own.issuperset(key.split()) and item.capital == item.total and not item.headed
    }
    if found:
        study.barred |= found
        for key in found:
            del study.items[key], study.where[key]
        for index, phrases in study.phrases.items():
            study.phrases[index] = [phrase for phrase in phrases if phrase.key not in found]


def _spell_out(study: Study) -> None:
    """Lets an abbreviation stand for the name whose initials it has: "DTC" for "direct-to-consumer"."""
    full = {
        "".join(word[0] for word in key.split()): key
        for key in reversed(study.items)
        if " " in key and study.grade(key) < "d" and not study.items[key].place
    }
    short = {key: full[key] for key in study.items if 2 < len(key) < 6 and key in full and study.items[key].capital}
    if not short:
        return
    values = {phrase.key: phrase.value for phrases in study.phrases.values() for phrase in phrases}
    for phrase in [one for phrases in study.phrases.values() for one in phrases]:
        if phrase.key in short:
            phrase.key, phrase.value = short[phrase.key], values[short[phrase.key]]
    for key, long in short.items():
        study.items[long].add(study.items.pop(key))
        study.where[long] = sorted(study.where[long] + study.where.pop(key))
        study.grades.pop(long, None)


def turns_at(tokens: list[Token]) -> int:
    """Index of the word that turns to a new subject ("Turning to ...", "Let's move on to ..."), -1 for none.

    Only small words may stand before it ("So now let me", "I'd like to"), and "to", "on" or the like must follow.
    """
    turning, alone, before = words("turning"), words("turning_alone"), words("before_turning")
    for at, token in enumerate(tokens[:12]):
        if token.norm in turning:
            after = [one.norm for one in tokens[at + 1 : at + 4]]
            if (
                token.norm in alone
                and at
                and tokens[at - 1].norm in ("me", "to", "will", "i'll", "now", "let's", "we'll")
            ):
                return at
            if at and tokens[at - 1].norm in ("you", "they", "we") and token.norm in _SEEN:
                continue
            if token.norm == "going" and after[:1] not in (["back"], ["over"]):
                continue
            if not {"to", "at", "with", "on", "about", "into"}.isdisjoint(after):
                return at
        if token.norm not in before and not token.kind & (SIGN | CONJUNCTION | PRONOUN | AUXILIARY):
            return -1
    return -1


def _people(scene: Scene) -> frozenset[str]:
    """Keys of the speakers' names, whole and in parts."""
    names: set[str] = set()
    for name in {turn.speaker for turn in scene.transcript.turns}:
        parts = [part for part in re.split(r"[\s.]+", name) if len(part) > 1]
        names.update(key_of(part.lower()) for part in parts)
        names.add(key_of(" ".join(parts).lower()))
        names.add(key_of(" ".join((parts[0], parts[-1])).lower()) if parts else "")
    names.update(_addressed(scene.text))
    return frozenset(names - {""})


def _addressed(text: str) -> Iterator[str]:
    """The names in lower case by which people are greeted and quoted.

    >>> list(_addressed("Thank you very much, Ada. In Rome, Italy, as Bo just said, sales rose. Sure, Cy Dent."))
    ['ada', 'bo']
    """
    done = 0
    for match in _CALLED.finditer(text):
        greeting = _GREETING.search(text, max(done, match.start() - _LONGEST_GREETING), match.start())
        if greeting is not None:
            done = match.end()
            yield match[1].lower()
    for match in _QUOTED.finditer(text):
        if _AS.search(text, max(0, match.start() - 2), match.start()):
            yield match[1].lower()


def _company(scene: Scene) -> frozenset[str]:
    """Keys by which the company calls itself: the full name, without its legal form, the first word, the ticker."""
    head = scene.transcript.head
    names = {head.ticker.lower()}
    called = [word.strip(".,()") for word in head.company.lower().split()]
    plain = [word for word in called if word not in words("legal_forms")]
    names.update((" ".join(called), " ".join(plain)))
    if plain and len(plain[0]) > 2:
        names.add(plain[0])
    if len(plain) > 1:
        names.add(" ".join(plain[:2]))
        names.update("".join(word[0] for word in some if word[:1].isalnum()) for some in (called, plain))
    return frozenset(key_of(name) for name in names if name)
