"""What a speaker is there for, and what an exchange is about: all turns from one word of the operator to the next."""

from __future__ import annotations

from oce_cli.pipeline.segments.classes import words
from oce_cli.pipeline.segments.evidence import Evidence, View
from oce_cli.pipeline.segments.phrases import Phrase, key_of
from oce_cli.pipeline.segments.study import Study

WORST = "f"  # grades from here on name no topic


def from_exchange(view: View) -> None:
    """The part that the questions before the row name, and the part that all rows of the exchange so far were of."""
    turns, scene = view.scene.transcript.turns, view.scene
    turn = scene.sentences[view.row.sentence].turn
    if turn < 0 or turns[turn].section != "qa":
        return
    first = turn
    while first > 0 and turns[first - 1].role != "operator" and turns[first - 1].section == "qa":
        first -= 1
    asked = _asked(view, first, turn)
    if asked:
        best = min(reversed(asked), key=lambda pair: view.study.grade(pair[1].key))
        for name, (said, phrase) in (("best", best), ("latest", asked[-1])):
            one = view.get(phrase, "exchange")
            when = "this turn" if said == turn else "last turn" if said == turn - 1 else "before"
            one.add(f"exchange {name}", f"exchange {name} {one.grade}", f"exchange {name} {when}")
    chosen = {
        view.study.key(row.segment)
        for row in scene.rows[max(0, view.at - 30) : view.at]
        if scene.sentences[row.sentence].turn >= first
    }
    if len(chosen) == 1:
        (key,) = chosen
        if key in view.found:
            view.found[key].add(f"exchange rows all {'part' if key else 'none'}")


def from_title(view: View) -> None:
    """The part that the speaker's title names: "President, Business Insurance"."""
    turns = view.scene.transcript.turns
    turn = view.scene.sentences[view.row.sentence].turn
    if turn < 0 or not turns[turn].title:
        return
    study = view.study
    memory = study.memory.setdefault("titles", {})
    assert isinstance(memory, dict)
    title = turns[turn].title
    if title not in memory:
        memory[title] = _part_of(study, title)
    found = memory[title]
    if found:
        value, key = found
        one = view.found.get(key)
        if one is None:
            one = view.found[key] = Evidence(value, "title", None, study.grade(key))
            one.add("some", "not in reach")
        section = turns[turn].section
        one.add("speaker's part", f"speaker's part {section}", f"speaker's part {one.grade}")
        view.found[""].add("none though speaker's part", f"none though speaker's part {section}")


def _part_of(study: Study, title: str) -> tuple[str, str] | None:
    """The longest phrase of the call that a title ends with, behind "president", "head" or the like."""
    words_ = title.lower().replace(",", " ").replace("--", " ").split()
    if words("titles").isdisjoint(words_):
        return None
    for first in range(len(words_)):
        value = " ".join(words_[first:])
        key = key_of(value)
        if words("titles").isdisjoint(words_[first:]) and key in study.items and study.grade(key) < WORST:
            return value, key
    return None


def _asked(view: View, first: int, turn: int) -> list[tuple[int, Phrase]]:
    """The phrases of the analysts' turns of the exchange before the row, with their turns, in text order."""
    memory = view.study.memory.setdefault("asked", {})
    assert isinstance(memory, dict)
    found: list[tuple[int, Phrase]] = []
    turns, sentences = view.scene.transcript.turns, view.scene.sentences
    index = view.row.sentence - 1
    while index >= 0 and (sentences[index].turn < 0 or sentences[index].turn >= first):
        said = sentences[index].turn
        if said >= 0 and turns[said].role == "analyst":
            if index not in memory:
                phrases = view.study.read(index)[1]
                memory[index] = [one for one in phrases if not one.joined and view.study.grade(one.key) < WORST]
            found += [(said, phrase) for phrase in reversed(memory[index])]
        index -= 1
    return found[::-1]
