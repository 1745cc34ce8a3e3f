"""Physical units, and the only door to quantulum3.

Common units are read from the lexicon, under quantulum3's own names. A unit that the lexicon has only as a word that
tells a unit ("newton metres per second") is given to quantulum3, which is loaded on first need.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from oce_cli.pipeline.quantities.figure import Figure
from oce_cli.pipeline.quantities.page import Page
from oce_cli.pipeline.quantities.patterns import Pattern

_PER = Pattern(r"(?: per| a| an|/) ?(day|month|year|hour|week|minute|second|quarter)\b")
_PER_ANY = Pattern(r" per (?:[a-z]+)\b")
_FILLER = Pattern(r"([a-z.]+) ")
_WORD = Pattern(r"[a-z]+")
_TAIL = Pattern(
    r"[a-z]+(?: per [a-z]+| (?:metres?|meters?|hours?|seconds?|miles?|inch(?:es)?|feet|squared|cubed)\b){0,2}"
)
_KEPT = frozenset(("day", "hour", "month", "minute", "second", "year"))


def take(page: Page, figure: Figure, phrase: str, name: str, place: int) -> None:
    """A unit of the lexicon that stands at ``place``."""
    if figure.kind == "money" and figure.currency_before and phrase in ("pounds", "feet", "foot"):
        return
    end = place + len(phrase)
    figure.kind, figure.unit, figure.end, figure.form = "physical", name, end, ""
    match = _PER.match(page.flat, end)
    if match is not None and match.group(1) in _KEPT:
        figure.unit, figure.end = f"{name}_per_{match.group(1)}", match.end()
        more = _PER_ANY.match(page.flat, figure.end)
        if more is not None and more.group() in (" per well",):
            figure.end = more.end()


def _ask(page: Page, figure: Figure, at: int) -> None:
    """Have quantulum3 name the unit at ``at`` where a word tells that there is one."""
    word = _WORD.match(page.spaced, at)
    if word is None or word.group() not in page.words.foreign or figure.kind:
        return
    tail = _TAIL.match(page.spaced, at)
    assert tail is not None
    name, length = _named(page.text[at : tail.end()])
    if name:
        figure.kind, figure.unit, figure.end = "physical", name, at + length


@cache
def _named(tail: str) -> tuple[str, int]:
    """quantulum3's name of the unit at the start of ``tail`` and how long it is; ("", 0) where it finds none.

    >>> _named("decibels")
    ('decibel', 8)
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with _unchecked():
            from quantulum3 import classifier, parser
            from quantulum3._lang.en_US import load  # noqa: F401

        with _without_guesses(classifier):
            read = parser.parse(f"12 {tail}")
        for found in read:
            if found.span[0] == 0 and found.value == 12 and found.unit.name != "dimensionless":
                return found.unit.name.replace(" ", "_").replace("-", "_").lower(), found.span[1] - 3
    return "", 0


@contextmanager
def _without_guesses(classifier: Any) -> Iterator[None]:
    """No classifier meanwhile: where scikit-learn is installed, it would choose among units, or fail to load."""
    used = classifier.USE_CLF
    classifier.USE_CLF = False
    try:
        yield
    finally:
        classifier.USE_CLF = used


@contextmanager
def _unchecked() -> Iterator[None]:
    """No checks of types in what is imported meanwhile: typeguard takes two seconds to weave them into inflect."""
    import typeguard

    door: Any = typeguard
    checked = door.typechecked
    door.typechecked = lambda target=None, **options: (lambda found: found) if target is None else target
    try:
        yield
    finally:
        door.typechecked = checked


def after_fillers(page: Page, figure: Figure, place: int) -> None:
    """A unit behind adjectives: "110,000 net acres"."""
    at = place
    for _ in range(2):
        match = _FILLER.match(page.spaced, at)
        if match is None or match.group(1) in page.words.foreign:
            _ask(page, figure, at)
            return
        named = page.text[at].isupper()
        if match.group(1) not in page.words.fillers and not named:
            return
        at = match.end()
        entry = page.words.tails.at(page.spaced, at)
        if entry is not None and named and entry[1] == "currency" and figure.kind == "":
            figure.kind, figure.unit, figure.end = "money", page.currency(entry[2]), at + len(entry[0])
            return
        if entry is not None:
            phrase, kind, name = entry
            if kind == "physical" and phrase != "pounds" and not named:
                take(page, figure, phrase, name, at)
            return
