"""Builds the pipeline and runs a transcript through it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from oce_cli.model import Scene, Transcript
from oce_cli.pipeline import steps

if TYPE_CHECKING:
    from spacy.language import Language

STAGES = ("ocx_quantities", "ocx_sentences", "ocx_metrics", "ocx_links")


def build(lexicon: Path | None = None) -> Language:
    """A spaCy pipeline that reads an English transcript: blank, no model, all stages of ocx in order.

    ``lexicon`` is a metrics file of the user. Raises LexiconError where that file is faulty.

    >>> build().pipe_names
    ['ocx_quantities', 'ocx_sentences', 'ocx_metrics', 'ocx_links']
    """
    import spacy

    import oce_cli.pipeline.stages  # noqa: F401 - registers the stages
    from oce_cli.pipeline.tokens import tokenizer

    nlp = spacy.blank("en")
    nlp.tokenizer = tokenizer(nlp)
    for name in STAGES:
        nlp.add_pipe(name, config={"lexicon": str(lexicon or "")} if name == "ocx_metrics" else {})
    nlp.max_length = 100_000_000  # no parser runs here, so spaCy's bound for one does not apply
    return nlp


def run(transcript: Transcript, lexicon: Path | None = None) -> Scene:
    """Everything that the pipeline finds in a transcript: the same steps that ``build`` makes components of.

    >>> scene = run(Transcript("call.txt", "Revenue grew 12% to $5 million."))
    >>> [(row.metric, row.measure, row.quantity.text) for row in scene.rows]
    [('revenue', 'growth', '12%'), ('revenue', 'level', '$5 million')]
    """
    with undisturbed():
        scene = prepare(transcript, lexicon)
        steps.decide_fields(scene)
    return scene


def prepare(transcript: Transcript, lexicon: Path | None = None) -> Scene:
    """The scene before any field is decided: what the choosers are trained on.

    >>> [row.metric for row in prepare(Transcript("call.txt", "Revenue grew 12% to $5 million.")).rows]
    ['', '']
    """
    scene = Scene(transcript)
    with undisturbed():
        steps.read_quantities(scene)
        steps.split_sentences(scene)
        steps.find_mentions(scene, lexicon)
    return scene


@contextmanager
def undisturbed() -> Iterator[None]:
    """Holds the garbage collector back while one document is worked on.

    Hardly anything that is made of a document is garbage before its rows stand, but there is a lot of it: looking
    through it again and again took a quarter of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
