"""Second pass: which part of the company a row is about. Candidates with the reasons for them; a chooser decides.

It is decided twice. The draft weighs all words around. The second round looks at what the draft made of the rows: how
likely each part was, in the row itself and in those around. It sees none of the draft's reasons: weights that could
count them once more would learn how the draft errs on the very calls that it was trained on.
"""

from __future__ import annotations

from collections.abc import Sequence

from oce_cli.model import Row, Scene, Span
from oce_cli.pipeline.chooser import Candidate, Choice
from oce_cli.pipeline.segments.evidence import Evidence
from oce_cli.pipeline.segments.gather import gather
from oce_cli.pipeline.segments.inventory import Drafted, Study, study
from oce_cli.pipeline.segments.phrases import key_of
from oce_cli.pipeline.segments.second import LEAST_SHARE, look_again

DRAFT_NAME = "segment_draft"


class SegmentDraft:
    """The first round of the column ``segment``. Findings about the document stand in ``scene.notes["segments"]``."""

    name = DRAFT_NAME

    def prepare(self, scene: Scene) -> None:
        """Makes the call's inventory of parts."""
        scene.notes["segments"] = study(scene)
        scene.notes[DRAFT_NAME] = []

    def candidates(self, scene: Scene, at: int) -> list[Candidate]:
        """The whole company first, then every phrase that may name the part, nearest first."""
        return [_candidate(evidence) for evidence in gather(scene, at)]

    def keep(self, scene: Scene, candidates: Sequence[Candidate], choice: Choice) -> None:
        """Notes how likely each part was, blind to how it is spelled, the likeliest first."""
        drafts: list[dict[str, Drafted]] = scene.notes[DRAFT_NAME]  # type: ignore[assignment]
        found: dict[str, Drafted] = {}
        for value, (index, share) in sorted(choice.values.items(), key=lambda one: -one[1][1]):
            if share < LEAST_SHARE:
                break
            key = key_of(value)
            first = found.get(key)
            found[key] = first._replace(share=first.share + share) if first else Drafted(candidates[index], share)
        drafts.append(found)

    def write(self, row: Row, choice: Candidate) -> None:
        """Puts the part into the row; "" is the whole company."""
        row.segment = choice.value


class SegmentField:
    """The column ``segment``."""

    name = "segment"

    def prepare(self, scene: Scene) -> None:
        """Takes the draft's findings over."""
        found = scene.notes.get("segments")
        if not isinstance(found, Study) or found.scene is not scene:
            found = scene.notes["segments"] = study(scene)
        drafts: list[dict[str, Drafted]] = scene.notes[DRAFT_NAME]  # type: ignore[assignment]
        found.drafts = drafts
        for row in scene.rows:
            row.spans.pop(DRAFT_NAME, None)

    def candidates(self, scene: Scene, at: int) -> list[Candidate]:
        """The parts that the draft did not put out of question, the likeliest first."""
        return look_again(scene, at)

    def write(self, row: Row, choice: Candidate) -> None:
        """Puts the part into the row; "" is the whole company."""
        row.segment = choice.value


def _candidate(evidence: Evidence) -> Candidate:
    span = Span(*evidence.span) if evidence.span else None
    return Candidate(evidence.value, tuple(evidence.features), span, f"segment {evidence.rule}")


DRAFT = SegmentDraft()
SEGMENT = SegmentField()
