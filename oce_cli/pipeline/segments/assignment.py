"""Second pass: which part of the company a row is about. Candidates with the reasons for them; a chooser decides."""

from __future__ import annotations

from oce_cli.model import Row, Scene, Span
from oce_cli.pipeline.chooser import Candidate
from oce_cli.pipeline.segments.evidence import Evidence
from oce_cli.pipeline.segments.gather import gather
from oce_cli.pipeline.segments.inventory import Study, study
from oce_cli.pipeline.segments.phrases import key_of

DRAFT_NAME = "segment_draft"


class SegmentField:
    """The column ``segment``. Findings about the document stand in ``scene.notes["segments"]``."""

    def __init__(self, name: str = "segment") -> None:
        self.name = name

    def prepare(self, scene: Scene) -> None:
        """Makes the call's inventory of parts."""
        found = scene.notes.get("segments")
        if not isinstance(found, Study) or found.scene is not scene or found.rounds != 1 or self.name == DRAFT_NAME:
            found = study(scene)
        found.rounds += 1
        if self.name != DRAFT_NAME and all(DRAFT_NAME in row.chance for row in scene.rows):
            found.draft = [(key_of(row.segment), row.segment, row.chance[DRAFT_NAME]) for row in scene.rows]
            found.shares = [_by_key(row.shares) for row in scene.rows]
            for row in scene.rows:
                row.spans.pop(DRAFT_NAME, None)
        scene.notes["segments"] = found

    def candidates(self, scene: Scene, at: int) -> list[Candidate]:
        """The whole company first, then every phrase that may name the part, nearest first."""
        return [self._candidate(evidence) for evidence in gather(scene, at)]

    @staticmethod
    def _candidate(evidence: Evidence) -> Candidate:
        span = Span(*evidence.span) if evidence.span else None
        return Candidate(evidence.value, tuple(evidence.features), span, f"segment {evidence.rule}")

    def write(self, row: Row, choice: Candidate) -> None:
        """Puts the part into the row; "" is the whole company."""
        row.segment = choice.value


def _by_key(shares: dict[str, float]) -> dict[str, float]:
    """The probability of each part, blind to how it is spelled."""
    found: dict[str, float] = {}
    for value, share in shares.items():
        key = key_of(value)
        found[key] = found.get(key, 0.0) + share
    return found


DRAFT = SegmentField(DRAFT_NAME)
SEGMENT = SegmentField()
