"""Tours: a speaker goes through the parts of the company one after the other, each with its own figures.

Where one turn announces two parts or more in this way, what follows is of the part that was announced last until the
next one, or until the speaker comes back to the company as a whole: however long that takes.
"""

from __future__ import annotations

from dataclasses import dataclass

from oce_cli.pipeline.segments.classes import RESET, words
from oce_cli.pipeline.segments.evidence import View
from oce_cli.pipeline.segments.phrases import Phrase
from oce_cli.pipeline.segments.study import Study
from oce_cli.pipeline.segments.topics import TURNS, Topic, heading_of

FEWEST_PARTS = 2  # parts called segments that make a tour one of segments, not of regions
FOLLOWING = 2  # sentences behind a stop in which its first figure stands
FIRST_WORDS = 3  # of a sentence that a stop's phrase begins within
RESETTING = 6  # words of a sentence in which "total", "consolidated" ends a tour


@dataclass(frozen=True, slots=True)
class Stop:
    """A part that a sentence announces, and the first metric that is told of it."""

    sentence: int
    phrase: Phrase
    metric: str
    firm: bool  # it opens a paragraph, turns to the part or calls it a segment
    turns: bool  # it turns to the part


def from_tour(view: View, near: str) -> None:
    """Where the row stands in a tour of the parts."""
    stops = _stops_here(view.study)
    tag = "whole metric" if view.row.metric in words("whole") else "listed" if view.row.listed else "open"
    local = "with near" if near else "without near"
    empty = view.found[""]
    stop = stops.get(view.row.sentence)
    if view.row.sentence not in stops:
        empty.add("none no tour")
        return
    if stop is None:
        empty.add("none tour ended", f"none tour ended {tag}")
        return
    one = view.get(stop.phrase, "tour")
    own = "own sentence" if stop.sentence == view.row.sentence else "later"
    round_ = _round_of(view, stop)
    one.add(f"tour here metric {round_}", f"tour here metric {round_} {local}")
    empty.add(f"none inside tour metric {round_}", f"none inside tour metric {round_} {local}")
    one.add("tour here", f"tour here {tag}", f"tour here {local}", f"tour here {own}", f"tour here & {one.grade}")
    empty.add("none inside tour", f"none inside tour {tag}", f"none inside tour {local}", f"none inside tour {own}")
    for key in _members(view.study):
        if key in view.found:
            view.found[key].add("tour member", f"tour member {'here' if key == stop.phrase.key else 'elsewhere'}")


def _round_of(view: View, stop: Stop) -> str:
    """What the turn has told of the row's metric: of the company ahead of the tour, at other stops, or nothing."""
    study, rows = view.study, view.scene.rows
    turn = view.scene.sentences[stop.sentence].turn
    stops = _stops_here(study)
    told: dict[str, None] = {}
    for at in study.of_metric(view.row):
        sentence = rows[at].sentence
        if view.scene.sentences[sentence].turn != turn or sentence >= stop.sentence:
            continue
        other = stops.get(sentence)
        told["ahead" if sentence not in stops else "ended" if other is None else "elsewhere"] = None
    return " ".join(told) or "new"


def _members(study: Study) -> dict[str, None]:
    _stops_here(study)
    members = study.memory["tour members"]
    assert isinstance(members, dict)
    return members


def _stops_here(study: Study) -> dict[int, Stop | None]:
    """For each sentence of a tour the stop that it belongs to, None behind the tour's end."""
    found = study.memory.get("tours")
    if isinstance(found, dict):
        return found
    found = study.memory["tours"] = {}
    members: dict[str, None] = {}
    study.memory["tour members"] = members
    by_turn: dict[int, list[int]] = {}
    for sentence in study.scene.sentences:
        if sentence.turn >= 0:
            by_turn.setdefault(sentence.turn, []).append(sentence.index)
    rows: dict[int, list[int]] = {}
    for at, row in enumerate(study.scene.rows):
        rows.setdefault(row.sentence, []).append(at)
    told = {study.scene.sentences[index].turn for index in rows}
    for turn, indices in by_turn.items():
        if turn in told:
            stops = [stop for index in indices if (stop := _stop(study, index, indices[-1], rows)) is not None]
            metrics = [stop.metric for stop in stops]
            stops = [stop for stop in stops if stop.firm or metrics.count(stop.metric) > 1]
            stops = _without_asides(stops)
            if len({stop.phrase.key for stop in stops}) > 1:
                members |= dict.fromkeys(stop.phrase.key for stop in stops)
                _walk(study, indices, {stop.sentence: stop for stop in stops}, rows, found)
    return found


def _without_asides(stops: list[Stop]) -> list[Stop]:
    """The stops without regions that are told inside of a part: "the film segment grew. In Asia, ..."."""
    parts = {stop.phrase.key for stop in stops if stop.phrase.head in words("naming_heads") and not stop.phrase.place}
    if len(parts) < FEWEST_PARTS:
        return stops
    return [stop for stop in stops if stop.turns or not stop.phrase.place or stop.phrase.head in words("naming_heads")]


def _stop(study: Study, index: int, last: int, rows: dict[int, list[int]]) -> Stop | None:
    """The stop that a sentence makes, None where it makes none or no figure follows."""
    topics = [topic for topic in heading_of(study, index).topics if not topic.phrase.joined and _leads(topic)]
    following = [at for near in range(index, min(last, index + FOLLOWING) + 1) for at in rows.get(near, ())]
    if not topics or not following:
        return None
    topic = next((one for one in topics if one.label in TURNS), topics[0])
    opens = index == 0 or study.paragraph[index] != study.paragraph[index - 1]
    firm = opens or topic.label in TURNS or topic.phrase.head in words("strong_heads")
    return Stop(index, topic.phrase, study.scene.rows[following[0]].metric, firm, topic.label in TURNS)


def _leads(topic: Topic) -> bool:
    return topic.label in TURNS or (topic.label in ("lead", "subject", "head") and topic.phrase.first <= FIRST_WORDS)


def _walk(
    study: Study, indices: list[int], stops: dict[int, Stop], rows: dict[int, list[int]], found: dict[int, Stop | None]
) -> None:
    """Writes down for each sentence of a turn the stop that it belongs to."""
    here: Stop | None = None
    begun = False
    for index in indices:
        stop = stops.get(index)
        if stop is not None:
            here, begun = stop, True
        elif here is not None and _ends(study, index, rows):
            here = None
        if begun:
            found[index] = here


def _ends(study: Study, index: int, rows: dict[int, list[int]]) -> bool:
    """Whether a sentence comes back to the company as a whole."""
    tokens, phrases = study.read(index)
    if heading_of(study, index).reset or any(token.mask & RESET for token in tokens[:RESETTING]):
        return True
    opens = study.paragraph[index] != study.paragraph[index - 1]
    first = next((study.scene.rows[at].metric for at in rows.get(index, ())), "")
    return opens and first in words("whole") and not any(phrase.first <= FIRST_WORDS for phrase in phrases)
