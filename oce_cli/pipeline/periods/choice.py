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
from oce_cli.pipeline.periods.expressions import Expression
from oce_cli.pipeline.periods.findings import PRIOR, Around, Findings, look, turn_of

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
    part: str  # the number's own part in a comparison, see findings.Part
    tense: str
    place: str  # section and role
    main: Row | None  # the last row before that is no prior value
    distance: str  # from there: 0 same sentence, 1 next sentence, 2 same turn, turn
    nears: list[Near] = field(default_factory=list)
    hold: str = ""  # how firmly the sentence's own time expressions hold the number: firm, loose, base, none
    carry: str = ""  # where the running period was read
    sort: str = ""  # of call
    sides: str = ""  # closeness of the nearest expression before and after
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
        look(scene).read_rows(scene)

    def candidates(self, scene: Scene, at: int) -> list[Candidate]:
        view = _view(scene, at)
        said = _said(view)
        neighbour = _neighbour(view, scene, at)
        carried = _carried(view, scene)
        _default(view)
        answer, rule = _cascade(view, said, neighbour, carried)
        if answer in view.cases:
            stand = standing(answer, view.findings)
            view.cases[answer].features += [
                f"rule={rule}", f"rule={rule}|{view.hold}|{view.part}", f"rule={rule}|{view.tense}", f"rule={rule}|{stand}",
                f"rule={rule}|{stand}|{view.tense}", f"rule={rule}|{stand}|{view.sort}", f"rule={rule}|{view.place}",
                f"rule={rule}|{view.carry}",
            ]
        ahead = "ahead " if view.tense == "G" else ""
        gate = "prior:" if view.part in PRIOR else f"{ahead}firm:" if view.hold == "firm" else f"{ahead}open:"
        return [
            Candidate(period, tuple([gate + name for name in case.features]), case.span, case.rule)
            for period, case in view.cases.items()
        ]

    def write(self, row: Row, choice: Candidate) -> None:
        row.period = choice.value


def _view(scene: Scene, at: int) -> View:
    findings = look(scene)
    row = scene.rows[at]
    sentence = scene.sentences[row.sentence]
    around = findings.of_sentence(sentence)
    turn = turn_of(scene, row)
    main = next(
        (scene.rows[i] for i in range(at - 1, max(-1, at - 12), -1) if findings.parts[i] not in PRIOR and scene.rows[i].period),
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
    view.sort = "y" if findings.calendar.year_end else "q"
    joined = findings.joined
    view.nears = _nears(view, bool(joined[at]), at + 1 < len(joined) and bool(joined[at + 1]))
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


def _nears(view: View, hangs: bool, pair: bool) -> list[Near]:
    """The two nearest time expressions on either side of the number, in its sentence. A number that this one hangs on
    ("3 or 4"), or that hangs on it, does not stand between."""
    around = view.around
    start, end = view.row.quantity.start, view.row.quantity.end
    before = [e for e in around.expressions if e.end <= start]
    after = [e for e in around.expressions if e.start >= end]
    period = view.main.period if view.main is not None and view.distance in ("0", "1") else ""
    found = []
    for side, several in (("b", before[:-4:-1]), ("a", after[:3])):
        for rank, expression in enumerate(several):
            low, high = (expression.end, start) if side == "b" else (end, expression.start)
            between = bisect_left(around.quantities, high) - bisect_left(around.quantities, low)
            between = max(0, min(2, between - (hangs if side == "b" else pair)))
            strength = max((s for place, s in around.breaks if low <= place < high), default=0)
            close = "far" if between > 1 else "num" if between else ("adj", "com", "brk")[strength]
            whole = expression.lead == "of" and side == "a" and close == "adj" and view.row.quantity.kind == "percent"
            base = "B" if expression.lead in BASES or whole else "n"
            cost = between * 3.0 + strength + rank * 2 + (4 if base == "B" and view.part not in PRIOR else 0)
            cost += (0.5 if side == "a" else 0) + min(3, (high - low) / 60)
            if view.part in PRIOR and side == "b" and base == "n":
                cost += 4
            meanings = view.findings.calendar.meanings(expression.reading, period)
            meanings = _preferred(meanings, view)
            if meanings:
                found.append(Near(expression, f"{side}{min(rank, 1)}", close, base, cost, meanings))
    return found


def _preferred(meanings: list[Meaning], view: View) -> list[Meaning]:
    """The meanings of a year with the one after it first, where a year-end call looks ahead ("for the year, we expect"), or
    where it looks back on the year it reports ("last year")."""
    if not view.findings.calendar.year_end or len(meanings) < 2:
        return meanings
    first = meanings[0].way
    ahead = view.tense == "G" and first == "rel_now"
    back = view.findings.own == str(view.findings.calendar.year) and first == "rel_last" and view.part not in PRIOR
    if not ahead and not back:
        return meanings
    return sorted(meanings, key=lambda meaning: meaning.way != f"{first}_later")


def _said(view: View) -> str:
    """Candidates of the sentence's own time expressions. Returns the nearest's period, "" for none."""
    for near in view.nears:
        expression, slot = near.expression, near.slot
        for order, meaning in enumerate(near.meanings):
            way = f"{expression.rule}:{meaning.way}"
            first = "1" if order == 0 else "2"
            features = [f"way={way}|{near.base}", f"way={way}|{view.tense}", f"way={way}|{view.part}"]
            if slot in ("b0", "a0"):
                features += [
                    f"{slot}.{near.close}{near.base}|{first}", f"{slot}|lead={expression.lead}|{first}",
                    f"{slot}|{view.sides}|{first}", f"{slot}.{near.close}{near.base}|{view.part}|{first}",
                ]
            view.add(meaning.period, features, Span(expression.start, expression.end), "said")
    best = min(view.nears, key=lambda near: near.cost, default=None)
    return best.meanings[0].period if best is not None and best.cost < 7 else ""


def _neighbour(view: View, scene: Scene, at: int) -> str:
    """Candidates from the rows before: the same period, or for a prior value one year or quarter earlier, or that of
    the prior value before."""
    row, main, part = view.row, view.main, view.part
    if main is None:
        return ""
    where = view.distance
    fresh = "f" if any(main.quantity.end <= e.start < row.quantity.start for e in view.around.expressions) else ""
    like = ("m" if main.metric == row.metric else "") + ("u" if main.quantity.unit == row.quantity.unit else "")
    span = Span(main.quantity.start, main.quantity.end)
    view.add(
        main.period,
        [
            f"main.{where}{fresh}|{part}", f"main.{where}{fresh}|{view.hold}", f"main.{where}|{like}|{part}",
            f"main.{where}{fresh}|{view.tense}",
            f"main.{where}|{standing(main.period, view.findings)}|{view.sort}|{view.tense}",
        ],
        span, "carried",
    )
    answer = ""
    if part != "plain":
        year = shift(main.period, -1)
        view.add(year, [f"main-1y.{where}|{part}", f"main-1y|{part}|{view.hold}", f"main-1y|{part}|{like}"], span, "carried")
        if part_of(main.period)[:1] == "Q":
            view.add(
                shift(main.period, quarters=-1), [f"main-1q.{where}|{part}", f"main-1q|{part}|{view.hold}"], span, "carried"
            )
        answer = year if part in PRIOR else ""
        for back in range(at - 1, max(-1, at - 8), -1):
            if view.findings.parts[back] in PRIOR:
                other = scene.rows[back]
                far = "0" if other.sentence == row.sentence else "1" if row.sentence - other.sentence < 3 else "2"
                view.add(other.period, [f"prior.{far}"], None, "carried")
                if part in PRIOR and far == "0":
                    answer = other.period
                break
    if view.tense == "G":
        for back in range(at - 1, max(-1, at - 12), -1):
            other = scene.rows[back]
            if view.findings.tenses[back] == "G" and other.period:
                if scene.sentences[other.sentence].turn == scene.sentences[row.sentence].turn:
                    far = "0" if other.sentence == row.sentence else "1" if row.sentence - other.sentence < 3 else "2"
                    view.add(other.period, [f"guided.{far}|{view.hold}", f"guided.{far}|{part}"], None, "carried")
                break
    return answer


def _carried(view: View, scene: Scene) -> str:
    """Candidates of the running periods: what the sentences before named. Returns the nearest."""
    findings = view.findings
    sentence = scene.sentences[view.row.sentence]
    answer = ""
    hold = "s" if view.hold in ("firm", "loose") else "0"
    topics = findings.topics
    place = bisect_left(topics, sentence.index)
    guided_seen = False
    for rank in range(5):
        if rank >= place:
            break
        earlier = scene.sentences[topics[place - 1 - rank]]
        same = earlier.turn == sentence.turn
        if earlier.turn < sentence.turn - 1 or (not same and rank > 1):
            break
        around = findings.of_sentence(earlier)
        usable = [e for e in around.expressions if e.lead not in BASES]
        if not usable:
            continue
        if rank > 1 and (guided_seen or not around.guidance):
            continue
        turn = "same" if same else "other"
        back = sentence.index - earlier.index
        distance = "1" if back == 1 else "2" if back == 2 else "5" if back < 6 else "12" if back < 13 else "far"
        head = "h" if around.head else ""
        guided = "G" if around.guidance else ""
        guided_seen = guided_seen or bool(guided)
        for where, expression in (("l", usable[-1]), ("f", usable[0])):
            meanings = _preferred(findings.calendar.meanings(expression.reading), view)
            for meaning in meanings[:1]:
                slot = f"c{min(rank, 2)}{where}"
                stand = standing(meaning.period, findings)
                view.add(
                    meaning.period,
                    [
                        f"{slot}.{turn}.{distance}|{hold}", f"{slot}.{turn}{head}|{hold}",
                        f"{slot}|{meaning.way}|{hold}", f"c{min(rank, 2)}|{stand}|{view.sort}|{view.tense}|{hold}", f"{slot}.{turn}{guided}|{view.tense}|{hold}",
                    ],
                    Span(expression.start, expression.end), "carried",
                )
            if meanings and not answer and same and expression.rule not in ("month", "after_end", "so_far"):
                answer = meanings[0].period
                view.carry = f"{distance}{head}{guided}"
            if len(usable) == 1:
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
    row, hold, part = view.row, view.hold, view.part
    shape = f"{row.measure}|{row.quantity.kind}"
    signals = {e.reading.grain for e in view.around.signals}
    sort = view.sort
    for period, case in view.cases.items():
        stand = f"is={standing(period, view.findings)}"
        case.features += [f"{stand}|{hold}", f"{stand}|{part}|{hold}", f"{stand}|{view.tense}|{hold}", f"{stand}|{sort}|{hold}"]
        if hold == "firm":
            continue
        case.features += [
            f"{stand}|{view.place}", f"{stand}|{sort}|{view.place}", f"{stand}|{view.place}|{view.tense}",
            f"{stand}|{shape}", f"{stand}|{row.metric_kind}{'' if row.listed else '-'}",
        ]
        if not period or stand in ("is=now", "is=year"):
            case.features += [f"{stand}|signal={signal}" for signal in signals]


def standing(period: str, findings: Findings) -> str:
    """How a period stands to the call's own: now, next, last, ago, year, last_year, next_year, to_date, month, other, none.

    >>> findings = Findings("", Calendar("2021-Q1", 2021, 1), [], [], [], own="2021-Q1")
    >>> standing("2021-Q2", findings), standing("2020", findings)
    ('next', 'last_year')
    """
    calendar = findings.calendar
    if not period:
        return "none"
    if not calendar.year:
        return "absolute"
    if period == findings.own:
        return "now"
    if period == calendar.period:
        return "last quarter of the year"
    part = part_of(period)
    away = int(period[:4]) - calendar.year
    if not part and findings.own == str(calendar.year):
        return {-1: "ago", 1: "next_year"}.get(away, "far_year")
    if not part:
        return {0: "year", -1: "last_year", 1: "next_year"}.get(away, "far_year")
    if period == shift(findings.own, -1):
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
    if view.part in PRIOR and neighbour and not (said and view.hold == "firm"):
        return neighbour, "prior"
    if said and view.hold == "firm":
        return said, "said"
    if view.main is not None and view.distance == "0":
        return view.main.period, "row before"
    if said:
        return said, "said"
    if carried:
        return carried, "carried"
    if view.tense == "G" and calendar.year:
        return str(calendar.year + (1 if calendar.year_end else 0)), "guidance"
    return view.findings.own, "call"


PERIOD = Periods()
