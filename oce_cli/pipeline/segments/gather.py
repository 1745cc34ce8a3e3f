"""Brings together all candidates of a row."""

from __future__ import annotations

from dataclasses import replace

from oce_cli.model import Scene
from oce_cli.pipeline.segments.carried import freshness, from_headings, from_rows
from oce_cli.pipeline.segments.document import from_draft, told_elsewhere
from oce_cli.pipeline.segments.evidence import Evidence, View
from oce_cli.pipeline.segments.inventory import Study
from oce_cli.pipeline.segments.nearby import in_sentence, pointer
from oce_cli.pipeline.segments.places import mention_of
from oce_cli.pipeline.segments.whole import whole_company


def gather(scene: Scene, at: int) -> list[Evidence]:
    """All candidates of the row, the whole company first."""
    study = scene.notes["segments"]
    assert isinstance(study, Study)
    view, near, topic = _static(study, scene, at)
    view.found = {key: one.copy() for key, one in view.found.items()}
    from_rows(view, near)
    if study.draft:
        from_draft(view)
    told_elsewhere(view)
    freshness(view)
    whole_company(view, near, topic)
    if view.slot:
        for key, one in view.found.items():
            if key != view.slot:
                one.add("list slot elsewhere")
    return list(view.found.values())


def _static(study: Study, scene: Scene, at: int) -> tuple[View, str, str]:
    """What does not depend on choices made before: it is the same in both rounds."""
    views = study.memory.setdefault("views", {})
    assert isinstance(views, dict)
    known = views.get(at)
    if known is None:
        row = scene.rows[at]
        tokens, phrases = study.read(row.sentence)
        number = next((i for i, token in enumerate(tokens) if token.start == row.quantity.start), 0)
        mention = mention_of(scene, row, tokens, number)
        view = View(
            study, scene, at, row, tokens, number, mention, pointer(tokens), {"": Evidence("", "whole company")}
        )
        near = in_sentence(view, phrases)
        known = views[at] = (view, near, from_headings(view, near))
    view, near, topic = known
    return replace(view), near, topic
