"""The field ``basis``: reported, adjusted, constant currency, organic or pro forma.

What speaks: words on the metric's mention ("adjusted EBITDA"), words in the clause ("on an organic basis"), the rows
before, and the document's blanket sentence ("unless otherwise noted, we refer to non-GAAP measures"), which holds for
margins, income, expenses and earnings per share but not for revenue, bookings, cash flow, counts and balances.
"""

from __future__ import annotations

from oce_cli.model import Row, Scene, Span
from oce_cli.pipeline import cues
from oce_cli.pipeline.basis.certain import basis_of
from oce_cli.pipeline.basis.evidence import (
    NOTE,
    gaap_near,
    holds_for,
    nearest,
    of_adjusted,
    of_group,
    told_by,
    turn_of,
)
from oce_cli.pipeline.basis.footing import WORDS, on_mention, rules
from oce_cli.pipeline.basis.natures import nature
from oce_cli.pipeline.basis_history import look_up, of_history
from oce_cli.pipeline.chooser import Candidate
from oce_cli.pipeline.cues import Near, View
from oce_cli.pipeline.plain import begins, named


class Basis:
    """The field: reported unless something speaks for another basis."""

    name = "basis"

    def prepare(self, scene: Scene) -> None:
        """Reads the document's blanket rule and its habits of naming."""
        scene.notes[NOTE] = rules(scene)
        look_up(scene)

    def candidates(self, scene: Scene, at: int) -> list[Candidate]:
        """Reported and adjusted always, the others where a word of theirs is near."""
        row = scene.rows[at]
        view = cues.of(scene)[row.sentence]
        rule, answer, span = by_rule(scene, view, at)
        if rule in SURE:
            return [Candidate(answer, (), span, rule)]
        found = [Candidate("reported", (), None, rule)]
        told = begins(view.said) + named(row.metric)
        for group, value in WORDS.items():
            features = of_group(scene, view, at, group) + of_history(scene, at, value)
            if features or value == "adjusted":
                common = of_adjusted(scene, at) if value == "adjusted" else []
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


def by_rule(scene: Scene, view: View, at: int) -> tuple[str, str, Span | None]:
    """The rules' own answer: name of the rule, basis, and the words it rests on."""
    row = scene.rows[at]
    told = told_by(scene)
    sure = basis_of(view, row, told.mentions[at])
    if sure is not None:
        return sure.rule, sure.value, Span(view.words[sure.cue.start].start, view.words[sure.cue.end - 1].end)
    if value := by_talk(scene, view, row):
        return "rule of the remarks", value, None
    for group in ("constant", "organic", "proforma"):
        if (near := holds_for(view, group, row)) is not None:
            return f"word: {group}", WORDS[group], _span(view, near)
    mention = told.mentions[at]
    on = on_mention(view, mention) if mention else ""
    if on == "gaap":
        return "gaap on the metric", "reported", None
    if on == "adjusted" and mention:
        near = nearest(view, "adjusted", mention[0])
        return "adjusted on the metric", "adjusted", _span(view, near) if near else None
    kind = nature(row.metric)
    near = nearest(view, "adjusted", row.word)
    gaap = gaap_near(view, row.word)
    if gaap is not None and gaap.gap <= 6 and not gaap.numbers:
        return "gaap in the clause", "reported", None
    if near is not None and near.gap <= 6 and not near.numbers and kind != "bare":
        return "adjusted in the clause", "adjusted", _span(view, near)
    if at and on != "gaap":
        last = scene.rows[at - 1]
        if last.sentence == row.sentence and last.metric == row.metric:
            return "row before", last.basis, None
    if kind == "profit" and told.of("adjusted", row.sentence, turn_of(scene, row), row.metric):
        return "rule of the talk", "adjusted", None
    for value in ("constant_currency", "organic"):
        if kind == "bare" and row.measure == "growth" and told.of(value, row.sentence, turn_of(scene, row), row.metric):
            return "rule for growth", value, None
    return "nothing said", "reported", None


def by_talk(scene: Scene, view: View, row: Row) -> str:
    """The basis that the document's own rule sets for a number of the prepared remarks; "" where it sets none."""
    turn = turn_of(scene, row)
    told, kind = told_by(scene), nature(row.metric)
    prepared = turn >= 0 and scene.transcript.turns[turn].section != "qa"
    if not told.any or not row.listed or not prepared:
        return ""
    if kind == "profit" and _TALK.isdisjoint(view.groups):
        return "adjusted" if told.of("adjusted", row.sentence, turn, row.metric) else ""
    if kind == "bare" and row.measure == "growth" and _TALK_OF_GROWTH.isdisjoint(view.groups):
        for value in ("constant_currency", "organic"):
            if told.of(value, row.sentence, turn, row.metric):
                return value
    return ""


def _span(view: View, near: Near) -> Span:
    return Span(view.words[near.cue.start].start, view.words[near.cue.end - 1].end)


_TALK = frozenset({"gaap", "proforma", "constant", "organic"})  # what speaks for a basis of a number's own
_TALK_OF_GROWTH = _TALK | {"adjusted", "excluding"}
SURE = (
    "on the growth",
    "right behind",
    "object of exclude",
    "head of the sentence",
    "before the number",
    "left out",
    "split name",
    "plain name",
    "rule of the remarks",
)  # leave one basis
RULES = (
    *SURE,
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
