"""What the steps of the second pass gather: the candidates of a row, each with the named reasons for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from oce_cli.model import Row, Scene
from oce_cli.pipeline.segments.classes import words
from oce_cli.pipeline.segments.phrases import Phrase
from oce_cli.pipeline.segments.study import Study
from oce_cli.pipeline.segments.tokens import Token


@dataclass(slots=True)
class Evidence:
    """A part with all that speaks for it."""

    value: str
    rule: str = ""
    span: tuple[int, int] | None = None
    grade: str = "g"
    features: dict[str, None] = field(default_factory=dict)

    def add(self, *names: str) -> None:
        for name in names:
            self.features[name] = None


@dataclass(slots=True)
class View:
    """A row in its sentence, and the candidates found so far."""

    study: Study
    scene: Scene
    at: int
    row: Row
    tokens: list[Token]
    number: int
    mention: tuple[int, int]
    bare: str  # what the sentence says before the metric: nothing, we, company ...
    found: dict[str, Evidence]
    slot: str = ""  # key of the phrase in whose place of a list the number stands

    def get(self, phrase: Phrase, rule: str) -> Evidence:
        one = self.found.get(phrase.key)
        if one is None:
            grade = self.study.grade(phrase.key)
            one = self.found[phrase.key] = Evidence(phrase.value, rule, phrase.span, grade)
            one.add("some", f"grade={grade}", *_traits(self.study, phrase))
        return one


def bin_of(count: int, *limits: int) -> str:
    """A coarse size: the first limit that is not exceeded, else "more".

    >>> bin_of(3, 1, 4), bin_of(9, 1, 4)
    ('4', 'more')
    """
    for limit in limits:
        if count <= limit:
            return str(limit)
    return "more"


def _traits(study: Study, phrase: Phrase) -> list[str]:
    """What is known of the phrase by itself."""
    names = [f"size={bin_of(phrase.size, 1, 2, 3)}"]
    if phrase.capital:
        names.append("capital")
    if phrase.place:
        names.append("geography")
    if phrase.head:
        names.append(
            "head="
            + ("strong" if phrase.head in words("strong_heads") else "bare" if phrase.head == "bare" else "other")
        )
    item = study.items.get(phrase.key)
    if item is not None and item.announced:
        names.append("announced")
    if study.is_short(phrase.key):
        names.append("short name")
    if phrase.joined:
        names.append("joined")
    if phrase.member:
        names.append("member")
    return names
