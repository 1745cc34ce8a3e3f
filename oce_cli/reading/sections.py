"""Prepared remarks or questions and answers: by headings, else by what is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from oce_cli.model import Turn
from oce_cli.reading.names import is_operator
from oce_cli.reading.roles import told_role
from oce_cli.reading.words import SpeakerWords

_TAIL = 500  # characters at the end of a turn in which a speaker hands over to the questions
_SHORT = 2_500  # characters; who asks doesn't speak longer


def assign_sections(text: str, turns: Sequence[Turn], people: Mapping[str, str], words: SpeakerWords) -> list[Turn]:
    """The turns with ``section`` filled: a heading of the questions divides the call, else the first who asks does.

    ``people`` maps lower-case names of a list of participants to roles.

    >>> from oce_cli.reading.words import speaker_words
    >>> text = "Welcome. Sales rose. We take questions. First question is from Al Roe. My question is on cash?"
    >>> turns = [Turn(0, 8), Turn(9, 39), Turn(40, 71), Turn(72, 97)]
    >>> [turn.section for turn in assign_sections(text, turns, {}, speaker_words())]
    ['prepared', 'prepared', 'qa', 'qa']
    """
    headed = next((i for i, turn in enumerate(turns) if turn.section == "qa"), None)
    first = headed if headed is not None else _first_question(text, turns, people, words)
    if first is None:
        if len(turns) < 2:
            return list(turns)
        first = len(turns)
    return [
        replace(turn, section="prepared" if i < first else turn.section if headed is not None else "qa")
        for i, turn in enumerate(turns)
    ]


def _first_question(text: str, turns: Sequence[Turn], people: Mapping[str, str], words: SpeakerWords) -> int | None:
    """Index of the first turn of the questions, None where nobody asks."""
    opening, operator, asking = (words.talk[kind] for kind in ("opening", "operator", "asking"))
    spoken = [text[turn.start : turn.end].lower() for turn in turns]

    def asks(index: int) -> bool:
        said = spoken[index]
        return len(said) < _SHORT and "?" in said and asking.found(said)

    for i in range(1, len(turns)):
        said = spoken[i]
        if told_role(turns[i], people, words) == "analyst":
            return i - 1 if is_operator(turns[i - 1].speaker, words) and i > 1 else i
        hands_over = opening.found(said[-_TAIL:])
        calls = len(said) < _SHORT and operator.found(said)
        if hands_over or calls:
            for near in range(i + 1, min(i + 4, len(turns))):
                if len(spoken[near]) > _SHORT:
                    break
                if asks(near) or operator.found(spoken[near]) or (calls and "?" in spoken[near]):
                    return i if calls else i + 1
        if asks(i):
            return i
    return None
