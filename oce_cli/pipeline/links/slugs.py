"""Slugs: metrics that no lexicon lists, named by the noun phrases around the number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oce_cli.lexicon import listed_words
from oce_cli.model import Word
from oce_cli.pipeline.links import grammar
from oce_cli.pipeline.links.grammar import after_determiners
from oce_cli.pipeline.links.proposals import Proposal, span_of
from oce_cli.pipeline.links.view import View

_LINKS = "BMVADPTRX,C"  # what may stand between a noun phrase and its number


def slug_of(words: Sequence[Word], first: int, last: int) -> str:
    """The name of an unlisted metric from its noun phrase; "" where nothing is left.

    >>> from oce_cli.model import Word
    >>> slug_of([Word(0, 0, w, w.lower(), -1) for w in "total fast - claims".split()], 0, 4)
    'fast_claims'
    """
    parts = [w.norm.replace("'s", "").replace("&", "_and_").strip("_'.") for w in words[first:last]]
    parts = [part for part in parts if part and part[0].isalnum()]
    while len(parts) > 1 and parts[0] in listed_words("slug", "leading"):
        parts = parts[1:]
    if parts and parts[-1] in listed_words("impact", "winds"):  # a freight headwind is the impact of freight
        parts[-1] = "impact"
    return "_".join(parts)


def of_phrases(view: View, at: int, own: tuple[int, int] | None = None, start: int | None = None) -> Iterator[Proposal]:
    """Slugs of the noun phrases around the number at word ``at``.

    ``own``: the number's own noun, see ``oce_cli.pipeline.links.own``; ``start``: the word up to which its subject
    stands, where a clause in brackets follows.
    """
    words, tags = view.words, view.tags
    seen: set[tuple[int, int]] = set()
    for detail, found in (*_phrases(view, at, at if start is None else start), ("own", own)):
        if found is None or found in seen:
            continue
        seen.add(found)
        first, last = found
        if (
            words[last - 1].norm in listed_words("slug", "empty_heads")
            and last < len(words)
            and words[last].norm == "of"
        ):
            inner = grammar.phrase_right(words, tags, after_determiners(tags, last + 1))
            if inner is not None and inner not in seen:
                seen.add(inner)
                name = slug_of(words, *inner)
                if name:
                    yield Proposal(name, "slug", "", False, *inner, span_of(words, *inner), f"{detail} of")
        name = slug_of(words, first, last)
        if name == "mix":  # "the mix went up to 52% of the total": whose part nothing else says
            yield Proposal("revenue", "slug", "money", True, first, last, span_of(words, first, last), detail)
            continue
        bare = words[last - 1].norm in listed_words("slug", "never") or name in listed_words("slug", "nameless")
        if name and (not bare or (found == own and last - first > 1)):  # "wait times"
            yield Proposal(name, "slug", "", False, first, last, span_of(words, first, last), detail)


def _phrases(view: View, at: int, start: int) -> Iterator[tuple[str, tuple[int, int] | None]]:
    """Noun phrases by where they stand: left, left2, right, of, in, subject."""
    words, tags = view.words, view.tags
    end = start
    for detail in ("left", "left2", "left3"):
        while end > 0 and tags[end - 1] != "N" and tags[end - 1] in _LINKS + "Q":
            end -= 1
        if end == 0 or tags[end - 1] != "N":
            break
        found = grammar.phrase_left(words, tags, end)
        if found is None:
            break
        yield detail, found
        end = found[0]
    after = after_determiners(tags, at + 1)
    yield "right", grammar.phrase_right(words, tags, after)
    if after < len(words) and tags[after] in "PM":
        prep = after if tags[after] == "P" else after + 1
        if prep < len(words) and tags[prep] == "P":
            detail = (
                f"right {words[prep].norm}" if words[prep].norm in {"of", "in", "on", "for", "from"} else "right prep"
            )
            yield detail, grammar.phrase_right(words, tags, after_determiners(tags, prep + 1))
    first = 0
    while first < at and tags[first] in "DRACPTX,K":
        first += 1
    if first < at:
        yield "subject", grammar.phrase_right(words, tags, first)
