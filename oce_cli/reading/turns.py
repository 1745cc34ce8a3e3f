"""Lines and marks to turns: who speaks from where to where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from oce_cli.model import Turn
from oce_cli.reading.lines import Line, cut_lines
from oce_cli.reading.roles import assign_roles, role_of_title
from oce_cli.reading.sections import assign_sections
from oce_cli.reading.speakers import Mark, find_marks
from oce_cli.reading.words import SpeakerWords, speaker_words


def find_turns(text: str) -> tuple[Turn, ...]:
    """The turns of a text in order; they never overlap, and ``start`` and ``end`` bound the words that were spoken.

    A text that names no speaker is one turn with an empty speaker.

    >>> text = "Operator\\n\\nHello.\\n\\nJane Poe -- Chief Executive Officer\\n\\nSales rose."
    >>> [(t.speaker, t.role, text[t.start:t.end]) for t in find_turns(text)]
    [('Operator', 'operator', 'Hello.'), ('Jane Poe', 'executive', 'Sales rose.')]
    """
    lines = cut_lines(text)
    if not lines:
        return ()
    words = speaker_words()
    marks = find_marks(lines, words)
    if not any(mark.name for mark in marks):
        return (Turn(lines[0].start, lines[-1].end),)
    turns, people = _spoken(lines, marks, words)
    if not turns:
        return (Turn(lines[0].start, lines[-1].end),)
    return assign_roles(text, assign_sections(text, turns, people, words), people, words)


def complete_turns(text: str, turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """Turns that a structured file told, with the sections and roles that it left out."""
    words = speaker_words()
    told = tuple(turns)
    if not any(turn.section for turn in told):
        told = tuple(assign_sections(text, told, {}, words))
    roles = assign_roles(text, told, {}, words)
    return tuple(replace(new, role=old.role or new.role) for old, new in zip(told, roles, strict=True))


def _spoken(lines: list[Line], marks: list[Mark], words: SpeakerWords) -> tuple[list[Turn], dict[str, str]]:
    """The turns with speaker, title and the section that a heading gave them, and the roles of the listed people."""
    turns: list[Turn] = []
    people: dict[str, str] = {}
    titles: dict[str, str] = {}
    section, listed = "", ""
    for index, mark in enumerate(marks):
        stop = marks[index + 1].line if index + 1 < len(marks) else len(lines)
        if mark.part:
            listed = {"executives": "executive", "analysts": "analyst"}.get(mark.part, "")
            section = mark.part if mark.part in ("prepared", "qa") else section
            continue
        key = mark.name.lower()
        if mark.title:
            titles.setdefault(key, mark.title)
        first = mark.line + mark.lines
        if first >= stop and mark.speech < 0:
            role = listed or role_of_title(mark.title, words)
            if role:
                people.setdefault(key, role)
            continue
        listed = ""
        start = mark.speech if mark.speech >= 0 else lines[first].start
        end = lines[stop - 1].end
        if start < end:
            turns.append(Turn(start, end, mark.name, mark.title, "", section))
    return [replace(t, title=t.title or titles.get(t.speaker.lower(), "")) for t in turns], people
