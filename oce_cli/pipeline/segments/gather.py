"""Brings together all candidates of a row."""

from __future__ import annotations

from oce_cli.model import Scene
from oce_cli.pipeline.segments.carried import freshness, from_headings, from_rows
from oce_cli.pipeline.segments.classes import words
from oce_cli.pipeline.segments.document import of_metric_before, recalled, told_before
from oce_cli.pipeline.segments.evidence import Evidence, View
from oce_cli.pipeline.segments.exchange import from_exchange, from_title
from oce_cli.pipeline.segments.nearby import former_or_latter, in_sentence, pointed_at, pointer, segments_own
from oce_cli.pipeline.segments.phrases import key_of
from oce_cli.pipeline.segments.places import mention_of
from oce_cli.pipeline.segments.qualifier import from_qualifier
from oce_cli.pipeline.segments.study import Study
from oce_cli.pipeline.segments.sure import point_out
from oce_cli.pipeline.segments.tour import from_tour
from oce_cli.pipeline.segments.whole import whole_company

STEM = 5  # letters by which words are one


def gather(scene: Scene, at: int) -> list[Evidence]:
    """All candidates of the row, the whole company first; one alone where the words leave no choice."""
    study = scene.notes["segments"]
    assert isinstance(study, Study)
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
    from_rows(view, near)
    from_exchange(view)
    recalled(view)
    of_metric_before(view)
    told_before(view)
    segments_own(view)
    point_out(view, phrases)
    for key, one in found.items():
        if key:
            one.features |= freshness(view, key, one.grade)
        if view.slot and key != view.slot:
            one.add("list slot elsewhere")
    found[""].add(*whole_company(view, phrases, near, topic))
    named = _names_metric if row.listed else _is_metric
    for key in [key for key in found if key and named(key, row.metric)]:
        del found[key]
    pointed = [one for one in found.values() if "pointed out" in one.features]
    return pointed or list(found.values())


def _names_metric(key: str, metric: str) -> bool:
    """Whether the words of a phrase all stand in the metric's id: the "loans" of ``loans`` are no part.

    >>> _names_metric("loan", "loans"), _names_metric("r&d", "rd_expense"), _names_metric("time deposit", "deposits")
    (True, True, False)

    Sales that are comparable tell of the same stores by their own name.

    >>> _names_metric("same store", "comparable_sales"), _names_metric("same store", "revenue")
    (True, False)
    """
    if metric in words("comparable") and key.replace(" ", "-") in words("same_store"):
        return True
    named = _stems(key_of(metric.replace("_", " ")))
    return all(stem in named for stem in _stems(key.replace("&", "")))


def _is_metric(key: str, metric: str) -> bool:
    """Whether a phrase is the whole name of a metric that is not listed: it is no part of itself.

    >>> _is_metric("urgent care visit", "urgent_care_visits"), _is_metric("urgent care", "urgent_care_visits")
    (True, False)
    """
    return set(_stems(key)) == set(_stems(key_of(metric.replace("_", " "))))


def _stems(words_of: str) -> list[str]:
    return [word[:STEM] for word in words_of.split()]
