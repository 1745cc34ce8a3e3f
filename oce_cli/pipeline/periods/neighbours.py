"""Candidates for a period from the rows before: the last one's, a year or a quarter earlier, that of the guidance."""

from __future__ import annotations

from oce_cli.model import Scene
from oce_cli.pipeline.periods.calendar import part_of, shift
from oce_cli.pipeline.periods.parts import PRIOR
from oce_cli.pipeline.periods.view import View, outlook_of

GUIDED_BACK = 40  # rows before guidance in which the period of the guidance before it is looked for


def by_rows_before(view: View, scene: Scene, at: int) -> str:
    """Candidates from the rows before: the same period, or for a prior value one year or quarter earlier, or that
    of the prior value before."""
    row, main, part = view.row, view.main, view.part
    if main is None:
        return ""
    where = view.distance
    fresh = "f" if any(main.quantity.end <= e.start < row.quantity.start for e in view.around.expressions) else ""
    like = "u" if main.quantity.unit == row.quantity.unit else ""
    span = main.spans.get("period")
    kept = "carried" if span else "default"
    view.add(
        main.period,
        [
            f"main.{where}{fresh}|{part}",
            f"main.{where}{fresh}|{view.hold}",
            f"main.{where}{fresh}|{view.tense}",
            f"main.{where}{fresh}|S{outlook_of(main)}{view.outlook}",
            f"main.{where}|{'sure' if main.chance.get('period', 1.0) > 0.8 else 'unsure'}|{view.hold}",
        ],
        span,
        kept,
    )
    answer = ""
    if part != "plain":
        year = shift(main.period, -1)
        view.add(
            year, [f"main-1y.{where}|{part}", f"main-1y|{part}|{view.hold}", f"main-1y|{part}|{like}"], span, "carried"
        )
        if part_of(main.period)[:1] == "Q":
            view.add(
                shift(main.period, quarters=-1),
                [f"main-1q.{where}|{part}", f"main-1q|{part}|{view.hold}"],
                span,
                "carried",
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
    if row.status == "guidance":
        _guided(view, scene, at)
    return answer


def _guided(view: View, scene: Scene, at: int) -> None:
    """Candidates of guidance from the guidance before it in the turn: the last, and the last that names its period."""
    row, met = view.row, False
    for back in range(at - 1, max(-1, at - GUIDED_BACK), -1):
        other = scene.rows[back]
        if scene.sentences[other.sentence].turn != scene.sentences[row.sentence].turn:
            return
        if other.status != "guidance" or not other.period:
            continue
        span, sentence = other.spans.get("period"), scene.sentences[other.sentence]
        own = "own" if span is not None and sentence.start <= span[0] < sentence.end else "carried"
        far = "0" if other.sentence == row.sentence else "1" if row.sentence - other.sentence < 3 else "2"
        features = [f"guided {own}|{view.hold}|S{view.outlook}"]
        if not met:
            features += [f"guided.{far}|{view.hold}", f"guided.{far}|{view.part}", f"guided.{far}|{own}"]
        view.add(other.period, features, span, "carried")
        met = True
        if own == "own":
            return
