"""The field ``period``: every reading of what stands around a number is a candidate, weights choose.

Candidates of the same period are one candidate; what speaks for it is added up. Where a candidate comes from:

- ``said``: a time expression in the number's sentence,
- ``carried``: one in the sentences before, or the period of the row before (or that, a year or a quarter earlier),
- ``default``: the period of the call, its year, the quarter and year to come; or no period.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from oce_cli.model import Row, Scene, Span
from oce_cli.pipeline.chooser import Candidate
from oce_cli.pipeline.periods.calendar import Calendar, Meaning, part_of, shift
from oce_cli.pipeline.periods.expressions import Expression, lead_of
from oce_cli.pipeline.periods.findings import Around, Findings, look, turn_of

BACK = 6  # sentences looked back for a running period
BASES = frozenset(("base", "beyond"))


@dataclass(slots=True)
class Case:
    """One period that a row may belong to, while evidence is gathered."""

    features: list[str] = field(default_factory=list)
    span: Span | None = None
    rule: str = "default"


@dataclass(slots=True)
class Near:
    """A time expression of the row's own sentence and how it stands to the number."""

    expression: Expression
    slot: str  # b before, a after; then its rank on that side, 0 the nearest
    between: int  # numbers between, at most 2
    close: str  # adj, com (a comma between), brk (a clause break), num (a number between), far (two or more)
    base: str  # B the words before it make it the base of a comparison, n not
    cost: float
    meanings: list[Meaning]


@dataclass(slots=True)
class View:
    """A row and what the rules ask of it."""

    row: Row
    findings: Findings
    around: Around
    lead: str  # the part its own lead gives the number: "base" in "compared to $3 million"
    tense: str  # G or P: the nearest cue before the number is one of guidance or of the past; g one follows; "" none
    place: str  # section and role
    period: str  # of the row before
    same: bool  # the row before stands in the same sentence
    nears: list[Near] = field(default_factory=list)
    situation: str = ""  # how close the sentence's own time expressions are
    cases: dict[str, Case] = field(default_factory=dict)

    def add(self, period: str, features: list[str], span: Span | None, rule: str) -> None:
        """Evidence for a period; the first source keeps the span and the rule."""
        case = self.cases.get(period)
        if case is None:
            case = self.cases[period] = Case([], span, rule)
        case.features += features


class Periods:
    """The ``Field`` of the column ``period``."""

    name = "period"

    def prepare(self, scene: Scene) -> None:
        look(scene)

    def candidates(self, scene: Scene, at: int) -> list[Candidate]:
        view = _view(scene, at)
        said = _said(view)
        neighbour = _neighbour(view, scene, at)
        carried = _carried(view, scene)
        _default(view)
        answer, rule = _cascade(view, said, neighbour, carried)
        if answer in view.cases:
            view.cases[answer].features += [f"rule={rule}", f"rule={rule}|{view.situation}|row={view.lead}"]
        return [
            Candidate(period, tuple(case.features), case.span, case.rule) for period, case in view.cases.items()
        ]

    def write(self, row: Row, choice: Candidate) -> None:
        row.period = choice.value


def _view(scene: Scene, at: int) -> View:
    findings = look(scene)
    row = scene.rows[at]
    around = findings.of_sentence(scene.sentences[row.sentence])
    start = row.quantity.start
    lead = lead_of(findings.low, start)
    guidance = bisect_left(around.guidance, start)
    past = bisect_left(around.past, start)
    tense = "g" if around.guidance else ""
    if guidance or past:
        tense = "G" if guidance and (not past or around.guidance[guidance - 1] > around.past[past - 1]) else f"P{tense}"
    turn = turn_of(scene, row)
    before = scene.rows[at - 1] if at else None
    view = View(
        row, findings, around, lead if lead in ("base", "to") else "", tense, turn.section[:1] + turn.role[:1],
        before.period if before else "", before is not None and before.sentence == row.sentence,
    )
    view.nears = _nears(view)
    view.situation = _situation(view.nears)
    return view


def _nears(view: View) -> list[Near]:
    """The two nearest time expressions on either side of the number, in its sentence."""
    around = view.around
    start, end = view.row.quantity.start, view.row.quantity.end
    before = [e for e in around.expressions if e.end <= start]
    after = [e for e in around.expressions if e.start >= end]
    found = []
    for side, several in (("b", before[:-4:-1]), ("a", after[:3])):
        for rank, expression in enumerate(several):
            low, high = (expression.end, start) if side == "b" else (end, expression.start)
            between = bisect_left(around.quantities, high) - bisect_left(around.quantities, low)
            between = min(2, between)
            strength = max((s for place, s in around.breaks if low <= place < high), default=0)
            close = "far" if between > 1 else "num" if between else ("adj", "com", "brk")[strength]
            base = "B" if expression.lead in BASES else "n"
            cost = between * 3.0 + strength + rank * 2 + (4 if (base == "B") != (view.lead == "base") else 0)
            cost += (0.5 if side == "a" else 0) + min(3, (high - low) / 60)
            meanings = view.findings.calendar.meanings(expression.reading, view.period)
            if meanings:
                found.append(Near(expression, f"{side}{min(rank, 1)}", between, close, base, cost, meanings))
    return found


_CLOSENESS = ("adj", "com", "num", "brk", "far")


def _situation(nears: list[Near]) -> str:
    """How close the nearest expression that is no base stands, on either side; B only bases; 0 none."""
    plain = [near for near in nears if near.base == "n"]
    if not plain:
        return "B" if nears else "0"
    return min(plain, key=lambda near: _CLOSENESS.index(near.close)).close


def _said(view: View) -> str:
    """Candidates of the sentence's own time expressions. Returns the nearest's period, "" for none."""
    for near in view.nears:
        expression, slot = near.expression, near.slot
        part = f"{slot}.{near.close}.{near.base}"
        for order, meaning in enumerate(near.meanings):
            way = f"{expression.rule}:{meaning.way}"
            first = "1" if order == 0 else "2"
            view.add(
                meaning.period,
                [
                    f"{slot}.{near.close}|{first}",
                    f"{part}|row={view.lead}|{first}",
                    f"{slot}.{expression.lead}|{near.close}",
                    f"{part}|{view.row.measure}|{first}",
                    f"way={way}",
                    f"way={way}|{view.tense}",
                    f"way={way}|{near.base}|row={view.lead}",
                    f"{part}|situation={view.situation}|{first}",
                ],
                Span(expression.start, expression.end), "said",
            )
    best = min(view.nears, key=lambda near: near.cost, default=None)
    return best.meanings[0].period if best is not None and best.cost < 7 else ""


def _neighbour(view: View, scene: Scene, at: int) -> str:
    """Candidates from the rows before: the same period, or (a prior value) one year or quarter earlier."""
    if not at:
        return ""
    row, before = view.row, scene.rows[at - 1]
    apart = row.sentence - before.sentence
    turn = scene.sentences[row.sentence].turn == scene.sentences[before.sentence].turn
    distance = "0" if apart == 0 else "1" if apart == 1 and turn else "2" if turn else "turn"
    fresh = "f" if any(before.quantity.end <= e.start < row.quantity.start for e in view.around.expressions) else ""
    like = "m" if before.metric == row.metric else ""
    unit = "u" if before.quantity.unit == row.quantity.unit else ""
    kin = before.measure[:1] + row.measure[:1] + unit
    earlier = lead_of(view.findings.low, before.quantity.start)
    earlier = "after base" if earlier == "base" else ""
    span = Span(before.quantity.start, before.quantity.end)
    where = f"{distance}{fresh}"
    view.add(
        before.period,
        [
            f"near.{where}|{view.situation}", f"near.{where}|row={view.lead}", f"near.{distance}|{kin}|row={view.lead}",
            f"near.{where}|{view.tense}", f"near.{distance}|{like}|row={view.lead}|{earlier}",
            f"near.{distance}|empty={not before.period}",
        ],
        span, "carried",
    )
    if before.period:
        view.add(
            shift(before.period, -1),
            [f"near-1y.{where}|row={view.lead}|{kin}", f"near-1y.{where}|row={view.lead}|{view.situation}"],
            span, "carried",
        )
        if part_of(before.period)[:1] == "Q":
            view.add(
                shift(before.period, quarters=-1), [f"near-1q.{where}|row={view.lead}|{view.situation}"], span, "carried"
            )
    if at > 1:
        second = scene.rows[at - 2]
        again = "0" if second.sentence == row.sentence else "1"
        view.add(
            second.period, [f"near2.{distance}{again}|row={view.lead}|{earlier}", f"near2.{distance}{again}|{view.situation}"],
            None, "carried",
        )
    if view.lead == "base" and apart == 0 and before.period and unit and not fresh:
        return shift(before.period, -1)
    return ""


def _carried(view: View, scene: Scene) -> str:
    """Candidates of the running periods: what the sentences before named. Returns the nearest."""
    findings = view.findings
    sentence = scene.sentences[view.row.sentence]
    answer = ""
    rank = 0
    situation = "0" if view.situation in ("0", "B") else "s"
    for back in range(1, BACK + 1):
        index = sentence.index - back
        if index < 0:
            break
        earlier = scene.sentences[index]
        around = findings.of_sentence(earlier)
        usable = [e for e in around.expressions if e.lead not in BASES]
        if not usable:
            continue
        turn = "same" if earlier.turn == sentence.turn else "other"
        head = "h" if around.head else ""
        guided = "G" if around.guidance else ""
        for place, expression in (("last", usable[-1]), ("first", usable[0])):
            meanings = findings.calendar.meanings(expression.reading)
            for order, meaning in enumerate(meanings[:2]):
                slot = f"c{rank}{place[0]}{order}"
                view.add(
                    meaning.period,
                    [
                        f"{slot}.{turn}.{min(back, 3)}|{situation}", f"{slot}.{turn}{head}|{situation}",
                        f"{slot}|{meaning.way}|{view.tense}{situation}", f"{slot}.{turn}{guided}|{view.tense}|{situation}",
                    ],
                    Span(expression.start, expression.end), "carried",
                )
            if meanings and not answer and turn == "same":
                answer = meanings[0].period
            if len(usable) == 1:
                break
        rank += 1
        if rank == 2:
            break
    return answer


def _default(view: View) -> None:
    """Candidates that need no words: the call's period and those around it, and none. Every candidate is told how it
    stands to the call."""
    calendar = view.findings.calendar
    if calendar.year:
        for period in (calendar.period, str(calendar.year), shift(calendar.period, quarters=1), str(calendar.year + 1),
                       shift(calendar.period, -1), str(calendar.year - 1), calendar.to_date(calendar.year)):
            view.add(period, [], None, "default")
    view.add("", [], None, "default")
    row = view.row
    situation = view.situation
    shape = f"{row.measure}|{row.quantity.kind}"
    signals = {e.reading.grain for e in view.around.signals}
    sort = calendar.sort(view.findings.yearly)
    for period, case in view.cases.items():
        stand = standing(period, calendar)
        case.features += [
            f"is={stand}|{situation}", f"is={stand}|{view.tense}|{situation}", f"is={stand}|{sort}|{view.place}|{situation}",
            f"is={stand}|{view.place}|{view.tense}", f"is={stand}|{shape}", f"is={stand}|row={view.lead}|{situation}",
            f"is={stand}|{row.metric_kind}{'' if row.listed else '-'}", f"is={stand}|{sort}",
        ]
        if not period or stand in ("now", "year"):
            case.features += [f"is={stand}|signal={signal}" for signal in signals]


def standing(period: str, calendar: Calendar) -> str:
    """How a period stands to the call's: now, next, last, ago, year, last_year, next_year, to_date, month, other, none.

    >>> standing("2021-Q2", Calendar("2021-Q1", 2021, 1)), standing("2020", Calendar("2021-Q1", 2021, 1))
    ('next', 'last_year')
    """
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


def _cascade(view: View, said: str, neighbour: str, carried: str) -> tuple[str, str]:
    """The answer of the plain rules, in their order, and the name of the rule that gave it."""
    calendar = view.findings.calendar
    if neighbour and view.situation in ("0", "B", "brk", "far"):
        return neighbour, "prior"
    if said and view.situation in ("adj", "com", "brk", "B"):
        return said, "said"
    if view.same:
        return view.period, "row before"
    if said:
        return said, "said"
    if carried:
        return carried, "carried"
    if view.tense == "G" and calendar.year:
        return str(calendar.year + (1 if calendar.year_end else 0)), "guidance"
    return calendar.period, "call"


PERIOD = Periods()
