"""What the period stages know of a document: its calendar, its time expressions by sentence, its cues."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from oce_cli.model import Row, Scene, Sentence, Turn, Word
from oce_cli.pipeline.periods import expressions
from oce_cli.pipeline.periods.calendar import Calendar
from oce_cli.pipeline.periods.expressions import SIGNALS, Expression

NOTE = "periods"
_BREAKS = frozenset((";", ":", "—", "–", "(", ")"))
_CONJUNCTIONS = frozenset(("and", "while", "but", "whereas", "which", "although", "though", "with", "where"))
NOWHERE = Turn(0, 0)


@dataclass(slots=True)
class Around:
    """What stands in a row's sentence, seen once per sentence."""

    expressions: list[Expression]  # those that may name a period
    signals: list[Expression]  # yoy, qoq, rate, open and stretches
    quantities: list[int]  # starts of the sentence's numbers
    breaks: list[tuple[int, int]]  # start and strength (1 comma, 2 clause) of what parts clauses
    guidance: list[int]  # starts of guidance words
    past: list[int]  # starts of words that tell what happened
    goal: bool = False  # a guidance, forecast or expectation is named, which a number may be held against
    head: bool = False  # no number in it: it may be a heading


@dataclass(slots=True)
class Findings:
    """Kept in ``scene.notes["periods"]``."""

    low: str
    calendar: Calendar
    found: list[Expression]
    starts: list[int]
    topics: list[int]  # the sentences that hold a time expression
    yearly: bool = False  # the year is spoken of as often as the quarter
    around: dict[int, Around] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)  # by row: prior ("from 3"), prior? , result ("from 3 to 4") or plain
    tenses: list[str] = field(default_factory=list)  # by row: see tense_of

    def of_sentence(self, sentence: Sentence) -> Around:
        """What stands in a sentence; looked at once."""
        known = self.around.get(sentence.index)
        if known is None:
            known = self.around[sentence.index] = self._look(sentence)
        return known

    def read_rows(self, scene: Scene) -> None:
        """Fills ``parts`` and ``tenses`` for all rows of the scene."""
        self.parts, self.tenses = [], []
        for row in scene.rows:
            sentence = scene.sentences[row.sentence]
            part = part_in_comparison(sentence.words, row.word)
            if part == "to" and self.parts and self.parts[-1] == "prior" and scene.rows[len(self.parts) - 1].sentence == row.sentence:
                part = "result"
            self.parts.append("plain" if part == "to" else part)
            self.tenses.append(tense_of(self.of_sentence(sentence), row.quantity.start))

    def _look(self, sentence: Sentence) -> Around:
        first, last = bisect_left(self.starts, sentence.start), bisect_left(self.starts, sentence.end)
        inside = self.found[first:last]
        periods = [e for e in inside if e.reading.grain not in SIGNALS and e.reading.grain != "span"]
        signals = [e for e in inside if e.reading.grain in SIGNALS or e.reading.grain == "span"]
        cues = expressions.words().cues
        guidance_words, past_words, goals = cues["guidance"], cues["past"], cues["goal"]
        around = Around(periods, signals, [], [], [], [])
        words = sentence.words
        for at, word in enumerate(words):
            norm = word.norm
            if norm == "#":
                around.quantities.append(word.start)
            elif norm == ",":
                after = words[at + 1].norm if at + 1 < len(words) else ""
                around.breaks.append((word.start, 2 if after in _CONJUNCTIONS else 1))
            elif norm in _BREAKS:
                around.breaks.append((word.start, 2))
            elif norm in _CONJUNCTIONS:
                around.breaks.append((word.start, 1))
            elif norm in guidance_words:
                around.guidance.append(word.start)
                around.goal = around.goal or norm in goals
            elif norm in past_words:
                around.past.append(word.start)
        around.head = not around.quantities
        return around


def look(scene: Scene) -> Findings:
    """The findings of a scene, made at the first call."""
    known = scene.notes.get(NOTE)
    if isinstance(known, Findings):
        return known
    found = expressions.find(scene.text)
    head = scene.transcript.head
    calendar = Calendar.of(head, behind(found, head.year_end_month, Calendar.of(head)))
    starts = [sentence.start for sentence in scene.sentences]
    topics = sorted({bisect_right(starts, e.start) - 1 for e in found if e.reading.grain not in SIGNALS | {"span"}})
    findings = Findings(expressions.lowered(scene.text), calendar, found, [e.start for e in found], topics)
    findings.yearly = _is_yearly(found, calendar)
    scene.notes[NOTE] = findings
    return findings


_COMPARED = frozenset(("versus", "vs", "against", "from", "after", "than", "compared", "comparison", "relative"))
_SMALL = frozenset(
    "to with a an the about approximately around roughly nearly almost over under just only some our of an net income loss - $"
    " negative positive minus".split()
)
_STOP = frozenset((",", ";", ":", "#", "(", ")", ".", "and", "or", "while", "but", "which"))


def part_in_comparison(words: Sequence[Word], at: int) -> str:
    """The part that a number plays in a comparison by the words before it.

    prior: "from 3", "compared to 3", "after 3"; prior?: a comparing word further off ("versus net income of 3"); to: "to 3";
    plain: none of these.

    >>> def words(*norms: str) -> list[Word]:
    ...     return [Word(i, i + 1, norm, norm, 0 if norm == "#" else -1) for i, norm in enumerate(norms)]
    >>> part_in_comparison(words("up", "from", "about", "#"), 3)
    'prior'
    >>> part_in_comparison(words("compared", "to", "operating", "income", "of", "#"), 5)
    'prior?'
    """
    near = True
    to = False
    for back in range(at - 1, max(-1, at - 10), -1):
        norm = words[back].norm
        if norm in _COMPARED:
            if norm == "after" and not any(word.norm == "#" for word in words[:back]):
                return "plain"
            if norm == "from" and not near:
                return "from?"
            if norm == "than":
                return "than"
            return "prior" if near else "prior?"
        if norm in _STOP:
            break
        if norm == "to" and near:
            to = True
        if norm not in _SMALL:
            if to:
                break
            near = False
    return "to" if to else "plain"


def tense_of(around: Around, start: int) -> str:
    """G or P: the nearest cue before the place is one of guidance or of the past; a g where guidance is spoken of anywhere."""
    guidance, past = bisect_left(around.guidance, start), bisect_left(around.past, start)
    if guidance and (not past or around.guidance[guidance - 1] > around.past[past - 1]):
        return "G"
    return ("P" if past else "") + ("g" if around.guidance else "")


def _is_yearly(found: list[Expression], calendar: Calendar) -> bool:
    """Whether a year-end call speaks of its year about as often as of its last quarter."""
    years = quarters = 0
    for expression in found:
        reading = expression.reading
        if expression.lead in ("base", "beyond") or reading.year_shift or reading.relation:
            continue
        if reading.grain == "year" and not reading.point and reading.year in (None, calendar.year):
            years += 1
        elif reading.grain == "quarter" and reading.number in (None, calendar.quarter):
            quarters += 1
    return years * 5 > quarters * 4


def behind(found: list[Expression], year_end_month: int, plain: Calendar) -> int | None:
    """Whether the fiscal year is named after the calendar year before the one it ends in: a vote of the dates told."""
    if year_end_month == 12 or not plain.year:
        return None
    votes = [0, 0]
    for choice in (0, 1):
        calendar = Calendar(plain.period, plain.year, plain.quarter, plain.year_end, year_end_month, choice)
        year, month = calendar.month_end()
        for expression in found:
            reading = expression.reading
            if reading.grain == "month" and reading.year and reading.number:
                votes[choice] += min(8, abs((reading.year - year) * 12 + reading.number - month))
    if votes[0] == votes[1]:
        return None
    return int(votes[1] < votes[0])


def turn_of(scene: Scene, row: Row) -> Turn:
    """The turn a row stands in; an empty one outside of turns."""
    at = scene.sentences[row.sentence].turn
    return scene.transcript.turns[at] if at >= 0 else NOWHERE
