"""Every mark that ocx puts on a spaCy ``Doc``: one extension and the span groups.

========================  =====================================================================
``doc._.ocx``             the ``Scene``: all that is known of the document
``doc.spans[...]``        ``ocx_quantities``, ``ocx_metrics``, ``ocx_rows``; labels are kinds and metric ids
========================  =====================================================================
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from oce_cli.model import Scene, Transcript

if TYPE_CHECKING:
    from spacy.tokens import Doc

EXTENSION = "ocx"
QUANTITIES = "ocx_quantities"
METRICS = "ocx_metrics"
ROWS = "ocx_rows"


def declare() -> None:
    """Declares the extension; does no harm when called again."""
    from spacy.tokens import Doc

    if not Doc.has_extension(EXTENSION):
        Doc.set_extension(EXTENSION, default=None)


def scene_of(doc: Doc) -> Scene:
    """The scene of a document; a plain one is made where the text came without speakers."""
    scene: Scene | None = doc._.ocx
    if scene is None:
        scene = Scene(Transcript("", doc.text))
        doc._.ocx = scene
    return scene


def put(doc: Doc, group: str, marks: Iterable[tuple[int, int, str]]) -> None:
    """Writes a span group from (start, end, label); a mark inside a token takes the whole token."""
    spans = (doc.char_span(start, end, label, alignment_mode="expand") for start, end, label in marks)
    doc.spans[group] = [span for span in spans if span is not None]
