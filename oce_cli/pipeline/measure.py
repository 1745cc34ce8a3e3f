"""The field ``measure``: what a number says of its metric (level, growth, change, share), and its direction.

A percent of a money metric is growth or share; a percent of a percent metric is its level or moves it; money that moves
money is a change. The direction is that of the named metric: a cost that improved fell. An impact is a level with the
sign of what it did. ``unit_of`` gives the unit that follows from the measure.
"""

from __future__ import annotations

from oce_cli.model import Row, Scene, Span
from oce_cli.pipeline import certain, cues
from oce_cli.pipeline.chooser import Candidate
from oce_cli.pipeline.cues import View
from oce_cli.pipeline.movement import LOOSE, MOVED, build, direction, distance, is_burden, nearest, way_at
from oce_cli.pipeline.natures import is_impact, is_stock, nature

MEASURES = {
    "percent": ("level", "growth", "change", "share"),
    "points": ("level", "growth", "change", "share"),
    "multiple": ("level", "growth", "change", "share"),
}
MOVES = ("level", "change")  # all that money, prices, counts and physical quantities can say
PLAIN = frozenset(
    "of to from by at was is were be in on with for and or than versus plus minus another additional # , ( - ; :"
    " up down between than per into that which or".split()
)
NEXT = frozenset(
    "of to from growth increase decrease decline higher lower more less improvement reduction year"
    " over in on versus compared"
    " above below margin share , . ( ) and or for per basis sequentially expansion contraction rise drop as was is each"
    " headwind tailwind impact benefit at beat miss gain loss from organic".split()
)


class Measure:
    """The field: level, growth, change or share, each with the sign that goes with it (payload: +1 or -1)."""

    name = "measure"

    def prepare(self, scene: Scene) -> None:
        """Nothing: the cues are found when first asked for."""

    def candidates(self, scene: Scene, at: int) -> list[Candidate]:
        """Each measure that the number's kind allows, with each sign that the words leave open."""
        row = scene.rows[at]
        view = cues.of(scene)[row.sentence]
        what, pooled = _what(scene, view, at)
        usual = usual_move(row)
        rule, answer = by_rule(scene, view, at)
        sign = _signs(scene, view, at, rule)
        span = _span(view, row)
        found = []
        allowed = MEASURES.get(row.quantity.kind, MOVES)
        for measure in certain.measures_of(view, row, scene.rows[at - 1] if at else None) or allowed:
            told = certain.sign_of(view, row, measure)
            if measure == usual:
                features = tuple(f"move&{name}" for name in pooled)
            else:
                features = () if measure == "level" else tuple(f"{measure}&{name}" for name in what)
            if measure == answer:
                features += (f"rule={rule}", f"rule={rule}/{row.quantity.kind}", "rule")
            if told >= 0:
                found.append(Candidate(measure, features, span, measure, 1))
            side = "level" if measure in ("level", "share") else "move"
            open_sign = not row.quantity.signed and measure != "share" and told <= 0
            if not open_sign or (measure == "level" and not told and not _may_be_negative(view, row)):
                continue
            found.append(Candidate(measure, (*features, *(f"minus&{side}&{name}" for name in sign)), span, measure, -1))
        return found

    def write(self, row: Row, choice: Candidate) -> None:
        """Sets measure and sign."""
        row.measure = choice.value
        row.sign = choice.payload if isinstance(choice.payload, int) else 1


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


def _what(scene: Scene, view: View, at: int) -> tuple[list[str], list[str]]:
    """What speaks for one measure or another, and what speaks for a movement whatever the kind of number."""
    row = scene.rows[at]
    kind, metric = row.quantity.kind, nature(row)
    if kind == "points" and row.quantity.form == "basis_points":
        kind = "bps"
    place = row.word
    before = view.previous(place)
    prev = _class(view, before)
    follow = _follow(view, place)
    base = f"{kind}/{metric}"
    left, right = nearest(view, place, True), nearest(view, place, False)
    left_far, right_far = distance(left), distance(right)
    prior = _class(view, view.previous(before)) if before >= 0 else "start"
    how = build(view, place)
    found = [
        "kind=" + base,
        f"{base}&prev={prev}",
        f"{kind}&next={follow}",
        f"{base}&left={left_far}",
        f"{base}&right={right_far}",
        f"form={row.quantity.form}/{metric}",
        f"bound={row.quantity.bound}/{kind}",
        f"{base}&build={how}",
        f"{kind}&build={how}",
    ]
    pooled = [
        "nature=" + metric,
        "kind=" + kind,
        "prev=" + prev,
        "next=" + follow,
        "left=" + left_far,
        "build=" + how,
        f"left={left_far}&prev={prev}",
        f"right={right_far}&prev={prev}",
        f"prev2={prior}_{prev}",
        f"next2={follow}_{_follow(view, place + 1)}",
    ]
    found += _shares(view, place, base)
    history, joint = _history(scene, at, kind)
    flow = view.before("flow", place)
    if flow is not None and flow.gap <= 2 and not flow.numbers:
        stock = "stock" if is_stock(row.metric) else "other"
        pooled += [f"flow/{stock}", f"flow/{stock}/{flow.gap}"]
    return found + history, pooled + joint


def _class(view: View, at: int) -> str:
    """A word as features know it: itself where it is a function word, else its direction, else "other"."""
    if at < 0:
        return "start"
    norm = view.norm(at)
    if norm in PLAIN:
        return norm
    return way_at(view, at) or ("be" if norm in BE else "other")


BE = frozenset(
    "are being been reached totaled totalled stood came equals represents remains remained reach"
    " hit has have had".split()
)


def _follow(view: View, at: int) -> str:
    """The word after a place as features know it."""
    norm = view.norm(at + 1)
    if not norm:
        return "end"
    return norm if norm in NEXT else way_at(view, at + 1) or "other"


def _shares(view: View, at: int, base: str) -> list[str]:
    """Words of share and comparison near the number."""
    found = []
    for side, near in (("before", view.before("share", at)), ("after", view.after("share", at))):
        if near is not None and near.gap <= 6 and not near.numbers:
            found.append(f"share={side}/{base}")
        elif near is not None and side == "before":
            found.append(f"share=far/{min(near.numbers, 2)}/{base[:7]}")
    if view.before("ratio", at) is not None:
        found.append("ratio=before")
    for side, near in (("before", view.before("against", at)), ("after", view.after("against", at))):
        if near is not None and near.gap <= 3 and not near.numbers:
            found.append(f"against={side}/{base}")
    return found


def _history(scene: Scene, at: int, kind: str) -> tuple[list[str], list[str]]:
    """What the row before was, and how the two are joined: for a measure of its own, and for a movement."""
    if not at:
        return ["last=none"], []
    row, last = scene.rows[at], scene.rows[at - 1]
    earlier = _earlier(scene, at)
    like = "like" if last.quantity.kind == row.quantity.kind else "unlike"
    one = "one" if last.metric == row.metric else "two"
    if last.sentence != row.sentence:
        told = f"last=sentence/{last.measure}" if (like, one) == ("like", "one") else "last=none"
        return [told, *earlier], earlier
    told = f"last={last.measure}/{like}/{one}"
    words = scene.sentences[row.sentence].words[last.word + 1 : row.word]
    between = "".join(word.norm[:4] for word in words) if len(words) <= 2 else "far"
    return (
        [told, f"{told}/{between}", f"{told}/{kind}", *earlier],
        [f"joint={last.measure}/{like}/{between}", *earlier],
    )


def _earlier(scene: Scene, at: int) -> list[str]:
    """The measure of the last number of the same metric and kind, and of the same number of that metric."""
    row = scene.rows[at]
    for back in range(at - 1, max(-1, at - 60), -1):
        last = scene.rows[back]
        if last.metric == row.metric and last.quantity.kind == row.quantity.kind:
            same = "same" if last.quantity.value == row.quantity.value else "other"
            return [f"earlier={last.measure}/{same}", f"earlier={last.measure}/{nature(row)}"]
    return ["earlier=none"]


def _signs(scene: Scene, view: View, at: int, measured: str) -> list[str]:
    """What speaks for a number that is turned round."""
    row = scene.rows[at]
    place = row.word
    metric = nature(row)
    burden = is_burden(row.metric)
    left, right = nearest(view, place, True), nearest(view, place, False)
    found = [f"burden={burden}"]
    rule = direction(view, row, measured == "flow of a stock")
    still = standing_sign(view, row)
    found.append(f"still={still}/{'impact' if metric == 'impact' else 'plain'}")
    found += [f"rule={rule}", f"rule={rule}/{metric}"]
    for side, near in (("left", left), ("right", right)):
        if near is not None and near.gap <= 8:
            way = way_at(view, near.cue.start)
            if way in ("better", "worse"):
                way += "/burden" if burden else "/good"
            far = distance(near)
            found += [f"{side}={way}/{far}", f"{side}={way}/{far}/{metric}"]
    for side, near in (("left", nearest(view, place, True, LOOSE)), ("right", nearest(view, place, False, LOOSE))):
        if near is not None and near.gap <= 4:
            found.append(f"{side}={near.cue.group}/{distance(near)}")
    for group in ("hurts", "weighs", "helps", "lossy"):
        for side, near in (("before", view.before(group, place)), ("after", view.after(group, place))):
            if near is not None and near.gap <= 6:
                gap = "0" if near.gap == 0 else "2" if near.gap <= 2 else "6"
                found += [
                    f"{group}={side}/{metric}",
                    f"{group}={side}/{gap}/{metric}",
                    f"{group}={side}/{gap}{'#' * min(1, near.numbers)}",
                ]
    if at and (last := scene.rows[at - 1]).sentence == row.sentence:
        words = scene.sentences[row.sentence].words[last.word + 1 : row.word]
        joint = "".join(w.norm[:4] for w in words) if len(words) <= 2 else "far"
        sign = "minus" if last.sign < 0 else "plus"
        same = "move" if last.measure in ("growth", "change") else "level"
        found += [f"last={sign}/{same}", f"last={sign}/{same}/{joint}"]
    if any("loss" in part for part in row.metric.split("_")):
        found.append("named=loss")
    return found


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
    if near is not None and near.gap <= 1:
        return True
    return is_burden(row.metric) and any(
        view.norm(cue.start)[:6] in ("benefi", "credit", "recove") for cue in view.groups.get("helps", ())
    )


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


def _span(view: View, row: Row) -> Span | None:
    """The word of movement that decided, where one is near."""
    for near in (nearest(view, row.word, False), nearest(view, row.word, True)):
        if near is not None and near.gap <= 3 and not near.numbers:
            return Span(view.words[near.cue.start].start, view.words[near.cue.end - 1].end)
    return None


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
MEASURE = Measure()
