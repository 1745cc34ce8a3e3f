"""Brings together all candidates of a row."""

from __future__ import annotations

from dataclasses import dataclass

from oce_cli.model import Scene
from oce_cli.pipeline.segments.carried import freshness, from_headings, from_rows
from oce_cli.pipeline.segments.document import from_draft, of_metric_before, recalled, told_elsewhere
from oce_cli.pipeline.segments.evidence import Evidence, View
from oce_cli.pipeline.segments.exchange import from_exchange, from_title
from oce_cli.pipeline.segments.inventory import Study
from oce_cli.pipeline.segments.nearby import former_or_latter, in_sentence, pointed_at, pointer
from oce_cli.pipeline.segments.places import mention_of
from oce_cli.pipeline.segments.qualifier import from_qualifier
from oce_cli.pipeline.segments.tokens import Token
from oce_cli.pipeline.segments.tour import from_tour
from oce_cli.pipeline.segments.whole import whole_company


def gather(scene: Scene, at: int) -> list[Evidence]:
    """All candidates of the row, the whole company first; one alone where the words leave no choice."""
    study = scene.notes["segments"]
    assert isinstance(study, Study)
    known = study.memory.setdefault("settled", {})
    assert isinstance(known, dict)
    settled = known.get(at)
    if settled is None:
        settled = known[at] = _settle(study, scene, at)
    assert isinstance(settled, Settled)
    view = settled.view(study, scene, at)
    from_rows(view, settled.near)
    from_exchange(view)
    recalled(view)
    of_metric_before(view)
    if study.draft:
        from_draft(view)
    told_elsewhere(view)
    for key, one in view.found.items():
        one.features |= settled.last[key] if key in settled.last else freshness(view, key, one.grade)
    if view.slot:
        for key, one in view.found.items():
            if key != view.slot:
                one.add("list slot elsewhere")
    pointed = [one for one in view.found.values() if "pointed out" in one.features]
    return pointed or list(view.found.values())


@dataclass(frozen=True, slots=True)
class Settled:
    """What does not depend on choices made before: it is the same in both rounds."""

    tokens: list[Token]
    number: int
    mention: tuple[int, int]
    bare: str
    found: dict[str, Evidence]
    last: dict[str, dict[str, None]]  # features that come after those of the round: sums must add up in one order
    slot: str
    near: str

    def view(self, study: Study, scene: Scene, at: int) -> View:
        """A view whose evidence may be added to."""
        found = {key: one.copy() for key, one in self.found.items()}
        return View(
            study, scene, at, scene.rows[at], self.tokens, self.number, self.mention, self.bare, found, self.slot
        )


def _settle(study: Study, scene: Scene, at: int) -> Settled:
    row = scene.rows[at]
    tokens, phrases = study.read(row.sentence)
    number = next((i for i, token in enumerate(tokens) if token.start == row.quantity.start), 0)
    mention = mention_of(scene, row, tokens, number)
    found = {"": Evidence("", "whole company")}
    view = View(study, scene, at, row, tokens, number, mention, pointer(tokens), found)
    near = in_sentence(view, phrases)
    from_qualifier(view)
    former_or_latter(view)
    topic = from_headings(view, near)
    pointed_at(view)
    from_tour(view, near)
    from_title(view)
    last = {key: freshness(view, key, one.grade) for key, one in found.items() if key}
    last[""] = dict.fromkeys(whole_company(view, phrases, near, topic))
    return Settled(tokens, number, mention, view.bare, found, last, view.slot, near)
