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
from oce_cli.pipeline.periods.calendar import Calendar, part_of, shift
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
class View:
    """A row and what the rules ask of it."""

    row: Row
    findings: Findings
    around: Around
    lead: str  # the part its own lead gives the number: "base" in "compared to $3 million"
    guided: str  # "G" a guidance word before it, "g" after it, "" none
    said: str  # "1" where its sentence names a period
    place: str  # section and role
    measure: str
    near: str  # the period of the row before
    same: bool  # the row before stands in the same sentence
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
        ruled = _said(view)
        ruled = _neighbour(view, scene, at) or ruled
        carried = _carried(view, scene)
        _default(view, scene, at)
        cascade = _cascade(view, ruled, carried)
        if cascade in view.cases:
            view.cases[cascade].features += ["cascade", f"cascade|{view.said}"]
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
    guided = "G" if around.guidance and around.guidance[0] < start else "g" if around.guidance else ""
    turn = turn_of(scene, row)
    before = scene.rows[at - 1] if at else None
    return View(
        row, findings, around, lead if lead in ("base", "to") else "", guided, "1" if around.expressions else "0",
        turn.section[:1] + turn.role[:1], row.measure, before.period if before else "",
        before is not None and before.sentence == row.sentence,
    )


def _said(view: View) -> str:
    """Candidates of the sentence's own time expressions. Returns the rule's answer, "" for none."""
    around, calendar = view.around, view.findings.calendar
    start, end = view.row.quantity.start, view.row.quantity.end
    before = [e for e in around.expressions if e.end <= start]
    after = [e for e in around.expressions if e.start >= end]
    answer, best = "", 99.0
    for side, found in (("b", before[:-4:-1]), ("a", after[:3])):
        for rank, expression in enumerate(found):
            low, high = (expression.end, start) if side == "b" else (end, expression.start)
            between = min(2, bisect_left(around.quantities, high) - bisect_left(around.quantities, low + (side == "a")))
            strength = max((s for place, s in around.breaks if low <= place < high), default=0)
            slot = f"{side}{min(rank, 1)}"
            meanings = calendar.meanings(expression.reading, view.near)
            base = "B" if expression.lead in BASES else "n"
            for order, meaning in enumerate(meanings):
                kind = f"{expression.rule}:{meaning.way}"
                view.add(
                    meaning.period,
                    [
                        slot,
                        f"{slot}.{expression.lead}",
                        f"{slot}.numbers={between}",
                        f"{slot}.break={strength}",
                        f"{slot}.{between}{strength}{base}",
                        f"{slot}.{base}|row={view.lead}|{between}",
                        f"{slot}.{base}|{view.measure}|{between}",
                        f"way={kind}",
                        f"way={meaning.way}|{view.guided}",
                        f"way={kind}|{base}|row={view.lead}",
                        f"order={order}",
                    ],
                    Span(expression.start, expression.end), "said",
                )
            cost = between * 3 + strength + rank * 2 + (4 if (base == "B") != (view.lead == "base") else 0)
            cost += (0.5 if side == "a" else 0) + min(3, (high - low) / 60)
            if meanings and cost < best:
                best, answer = cost, meanings[0].period
    return answer if best < 6 else ""


def _neighbour(view: View, scene: Scene, at: int) -> str:
    """Candidates from the rows before: the same period, or (a prior value) one year or quarter earlier."""
    if not at:
        return ""
    row, before = view.row, scene.rows[at - 1]
    apart = row.sentence - before.sentence
    turn = scene.sentences[row.sentence].turn == scene.sentences[before.sentence].turn
    distance = "0" if apart == 0 else "1" if apart == 1 and turn else "2" if turn else "turn"
    fresh = any(before.quantity.end <= e.start < row.quantity.start for e in view.around.expressions)
    like = "m" if before.metric == row.metric else ""
    kin = before.measure[:1] + row.measure[:1]
    span = Span(before.quantity.start, before.quantity.end)
    view.add(
        before.period,
        [
            "near", f"near.{distance}", f"near.{distance}|fresh={fresh}|row={view.lead}", f"near.{distance}|{kin}",
            f"near.{distance}|said={view.said}{view.guided}", f"near.{distance}|{like}|row={view.lead}",
            f"near.{distance}|empty={not before.period}",
        ],
        span, "carried",
    )
    if before.period:
        year = shift(before.period, -1)
        view.add(
            year,
            ["near-1y", f"near-1y.{distance}|row={view.lead}|{kin}", f"near-1y.{distance}|fresh={fresh}|row={view.lead}"],
            span, "carried",
        )
        if part_of(before.period)[:1] == "Q":
            view.add(
                shift(before.period, quarters=-1), ["near-1q", f"near-1q.{distance}|row={view.lead}"], span, "carried"
            )
    if at > 1:
        view.add(scene.rows[at - 2].period, ["near2", f"near2.{distance}|row={view.lead}"], None, "carried")
    if view.lead == "base" and apart == 0 and before.period and before.quantity.unit == row.quantity.unit and not fresh:
        after = [e for e in view.around.expressions if e.start >= row.quantity.end]
        return "" if after else shift(before.period, -1)
    return ""


def _carried(view: View, scene: Scene) -> str:
    """Candidates of the running periods: what the sentences before named. Returns the nearest."""
    findings = view.findings
    sentence = scene.sentences[view.row.sentence]
    answer = ""
    rank = 0
    for back in range(1, BACK + 1):
        index = sentence.index - back
        if index < 0:
            break
        earlier = scene.sentences[index]
        if earlier.end <= earlier.start:
            continue
        around = findings.of_sentence(earlier)
        usable = [e for e in around.expressions if e.lead not in BASES]
        if not usable:
            continue
        turn = "same" if earlier.turn == sentence.turn else "other"
        distance = min(back, 3)
        head = "h" if around.head else ""
        for place, expression in (("last", usable[-1]), ("first", usable[0])):
            meanings = findings.calendar.meanings(expression.reading)
            for order, meaning in enumerate(meanings[:2]):
                slot = f"c{rank}"
                view.add(
                    meaning.period,
                    [
                        f"{slot}.{place}", f"{slot}.{turn}.{distance}|said={view.said}", f"{slot}.{turn}{head}",
                        f"{slot}|way={meaning.way}", f"{slot}|{meaning.way}|{view.guided}", f"{slot}.order={order}",
                        f"{slot}.{turn}|guided={bool(around.guidance)}|{view.guided}|{view.said}",
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


def _default(view: View, scene: Scene, at: int) -> None:
    """Candidates that need no words: the call's period and those around it, and none. Every candidate is told how it
    stands to the call."""
    calendar = view.findings.calendar
    if calendar.year:
        for period in (calendar.period, str(calendar.year), shift(calendar.period, quarters=1), str(calendar.year + 1),
                       shift(calendar.period, -1), str(calendar.year - 1), calendar.to_date(calendar.year)):
            view.add(period, [], None, "default")
    view.add("", [], None, "default")
    row = view.row
    unit = row.quantity.kind
    signals = {e.reading.grain for e in view.around.signals}
    for period, case in view.cases.items():
        stand = standing(period, calendar)
        ended = "Y" if calendar.year_end else ""
        case.features += [
            f"is={stand}", f"is={stand}{ended}", f"is={stand}|{view.guided}|said={view.said}", f"is={stand}|{view.place}",
            f"is={stand}|{view.place}|{view.guided}|{view.said}",
            f"is={stand}|{row.measure}|{unit}", f"is={stand}|row={view.lead}", f"is={stand}|{row.metric_kind}{row.listed}",
        ]
        if not period or stand in ("now", "year"):
            case.features += [f"is={stand}|signal={signal}" for signal in signals]
            if not view.around.past:
                case.features.append(f"is={stand}|no past|{view.guided}")


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


def _cascade(view: View, said: str, carried: str) -> str:
    """The answer of the plain rules, in their order: said, the row before in the sentence, carried, the call's own."""
    calendar = view.findings.calendar
    if said:
        return said
    if view.same:
        return view.near
    if carried:
        return carried
    if view.guided == "G" and calendar.year:
        return str(calendar.year + (1 if calendar.year_end else 0))
    return calendar.period


PERIOD = Periods()
