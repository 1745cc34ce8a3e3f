"""Word classes and noun phrases, without a tagger.

The words of calls are few and plain enough that closed lists (``lexicon/grammar.toml``) tell function words, verbs of
movement and other common verbs from the nouns between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from oce_cli.lexicon import load_table
from oce_cli.model import Word

NOUN = "N"
NUMBER = "Q"
SIGN = "X"
BREAK = "K"  # a sign that ends a clause: ; : . ( ) and dashes between spaces
COMMA = ","


@cache
def classes() -> dict[str, str]:
    """Class letter of each listed word."""
    found: dict[str, str] = {"#": NUMBER, ",": COMMA}
    for sign in ";:.()[]!?–—":
        found[sign] = BREAK
    for sign in "-/&%+*\"'”“’=$":
        found[sign] = SIGN
    for letter, words in load_table("grammar")["classes"].items():
        for word in words.split():
            found.setdefault(word, letter)
    return found


def tags(words: Sequence[Word]) -> str:
    """One class letter for each word: D P R B M V A C T, N noun, Q number, ``,`` comma, K clause end, X other sign.

    >>> from oce_cli.model import Word
    >>> tags([Word(0, 0, w, w.lower(), -1) for w in "Our gross margin was up in the quarter .".split()])
    'DNNBMPDTK'
    """
    return "".join([class_of(word.norm) for word in words])


@lru_cache(maxsize=20_000)
def class_of(norm: str) -> str:
    """The class letter of one word; an unlisted word in -ly is an adverb.

    >>> class_of("approximately"), class_of("surprisingly"), class_of("family"), class_of("assembly")
    ('A', 'A', 'N', 'N')
    """
    found = classes().get(norm)
    if found is not None:
        return found
    return "A" if len(norm) > 5 and norm.endswith("ly") and norm not in _NOUNS_IN_LY else NOUN


_NOUNS_IN_LY = frozenset("family supply assembly anomaly monopoly butterfly multifamily oversupply undersupply".split())


def phrase_left(words: Sequence[Word], tags: str, end: int) -> tuple[int, int] | None:
    """The noun phrase whose last word is at ``end - 1``: half open word indices; None where no noun stands there.

    Hyphens and slashes inside stay; adverbs and participles at the front do not.
    """
    at = end
    while at > 0 and (tags[at - 1] == NOUN or _inside(words, tags, at - 1, at - 2)):
        at -= 1
    return _trimmed(tags, at, end)


def phrase_right(words: Sequence[Word], tags: str, start: int) -> tuple[int, int] | None:
    """The noun phrase whose first word is at ``start``; None where no noun stands there."""
    at = start
    while at < len(words) and (tags[at] == NOUN or (at > start and _inside(words, tags, at, at + 1))):
        at += 1
    return _trimmed(tags, start, at)


def _inside(words: Sequence[Word], tags: str, at: int, beyond: int) -> bool:
    """Whether the word joins two nouns without white space (non-GAAP) or is a growth or time word between nouns."""
    if not 0 <= beyond < len(words) or tags[beyond] not in "NMAVT":
        return False
    if tags[at] == SIGN:
        return words[at].text in "-/&"
    return tags[at] == "A" and words[at].norm in _ADJECTIVES


_ADJECTIVES = frozenset("strong solid record robust healthy additional incremental combined annual quarterly".split())


def _trimmed(tags: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and tags[start] != NOUN:
        start += 1
    while end > start and tags[end - 1] != NOUN:
        end -= 1
    return (start, end) if start < end else None


def after_determiners(tags: str, at: int) -> int:
    """The first word from ``at`` on that is no determiner or adverb."""
    while at < len(tags) and tags[at] in "DA":
        at += 1
    return at


def before_determiners(tags: str, at: int) -> int:
    """The last word up to ``at`` that is no determiner or adverb; 0 where all are."""
    while at > 0 and tags[at] in "DA":
        at -= 1
    return at


_SKIP = "DA"
_LONGEST_PATH = 5


def path(words: Sequence[Word], tags: str, start: int, end: int) -> str:
    """The way between two places in a sentence, in a few letters: prepositions by name, other words by class.

    Determiners and adverbs are left out and repeats folded; a way of more than five steps is ``far``.

    >>> from oce_cli.model import Word
    >>> ws = [Word(0, 0, w, w.lower(), -1) for w in "revenue in the quarter increased by about #".split()]
    >>> path(ws, tags(ws), 1, 7)
    'in T M by'
    """
    steps: list[str] = []
    for at in range(start, end):
        tag = tags[at]
        if tag in _SKIP:
            continue
        step = words[at].norm if tag == "P" else tag
        if not steps or steps[-1] != step:
            steps.append(step)
            if len(steps) > _LONGEST_PATH:
                return "far"
    return " ".join(steps)
