"""What speaks for each basis, as named features: words near the number, the talk's rules, the rows before."""

from __future__ import annotations

from oce_cli.lexicon import listed_words
from oce_cli.model import Row, Scene
from oce_cli.pipeline import cues
from oce_cli.pipeline.basis.blankets import is_basis
from oce_cli.pipeline.basis.footing import WORDS, Rules, on_mention
from oce_cli.pipeline.basis.left_out import kind_of, left_out, where_of
from oce_cli.pipeline.basis.natures import nature
from oce_cli.pipeline.cues import Near, View

NAMED_SAME = frozenset(("comparable", "same"))
NOTE = "basis"


def holds_for(view: View, group: str, row: Row) -> Near | None:
    """The word of a basis that holds for a number: close to it, or at an end of the sentence with a movement."""
    moved = row.measure in ("growth", "change")
    for near in (view.before(group, row.word), view.after(group, row.word)):
        if near is None or (view.norm(near.cue.start) == "operationally" and view.norm(near.cue.end) == ","):
            continue
        if near.numbers == 0 and near.gap <= (8 if moved else 4):
            return near
        head = near.cue.start <= 3 and near.cue.end <= row.word
        tail = near.cue.start > row.word and not view.between(near.cue, near.cue.end, len(view.words)).numbers
        phrase = group == "constant" or is_basis(view, near.cue)
        if moved and phrase and (head or tail):
            return near
    return None


def owner(view: View, cue: cues.Cue) -> int:
    """The number before a word of a basis, over small words ("5% higher on an organic basis"); -1 where none is."""
    for at in range(cue.start - 1, -1, -1):
        word = view.words[at]
        if word.quantity >= 0:
            return at
        if word.norm not in listed_words("basis", "between"):
            break
    return -1


def gaap_near(view: View, at: int) -> Near | None:
    """The nearest word for reported figures that is no part of a word for adjusted ones."""
    taken = {place for cue in view.groups.get("adjusted", ()) for place in range(cue.start, cue.end)}
    best: Near | None = None
    for cue in view.groups.get("gaap", ()):
        if cue.start in taken:
            continue
        near = view.between(cue, cue.end, at) if cue.end <= at else view.between(cue, at + 1, cue.start)
        if best is None or near[1:] < best[1:]:
            best = near
    return best


def nearest(view: View, group: str, at: int) -> Near | None:
    left, right = view.before(group, at), view.after(group, at)
    if left is None or right is None:
        return left or right
    return left if (left.numbers, left.gap) <= (right.numbers, right.gap) else right


def _far(near: Near) -> str:
    gap = "1" if near.gap <= 1 else "4" if near.gap <= 4 else "9" if near.gap <= 9 else "far"
    return f"{gap}{'#' * min(near.numbers, 2)}{',' if near.breaks else ''}"


def of_group(scene: Scene, view: View, at: int, group: str) -> list[str]:
    """What the words of one basis say; nothing where there are none and no row before had it."""
    row, value = scene.rows[at], WORDS[group]
    kind = nature(row.metric)
    pool = "adjusted" if value == "adjusted" else "other"
    moved = "level" if row.measure in ("level", "share") else "move"
    found = _of_words(scene, view, at, group) if group in view.groups else []
    if group == "organic":
        for side, near in (("<", view.before("samestore", row.word)), (">", view.after("samestore", row.word))):
            if near is not None:
                named = "in the name" if not NAMED_SAME.isdisjoint(row.metric.split("_")) else "free"
                found += [f"samestore{side}{_far(near)}", f"samestore {named}", f"samestore {named}/{moved}"]
    if row.sentence and group != "adjusted" and group in cues.of(scene)[row.sentence - 1].groups:
        found += [f"{pool}&sentence before/{moved}"]
    if group not in ("adjusted", "proforma") and told_by(scene).of(
        value, row.sentence, turn_of(scene, row), row.metric
    ):
        found += [f"{pool}&rule/{kind}/{moved}"]
    if at:
        last = scene.rows[at - 1]
        same = "same metric" if last.metric == row.metric else "other metric"
        if last.basis == value or group == "adjusted":
            place = (
                "sentence"
                if last.sentence == row.sentence
                else "turn"
                if turn_of(scene, last) == turn_of(scene, row)
                else "call"
            )
            if value != "adjusted" and (place == "call" or row.sentence - last.sentence > 1):
                return found
            mine = last.basis == value
            found += [f"{pool}&last={mine}/{place}/{same}", f"{pool}&last={mine}/{place}/{kind}"]
            if place == "sentence":
                beside = row.word - last.word <= 4
                found.append(f"{pool}&last={mine}/{same}/{last.measure}-{row.measure}/{beside}")
    return found


def on_impact(view: View, at: int) -> str:
    """Whether an impact is said to be left out of a figure: what is excluded is itself no adjusted figure."""
    sides = (view.before, view.after)
    return "left out" if any(side(group, at) for group in ("excluding", "parting") for side in sides) else "told"


def told_by(scene: Scene) -> Rules:
    told = scene.notes[NOTE]
    assert isinstance(told, Rules)
    return told


def turn_of(scene: Scene, row: Row) -> int:
    return scene.sentences[row.sentence].turn


def of_adjusted(scene: Scene, at: int) -> list[str]:
    """What speaks for adjusted besides its own words: the document's rule, its habits, earlier rows, the metric."""
    row = scene.rows[at]
    view = cues.of(scene)[row.sentence]
    told = told_by(scene)
    kind = nature(row.metric)
    ruled = "rule" if told.of("adjusted", row.sentence, turn_of(scene, row), row.metric) else "none"
    found = [
        f"adjusted&{ruled}/{kind}",
        f"adjusted&kind={kind}",
        f"adjusted&measure={row.measure}",
        f"adjusted&unit={row.metric_kind}",
    ]
    mention = told.mentions[at]
    on = (on_mention(view, mention) or "nothing") if mention else "no mention"
    if row.listed and on != "adjusted":
        found += [f"adjusted&bare {row.metric}"]
    if ruled == "none" and told.before("adjusted", turn_of(scene, row)):
        found.append(f"adjusted&ruled before/{kind}")
    found += [f"adjusted&mention on={on}", f"adjusted&mention on={on}/{ruled}/{kind}"]
    if mention and any(view.norm(at) == "core" for at in range(mention[0] - 2, mention[1])):
        found.append(f"adjusted&core/{kind}")
    gaap = gaap_near(view, row.word)
    if gaap is not None:
        found += ["adjusted&gaap", f"adjusted&gaap {_far(gaap)}"]
        if row.word in [owner(view, cue) for cue in view.groups["gaap"]]:
            found.append("adjusted&gaap right behind")
    elif ruled == "rule" and kind == "profit":
        found += ["adjusted&ruled profit", f"adjusted&ruled profit/{row.measure}"]
    if row.metric.endswith("_impact"):
        found.append(f"adjusted&impact/{on_impact(view, row.word)}")
    for group in ("excluding", "parting"):
        for side, near in (("<", view.before(group, row.word)), (">", view.after(group, row.word))):
            if near is not None:
                found += [
                    f"adjusted&{group}{side}",
                    f"adjusted&{group}{side}{_far(near)}",
                    f"adjusted&{group}{side}/{kind}",
                ]
                if group == "excluding":
                    found += [
                        f"adjusted&{side}{kind_of(view, near.cue)}",
                        f"adjusted&{side}{kind_of(view, near.cue)}/{kind}",
                    ]
    for out in left_out(view):
        if where := where_of(view, row.word, out):
            found += [f"adjusted&left out {where} {out.kind}", f"adjusted&left out {where}/{kind}"]
    with_word, every = told.habits.get(row.metric, (0, 0))
    named = "named" if row.metric.replace("_", " ") in told.named else "not named"
    habit = "none" if not with_word else "most" if with_word * 2 > every else "some"
    found += [f"adjusted&habit={habit}", f"adjusted&habit={habit}/{on}", f"adjusted&habit={habit}/{ruled}"]
    if named == "named":
        found += ["adjusted&named", f"adjusted&named/{on}", f"adjusted&named/habit={habit}"]
    if told.of("reported", row.sentence, turn_of(scene, row), row.metric):
        found.append(f"adjusted&rule for reported/{kind}")
    for back in range(at - 1, max(-1, at - 40), -1):
        if scene.rows[back].metric == row.metric:
            there = "turn" if turn_of(scene, scene.rows[back]) == turn_of(scene, row) else "call"
            same = "same period" if scene.rows[back].period == row.period else "other period"
            found += [
                f"adjusted&earlier={scene.rows[back].basis}/{there}",
                f"adjusted&earlier={scene.rows[back].basis}/{on}",
                f"adjusted&earlier={scene.rows[back].basis}/{same}",
            ]
            break
    profits = [
        r.basis
        for r in scene.rows[max(0, at - 12) : at]
        if nature(r.metric) == "profit" and turn_of(scene, r) == turn_of(scene, row)
    ]
    if profits and kind == "profit":
        found.append(f"adjusted&profits of the turn={profits[-1]}")
    return found


def _of_words(scene: Scene, view: View, at: int, group: str) -> list[str]:
    """What the words of one basis say that stand in the sentence of a number."""
    row = scene.rows[at]
    kind = nature(row.metric)
    pool = "adjusted" if group == "adjusted" else "other"
    moved = "level" if row.measure in ("level", "share") else "move"
    mention = told_by(scene).mentions[at]
    found = []
    owners = [owner(view, cue) for cue in view.groups.get(group, ())]
    if row.word in owners:
        found += [f"{pool}&right behind", f"{pool}&right behind/{kind}", f"{pool}&right behind/{moved}"]
    elif owners and -1 not in owners:
        found += [f"{pool}&behind another", f"{pool}&behind another/{moved}"]
    holds = holds_for(view, group, row) if group != "adjusted" else None
    if holds is not None:
        found += [f"{pool}&holds", f"{pool}&holds/{moved}", f"{pool}&holds/{min(holds.numbers, 1)}/{moved}"]
    for side, near in (("<", view.before(group, row.word)), (">", view.after(group, row.word))):
        if near is not None and holds is None:
            far = _far(near)
            stands = "basis" if is_basis(view, near.cue) else "head" if near.cue.start <= 2 else "word"
            if side == ">" and stands == "word" and mention and mention[1] <= row.word:
                stands = "beyond"
            found += [
                f"{pool}&{stands}{side}",
                f"{pool}&{stands}{side}{far}",
                f"{pool}&{stands}{side}{far}/{kind}",
                f"{pool}&{stands}{side}{moved}",
                f"{pool}&{side}{min(near.numbers, 3)}/{moved}",
            ]
    if mention:
        on = on_mention(view, mention)
        found += [f"{pool}&on={on}", f"{pool}&on={on}/{kind}"]
        near = view.before(group, mention[0])
        if near is not None:
            found.append(f"{pool}&before mention {_far(near)}")
    return found
