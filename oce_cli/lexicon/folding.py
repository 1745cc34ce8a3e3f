"""How the words of a phrase are compared: blind to case, hyphens, slashes, possessives and plurals.

Two exceptions: capital acronyms of up to four letters match capitals only (PAT is profit after tax, "pat" is not),
and a few plurals never match their singular (sales, earnings).
"""

from __future__ import annotations

import re
from functools import lru_cache

KEPT_PLURALS = frozenset({"sales", "earnings", "proceeds", "comps"})
LONGEST_ACRONYM = 4
_PIECE = re.compile(r"[^\W\d_][\w&’']*(?:\.(?=\w)[^\W\d_]+)*|\d[\w.,]*\w|\d|_")
_SAME = {
    "percentage": "percent",
    "labour": "labor",
    "centre": "center",
    "fibre": "fiber",
    "programme": "program",
    "favourable": "favorable",
    "unfavourable": "unfavorable",
    "normalised": "normalized",
    "annualised": "annualized",
    "realised": "realized",
    "unrealised": "unrealized",
    "utilisation": "utilization",
    "amortisation": "amortization",
    "capitalisation": "capitalization",
}
_KEPT_ENDS = ("ss", "us", "is")
_CUT_TWO = ("sses", "xes", "ches", "shes", "zzes")


@lru_cache(16384)
def fold_word(word: str) -> str:
    """A word without case, possessive and plural.

    >>> [fold_word(w) for w in ("Taxes", "company's", "deliveries", "sales", "loss", "leases")]
    ['tax', 'company', 'delivery', 'sales', 'loss', 'lease']
    """
    word = word.lower().replace("’", "'")
    if "'" in word:
        word = word[:-2] if word.endswith("'s") else word.rstrip("'")
    if len(word) >= 4 and word[-1] == "s" and word not in KEPT_PLURALS and not word.endswith(_KEPT_ENDS):
        if word.endswith("ies") and len(word) > 4:
            word = word[:-3] + "y"
        else:
            word = word[:-2] if word.endswith(_CUT_TWO) else word[:-1]
    return _SAME.get(word, word)


@lru_cache(16384)
def acronym(word: str) -> str:
    """The capitals of an acronym of up to four letters, without a plural s; "" for every other word.

    >>> [acronym(w) for w in ("EPS", "ASPs", "R&D", "EBITDA", "Eps", "A")]
    ['EPS', 'ASP', 'R&D', '', '', 'A']
    """
    if word.endswith(("’s", "'s")):
        word = word[:-2]
    if len(word) > 2 and word[-1] == "s" and word[:-1].isupper():
        word = word[:-1]
    return word if word.isupper() and len(word) <= LONGEST_ACRONYM else ""


def fold_phrase(phrase: str) -> list[str]:
    """The keys of a phrase of the lexicon, in order; "=wells" stands for that very word, plural and all.

    >>> fold_phrase("non-GAAP selling, general and administrative expenses")
    ['non', 'GAAP', 'selling', 'general', 'and', 'administrative', 'expense']
    """
    if phrase.startswith("="):
        return [phrase.lower()]
    return [acronym(word) or fold_word(word) for word in _PIECE.findall(phrase)]
