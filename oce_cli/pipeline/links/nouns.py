"""What a plain noun may name, see ``lexicon/nouns.toml``."""

from __future__ import annotations

from functools import cache, lru_cache

from oce_cli.lexicon import listed_words, load_table


@cache
def _noun_classes() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, nouns in load_table("nouns").items():
        for noun in nouns:
            found.setdefault(noun, name)
    for noun in listed_words("slug", "empty_heads"):
        found.setdefault(noun, "empty")
    return found


@lru_cache(20_000)
def noun_class(norm: str) -> str:
    """What the noun may name (a list of ``lexicon/nouns.toml``); ``other`` for a noun in none, plural or not."""
    classes = _noun_classes()
    return classes.get(norm) or classes.get(norm.removesuffix("s")) or classes.get(norm.removesuffix("es")) or "other"
