"""The words of a sentence as the search for parts of the company sees them: each with its classes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from oce_cli.model import Quantity, Word
from oce_cli.pipeline.segments.called import Names, names_one
from oce_cli.pipeline.segments.classes import INNER, NEVER, NUMBER, OPEN, PLACE, SIGN, SOFT, TIME, WITHIN, known, words

_JOINERS = frozenset("-/&–")
_VERBAL = ("ing", "ed", "er")
_ACCOUNTS = frozenset(("account", "accounts"))  # "managed accounts", not "accounts for"
_TIMED = frozenset(("deposit", "deposits", "charter", "charters"))  # "time deposits": no time of anything


class Usage(NamedTuple):
    """How a document uses words that mean something else elsewhere."""

    names: frozenset[str] = frozenset()  # as written: have a capital wherever they stand inside a sentence
    parts: frozenset[str] = frozenset()  # in lower case: stand before "segment", "division" ...
    called: Names = MappingProxyType({})  # names of two words or more that stand there, by their first word


UNKNOWN = Usage()


class Token(NamedTuple):
    """A word of a sentence with its class; words that are tied by a hyphen, slash or ampersand are one token."""

    norm: str
    kind: int  # the leading class
    mask: int  # all classes
    start: int
    end: int
    capital: bool  # written with a capital though not at the head of the sentence
    word: int  # index of its first word in the sentence


def _is_name_part(cut: tuple[Word, ...], at: int, quantity: Quantity) -> bool:
    """Whether an ordinal is tied to the word after it: "*third*-party customers"."""
    if quantity.reason != "ordinal" or at + 2 >= len(cut):
        return False
    one, sign, other = cut[at : at + 3]
    return sign.text == "-" and one.end == sign.start and sign.end == other.start and other.norm[0].isalpha()


def tokens_of(text: str, cut: tuple[Word, ...], quantities: Sequence[Quantity], usage: Usage = UNKNOWN) -> list[Token]:
    """The tokens of a sentence. A number that is no row (a date, a duration) counts as time."""
    found: list[Token] = []
    new, add = tuple.__new__, found.append  # as quick as can be: this runs for most words of a text
    at, count = 0, len(cut)
    while at < count:
        start, end, surface, _, quantity = cut[at]
        if quantity >= 0 and not _is_name_part(cut, at, quantities[quantity]):
            reason = quantities[quantity].reason
            if reason == "name" and any(map(str.isalpha, surface := text[start:end])):  # "B2B", "A320"
                add(new(Token, (surface.lower(), OPEN, OPEN, start, end, surface[0].isupper(), at)))
                at += 1
                continue
            kind = TIME if reason else NUMBER
            add(new(Token, ("#", kind, kind, start, end, False, at)))
            at += 1
            continue
        last = at
        while (
            last + 2 < count and cut[last + 1].text in _JOINERS and _are_tied(cut[last], cut[last + 1], cut[last + 2])
        ):
            last += 2
        if last > at:
            end = cut[last].end
            surface = text[start:end]
        if "." in surface and last + 2 < count and cut[last + 1].text == "." and cut[last + 1].start == end:
            last += 1  # "U.S."
            end = cut[last].end
        norm, kind, mask, capital = _classes(surface, not found and surface not in usage.names)
        if norm in usage.parts:
            kind = mask = OPEN
        elif norm in _ACCOUNTS and not (last + 1 < count and cut[last + 1].norm == "for"):
            kind = mask = WITHIN
        elif norm == "time" and last + 1 < count and cut[last + 1].norm in _TIMED:
            kind = mask = OPEN
        add(new(Token, (norm, kind, mask, start, end, capital, at)))
        at = last + 1
    _open_names(found, usage.called)
    return found


def _open_names(tokens: list[Token], called: Names) -> None:
    """Opens the common words that name a part: "the *performance* films group", "our *strategy* segment"."""
    norms = [token.norm for token in tokens]
    for at, norm in enumerate(norms):
        for name in called.get(norm, ()):
            if tuple(norms[at : at + len(name)]) == name:
                _open(tokens, range(at, at + len(name)))
                break
        if norm in ("segment", "division") and names_one(norms, at):
            _open(tokens, (at - 1,))


def _open(tokens: list[Token], places: Iterable[int]) -> None:
    """Lets words stand in the name of a part, but for the signs and the "and" between them."""
    for at in places:
        if tokens[at].norm != "and" and tokens[at].kind != SIGN:
            tokens[at] = tokens[at]._replace(kind=OPEN, mask=OPEN)


def _are_tied(one: Word, sign: Word, other: Word) -> bool:
    """Whether a sign stands right between two words, so that they are one token."""
    return (
        sign.start == one.end
        and other.start == sign.end
        and other.quantity < 0
        and other.norm[0].isalnum()
        and one.text[0].isalnum()
    )


def _is_measure(parts: Sequence[str]) -> bool:
    """Whether words tied by hyphens tell a time, a size or a manner, no part: "year-over-year", "well-known".

    >>> _is_measure(["mid", "single", "digit"]), _is_measure(["forward", "looking"]), _is_measure(["e", "commerce"])
    (True, True, False)
    """
    if all(part in words("tied") or part.isdigit() or known().get(part, (OPEN,))[0] == TIME for part in parts):
        return True
    classes = [known().get(part, (OPEN,))[0] for part in parts]
    return parts[-1].endswith(_VERBAL) and all(one in (TIME, SOFT) or not one & INNER for one in classes)


@lru_cache(maxsize=1 << 16)
def _classes(surface: str, first: bool) -> tuple[str, int, int, bool]:
    """Norm, leading class, all classes and whether a capital counts, of a token as written."""
    norm = surface.lower().replace("’", "'")
    head = surface[0]
    if not head.isalnum():
        return norm, SIGN, SIGN, False
    upper = head.isupper()
    capital = upper and (not first or (len(surface) > 1 and surface.isupper()))
    lexicon = known()
    entry = lexicon.get(norm)
    if entry is None and norm.endswith("'s"):
        entry = lexicon.get(norm[:-2])
    if norm in ("us", "it", "pet") and len(norm) > 1 and surface.isupper():
        return norm, PLACE, PLACE, True
    if norm == "us":
        return norm, NEVER, NEVER, False
    if entry is not None:
        return norm, *entry, capital
    if "-" in norm or "/" in norm:
        if _is_measure(norm.replace("/", "-").split("-")):
            return norm, SOFT, SOFT, capital
    elif norm.endswith("ly") and (first or not upper):
        return norm, NEVER, NEVER, False
    if head.isdigit():
        kind = SIGN if norm.isdigit() else TIME if norm[-2:] in ("st", "nd", "rd", "th") else OPEN
        return norm, kind, kind, False
    return norm, OPEN, OPEN, capital
