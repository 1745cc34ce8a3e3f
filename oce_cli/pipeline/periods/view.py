"""What is asked of a row before its period is chosen: its part, its tense, and the time expressions around it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from oce_cli.model import Row, Scene, Sentence, Span
from oce_cli.pipeline.periods.calendar import part_of, shift
from oce_cli.pipeline.periods.expressions import Expression
from oce_cli.pipeline.periods.findings import Around, Findings, look, turn_of
from oce_cli.pipeline.periods.meanings import Meaning
from oce_cli.pipeline.periods.parts import BASES, PRIOR, moved_to


@dataclass(slots=True)
class Case:
    """One period that a row may belong to, while evidence is gathered."""

    features: list[str] = field(default_factory=list)
    telling: tuple[str, Sequence[str]] = ("", ())  # how it stands to the call, and the words that may tell so
    span: Span | None = None
    rule: str = "default"


@dataclass(slots=True)
class Near:
    """A time expression of the row's own sentence and how it stands to the number."""

    expression: Expression
    slot: str  # b before, a after; then its rank on that side, 0 the nearest
    close: str  # adj, com (a comma between), brk (a clause break between), num (a number between), far (two or more)
    base: str  # B the words before it make it the base of a comparison, n not
    cost: float
    meanings: list[Meaning]


@dataclass(slots=True)
class View:
    """A row and what the rules ask of it."""

    row: Row
    findings: Findings
    around: Around
    part: str  # the number's own part in a comparison, see parts.part_in_comparison
    tense: str
    place: str  # section and role
    main: Row | None  # the last row before that is no prior value
    distance: str  # from there: 0 same sentence, 1 next sentence, 2 same turn, turn
    nears: list[Near] = field(default_factory=list)
    hold: str = ""  # how firmly the sentence's own time expressions hold the number: firm, loose, base, none
    carry: str = ""  # where the running period was read
    outlook: str = ""  # the draft of the status: G guidance, A actual; g, a where that is not sure
    sort: str = ""  # of call, see findings.Findings
    run: str = ""  # what the sentences before it speak of: G guidance, P the past
    sides: str = ""  # closeness of the nearest expression before and after
    cases: dict[str, Case] = field(default_factory=dict)

    def add(self, period: str, features: list[str], span: Span | None, rule: str) -> None:
        """Evidence for a period; the first source with words keeps the span and the rule."""
        case = self.cases.get(period)
        if case is None:
            case = self.cases[period] = Case(span=span, rule=rule)
        elif case.span is None and span is not None:
            case.span, case.rule = span, rule
        case.features += features


def view_of(scene: Scene, at: int) -> View:
    findings = look(scene)
    row = scene.rows[at]
    sentence = scene.sentences[row.sentence]
    around = findings.of_sentence(sentence)
    turn = turn_of(scene, row)
    main = next(
        (
            scene.rows[i]
            for i in range(at - 1, max(-1, at - 12), -1)
            if findings.parts[i] not in PRIOR and scene.rows[i].period
        ),
        None,
    )
    distance = ""
    if main is not None:
        apart = row.sentence - main.sentence
        turned = scene.sentences[main.sentence].turn != sentence.turn
        distance = "0" if apart == 0 else "turn" if turned else "1" if apart == 1 else "2" if apart == 2 else "3"
    view = View(
        row, findings, around, findings.parts[at], findings.tenses[at], turn.section[:1] + turn.role[:1], main, distance
    )
    view.outlook = outlook_of(row)
    view.sort = findings.sort
    view.run = _run(scene, findings, sentence)
    joined = findings.joined
    pair = (at + 1 < len(joined) and bool(joined[at + 1])) or moved_to(sentence.words, row.word)
    view.nears = _nears(view, bool(joined[at]), pair)
    plain = [near.close for near in view.nears if near.base == "n" or view.part in PRIOR]
    if any(close in ("adj", "com") for close in plain):
        view.hold = "firm"
    elif plain:
        view.hold = "loose"
    else:
        view.hold = "base" if view.nears else "none"
    near = {near.slot: near.close + near.base for near in view.nears}
    view.sides = f"{near.get('b0', '-')}/{near.get('a0', '-')}"
    return view


SURE = 0.85  # chance of a status that is sure


def outlook_of(row: Row) -> str:
    """The draft of the status in a letter: G guidance, A actual, small where it is not sure, "" where there is none."""
    letter = {"guidance": "g", "actual": "a"}.get(row.status, "")
    return letter.upper() if row.chance.get("status_draft", 1.0) >= SURE else letter


def _run(scene: Scene, findings: Findings, sentence: Sentence) -> str:
    """What the three sentences before, of the same turn, speak of: the last cue of guidance or of the past."""
    for index in range(sentence.index - 1, max(-1, sentence.index - 4), -1):
        earlier = scene.sentences[index]
        if earlier.turn != sentence.turn:
            return ""
        around = findings.of_sentence(earlier)
        if around.guidance:
            return "Gg" if around.past else "G"
        if around.past and around.quantities:
            return "P"
    return ""


def _nears(view: View, hangs: bool, pair: bool) -> list[Near]:
    """The two nearest time expressions on either side of the number, in its sentence. A number that this one hangs on
    ("3 or 4"), or that hangs on it, does not stand between."""
    around = view.around
    start, end = view.row.quantity.start, view.row.quantity.end
    before = [e for e in around.expressions if e.end <= start]
    after = [e for e in around.expressions if e.start >= end]
    period = view.main.period if view.main is not None and view.distance in ("0", "1") else ""
    found = []
    turn = around.turns.get(start)
    if turn is not None:
        meanings = preferred(view.findings.meanings(turn.reading), view)
        side = "b" if turn.end <= start else "a"
        return [Near(turn, f"{side}0", "adj", "n", 0.0, meanings)] if meanings else []
    for side, several in (("b", before[:-4:-1]), ("a", after[:3])):
        for rank, expression in enumerate(several):
            low, high = (expression.end, start) if side == "b" else (end, expression.start)
            between = bisect_left(around.quantities, high) - bisect_left(around.quantities, low)
            between = max(0, min(2, between - (hangs if side == "b" else pair)))
            strength = max((s for place, s in around.breaks if low <= place < high), default=0)
            if side == "a" and strength < 2 and _in_later_clause(view, end, expression.start):
                strength = 2
            close = "far" if between > 1 else "num" if between else ("adj", "com", "brk")[strength]
            base = "B" if expression.lead in BASES or _measured(view.row, expression, side + close) else "n"
            if view.part == "owned" and side == "b" and not rank:
                base = "n"
            cost = between * 3.0 + strength + rank * 2 + (4 if base == "B" and view.part not in PRIOR else 0)
            cost += (0.5 if side == "a" else 0) + min(3, (high - low) / 60)
            if view.part in PRIOR and view.part != "owned" and side == "b" and base == "n":
                cost += 4
            meanings = view.findings.meanings(expression.reading, period)
            meanings = preferred(meanings, view)
            if side == "a" and expression.rule == "year_number":
                meanings = _own_part(meanings, view)
            if meanings:
                found.append(Near(expression, f"{side}{min(rank, 1)}", close, base, cost, meanings))
    return found


def _in_later_clause(view: View, end: int, start: int) -> bool:
    """Whether a time behind a number belongs to a clause that tells what will be, while the number's own tells what is:
    "churn is 3% and we will report more next quarter"."""
    around = view.around
    if not around.later or view.tense[:1] == "G" or not bisect_left(around.stated, end):
        return False
    return bisect_left(around.later, end) < bisect_left(around.later, start)


def _measured(row: Row, expression: Expression, place: str) -> bool:
    """Whether a number is measured by what was then: "50% of Q3", "three times last year's", "up 5% since March"."""
    if expression.lead == "later" and expression.rule != "after_end":
        return row.measure in ("growth", "change")
    if place != "aadj":
        return False
    kind = row.quantity.kind
    return (expression.lead == "of" and kind in ("percent", "multiple")) or (not expression.lead and kind == "multiple")


def _own_part(meanings: list[Meaning], view: View) -> list[Meaning]:
    """The meanings of a year behind a prior value, the same part of that year first: "$5 million in the quarter and
    $4 million in 2020"."""
    main = view.main
    if main is None or view.distance != "0" or view.row.measure in ("growth", "change"):
        return meanings
    part = part_of(main.period)
    if (
        not part
        or (view.part not in PRIOR and view.part != "after")
        or int(meanings[0].period[:4]) >= int(main.period[:4])
    ):
        return meanings
    return sorted(meanings, key=lambda meaning: part_of(meaning.period) != part)


def preferred(meanings: list[Meaning], view: View) -> list[Meaning]:
    """The meanings of a year, the one after it first where a year-end call looks ahead ("for the year, we expect") or
    back on the year it reports ("last year"); of a quarter's number, the one behind first for what is told as past
    ("up from 3% in Q4"), the one ahead for guidance ("by the first quarter we will have")."""
    if len(meanings) > 1:
        told = view.part in PRIOR or view.tense == "P"
        wanted = {"ahead": "past" if told else "", "behind": "future" if view.tense == "G" and not told else ""}
        turned = wanted.get(meanings[0].way)
        if turned:
            return sorted(meanings, key=lambda meaning: meaning.way != turned)
    if not view.findings.calendar.year_end or len(meanings) < 2:
        return meanings
    first = meanings[0].way
    ahead = view.tense == "G" and first == "rel_now"
    back = view.findings.own == str(view.findings.calendar.year) and first == "rel_last" and view.part not in PRIOR
    if not ahead and not back:
        return meanings
    return sorted(meanings, key=lambda meaning: meaning.way != f"{first}_later")


def standing(period: str, findings: Findings) -> str:
    """How a period stands to the call's own: now, next, last, ago, year, last_year, next_year, to_date, month, none ...

    >>> from oce_cli.pipeline.periods.calendar import Calendar
    >>> findings = Findings("", Calendar("2021-Q1", 2021, 1), [], [], [], own="2021-Q1")
    >>> standing("2021-Q2", findings), standing("2020", findings)
    ('next', 'last_year')
    """
    known = findings.stands.get(period)
    if known is None:
        known = findings.stands[period] = _stand(period, findings)
    return known


def _stand(period: str, findings: Findings) -> str:
    calendar = findings.calendar
    if not period:
        return "none"
    if not calendar.year:
        return "absolute"
    if period == calendar.period:
        return "now"
    part = part_of(period)
    away = int(period[:4]) - calendar.year
    if not part:
        return {0: "year", -1: "last_year", 1: "next_year"}.get(away, "far_year")
    if period == shift(calendar.period, -1):
        return "ago"
    if part[0] == "Q":
        if period == shift(calendar.period, quarters=1):
            return "next"
        if period == shift(calendar.period, quarters=-1):
            return "last"
        return "quarter_ahead" if period > calendar.period else "quarter_past"
    if part[0] == "H":
        return "half" if away == 0 else "half_other"
    if part[-1] == "M":
        return "to_date" if away == 0 else "to_date_other"
    return "month"
