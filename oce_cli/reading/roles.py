"""Executive, analyst or operator: by name, title and list of participants, else by what is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from oce_cli.model import Turn
from oce_cli.reading.names import is_numbered, is_operator, is_unknown, title_words
from oce_cli.reading.words import SpeakerWords

_CALL = 1_200  # characters; an operator's turn in the questions is shorter
_TALK = 400  # characters of prepared remarks that nobody but an executive makes


def role_of_title(title: str, words: SpeakerWords) -> str:
    """The role that a title tells, or "".

    >>> from oce_cli.reading.words import speaker_words
    >>> [role_of_title(t, speaker_words()) for t in ("Big Bank -- Analyst", "Head of Investor Relations", "Big Bank")]
    ['analyst', 'executive', '']
    """
    found = title_words(title)
    if not found.isdisjoint(words.titles["analyst"]) and found.isdisjoint(words.titles["inside"]):
        return "analyst"
    if "analyst" in found or "analysts" in found:
        return "analyst"
    return "executive" if not found.isdisjoint(words.titles["executive"]) else ""


def assign_roles(text: str, turns: Sequence[Turn], people: Mapping[str, str], words: SpeakerWords) -> tuple[Turn, ...]:
    """The turns with ``role`` filled; ``people`` maps lower-case names of a list of participants to roles.

    >>> from oce_cli.reading.words import speaker_words
    >>> text = "Press star one. Hi, a question on cash?"
    >>> turns = [Turn(0, 15, "Speaker 0", section="qa"), Turn(16, 39, "Speaker 1", section="qa")]
    >>> [turn.role for turn in assign_roles(text, turns, {}, speaker_words())]
    ['operator', 'analyst']
    """
    roles = [told_role(turn, people, words) for turn in turns]
    spoken = [text[turn.start : turn.end].lower() for turn in turns]
    if "" in roles:
        _by_calls(turns, spoken, roles, words)
        _by_speaker(turns, spoken, roles, words)
    return tuple(replace(turn, role=role) for turn, role in zip(turns, roles, strict=True))


def told_role(turn: Turn, people: Mapping[str, str], words: SpeakerWords) -> str:
    """The role that name, list or title tell."""
    name = turn.speaker.lower()
    if is_operator(name, words):
        return "operator"
    if turn.speaker in ("Q", "A"):
        return "analyst" if turn.speaker == "Q" else "executive"
    listed = people.get(name, "") or (role_of_title(turn.title, words) if turn.title else "")
    if listed:
        return listed
    if is_unknown(name, words):
        found = set(name.split())
        if found & words.titles["asking"]:
            return "analyst"
        return "executive" if found & words.titles["answering"] else ""
    return "analyst" if turn.title and turn.section == "qa" else ""  # a title that is only a firm's name


def _by_calls(turns: Sequence[Turn], spoken: Sequence[str], roles: list[str], words: SpeakerWords) -> None:
    """Marks the turns in which somebody runs the line, where the roles are not told."""
    if "operator" in roles:
        return
    operator, asking = words.talk["operator"], words.talk["asking"]
    for i, turn in enumerate(turns):
        if roles[i] or not (is_numbered(turn.speaker) or not turn.title):
            continue
        said = spoken[i] if turn.section == "qa" or i == 0 else ""
        calls = operator.count(said) if len(said) < _CALL or i == 0 else 0
        if calls and (i == 0 or calls > asking.count(said)):
            roles[i] = "operator"
    for name in {turn.speaker for turn, role in zip(turns, roles, strict=True) if role == "operator"}:
        mine = [i for i, turn in enumerate(turns) if turn.speaker == name]
        calling = sum(roles[i] == "operator" for i in mine)
        for i in mine:
            if not roles[i] and calling * 2 >= len(mine) and len(spoken[i]) < _CALL and turns[i].section == "qa":
                roles[i] = "operator"


def _by_speaker(turns: Sequence[Turn], spoken: Sequence[str], roles: list[str], words: SpeakerWords) -> None:
    """Adds up, over all turns of a speaker, what speaks for asking (above zero) and for answering (below zero)."""
    asking = words.talk["asking"]
    score: dict[str, float] = defaultdict(float)
    keys = [turn.speaker.lower() if not is_unknown(turn.speaker, words) else f"{i}" for i, turn in enumerate(turns)]
    for i, turn in enumerate(turns):
        if roles[i]:
            continue
        said = spoken[i]
        if turn.section == "prepared":
            score[keys[i]] -= 6 if len(said) > _TALK else 0.5
            continue
        before = roles[i - 1] if i else ""
        score[keys[i]] += 2 if len(said) < 2_500 and asking.found(said) else 0
        score[keys[i]] += 1 if before == "operator" else 0
        score[keys[i]] += 1 if "?" in said and len(said) < 1_500 else 0
        score[keys[i]] -= 1 if "?" not in said and len(said) > 150 else 0
        score[keys[i]] -= 1.5 if len(said) > 800 and not asking.found(said) else 0
        score[keys[i]] -= 0.25 if before == "analyst" else 0
    for i in range(len(turns)):
        if not roles[i]:
            total = score[keys[i]]
            if total == 0:  # nothing told: those who answer follow those who ask, and the other way round
                total = {"analyst": -1, "executive": 1}.get(roles[i - 1] if i else "", 0)
            roles[i] = "analyst" if total > 0 else "executive" if total < 0 else ""
