"""The rules of ``measure``: what the words alone say of a number, before anything is weighed."""

from __future__ import annotations

from oce_cli.model import Row, Scene
from oce_cli.pipeline.cues import View
from oce_cli.pipeline.movement import MOVED, build, nearest
from oce_cli.pipeline.natures import is_impact, is_stock, nature

RULES = (
    "impact",
    "moved impact",
    "level by nature",
    "share by nature",
    "growth by nature",
    "like the number before",
    "moved",
    "bare rate",
    "ratio before",
    "percent of",
    "percent from or to",
    "percent up",
    "bare percent of open",
    "bare percent",
    "points of a rate",
    "points",
    "multiple",
    "flow of a stock",
    "level",
)  # in the order in which they are asked


def usual_move(row: Row) -> str:
    """The measure that a number of this kind has where it moves the metric: growth or change."""
    if row.quantity.kind == "percent":
        return "change" if nature(row) in ("percent", "rate") else "growth"
    return "growth" if row.quantity.kind == "multiple" and nature(row) != "multiple" else "change"


def by_rule(scene: Scene, view: View, at: int) -> tuple[str, str]:
    """The rules' own answer: name of the rule and measure."""
    row = scene.rows[at]
    kind, metric, place = row.quantity.kind, nature(row), row.word
    how = build(view, place)
    moved = how in MOVED and (kind, metric) != ("multiple", "multiple") and (kind == "percent" or metric != "flow")
    if metric == "impact":
        apart = how == "# M" and kind == "money" and view.norm(place + 1) in ("higher", "lower", "more", "less")
        return ("moved impact", "change") if apart else ("impact", "level")
    if row.metric == "leasing_spread":
        return "level by nature", "level"
    if metric == "split" and kind == "percent" and not moved:
        return "share by nature", "share"
    if metric == "growth" and kind != "points":
        return "growth by nature", "growth"
    if not moved and (like := _joined(scene, view, at)):
        return "like the number before", like
    if moved:
        return "moved", usual_move(row)
    if kind == "percent":
        return _percent(view, row, metric, how)
    if kind == "points":
        still = nearest(view, place, True) is None and nearest(view, place, False) is None
        return (
            ("points of a rate", "level") if still or how in ("at #", "M to #", "M .. to #") else ("points", "change")
        )
    if kind == "multiple":
        return "multiple", "level"
    flow = view.before("flow", place)
    if flow is not None and flow.gap <= 2 and not flow.numbers and is_stock(row.metric):
        return "flow of a stock", "change"
    return "level", "level"


def _percent(view: View, row: Row, metric: str, how: str) -> tuple[str, str]:
    """The rules for a percent that no word of movement stands on."""
    place = row.word
    if metric in ("percent", "rate"):
        return "bare rate", "level"
    if view.before("ratio", place) is not None:
        return "ratio before", "share"
    if view.norm(place + 1) == "of" and how != "# of M":
        return "percent of", "share"
    if how in ("M from #", "M to #") and not any(view.norm(at) == "growth" for at in range(place - 8, place)):
        return "percent from or to", "share"
    if how == "# up":
        return "percent up", "growth"
    return ("bare percent of open", "level") if metric == "open" else ("bare percent", "growth")


def _joined(scene: Scene, view: View, at: int) -> str:
    """The measure of the number before where this one goes on with it ("by 5% or 2 million", "to 9 from 8")."""
    row = scene.rows[at]
    last = scene.rows[at - 1] if at else None
    if last is None or last.sentence != row.sentence or row.word - last.word > 7:
        return ""
    moved = last.measure in ("growth", "change")
    between = [word.norm for word in scene.sentences[row.sentence].words[last.word + 1 : row.word]]
    if moved and "or" in between[-3:] and len(between) <= 6 and build(view, last.word) in MOVED:
        return usual_move(row)
    same = last.metric == row.metric and last.quantity.kind == row.quantity.kind
    prior = "from" in between[-3:] or "versus" in between[-4:] or ("compared" in between[-4:] and "to" in between[-2:])
    if same and (prior or ("to" in between[-2:] and last.measure != "growth")):
        return "level" if last.measure == "change" else last.measure
    if same and moved and between and between[-1] in ("and", "by") and len(between) <= 6:
        return last.measure
    return ""


def standing_sign(view: View, row: Row) -> int:
    """The rules' own answer for the sign of a level: -1 for what hurts and a loss of what is not named one."""
    place = row.word
    if is_impact(row.metric):
        sides = [
            (near.numbers, near.gap, sign)
            for group, sign in (("hurts", -1), ("helps", 1))
            for near in (view.before(group, place), view.after(group, place))
            if near is not None
        ]
        if sides and (best := min(sides))[0] <= 1:
            return best[2]
        return -1 if "weighs" in view.groups else 0
    if any("loss" in part for part in row.metric.split("_")):
        return 1
    near = view.before("lossy", place)
    return -1 if near is not None and near.gap == 0 and not near.numbers else 1
