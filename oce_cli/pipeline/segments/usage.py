"""How a document uses its words: which always have a capital, which stand before "segment" or "division"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from oce_cli.model import Sentence
from oce_cli.pipeline.segments.called import names_called
from oce_cli.pipeline.segments.classes import ARTICLE, CONJUNCTION, HEAD, NEVER, PREPOSITION, SIGN, WITHIN, known, words
from oce_cli.pipeline.segments.tokens import Usage

FEWEST = 2  # times that a common word must stand before a head noun to be a part's name
_COMMON = HEAD | NEVER | WITHIN
_LEADS = ARTICLE | PREPOSITION | CONJUNCTION


def usage_of(sentences: Sequence[Sentence]) -> Usage:
    """The usage of a document, by its sentences."""
    capital: set[str] = set()
    small: set[str] = set()
    headed: Counter[str] = Counter()
    classes, heads = known(), words("strong_heads")
    for sentence in sentences:
        cut = sentence.words
        for at in range(1, len(cut)):
            word = cut[at]
            if word.quantity >= 0:
                continue
            if word.text[:1].isupper():
                capital.add(word.text)
            else:
                small.add(word.norm)
            if word.norm in heads:
                before = cut[at - 1]
                if at > 1 and cut[at - 2].text == "-" and cut[at - 2].end == before.start:  # "leisure-focused business"
                    continue
                if classes.get(before.norm, (0,))[0] & _COMMON and (
                    at == 1
                    or classes.get(cut[at - 2].norm, (SIGN if not cut[at - 2].norm.isalnum() else 0,))[0]
                    & (_LEADS | SIGN)
                ):
                    headed[before.norm] += 1
    names = frozenset(word for word in capital if word.lower() not in small)
    parts = frozenset(word for word, count in headed.items() if count >= FEWEST and word not in words("never_parts"))
    return Usage(names, parts, names_called(sentences))
