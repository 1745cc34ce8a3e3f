"""The field ``measure``: what a number says of its metric (level, growth, change, share), and its direction.

A percent of a money metric is growth or share; a percent of a percent metric is its level or moves it; money that moves
money is a change. The direction is that of the named metric: a cost that improved fell. An impact is a level with the
sign of what it did. ``unit_of`` gives the unit that follows from the measure.
"""

from __future__ import annotations

from collections.abc import Sequence

from oce_cli.model import Row, Scene, Span
from oce_cli.pipeline import certain, cues
from oce_cli.pipeline.chooser import Candidate
from oce_cli.pipeline.cues import View
from oce_cli.pipeline.measure_features import of_measure, of_sign
from oce_cli.pipeline.measure_rules import by_rule, usual_move
from oce_cli.pipeline.movement import is_burden, nearest
from oce_cli.pipeline.natures import is_impact
from oce_cli.pipeline.plain import window

MEASURES = {
    "percent": ("level", "growth", "change", "share"),
    "points": ("level", "growth", "change", "share"),
    "multiple": ("level", "growth", "change", "share"),
}
_AND = frozenset(("and", "or", ",", "versus", "compared"))
Under = tuple[tuple[str, Sequence[str]], ...]  # see Candidate
MOVES = ("level", "change")  # all that money, prices, counts and physical quantities can say


class Measure:
    """The field: level, growth, change or share, each with the sign that goes with it (payload: +1 or -1)."""

    name = "measure"

    def prepare(self, scene: Scene) -> None:
        """Nothing: the cues are found when first asked for."""

    def candidates(self, scene: Scene, at: int) -> list[Candidate]:
        """Each measure that the number's kind allows, with each sign that the words leave open."""
        row = scene.rows[at]
        view = cues.of(scene)[row.sentence]
        own, pooled = of_measure(scene, view, at)
        near = window(view.said, row.word)
        usual = usual_move(row)
        rule, answer = by_rule(scene, view, at)
        sign = of_sign(scene, view, at, rule)
        span = _span(view, row)
        found = []
        allowed = MEASURES.get(row.quantity.kind, MOVES)
        for measure in certain.measures_of(view, row, scene.rows[at - 1] if at else None) or allowed:
            told = certain.sign_of(view, row, measure)
            under: Under = ()
            if measure == usual:
                under = _under("move&", pooled, near)
            elif measure != "level":
                under = _under(f"{measure}&", own, near)
            ruled = (f"rule={rule}", f"rule={rule}/{row.quantity.kind}", "rule") if measure == answer else ()
            if told >= 0:
                found.append(Candidate(measure, ruled, span, measure, 1, under=under))
            side = "level" if measure in ("level", "share") else "move"
            open_sign = not row.quantity.signed and measure != "share" and told <= 0
            if not open_sign or (measure == "level" and not told and not _may_be_negative(view, row)):
                continue
            under = (*under, (f"minus&{side}&", sign))
            found.append(Candidate(measure, ruled, span, measure, -1, under=under))
        return found

    def write(self, row: Row, choice: Candidate) -> None:
        """Sets measure and sign."""
        row.measure = choice.value
        row.sign = choice.payload if isinstance(choice.payload, int) else 1


def _under(prefix: str, names: Sequence[str], near: Under) -> Under:
    """The names of features and the words near the number under one prefix."""
    return ((prefix, names), *[(prefix + side, words) for side, words in near])


def unit_of(row: Row) -> str:
    """The unit of a row's number once its measure is known.

    A percent that moves a percent metric is in percentage points; a level or share in basis points is a percent; the
    impact of something is in the points it was told in.
    """
    kind = row.quantity.kind
    if kind == "percent" and row.measure == "change":
        return "percentage_points"
    if kind == "points":
        if row.measure == "change" or (row.measure == "level" and (is_impact(row.metric) or row.sign < 0)):
            return "percentage_points"
        return "percent"
    return row.quantity.unit


def _may_be_negative(view: View, row: Row) -> bool:
    """Whether a level may be below zero though no minus is written: an impact, a loss, a credit to a cost."""
    if is_impact(row.metric):
        return True
    if any("loss" in part for part in row.metric.split("_")):
        return False
    near = view.before("lossy", row.word)
    if near is not None and near.gap <= 2:
        return True
    near = view.after("lossy", row.word)
    if near is not None and near.gap <= 1 and view.norm(row.word + 1) not in _AND:  # "and a loss" is another number
        return True
    return is_burden(row.metric) and any(
        view.norm(cue.start)[:6] in ("benefi", "credit", "recove") for cue in view.groups.get("helps", ())
    )


def _span(view: View, row: Row) -> Span | None:
    """The word of movement that decided, where one is near."""
    for near in (nearest(view, row.word, False), nearest(view, row.word, True)):
        if near is not None and near.gap <= 3 and not near.numbers:
            return Span(view.words[near.cue.start].start, view.words[near.cue.end - 1].end)
    return None


MEASURE = Measure()
