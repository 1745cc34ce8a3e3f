"""The field ``basis``: reported, adjusted, constant currency, organic or pro forma.

What speaks: words on the metric's mention ("adjusted EBITDA"), words in the clause ("on an organic basis"), the rows
before, and the document's blanket sentence ("unless otherwise noted, we refer to non-GAAP measures"), which holds for
margins, income, expenses and earnings per share but not for revenue, bookings, cash flow, counts and balances.
"""

from __future__ import annotations

from functools import cache

from oce_cli.lexicon import load_table
from oce_cli.model import Row, Scene, Span
from oce_cli.pipeline import cues
from oce_cli.pipeline.chooser import Candidate
from oce_cli.pipeline.cues import Near, View
from oce_cli.pipeline.footing import WORDS, Rules, is_basis, on_mention, rules
from oce_cli.pipeline.plain import begins, named

PROFITS = frozenset(
    "margin income profit earnings eps ebitda ebit expense expenses loss cost costs sga opex tax_rate ffo ebitdax noi"
    " provision interest rd".split()
)
BARE = frozenset(
    "revenue sales bookings billings backlog count headcount stores customers volume debt cash flow"
    " inventory deposits loans"
    " assets shipments orders capex capital expenditures dividends repurchases".split()
)
NAMED_SAME = frozenset(("comparable", "same"))
NOTE = "basis"


class Basis:
    """The field: reported unless something speaks for another basis."""

    name = "basis"

    def prepare(self, scene: Scene) -> None:
        """Reads the document's blanket rule and its habits of naming."""
        scene.notes[NOTE] = rules(scene)

    def candidates(self, scene: Scene, at: int) -> list[Candidate]:
        """Reported and adjusted always, the others where a word of theirs is near."""
        row = scene.rows[at]
        view = cues.of(scene)[row.sentence]
        rule, answer, span = by_rule(scene, view, at)
        found = [Candidate("reported", (), None, rule)]
        told = begins(view.said) + named(row.metric)
        for group, value in WORDS.items():
            features = _features(scene, view, at, group)
            if features or value == "adjusted":
                common = _common(scene, at) if value == "adjusted" else []
                pool = "adjusted" if value == "adjusted" else "other"
                plain = rule.partition(":")[0]
                agree = ["rule", f"{pool}&rule={plain}"] if answer == value else [f"{pool}&not={plain}"]
                found.append(
                    Candidate(
                        value,
                        (f"{value}&any", *features, *common, *agree),
                        span if answer == value else None,
                        rule,
                        under=((f"{pool}&says=", view.vocabulary), (f"{pool}&", told)),
                    )
                )
        return found

    def write(self, row: Row, choice: Candidate) -> None:
        """Sets the basis."""
        row.basis = choice.value


@cache
def nature(metric: str) -> str:
    """A metric by what a blanket rule means to it: profit, bare or other.

    >>> nature("gross_margin"), nature("revenue"), nature("free_cash_flow")
    ('profit', 'bare', 'bare')
    """
    parts = metric.split("_")
    if not BARE.isdisjoint(parts):
        return "bare"
    return "profit" if metric in PROFITS or not PROFITS.isdisjoint(parts) else "other"


def by_rule(scene: Scene, view: View, at: int) -> tuple[str, str, Span | None]:
    """The rules' own answer: name of the rule, basis, and the words it rests on."""
    row = scene.rows[at]
    told = _told(scene)
    for group in ("constant", "organic", "proforma"):
        if (near := _holds(view, group, row)) is not None:
            return f"word: {group}", WORDS[group], _span(view, near)
    mention = told.mentions[at]
    on = on_mention(view, mention) if mention else ""
    if on == "gaap":
        return "gaap on the metric", "reported", None
    if on == "adjusted" and mention:
        near = _nearest(view, "adjusted", mention[0])
        return "adjusted on the metric", "adjusted", _span(view, near) if near else None
    kind = nature(row.metric)
    near = _nearest(view, "adjusted", row.word)
    gaap = _gaap(view, row.word)
    if gaap is not None and gaap.gap <= 6 and not gaap.numbers:
        return "gaap in the clause", "reported", None
    if near is not None and near.gap <= 6 and not near.numbers and kind != "bare":
        return "adjusted in the clause", "adjusted", _span(view, near)
    if at and on != "gaap":
        last = scene.rows[at - 1]
        if last.sentence == row.sentence and last.metric == row.metric:
            return "row before", last.basis, None
    if kind == "profit" and told.of("adjusted", row.sentence, _turn(scene, row)):
        return "rule of the talk", "adjusted", None
    for value in ("constant_currency", "organic"):
        if kind == "bare" and row.measure == "growth" and told.of(value, row.sentence, _turn(scene, row)):
            return "rule for growth", value, None
    return "nothing said", "reported", None


def _holds(view: View, group: str, row: Row) -> Near | None:
    """The word of a basis that holds for a number: close to it, or at an end of the sentence with a movement."""
    moved = row.measure in ("growth", "change")
    for near in (view.before(group, row.word), view.after(group, row.word)):
        if near is None:
            continue
        if near.numbers == 0 and near.gap <= (8 if moved else 4):
            return near
        head = near.cue.start <= 3 and near.cue.end <= row.word
        tail = near.cue.start > row.word and not view.between(near.cue, near.cue.end, len(view.words)).numbers
        phrase = group == "constant" or is_basis(view, near.cue)
        if moved and phrase and (head or tail):
            return near
    return None


def _owner(view: View, cue: cues.Cue) -> int:
    """The number before a word of a basis, over small words ("5% higher on an organic basis"); -1 where none is."""
    for at in range(cue.start - 1, -1, -1):
        word = view.words[at]
        if word.quantity >= 0:
            return at
        if word.norm not in _between():
            break
    return -1


@cache
def _between() -> frozenset[str]:
    return frozenset(load_table("grammar")["basis"]["between"].split())


def _gaap(view: View, at: int) -> Near | None:
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


def _nearest(view: View, group: str, at: int) -> Near | None:
    left, right = view.before(group, at), view.after(group, at)
    if left is None or right is None:
        return left or right
    return left if (left.numbers, left.gap) <= (right.numbers, right.gap) else right


def _span(view: View, near: Near) -> Span:
    return Span(view.words[near.cue.start].start, view.words[near.cue.end - 1].end)


def _far(near: Near) -> str:
    gap = "1" if near.gap <= 1 else "4" if near.gap <= 4 else "9" if near.gap <= 9 else "far"
    return f"{gap}{'#' * min(near.numbers, 2)}{',' if near.breaks else ''}"


def _features(scene: Scene, view: View, at: int, group: str) -> list[str]:
    """What the words of one basis say; nothing where there are none and no row before had it."""
    row, value = scene.rows[at], WORDS[group]
    kind = nature(row.metric)
    pool = "adjusted" if value == "adjusted" else "other"
    moved = "level" if row.measure in ("level", "share") else "move"
    mention = _told(scene).mentions[at]
    found = []
    owners = [_owner(view, cue) for cue in view.groups.get(group, ())]
    if row.word in owners:
        found += [f"{pool}&right behind", f"{pool}&right behind/{kind}", f"{pool}&right behind/{moved}"]
    elif owners and -1 not in owners:
        found += [f"{pool}&behind another", f"{pool}&behind another/{moved}"]
    holds = _holds(view, group, row) if group != "adjusted" else None
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
    if mention and group in view.groups:
        on = on_mention(view, mention)
        found += [f"{pool}&on={on}", f"{pool}&on={on}/{kind}"]
        near = view.before(group, mention[0])
        if near is not None:
            found.append(f"{pool}&before mention {_far(near)}")
    if group == "organic":
        for side, near in (("<", view.before("samestore", row.word)), (">", view.after("samestore", row.word))):
            if near is not None:
                named = "in the name" if not NAMED_SAME.isdisjoint(row.metric.split("_")) else "free"
                found += [f"samestore{side}{_far(near)}", f"samestore {named}", f"samestore {named}/{moved}"]
    if row.sentence and group != "adjusted" and group in cues.of(scene)[row.sentence - 1].groups:
        found += [f"{pool}&sentence before/{moved}"]
    if group not in ("adjusted", "proforma") and _told(scene).of(value, row.sentence, _turn(scene, row)):
        found += [f"{pool}&rule/{kind}/{moved}"]
    if at:
        last = scene.rows[at - 1]
        same = "same metric" if last.metric == row.metric else "other metric"
        if last.basis == value or group == "adjusted":
            place = (
                "sentence"
                if last.sentence == row.sentence
                else "turn"
                if _turn(scene, last) == _turn(scene, row)
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
    return "left out" if view.before("excluding", at) or view.after("excluding", at) else "told"


def _told(scene: Scene) -> Rules:
    told = scene.notes[NOTE]
    assert isinstance(told, Rules)
    return told


def _turn(scene: Scene, row: Row) -> int:
    return scene.sentences[row.sentence].turn


def _common(scene: Scene, at: int) -> list[str]:
    """What speaks for adjusted besides its own words: the document's rule, its habits, earlier rows, the metric."""
    row = scene.rows[at]
    view = cues.of(scene)[row.sentence]
    told = _told(scene)
    kind = nature(row.metric)
    ruled = "rule" if told.of("adjusted", row.sentence, _turn(scene, row)) else "none"
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
    found += [f"adjusted&mention on={on}", f"adjusted&mention on={on}/{ruled}/{kind}"]
    gaap = _gaap(view, row.word)
    if gaap is not None:
        found += ["adjusted&gaap", f"adjusted&gaap {_far(gaap)}"]
        if row.word in [_owner(view, cue) for cue in view.groups["gaap"]]:
            found.append("adjusted&gaap right behind")
    elif ruled == "rule" and kind == "profit":
        found += ["adjusted&ruled profit", f"adjusted&ruled profit/{row.measure}"]
    if row.metric.endswith("_impact"):
        found.append(f"adjusted&impact/{on_impact(view, row.word)}")
    for side, near in (("<", view.before("excluding", row.word)), (">", view.after("excluding", row.word))):
        if near is not None:
            found += [
                f"adjusted&excluding{side}",
                f"adjusted&excluding{side}{_far(near)}",
                f"adjusted&excluding{side}/{kind}",
            ]
    with_word, every = told.habits.get(row.metric, (0, 0))
    named = "named" if row.metric.replace("_", " ") in told.named else "not named"
    habit = "none" if not with_word else "most" if with_word * 2 > every else "some"
    found += [f"adjusted&habit={habit}", f"adjusted&habit={habit}/{on}", f"adjusted&habit={habit}/{ruled}"]
    if named == "named":
        found += ["adjusted&named", f"adjusted&named/{on}", f"adjusted&named/habit={habit}"]
    if told.of("reported", row.sentence, _turn(scene, row)):
        found.append(f"adjusted&rule for reported/{kind}")
    for back in range(at - 1, max(-1, at - 40), -1):
        if scene.rows[back].metric == row.metric:
            there = "turn" if _turn(scene, scene.rows[back]) == _turn(scene, row) else "call"
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
        if nature(r.metric) == "profit" and _turn(scene, r) == _turn(scene, row)
    ]
    if profits and kind == "profit":
        found.append(f"adjusted&profits of the turn={profits[-1]}")
    return found


RULES = (
    "word: constant",
    "word: organic",
    "word: proforma",
    "gaap on the metric",
    "adjusted on the metric",
    "row before",
    "gaap in the clause",
    "adjusted in the clause",
    "rule of the talk",
    "rule for growth",
    "nothing said",
)  # in the order in which they are asked
BASIS = Basis()
