"""Second pass: which part of the company a row is about. Candidates with the reasons for them; a chooser decides."""

from __future__ import annotations

from oce_cli.model import Row, Scene, Span
from oce_cli.pipeline.chooser import Candidate
from oce_cli.pipeline.segments.evidence import Evidence
from oce_cli.pipeline.segments.gather import gather
from oce_cli.pipeline.segments.inventory import study


class SegmentField:
    """The column ``segment``. Findings about the document stand in ``scene.notes["segments"]``."""

    name = "segment"

    def prepare(self, scene: Scene) -> None:
        """Makes the call's inventory of parts."""
        scene.notes["segments"] = study(scene)

    def candidates(self, scene: Scene, at: int) -> list[Candidate]:
        """The whole company first, then every phrase that may name the part, nearest first."""
        return [_candidate(evidence) for evidence in gather(scene, at)]

    def write(self, row: Row, choice: Candidate) -> None:
        """Puts the part into the row; "" is the whole company."""
        row.segment = choice.value


def _candidate(evidence: Evidence) -> Candidate:
    span = Span(*evidence.span) if evidence.span else None
    return Candidate(evidence.value, tuple(evidence.features), span, f"segment {evidence.rule}")


SEGMENT = SegmentField()
