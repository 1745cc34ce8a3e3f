"""The field ``metric``: which of the proposals a number belongs to, or none."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from oce_cli.model import Row, Scene
from oce_cli.pipeline.blocks import block
from oce_cli.pipeline.chooser import Candidate
from oce_cli.pipeline.links import SENTENCES_BACK, brackets, candidates, deals, features, impacts, rules, slugs, sure
from oce_cli.pipeline.links.own import own_noun
from oce_cli.pipeline.links.place import GROUPS
from oce_cli.pipeline.links.proposals import NOTHING, Proposal
from oce_cli.pipeline.links.situation import situations
from oce_cli.pipeline.links.view import View, look
from oce_cli.pipeline.links.wording import of_words


class MetricField:
    """Ties each number to a metric. An empty value means that the number is no row."""

    name = "metric"

    def prepare(self, scene: Scene) -> None:
        scene.notes["views"] = {}
        equal: dict[tuple[str, Decimal], list[int]] = {}
        for at, row in enumerate(scene.rows):
            equal.setdefault((row.quantity.unit, row.quantity.value), []).append(at)
        scene.notes["equal"] = equal

    def _view(self, scene: Scene, index: int) -> View:
        views: dict[int, View] = scene.notes["views"]  # type: ignore[assignment]
        if index not in views:
            views[index] = look(scene, index)
        return views[index]

    def candidates(self, scene: Scene, at: int) -> list[Candidate]:
        row = scene.rows[at]
        view = self._view(scene, row.sentence)
        turn = scene.sentences[row.sentence].turn
        earlier: list[View | None] = []
        for back in range(1, SENTENCES_BACK + 1):
            index = row.sentence - back
            if index < 0 or scene.sentences[index].turn != turn:
                break
            earlier.append(self._view(scene, index))
        speaker = scene.transcript.turns[turn] if turn >= 0 else None
        here = situations(
            view,
            scene.rows,
            at,
            row.word,
            row.quantity,
            speaker.section if speaker else "",
            speaker.role if speaker else "",
        )
        proposals: list[Proposal] = [NOTHING]
        own = here.own = own_noun(view, row.word, row.quantity)
        bracket = brackets.bracket_of(view, row.word, _sizes(scene, row.sentence))
        proposals += candidates.of_anchors(view, row.quantity)
        proposals += slugs.of_phrases(view, row.word, own and (own.first, own.last), bracket and bracket[0])
        told_impact = sure.surely(view, row.word, row.quantity.kind)
        proposals += impacts.of_impacts(view, row.word, told_impact)
        proposals += candidates.of_rows(scene.rows, at)
        equal: dict[tuple[str, Decimal], list[int]] = scene.notes["equal"]  # type: ignore[assignment]
        proposals += candidates.of_equal_numbers(scene.rows, at, equal[row.quantity.unit, row.quantity.value])
        proposals += candidates.of_margins(view, scene.rows, at)
        proposals += candidates.of_earlier(earlier, row.quantity)
        proposals += candidates.implied(row.quantity)
        proposals = sure.possible(view, row.word, proposals, told_impact)
        proposals = sure.out_of(bracket, view, sure.of_own(view, own, proposals, row.quantity))
        proposals = sure.fitting(view, row.word, proposals, row.quantity)
        proposals = sure.without_twins(view, row.word, row.quantity, proposals)
        proposals = sure.named_right(view, row.word, proposals, row.quantity)
        proposals = sure.as_share(view, row, scene.rows[at - 1] if at else None, proposals)
        if earlier and earlier[0] is not None and brackets.sets_against(view, row.word):
            proposals = sure.out_of(brackets.trailing(earlier[0]), earlier[0], proposals)
        proposals = list(deals.of_deals(view, row.word, row.quantity)) or proposals
        chosen, rule = rules.answer(proposals, here)
        named = proposals[chosen].metric if rule else ""
        return [
            Candidate(
                p.metric,
                of_words(p, here, GROUPS.get(p.source, p.source)),
                p.span,
                p.source,
                p,
                [*features.of(p, here), told(p.source, rule, index == chosen, bool(rule) and p.metric == named)],
            )
            for index, p in enumerate(proposals)
        ]

    def write(self, row: Row, choice: Candidate) -> None:
        proposal = choice.payload
        assert isinstance(proposal, Proposal)
        row.metric, row.metric_kind, row.listed = proposal.metric, proposal.kind, proposal.listed
        row.mention, row.rule = proposal.span, proposal.source


def _sizes(scene: Scene, sentence: int) -> Callable[[int], float]:
    """The size of the number at a word of a sentence, 0 where none stands there."""
    words = scene.sentences[sentence].words

    def size(at: int) -> float:
        number = words[at].quantity
        return abs(float(scene.quantities[number].value)) if number >= 0 else 0.0

    return size


@block
def told(source: str, rule: str, chosen: bool, named: bool) -> list[str]:
    """What the plain rules say to a proposal: that it is their choice, or that it is named as their choice is."""
    if chosen:
        return [f"rule={rule}", f"{source}|rule={rule}", f"rule names={rule}"]
    return [f"rule names={rule}"] if named else []


METRIC = MetricField()
