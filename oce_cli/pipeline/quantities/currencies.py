"""What an ambiguous currency word or sign ("$", "kr", "pesos") means in a document."""

from __future__ import annotations

from oce_cli.lexicon import load_table
from oce_cli.pipeline.quantities.patterns import Pattern
from oce_cli.pipeline.quantities.vocabulary import Vocabulary

HOME = "?home"  # the name under which amounts without a currency look up theirs
_CODE = Pattern(r"\b[A-Z]{3}\b")


def resolve(text: str, flat: str, currency: str, words: Vocabulary) -> dict[str, str]:
    """A currency for each ambiguous name; ``currency`` (an ISO code) wins wherever it is possible.

    >>> from oce_cli.pipeline.quantities.vocabulary import vocabulary
    >>> resolve("", "", "AUD", vocabulary())["?dollar"]
    'AUD'
    """
    chosen = dict(words.usual)
    places: dict[str, list[str]] = load_table("units")["currencies"]["places"]
    written: dict[str, int] | None = None
    for name, codes in words.may.items():
        if name in ("?dollar", "?yen", "?pound") and name != "?yen":
            if currency in codes or (name == "?dollar" and currency.endswith("D") and currency in words.codes):
                chosen[name] = currency
            continue
        if currency in codes:
            chosen[name] = currency
            continue
        if not _is_used(name, flat, words):
            continue
        if written is None:
            written = {}
            for code in _CODE.findall(text):
                written[code] = written.get(code, 0) + 1
        votes = {
            code: written.get(code, 0) + sum(flat.count(place) for place in places.get(code, ())) for code in codes
        }
        best = max(votes, key=lambda code: votes[code])
        if votes[best]:
            chosen[name] = best
    chosen[HOME] = currency or _home(flat, chosen)
    return chosen


def _home(flat: str, chosen: dict[str, str]) -> str:
    """The currency of amounts that are told without one: the commonest sign of the text."""
    signs = {"€": "EUR", "£": "GBP", "$": chosen["?dollar"], "¥": chosen["?yen"], "₹": "INR"}
    best = max(signs, key=flat.count)
    return signs[best] if best in flat else "EUR" if "euro" in flat else chosen["?dollar"]


def _is_used(name: str, flat: str, words: Vocabulary) -> bool:
    tokens = [token for token, code in (*words.names.items(), *words.signs.items()) if code == name]
    return any(token in flat for token in tokens)
