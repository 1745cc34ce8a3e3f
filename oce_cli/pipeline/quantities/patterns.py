"""Regular expressions that are compiled on first use, with word lists of the lexicon in them.

``«name»`` in a pattern stands for the words of that name in the section ``[phrases]`` of ``numbers.toml``, any of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from oce_cli.lexicon import load_table

_NAME = re.compile(r"«([a-z_]+)»")


class Pattern:
    """A compiled pattern in waiting: a run that never asks for it does not pay for it.

    >>> Pattern(r"(?:up|down) \\d+").fullmatch("up 5") is not None
    True
    """

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[str]]

    sub: Callable[..., str]

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(_NAME.sub(_words, self._source), self._flags)
        self.match, self.search, self.fullmatch = compiled.match, compiled.search, compiled.fullmatch
        self.finditer, self.findall, self.sub = compiled.finditer, compiled.findall, compiled.sub
        return self.__dict__[name]


def _words(name: re.Match[str]) -> str:
    words: list[str] = load_table("numbers")["phrases"][name.group(1)]
    return "|".join(re.escape(word).replace("\\ ", " ") for word in sorted(words, key=len, reverse=True))
