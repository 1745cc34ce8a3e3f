"""Builds the pipeline and runs a transcript through it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from oce_cli.model import Scene, Transcript

if TYPE_CHECKING:
    from spacy.language import Language


def build(lexicon: Path | None = None) -> Language:
    """A spaCy pipeline that reads an English transcript: blank, no model, all stages of ocx in order.

    ``lexicon`` is a metrics file of the user. Raises LexiconError where that file is faulty.

    >>> build().pipe_names
    ['ocx_quantities', 'ocx_sentences', 'ocx_metrics', 'ocx_links']
    """
    import spacy

    from oce_cli.pipeline import stages
    from oce_cli.pipeline.tokens import tokenizer

    nlp = spacy.blank("en")
    nlp.tokenizer = tokenizer(nlp)
    for name in stages.STAGES:
        nlp.add_pipe(name, config={"lexicon": str(lexicon or "")} if name == "ocx_metrics" else {})
    nlp.max_length = 100_000_000  # no parser runs here, so spaCy's bound for one does not apply
    return nlp


_ready = lru_cache(maxsize=2)(build)


def run(transcript: Transcript, lexicon: Path | None = None) -> Scene:
    """Everything that the pipeline finds in a transcript. The pipeline is built once and kept.

    >>> scene = run(Transcript("call.txt", "Revenue grew 12% to $5 million."))
    >>> [(row.metric, row.measure, row.quantity.text) for row in scene.rows]
    [('revenue', 'growth', '12%'), ('revenue', 'level', '$5 million')]
    """
    nlp = _ready(lexicon)
    doc = nlp.make_doc(transcript.text)
    doc._.ocx = Scene(transcript)
    scene: Scene = nlp(doc)._.ocx
    return scene
