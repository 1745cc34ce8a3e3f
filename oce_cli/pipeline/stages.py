"""The stages of the pipeline as spaCy components, in the order in which they run.

Each does its step (``steps.py``) on the ``Scene`` of the document and shows what it found as a span group. They are
registered through entry points, so ``nlp.add_pipe("ocx_quantities")`` works in any pipeline once ocx is installed.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from oce_cli.pipeline import marks, steps
from oce_cli.pipeline.metrics import matcher

marks.declare()


@Language.component("ocx_quantities", assigns=["doc._.ocx", "doc.spans"])
def quantities(doc: Doc) -> Doc:
    """Reads every number of the text."""
    scene = marks.scene_of(doc)
    steps.read_quantities(scene)
    marks.put(doc, marks.QUANTITIES, ((q.start, q.end, q.kind) for q in scene.quantities if not q.reason))
    return doc


@Language.component("ocx_sentences", requires=["doc._.ocx"], assigns=["token.is_sent_start"])
def sentences(doc: Doc) -> Doc:
    """Splits lines and sentences and cuts their words; each number is one word."""
    scene = marks.scene_of(doc)
    steps.split_sentences(scene)
    starts = np.isin(doc.to_array([IDX]), [sentence.start for sentence in scene.sentences])
    doc.from_array([SENT_START], np.where(starts, 1, -1).astype(np.uint64))  # type: ignore[arg-type]
    return doc


class Metrics:
    """Finds the words that may name a metric, in the sentences that matter to a number."""

    def __init__(self, lexicon: str) -> None:
        self.lexicon = Path(lexicon) if lexicon else None
        matcher(self.lexicon)  # a faulty file is told when the pipeline is built

    def __call__(self, doc: Doc) -> Doc:
        scene = marks.scene_of(doc)
        steps.find_mentions(scene, self.lexicon)
        marks.put(doc, marks.METRICS, ((m.start, m.end, m.metric) for found in scene.mentions for m in found))
        return doc


@Language.factory("ocx_metrics", default_config={"lexicon": ""}, requires=["doc._.ocx"], assigns=["doc.spans"])
def metrics(nlp: Language, name: str, lexicon: str) -> Metrics:
    """``lexicon``: path of a metrics file of the user, on top of ours."""
    return Metrics(lexicon)


@Language.component("ocx_links", requires=["doc._.ocx", "doc.spans"], assigns=["doc.spans"])
def link(doc: Doc) -> Doc:
    """Decides the fields of each row, one field after the other."""
    scene = marks.scene_of(doc)
    steps.decide_fields(scene)
    marks.put(doc, marks.ROWS, ((r.quantity.start, r.quantity.end, r.metric) for r in scene.rows))
    return doc
