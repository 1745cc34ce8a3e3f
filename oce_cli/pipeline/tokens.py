"""A tokenizer for transcripts: spaCy's English one, which cuts ranges and glued currencies too, and is quicker.

spaCy stops caching at the first special case ("can't", "Mr.") of a text. The new pieces of text between white space are
therefore tokenized before it, plain ones together and each other one by itself, which fills the cache with the same
tokens: three times as fast on unseen texts.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex

MOST_PIECES = 1_000_000  # pieces remembered; a process that has seen more begins anew
LONGEST = 200  # characters without white space; spaCy takes the cube of it, and no word is as long
_TOO_LONG = re.compile(rf"\S{{{LONGEST}}}(?=\S)")
_INFIXES = (r"(?<=[0-9%])[-–—](?=[$€£¥]?[0-9])",)
_PREFIXES = (r"[A-Z]{2,3}\$(?=[0-9])", r"[A-Z]{3}(?=[0-9])")


class TranscriptTokenizer(Tokenizer):  # type: ignore[misc]  # spaCy's Cython has no types
    """spaCy's tokenizer with a cache that is filled ahead of each text."""

    _seen: set[str]

    def __call__(self, text: str) -> Doc:
        cuts = [match.end() for match in _TOO_LONG.finditer(text)]
        if not cuts:
            return self._whole(text)
        parts = [self._whole(text[start:end]) for start, end in pairwise([0, *cuts, len(text)])]
        tokens = [token for part in parts for token in part]
        return Doc(self.vocab, [token.text for token in tokens], [bool(token.whitespace_) for token in tokens])

    def _whole(self, text: str) -> Doc:
        seen = self.__dict__.setdefault("_seen", set())
        new = set(text.split()) - seen
        if len(seen) > MOST_PIECES:
            seen.clear()
        plain = [piece for piece in new if self._is_plain(piece)]
        super().__call__(" ".join(plain))
        for piece in new.difference(plain):
            super().__call__(piece)
        seen |= new
        doc: Doc = super().__call__(text)
        return doc

    def _is_plain(self, piece: str) -> bool:
        """Whether a piece holds no special case, so that it may be tokenized along with others."""
        word = piece.rstrip(".,;:?!")
        return word.isalpha() and word not in self._special and f"{word}." not in self._special

    @cached_property
    def _special(self) -> frozenset[str]:
        return frozenset(self.rules)


def tokenizer(nlp: Language) -> TranscriptTokenizer:
    """The tokenizer for a blank English pipeline.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> [t.text for t in tokenizer(nlp)("CNY3.31bn, up 15%-20% in the U.S. vs. Q4'20.")]
    ['CNY', '3.31bn', ',', 'up', '15%', '-', '20', '%', 'in', 'the', 'U.S.', 'vs.', "Q4'20", '.']
    """
    defaults = nlp.Defaults
    infixes = compile_infix_regex([*(defaults.infixes or ()), *_INFIXES])
    prefixes = compile_prefix_regex([*_PREFIXES, *(defaults.prefixes or ())])
    old = nlp.tokenizer
    assert isinstance(old, Tokenizer)
    return TranscriptTokenizer(
        nlp.vocab,
        rules=old.rules,
        prefix_search=prefixes.search,
        suffix_search=old.suffix_search,
        infix_finditer=infixes.finditer,
        token_match=old.token_match,
        url_match=old.url_match,
    )
