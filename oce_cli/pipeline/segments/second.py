"""The second round: what the first one made of a row, in the light of the rows around it, on both sides."""

from __future__ import annotations

from oce_cli.model import Row, Scene
from oce_cli.pipeline.chooser import Candidate
from oce_cli.pipeline.segments.document import Told
from oce_cli.pipeline.segments.evidence import bin_of
from oce_cli.pipeline.segments.inventory import Study
from oce_cli.pipeline.segments.phrases import key_of

LEAST_SHARE = 0.005  # chance of a part in the first round, to be looked at again
LIKELY = (0.95, 0.85, 0.7, 0.5, 0.35, 0.2, 0.1, 0.04, 0.015)  # the steps of a probability
AROUND = 8  # rows on either side that tell what is spoken of


def likely(share: float) -> str:
    """A probability in steps.

    >>> likely(0.97), likely(0.4), likely(0.001)
    ('0.95', '0.35', '0')
    """
    return next((str(least) for least in LIKELY if share > least), "0")


def look_again(scene: Scene, at: int) -> list[Candidate]:
    """The draft's candidates of a row with what the other rows say to them."""
    study = scene.notes["segments"]
    assert isinstance(study, Study)
    drafts = study.drafts[at]
    if len(drafts) == 1:
        return [one.candidate._replace(own=()) for one in drafts.values()]
    row, rows = scene.rows[at], scene.rows
    best = next(iter(drafts.values())).share
    listed = "listed" if row.listed else "open"
    around, spoken = _around(study, at)
    told = Told(study, at)
    found = []
    for rank, (key, drafted) in enumerate(drafts.items()):
        tag = "part" if key else "none"
        share = likely(drafted.share)
        names = [
            f"drafted {tag} {share}",
            f"drafted {tag} {share} {study.grade(key) if key else listed}",
            f"drafted {share} of {likely(best)}",
            f"drafted {share} rank {min(rank, 3)}",
            f"drafted {tag} rank {min(rank, 3)}",
        ]
        if at:
            names += _beside("before", study, at - 1, at, key, tag)
            final = key_of(rows[at - 1].segment) == key
            relation = relation_of(study, rows[at - 1], row)
            names += (
                f"row before {tag} {final} {relation}",
                f"row before {tag} {final} {share}",
                f"row before {tag} {final} {'same' if rows[at - 1].metric == row.metric else 'other'} metric",
            )
        if at + 1 < len(rows):
            names += _beside("after", study, at + 1, at, key, tag)
        if around:
            mean = sum([one.get(key, 0.0) for one in around], 0.0) / len(around)
            names += (f"paragraph {tag} {likely(mean)}", f"paragraph {tag} {likely(mean)} {share}")
        if spoken:
            mean = sum([one.get(key, 0.0) for one in spoken], 0.0) / len(spoken)
            names += (f"neighbours {tag} {likely(mean)}", f"neighbours {tag} {likely(mean)} {share}")
        if key:
            names.append(f"in draft {bin_of(study.drafted(key), 0, 1, 3)}")
        names += told.names(key)
        found.append(drafted.candidate._replace(own=tuple(names)))
    return found


def _around(study: Study, at: int) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    """The drafts of the other rows near a row: in its paragraph, and in its turn."""
    rows, sentences = study.scene.rows, study.scene.sentences
    here, turn = study.paragraph[rows[at].sentence], sentences[rows[at].sentence].turn
    paragraph, spoken = [], []
    for other in range(max(0, at - AROUND), min(len(rows), at + AROUND + 1)):
        sentence = rows[other].sentence
        if other != at and sentences[sentence].turn == turn:
            spoken.append(study.shares(other))
            if study.paragraph[sentence] == here:
                paragraph.append(spoken[-1])
    return paragraph, spoken


def _beside(side: str, study: Study, other: int, at: int, key: str, tag: str) -> list[str]:
    """How likely the part is in the row before or after, by what lies between."""
    rows = study.scene.rows
    share = likely(study.shares(other).get(key, 0.0))
    relation = relation_of(study, rows[other], rows[at])
    same = "same" if rows[other].metric == rows[at].metric else "other"
    when = "same" if rows[other].period == rows[at].period else "other"
    return [
        f"{side} {tag} {share}",
        f"{side} {tag} {share} {relation}",
        f"{side} {tag} {share} {same} metric",
        f"{side} {tag} {share} {same} metric {when} period {relation}",
    ]


def relation_of(study: Study, one: Row, other: Row) -> str:
    """What two rows share: the sentence, the paragraph, the turn or nothing."""
    if one.sentence == other.sentence:
        return "same sentence"
    sentences = study.scene.sentences
    if sentences[one.sentence].turn != sentences[other.sentence].turn:
        return "other turn"
    same = study.paragraph[one.sentence] == study.paragraph[other.sentence]
    return "same paragraph" if same else "other paragraph"
