"""Names that are no parts of the company: people, and the company itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oce_cli.model import Scene
from oce_cli.pipeline.segments.classes import words
from oce_cli.pipeline.segments.phrases import key_of

# People are called by names that stand in no speaker's line. The patterns begin with letters that are quickly found;
# the words before are looked at only there.
_CALLED = re.compile(r", ([A-Z][a-z]+)\b(?! [A-Z])")
_GREETING = re.compile(
    r"\b(?:[Tt]hanks|[Tt]hank you|[Hh]i|[Hh]ey|[Hh]ello|[Mm]orning|[Aa]fternoon|[Yy]eah|[Yy]es|[Ss]ure|[Oo]kay)"
    r"(?: very much| so much)?$"
)
_LONGEST_GREETING = 21  # "Thank you very much" and the character before it
_QUOTED = re.compile(
    r"s ([A-Z][a-z]+) (?:has |just |already )?(?:mentioned|said|noted|indicated|discussed|described|talked)\b"
)
_AS = re.compile(r"\b[Aa]$")


def people(scene: Scene) -> frozenset[str]:
    """Keys of the speakers' names, whole and in parts, of those who are addressed, and of common given names."""
    names = {key_of(name) for name in words("given_names")}
    for name in {turn.speaker for turn in scene.transcript.turns}:
        parts = [part for part in re.split(r"[\s.]+", name) if len(part) > 1]
        names.update(key_of(part.lower()) for part in parts)
        names.add(key_of(" ".join(parts).lower()))
        names.add(key_of(" ".join((parts[0], parts[-1])).lower()) if parts else "")
    names.update(_addressed(scene.text))
    return frozenset(names - {""})


def _addressed(text: str) -> Iterator[str]:
    """The names in lower case by which people are greeted and quoted.

    >>> list(_addressed("Thank you very much, Ada. In Rome, Italy, as Bo just said, sales rose. Sure, Cy Dent."))
    ['ada', 'bo']
    """
    done = 0
    for match in _CALLED.finditer(text):
        greeting = _GREETING.search(text, max(done, match.start() - _LONGEST_GREETING), match.start())
        if greeting is not None:
            done = match.end()
            yield match[1].lower()
    for match in _QUOTED.finditer(text):
        if _AS.search(text, max(0, match.start() - 2), match.start()):
            yield match[1].lower()


def company_names(scene: Scene) -> frozenset[str]:
    """Keys by which the company calls itself: the full name, without its legal form, the first word, the ticker."""
    head = scene.transcript.head
    names = {head.ticker.lower()}
    called = [word.strip(".,()") for word in head.company.lower().split()]
    plain = [word for word in called if word not in words("legal_forms")]
    names.update((" ".join(called), " ".join(plain)))
    if plain and len(plain[0]) > 2:
        names.add(plain[0])
    if len(plain) > 1:
        names.add(" ".join(plain[:2]))
        names.update("".join(word[0] for word in some if word[:1].isalnum()) for some in (called, plain))
    return frozenset(key_of(name) for name in names if name)
