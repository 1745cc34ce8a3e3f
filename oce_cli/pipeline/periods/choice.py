"""The field ``period``: every reading of what stands around a number is a candidate, weights choose.

Candidates of the same period are one candidate; what speaks for it is added up. Where a candidate comes from:

- ``said``: a time expression in the number's sentence,
- ``carried``: one in the sentences before, or the period of the row before (or that, a year or a quarter earlier),
- ``default``: the period of the call, its year, the quarter and year to come; or no period.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from oce_cli.model import Row, Scene, Span
from oce_cli.pipeline import cues
from oce_cli.pipeline.chooser import Candidate
from oce_cli.pipeline.periods.against import held_against
from oce_cli.pipeline.periods.calendar import shift
from oce_cli.pipeline.periods.echoes import echo, index_figures, usual, usual_guidance
from oce_cli.pipeline.periods.expressions import Expression
from oce_cli.pipeline.periods.findings import look
from oce_cli.pipeline.periods.neighbours import by_rows_before
from oce_cli.pipeline.periods.parts import BASES, PRIOR
from oce_cli.pipeline.periods.sure import sure_period
from oce_cli.pipeline.periods.timewords import words
from oce_cli.pipeline.periods.view import Near, View, preferred, standing, view_of
from oce_cli.pipeline.plain import beside, named


class Periods:
    """The ``Field`` of the column ``period``."""

    name = "period"

    def prepare(self, scene: Scene) -> None:
        findings = look(scene)
        findings.read_rows(scene)
        findings.alike = index_figures(scene)
        findings.usual = usual_guidance(findings, scene)

    def candidates(self, scene: Scene, at: int) -> list[Candidate]:
        view = view_of(scene, at)
        surely = sure_period(view, scene)
        if surely is not None:
            return [surely]
        said = _said(view)
        neighbour = by_rows_before(view, scene, at)
        carried = _carried(view, scene)
        echo(view, scene, at)
        _default(view, scene)
        usual(view)
        answer, rule = _cascade(view, said, neighbour, carried)
        if answer in view.cases:
            stand = standing(answer, view.findings)
            view.cases[answer].features += [
                f"rule={rule}",
                f"rule={rule}|{view.hold}|{view.part}",
                f"rule={rule}|{view.tense}",
                f"rule={rule}|S{view.outlook}",
                f"rule={rule}|{stand}",
                f"rule={rule}|{view.place}",
                f"rule={rule}|{view.carry}",
            ]
        ahead = "ahead " if view.tense == "G" else ""
        gate = "prior:" if view.part in PRIOR else f"{ahead}firm:" if view.hold == "firm" else f"{ahead}open:"
        return [
            Candidate(
                period,
                (),
                case.span,
                case.rule,
                under=((gate, case.features), (gate + case.telling[0], case.telling[1])),
            )
            for period, case in view.cases.items()
        ]

    def write(self, row: Row, choice: Candidate) -> None:
        row.period = choice.value


_STARTS = frozenset(("year_number", "year_relative", "quarter_number", "years_ago", "year_ago"))  # "since 2019"


def _said(view: View) -> str:
    """Candidates of the sentence's own time expressions. Returns the nearest's period, "" for none."""
    against = held_against(view.findings, view.around.expressions, view.row) if view.part not in PRIOR else None
    own = [near for near in view.nears if not _is_anothers(near, against)]
    for near in own:
        expression, slot = near.expression, near.slot
        for order, meaning in enumerate(near.meanings):
            way = f"{expression.rule}:{meaning.way}"
            first = "1" if order == 0 else "2"
            stand = standing(meaning.period, view.findings)
            features = [f"way={way}|{near.base}", f"way={way}|{view.tense}"]
            if slot in ("b0", "a0"):
                features += [
                    f"{slot}.{near.close}{near.base}|{first}",
                    f"{slot}|lead={expression.lead}|{first}",
                    f"{slot}|{view.sides}|{first}",
                    f"{slot}|{stand}|{near.base}|{view.row.measure}",
                    f"{slot}.{near.close}|{expression.rule}|{near.base}",
                    f"{slot}.{near.close}{near.base}|{view.part}|{first}",
                ]
            if view.main is not None and meaning.period == shift(view.main.period, -1):
                features.append(f"a year before the row before|{view.part}|{near.base}")
            view.add(meaning.period, features, Span(expression.start, expression.end), "said")
    best = min(own, key=lambda near: near.cost, default=None)
    return best.meanings[0].period if best is not None and best.cost < 7 else ""


def _is_anothers(near: Near, against: Expression | None) -> bool:
    """Whether a time is never the number's own: the base of a move that names its year, or the start of a stretch."""
    expression = near.expression
    if expression is against:
        return expression.reading.year is not None
    return expression.lead == "later" and expression.rule in _STARTS and near.base == "n"


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
        back = sentence.index - earlier.index
        distance = "1" if back == 1 else "2" if back == 2 else "5" if back < 6 else "12" if back < 13 else "far"
        head = "h" if around.head else ""
        guided = "G" if around.guidance else ""
        newer = "n" if view.main is None or earlier.index > view.main.sentence else ""
        guided_seen = guided_seen or bool(guided)
        for where, expression in (("l", usable[-1]), ("f", usable[0])):
            meanings = preferred(findings.meanings(expression.reading), view)
            for meaning in meanings[:1]:
                slot = f"c{min(rank, 2)}{where}"
                stand = standing(meaning.period, findings)
                view.add(
                    meaning.period,
                    [
                        f"{slot}|{meaning.way}|{hold}",
                        f"c{min(rank, 2)}|{stand}|{view.sort}|{view.tense}|{hold}",
                        f"{slot}.{distance}{newer}{'' if same else 't'}|{hold}",
                        f"c{min(rank, 2)}.{head}{guided}{newer}|{hold}|{view.tense}",
                    ],
                    Span(expression.start, expression.end),
                    "carried",
                )
            if meanings and not answer and same and expression.rule not in ("month", "after_end", "so_far"):
                answer = meanings[0].period
                view.carry = f"{distance}{head}{guided}"
            if len(usable) == 1:
                break
    return answer


def _default(view: View, scene: Scene) -> None:
    """Candidates that need no words: the call's period and those around it, and none. Every candidate is told how it
    stands to the call."""
    calendar = view.findings.calendar
    if calendar.year:
        for period in (
            calendar.period,
            str(calendar.year),
            shift(calendar.period, quarters=1),
            str(calendar.year + 1),
            shift(calendar.period, -1),
            str(calendar.year - 1),
            calendar.to_date(calendar.year),
        ):
            view.add(period, [], None, "default")
    view.add("", [], None, "default")
    row, hold = view.row, view.hold
    shape = f"{row.measure}|{row.quantity.kind}"
    signals = {e.reading.grain for e in view.around.signals}
    sort = view.sort
    bound = "range" if row.quantity.bound == "range" else "one"
    said = cues.of(scene)[row.sentence].said
    telling = beside(said, row.word) + named(row.metric)
    stock = "stock" if row.measure == "level" and _is_stock(row.metric) else ""
    for period, case in view.cases.items():
        stand = f"is={standing(period, view.findings)}"
        case.features += [f"{stand}|{hold}", f"{stand}|{view.tense}|{hold}", f"{stand}|{sort}|{hold}"]
        case.features += [f"{stand}|S{view.outlook}|{hold}", f"{stand}|S{view.outlook}|{sort}"]
        if stock:
            case.features += [f"{stand}|{stock}|{hold}", f"{stand}|{stock}|{sort}"]
        case.telling = f"{stand}|", telling
        if hold == "firm":
            continue
        case.features += [
            f"{stand}|{view.place}",
            f"{stand}|{shape}",
            f"{stand}|{row.metric_kind}{'' if row.listed else '-'}",
            f"{stand}|{bound}|{view.tense}|{view.run}",
            f"{stand}|{view.run}|{view.place}",
        ]
        if not period or stand in ("is=now", "is=year"):
            case.features += [f"{stand}|signal={signal}" for signal in signals]


@lru_cache(maxsize=4096)
def _is_stock(metric: str) -> bool:
    """Whether a metric is told of a point in time: debt, backlog, a count of stores."""
    return not words().cues["stock"].isdisjoint(metric.split("_"))


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
    if view.row.status == "guidance" and calendar.year:
        return str(calendar.year + (1 if calendar.year_end else 0)), "guidance"
    return view.findings.own, "call"


PERIOD = Periods()
