"""The steps from text to rows, each a function on the ``Scene``: what the spaCy components wrap and ``run`` calls.

None of them looks at a spaCy ``Doc``: they read characters and words, so a command need not load spaCy to run them.
"""

from __future__ import annotations

from pathlib import Path

from oce_cli.model import Scene
from oce_cli.pipeline import fields, links, words
from oce_cli.pipeline.flow import flowing
from oce_cli.pipeline.metrics import find, matcher
from oce_cli.pipeline.quantities import read


def read_quantities(scene: Scene) -> None:
    """Joins broken lines and reads every number of the text."""
    scene.text = flowing(scene.transcript.text, scene.transcript.turns)
    scene.quantities = read(scene.text, scene.transcript.head.currency)


def split_sentences(scene: Scene) -> None:
    """Splits lines and sentences and cuts their words; each number is one word."""
    scene.sentences = words.split(scene.text, scene.transcript.turns)
    words.cut_all(scene)
    scene.rows = words.rows_of(scene)


def find_mentions(scene: Scene, lexicon: Path | None = None) -> None:
    """Finds the words that may name a metric, in the sentences that matter to a number.

    ``lexicon``: a metrics file of the user, on top of ours. Raises LexiconError where that file is faulty.
    """
    phrases = matcher(lexicon)
    needed = {
        index for row in scene.rows for index in range(max(0, row.sentence - links.SENTENCES_BACK), row.sentence + 1)
    }
    scene.mentions = [find(sentence.words, phrases) if sentence.index in needed else [] for sentence in scene.sentences]


def decide_fields(scene: Scene) -> None:
    """Decides the fields of each row, one field after the other."""
    fields.decide_all(scene)
