"""The pipeline: spaCy components that read numbers, metrics and all fields of a row, in the order of ``STAGES``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["build"]


def build(lexicon: Path | None = None) -> Language:
    """A spaCy pipeline that reads English transcripts: blank, no model. ``lexicon``: a metrics file of your own.

    Raises LexiconError where that file is faulty.

    >>> doc = build()("Revenue grew 12% to $5 million.")
    >>> [(span.text, span.label_) for span in doc.spans["ocx_rows"]]
    [('12%', 'revenue'), ('$5 million', 'revenue')]
    """
    from oce_cli.pipeline import assembly

    return assembly.build(lexicon)
