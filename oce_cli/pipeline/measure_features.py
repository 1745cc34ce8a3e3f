"""What speaks for each measure of a number and for its sign, as the names of features."""

from __future__ import annotations

from oce_cli.model import Scene
from oce_cli.pipeline.cues import View
from oce_cli.pipeline.measure_rules import standing_sign
from oce_cli.pipeline.movement import LOOSE, build, direction, distance, is_burden, nearest, way_at
from oce_cli.pipeline.natures import is_stock, nature
from oce_cli.pipeline.plain import named

_PLAIN = frozenset(
    "of to from by at was is were be in on with for and or than versus plus minus another additional # , ( - ; :"
    " up down between than per into that which or".split()
)
_NEXT = frozenset(
    "of to from growth increase decrease decline higher lower more less improvement reduction year"
    " over in on versus compared"
    " above below margin share , . ( ) and or for per basis sequentially expansion contraction rise drop as was is each"
    " headwind tailwind impact benefit at beat miss gain loss from organic".split()
)
_BE = frozenset(
    "are being been reached totaled totalled stood came equals represents remains remained reach"
    " hit has have had".split()
)


def of_measure(scene: Scene, view: View, at: int) -> tuple[list[str], list[str]]:
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
    said = named(row.metric)
    return found + history + said, pooled + joint + said


def _class(view: View, at: int) -> str:
    """A word as features know it: itself where it is a function word, else its direction, else "other"."""
    if at < 0:
        return "start"
    norm = view.norm(at)
    if norm in _PLAIN:
        return norm
    return way_at(view, at) or ("be" if norm in _BE else "other")


def _follow(view: View, at: int) -> str:
    """The word after a place as features know it."""
    norm = view.norm(at + 1)
    if not norm:
        return "end"
    return norm if norm in _NEXT else way_at(view, at + 1) or "other"


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


def of_sign(scene: Scene, view: View, at: int, measured: str) -> list[str]:
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
    return found + named(row.metric)
