"""What other places of a call say of a number's period: the heading it stands under, the same figure told before, the
metric's last rows, and what the call's guidance is mostly for."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from oce_cli.model import Row, Scene, Span
from oce_cli.pipeline.periods.findings import Findings, turn_of
from oce_cli.pipeline.periods.parts import BASES, PRIOR
from oce_cli.pipeline.periods.view import View, preferred, standing

FAR_BACK = 60  # rows that are looked at before a row
HEADINGS = 14  # sentences with time expressions that are looked through for a heading


def echo(view: View, scene: Scene, at: int) -> None:
    """Adds what the call says elsewhere to the candidates of a row."""
    _heading(view, scene)
    _repeated(view, scene, at)
    if view.findings.calendar.year_end and view.hold != "firm":
        _year_or_quarter(view, scene, at)


def _year_or_quarter(view: View, scene: Scene, at: int) -> None:
    """Which of its year and its last quarter a year-end call speaks of in this turn: what the last row with words of
    its own was told of, and most rows so far."""
    findings, row = view.findings, view.row
    turn = scene.sentences[row.sentence].turn
    wanted = (findings.calendar.period, str(findings.calendar.year))
    counts = dict.fromkeys(wanted, 0)
    framed = False
    for back in range(at - 1, max(-1, at - FAR_BACK), -1):
        other = scene.rows[back]
        sentence = scene.sentences[other.sentence]
        if sentence.turn != turn:
            break
        if other.period not in wanted or findings.parts[back] in PRIOR:
            continue
        counts[other.period] += 1
        span = other.spans.get("period")
        if framed or span is None or not sentence.start <= span[0] < sentence.end:
            continue
        framed = True
        apart = row.sentence - other.sentence
        distance = "0" if apart == 0 else "1" if apart == 1 else "3" if apart < 4 else "12" if apart < 13 else "far"
        stand = standing(other.period, findings)
        case = view.cases.get(other.period)
        if case is not None:
            case.features += [f"frame.{distance}|{view.hold}|{stand}", f"frame|{view.sort}|{view.part}"]
    if counts[wanted[0]] != counts[wanted[1]]:
        often = max(wanted, key=counts.__getitem__)
        much = "much" if counts[often] > 2 * (sum(counts.values()) - counts[often]) else "more"
        case = view.cases.get(often)
        if case is not None:
            case.features += [f"turn tells {much}|{view.hold}|{view.sort}", f"turn tells {much}|{view.outlook}"]


def _heading(view: View, scene: Scene) -> None:
    """The last sentence of the turn that names one period and holds no number: "Now to the full year." """
    findings = view.findings
    sentence = scene.sentences[view.row.sentence]
    place = bisect_left(findings.topics, sentence.index)
    for index in reversed(findings.topics[max(0, place - HEADINGS) : place]):
        earlier = scene.sentences[index]
        if earlier.turn != sentence.turn:
            return
        around = findings.of_sentence(earlier)
        usable = [e for e in around.expressions if e.lead not in BASES]
        if not around.head or not usable or len(earlier.words) > 40:
            continue
        meanings = preferred(findings.meanings(usable[-1].reading), view)
        if not meanings:
            continue
        back = sentence.index - index
        distance = "1" if back == 1 else "3" if back < 4 else "8" if back < 9 else "far"
        stand = standing(meanings[0].period, findings)
        guided = "G" if around.guidance else ""
        view.add(
            meanings[0].period,
            [
                f"heading.{distance}|{view.hold}",
                f"heading|{stand}|{view.place}",
                f"heading.{guided}|{view.tense}|{view.hold}",
            ],
            Span(usable[-1].start, usable[-1].end),
            "carried",
        )
        return


def _repeated(view: View, scene: Scene, at: int) -> None:
    """The period of the same figure where it was told before, and of the metric's row before."""
    row = view.row
    earlier = _told_before(view.findings, scene, at)
    if earlier:
        last = earlier[-1]
        other = scene.rows[last]
        kind = "same metric" if other.metric == row.metric else "other metric"
        agreed = "" if len(earlier) < 2 else "all" if len({scene.rows[i].period for i in earlier}) == 1 else "some"
        digits = min(3, sum(letter.isdigit() for letter in row.quantity.text))
        near = "n" if at - last < FAR_BACK else "f"
        section = turn_of(scene, other).section[:1]
        view.add(
            other.period,
            [
                f"told before|{kind}{near}|{view.hold}",
                f"told before|{kind}{near}|{view.tense}",
                f"told before|{kind}{near}|{digits}|{section}>{view.place[:1]}",
                f"told before|{kind}|{agreed}",
            ],
            other.spans.get("period"),
            "carried",
        )
    for back in range(at - 1, max(-1, at - FAR_BACK), -1):
        other = scene.rows[back]
        if other.metric == row.metric and other.measure == row.measure:
            if other.quantity.text != row.quantity.text and other.period in view.cases:
                where = "0" if other.sentence == row.sentence else "1" if row.sentence - other.sentence < 3 else "far"
                view.cases[other.period].features += [f"metric before.{where}|{view.part}|{view.hold}"]
            return


def _told_before(findings: Findings, scene: Scene, at: int) -> list[int]:
    """The rows before that tell the same figure: those of the same metric, else the last one of another near by."""
    row = scene.rows[at]
    keys = _figure(row)
    found = sorted({i for key in keys for i in findings.alike[key] if i < at})
    same = [i for i in found if scene.rows[i].metric == row.metric]
    return same or [i for i in found[-1:] if at - i < FAR_BACK]


def _figure(row: Row) -> tuple[tuple[object, str], tuple[object, str]]:
    """What tells a figure again: its text, or its value and unit."""
    quantity = row.quantity
    return ("", quantity.text), (quantity.value, quantity.unit)


def index_figures(scene: Scene) -> dict[tuple[object, str], list[int]]:
    """The rows that tell each figure of the call."""
    alike: dict[tuple[object, str], list[int]] = {}
    for at, row in enumerate(scene.rows):
        for key in _figure(row):
            alike.setdefault(key, []).append(at)
    return alike


def usual_guidance(findings: Findings, scene: Scene) -> list[str]:
    """How the periods of the call's guidance stand to the call, the most frequent first."""
    counts: Counter[str] = Counter()
    for index in sorted({row.sentence for row in scene.rows}):
        around = findings.of_sentence(scene.sentences[index])
        if not around.guidance:
            continue
        for expression in around.expressions:
            meanings = findings.meanings(expression.reading)
            if expression.lead not in BASES and meanings and expression.start > around.guidance[0] - 60:
                counts[standing(meanings[0].period, findings)] += 1
    wanted = ("next", "year", "next_year", "now", "half")
    return [stand for stand, _ in counts.most_common() if stand in wanted][:2]


def usual(view: View) -> None:
    """Adds to the candidates of guidance without time words whether the call's guidance is mostly for them."""
    findings = view.findings
    if view.row.status != "guidance" or view.hold == "firm" or view.part in PRIOR:
        return
    often = findings.usual
    for period, case in view.cases.items():
        stand = standing(period, findings)
        if stand in often:
            case.features += [
                f"usual guidance.{often.index(stand)}|{view.hold}|{view.tense}",
                f"usual guidance.{often.index(stand)}|{view.place}|S{view.outlook}",
            ]
            if often[0] == stand:
                case.features += [f"usual guidance|{stand}|{view.tense}", f"usual guidance|{stand}|S{view.outlook}"]
