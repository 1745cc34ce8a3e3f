"""What a call says the company bought or sold: "the Harbor acquisition", "the purchase of Pine", "we acquired Fir"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from oce_cli.model import Head
from oce_cli.pipeline.links.grammar import NOUN, class_of

_NAME = r"\b(?!(?:The|Our|This|That|An)\b)([A-Z][\w&]+)"
_DEALS = (
    re.compile(rf"\b(?:acquisition|purchase|divestiture|sale|integration) of (?:the |our )?{_NAME}"),
    re.compile(rf"{_NAME} (?:[A-Z][\w&]+ )?(?:acquisition|divestiture|deal|transaction)\b"),
    re.compile(rf"\b(?:acquir(?:e|ed|ing)|divest(?:ed|ing)) (?:the |our )?{_NAME}"),
)
_TOLD = re.compile(r"acqui|divest|purchase of|sale of")


def names_bought(text: str, head: Head) -> frozenset[str]:
    """The first words of such names, in lower case, without the company's own.

    >>> sorted(names_bought("We acquired Harbor in May. The acquisition of Pine, and our Birch deal.", Head()))
    ['birch', 'harbor', 'pine']
    """
    if _TOLD.search(text) is None:
        return frozenset()
    own = {word.strip(".,").lower() for word in head.company.split()}
    return frozenset(name for name in _names(text) if name not in own)


def _names(text: str) -> Iterator[str]:
    for pattern in _DEALS:
        for match in pattern.finditer(text):
            name = match[1].lower()
            if class_of(name) == NOUN:
                yield name
