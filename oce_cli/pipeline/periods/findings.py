"""What the period stages know of a document: its calendar, its time expressions by sentence, its cues."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from oce_cli.model import Row, Scene, Sentence, Turn, Word
from oce_cli.pipeline.periods.calendar import Calendar, Reading
from oce_cli.pipeline.periods.expressions import Expression, find
from oce_cli.pipeline.periods.meanings import Meaning, meanings
from oce_cli.pipeline.periods.parts import BASES, PRIOR, is_comp, joint_of, owned, part_in_comparison, then_to, within
from oce_cli.pipeline.periods.respective import in_turn
from oce_cli.pipeline.periods.settling import settled
from oce_cli.pipeline.periods.timewords import SIGNALS, lowered, words
from oce_cli.pipeline.revised import revised

NOTE = "periods"
_BREAKS = frozenset((";", ":", "—", "–", "(", ")"))
NOWHERE = Turn(0, 0)


@dataclass(slots=True)
class Around:
    """What stands in a row's sentence, seen once per sentence."""

    expressions: list[Expression]  # those that may name a period
    signals: list[Expression]  # yoy, qoq, rate, open and stretches
    quantities: list[int]  # starts of the sentence's figures: years, quarters and ordinals are none
    breaks: list[tuple[int, int]]  # start and strength (1 comma, 2 clause) of what parts clauses
    guidance: list[int]  # starts of guidance words
    past: list[int]  # starts of words that tell what happened
    turns: dict[int, Expression] = field(default_factory=dict)  # by start of number, see respective.in_turn
    goal: bool = False  # a guidance, forecast or expectation is named, which a number may be held against
    later: list[int] = field(default_factory=list)  # where a clause begins that tells what will be: "and will open"
    stated: list[int] = field(default_factory=list)  # starts of verbs that tell what is or was
    head: bool = False  # no number in it: it may be a heading


@dataclass(slots=True)
class Findings:
    """Kept in ``scene.notes["periods"]``."""

    low: str
    calendar: Calendar
    found: list[Expression]
    starts: list[int]
    topics: list[int]  # the sentences that hold a time expression
    figures: list[bool] = field(default_factory=list)  # by number of the text: whether it may be a row
    own: str = ""  # the period of numbers without words: the call's, or its year where that is the topic
    sort: str = ""  # q; y where the call closes its year, with how much it speaks of the year: y0 little to y3 much
    around: dict[int, Around] = field(default_factory=dict)
    known: dict[tuple[Reading, str], list[Meaning]] = field(default_factory=dict)
    stands: dict[str, str] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)  # by row: see part_in_comparison
    joined: list[str] = field(default_factory=list)  # by row: how it hangs on the number before: or, and, ""
    tenses: list[str] = field(default_factory=list)  # by row: see tense_of
    alike: dict[tuple[object, str], list[int]] = field(default_factory=dict)  # the rows of each figure, see echoes
    usual: list[str] = field(default_factory=list)  # what the call's guidance is mostly for, see usual_guidance

    def of_sentence(self, sentence: Sentence) -> Around:
        """What stands in a sentence; looked at once."""
        known = self.around.get(sentence.index)
        if known is None:
            known = self.around[sentence.index] = self._look(sentence)
        return known

    def meanings(self, reading: Reading, near: str = "") -> list[Meaning]:
        """What a reading can mean in this call, see ``Calendar.meanings``; do not change the list."""
        found = self.known.get((reading, near))
        if found is None:
            found = self.known[reading, near] = meanings(self.calendar, reading, near)
        return found

    def read_rows(self, scene: Scene) -> None:
        """Fills ``parts`` and ``tenses`` for all rows of the scene."""
        self.parts, self.tenses, self.joined = [], [], []
        self.stands = {}
        ratio = self._yearly(scene)
        self.own = str(self.calendar.year) if ratio > 1.7 else self.calendar.period
        self.sort = f"y{bisect_left((0.6, 1.2, 2.0), ratio)}" if self.calendar.year_end else "q"
        before: Row | None = None
        cut: Sequence[Word] = ()
        for row in scene.rows:
            sentence = scene.sentences[row.sentence]
            if before is None or before.sentence != row.sentence:
                cut = self._figures_only(sentence.words)
            part = part_in_comparison(cut[: row.word])
            if part == "from" and revised(scene, row) is not None:
                part = "goal"  # "cut its outlook from 3 to 2": both are of the time to come
            joint = ""
            if before is not None and before.sentence == row.sentence:
                joint = joint_of(cut, before.word, row.word)
                last = self.parts[-1]
                if part == "plain" and joint and last in PRIOR:
                    part = last
                elif part == "to":
                    part = "result" if last in PRIOR else "plain"
                elif part == "plain" and last in PRIOR:
                    part = "after"
                if part in ("plain", "after") and last in PRIOR and within(cut, before.word, row.word):
                    part = last
            if (
                row.quantity.kind == "percent"
                and part in ("plain", "versus", "after", "result")
                and is_comp(cut, row.word)
            ):
                part = "comp"
            if part in PRIOR and row.quantity.bound == "range":
                part = "range"
            if part == "from" and then_to(cut, row.word):
                part = "from to"
            elif part in ("plain", "to", "versus?", "than?", "after") and owned(
                self.of_sentence(sentence).expressions, cut, row.word
            ):
                part = "owned"
            self.parts.append("plain" if part == "to" else part)
            self.joined.append(joint)
            self.tenses.append(tense_of(self.of_sentence(sentence), row.quantity.start))
            before = row

    def _figures_only(self, cut: Sequence[Word]) -> list[Word]:
        """The words of a sentence; a number that is no figure ("third", "2020") is a word like others."""
        return [
            word._replace(norm="") if word.quantity >= 0 and not self._is_figure(word.quantity) else word
            for word in cut
        ]

    def _is_figure(self, quantity: int) -> bool:
        return quantity >= len(self.figures) or self.figures[quantity]

    def _yearly(self, scene: Scene) -> float:
        """How much more a year-end call speaks of its year than of its last quarter where it tells numbers."""
        calendar = self.calendar
        if not calendar.year_end:
            return 0.0
        years = quarters = 0
        for index in {row.sentence for row in scene.rows}:
            around = self.of_sentence(scene.sentences[index])
            if around.guidance and not around.past:
                continue
            for expression in around.expressions:
                reading = expression.reading
                if expression.lead in BASES:
                    continue
                if reading.grain == "year" and not reading.point:
                    years += reading.year == calendar.year or (reading.year is None and (reading.relation or 0) < 1)
                elif (
                    reading.grain == "quarter" and not reading.year_shift and reading.number in (None, calendar.quarter)
                ):
                    quarters += not reading.relation
        return years / (quarters + 1)

    def _look(self, sentence: Sentence) -> Around:
        first, last = bisect_left(self.starts, sentence.start), bisect_left(self.starts, sentence.end)
        inside = self.found[first:last]
        periods = [e for e in inside if e.reading.grain not in SIGNALS and e.reading.grain != "span"]
        signals = [e for e in inside if e.reading.grain in SIGNALS or e.reading.grain == "span"]
        cues = words().cues
        guidance_words, past_words, goals = cues["guidance"], cues["past"], cues["goal"]
        nouns, subjects = cues["noun"], cues["subject"]
        conjunctions, stated, joins = cues["conjunction"], cues["past"] | cues["present"], cues["join"]
        around = Around(periods, signals, [], [], [], [])
        cut = sentence.words
        for at, word in enumerate(cut):
            norm = word.norm
            if word.quantity >= 0:
                if self._is_figure(word.quantity):
                    around.quantities.append(word.start)
            elif norm == ",":
                after = cut[at + 1].norm if at + 1 < len(cut) else ""
                around.breaks.append((word.start, 2 if after in conjunctions else 1))
            elif norm in _BREAKS:
                around.breaks.append((word.start, 2))
            elif norm in conjunctions:
                around.breaks.append((word.start, 1))
            elif norm in guidance_words and (norm not in nouns or (at and cut[at - 1].norm in subjects)):
                around.guidance.append(word.start)
                around.goal = around.goal or (norm in goals and not _as_expected(cut, at))
            elif norm in past_words:
                around.past.append(word.start)
            if norm in stated:
                around.stated.append(word.start)
            if norm in joins and _foretells_next(cut, at):
                around.later.append(word.start)
        around.turns = in_turn(cut, periods, around.quantities)
        around.head = all(word.quantity < 0 for word in cut)
        return around


def _as_expected(cut: Sequence[Word], at: int) -> bool:
    """Whether "as" or "as we" stands before a word: what came as expected is held against nothing."""
    return "as" in [word.norm for word in cut[max(0, at - 2) : at]]


def _foretells_next(cut: Sequence[Word], at: int) -> bool:
    """Whether the clause that a word opens tells what will be: "and we will", "but expects to"."""
    cues = words().cues
    foretelling, subject = cues["foretelling"], cues["subject"] | cues["article"]
    for word in cut[at + 1 : at + 4]:
        if word.norm in foretelling:
            return True
        if word.norm not in subject:
            return False
    return False


def look(scene: Scene) -> Findings:
    """The findings of a scene, made at the first call."""
    known = scene.notes.get(NOTE)
    if isinstance(known, Findings):
        return known
    found = find(scene.text)
    head = scene.transcript.head
    calendar = Calendar.of(head, behind(found, head.year_end_month, Calendar.of(head)))
    found = settled(found, lowered(scene.text), calendar)
    starts = [sentence.start for sentence in scene.sentences]
    topics = sorted({bisect_right(starts, e.start) - 1 for e in found if e.reading.grain not in SIGNALS | {"span"}})
    findings = Findings(lowered(scene.text), calendar, found, [e.start for e in found], topics)
    findings.figures = [not quantity.reason for quantity in scene.quantities]
    scene.notes[NOTE] = findings
    return findings


def tense_of(around: Around, start: int) -> str:
    """G or P: the nearest cue before the place is of guidance or of the past; g: guidance is spoken of anywhere."""
    guidance, past = bisect_left(around.guidance, start), bisect_left(around.past, start)
    if guidance and (not past or around.guidance[guidance - 1] > around.past[past - 1]):
        return "G"
    return ("P" if past else "") + ("g" if around.guidance else "")


def behind(found: list[Expression], year_end_month: int, plain: Calendar) -> int | None:
    """Whether the fiscal year is named after the calendar year before the one it ends in: the dates told vote."""
    if year_end_month == 12 or not plain.year:
        return None
    votes = [0, 0]
    for choice in (0, 1):
        calendar = Calendar(plain.period, plain.year, plain.quarter, plain.year_end, year_end_month, choice)
        year, month = calendar.month_end()
        for expression in found:
            reading = expression.reading
            if reading.grain in ("month", "ended") and reading.year and reading.number:
                votes[choice] += min(8, abs((reading.year - year) * 12 + reading.number - month))
    if votes[0] == votes[1]:
        return None
    return int(votes[1] < votes[0])


def turn_of(scene: Scene, row: Row) -> Turn:
    """The turn a row stands in; an empty one outside of turns."""
    at = scene.sentences[row.sentence].turn
    return scene.transcript.turns[at] if at >= 0 else NOWHERE
