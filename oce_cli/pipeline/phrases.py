"""The phrases of the lexicon, folded, with all their beginnings, and the walk along a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from oce_cli.lexicon import Lexicon, load_lexicon, load_twin, stamp
from oce_cli.lexicon.folding import acronym, fold_phrase, fold_word
from oce_cli.model import Word

Keys = tuple[str, ...]
JOINTS = frozenset("-/–‐‑.")
MOST_SKIPPED = 3  # words of basis in a row
NEVER = "never"


class Hit(NamedTuple):
    """A phrase found at ``words[start:end]``; ``length`` counts the words of the phrase itself."""

    start: int
    end: int
    length: int
    strength: str  # strong, weak, never, block
    metric: str


class Verb(NamedTuple):
    """A verb pattern after its first word: the words up to the number, and those after it."""

    metric: str
    before: Keys
    after: Keys


class Stock(NamedTuple):
    """A lexicon's phrases as the walk needs them; made of dicts, lists and texts only, so that JSON can hold it.

    ``phrases`` holds every phrase and every beginning of one, as folded words with a blank between; its values tell
    what ends there: "" nothing, else "strength metric" pairs, all separated by blanks.
    """

    phrases: dict[str, str]
    verbs: dict[str, list[list[Any]]]  # stem of the first word -> [metric, words up to the number, words after]


def gather(lexicon: Lexicon) -> Stock:
    """All phrases and verb patterns of a lexicon.

    >>> from oce_cli.lexicon import Lexicon, Metric
    >>> gather(Lexicon({"rig_count": Metric("rig_count", "Rigs", "count", strong=("active rigs",))})).phrases
    {'active': '', 'active rig': 'strong rig_count'}
    """
    found: dict[str, str] = {}
    for phrase in lexicon.never:
        _add(found, phrase, f"{NEVER} {NEVER}")
    fillers = frozenset(key for word in lexicon.fillers for key in fold_phrase(word))
    verbs: dict[str, list[list[Any]]] = {}
    for metric in lexicon.metrics.values():
        for strength, phrases in (("strong", metric.strong), ("weak", metric.weak), ("block", metric.blockers)):
            for phrase in phrases:
                _add(found, phrase, f"{strength} {metric.id}")
        for pattern in metric.verbs:
            first, *keys = fold_phrase(pattern)
            gap = keys.index("_")
            after = [key for key in keys[gap + 1 :] if key not in fillers]
            said = pattern.partition(" ")[0].lower()
            stem = verb_stem(said if said.endswith("ies") else first)  # "securities", unfolded as they stand in a text
            verbs.setdefault(stem, []).append([metric.id, keys[:gap], after])
    return Stock(found, verbs)


def _add(found: dict[str, str], phrase: str, end: str) -> None:
    keys = fold_phrase(phrase)
    for length in range(1, len(keys)):
        found.setdefault(" ".join(keys[:length]), "")
    whole = " ".join(keys)
    found[whole] = f"{found.get(whole, '')} {end}".strip()


def _ends(said: str) -> Iterator[tuple[str, str]]:
    """The pairs of strength and metric of a value of ``Stock.phrases``."""
    parts = iter(said.split())
    return zip(parts, parts, strict=True)


class Matcher:
    """All phrases and verb patterns of a lexicon, ready to be found.

    >>> from oce_cli.lexicon import load_lexicon
    >>> matcher = Matcher(load_lexicon())
    >>> matcher.metric_of("operating margins")
    'operating_margin'
    """

    def __init__(self, lexicon: Lexicon, stock: Stock | None = None) -> None:
        self.metrics = lexicon.metrics
        self.phrases, verbs = stock or gather(lexicon)
        self.verbs = {
            stem: [Verb(metric, tuple(before), tuple(after)) for metric, before, after in patterns]
            for stem, patterns in verbs.items()
        }
        self.basis = frozenset(key for word in lexicon.basis for key in fold_phrase(word))
        self.fillers = frozenset(key for word in lexicon.fillers for key in fold_phrase(word))
        self._keys: dict[str, Keys] = {}

    def keys(self, word: Word) -> Keys:
        """What a word may stand for in a phrase, likeliest first.

        A number may be part of a name ("tier 1"): it stands for itself as written, and for its words one by one where
        it was read with its unit ("*30-day* rate").
        """
        found = self._keys.get(word.text)
        if found is None:
            capitals, folded = acronym(word.text), fold_word(word.text)
            found = (capitals, folded) if capitals else (folded,)
            exact = f"={word.norm}"
            if exact in self.phrases:
                found = (*found, exact)
            if word.quantity < 0:
                self._keys[word.text] = found
            else:
                found = (*found, " ".join(fold_phrase(word.text)))
        return found

    def walk(self, keys: Sequence[Keys], words: Sequence[Word], start: int) -> list[Hit]:
        """Every phrase that begins at ``start``, shortest first.

        Hyphens and slashes are passed over, and so are words of basis inside a phrase ("gross non-GAAP margin"), and
        commas of an enumerating name ("selling, general and administrative"). "Non-GAAP operating income" is no
        non-operating income.
        """
        hits: list[Hit] = []
        phrases = self.phrases
        open_ends = [(start, "", 0, 0, False)]
        while open_ends:
            at, said, length, skipped, comma = open_ends.pop()
            for key in keys[at]:
                longer = f"{said} {key}" if said else key
                ends = phrases.get(longer)
                if ends is None:
                    continue
                closed = comma and key not in ("and", "or", "&")
                if ends and not closed:
                    hits += [Hit(start, at + 1, length + 1, strength, metric) for strength, metric in _ends(ends)]
                if at + 1 < len(keys):
                    open_ends.append((at + 1, longer, length + 1, 0, closed))
            if length and at + 1 < len(keys):
                norm = words[at].norm
                if norm in JOINTS:
                    open_ends.append((at + 1, said, length, skipped, comma))
                elif norm == ",":
                    open_ends.append((at + 1, said, length, MOST_SKIPPED, True))
                elif skipped < MOST_SKIPPED and not said.endswith("non") and self._is_basis(words[at]):
                    open_ends.append((at + 1, said, length, skipped + 1, comma))
        return hits

    def _is_basis(self, word: Word) -> bool:
        return word.norm in self.basis or word.text in self.basis

    def metric_of(self, phrase: str | Iterable[str]) -> str:
        """The metric that a whole phrase names by a strong phrase; "" if none."""
        keys = fold_phrase(phrase) if isinstance(phrase, str) else phrase
        return next(
            (metric for strength, metric in _ends(self.phrases.get(" ".join(keys), "")) if strength == "strong"), ""
        )


_FORMS = """
bought=buy sold=sell spent=spend paid=pay drew=draw drawn=draw won=win took=take taken=take grew=grow grown=grow
wrote=write written=write ran=run brought=bring built=build saw=see seen=see had=have has=have lost=lose
"""
_IRREGULAR = dict(pair.split("=") for pair in _FORMS.split())


@lru_cache(8192)
def verb_stem(word: str) -> str:
    """A crude common part of the forms of a verb.

    >>> [verb_stem(w) for w in ("opened", "closing", "repurchases", "shipped", "ship", "selling", "bought")]
    ['open', 'clos', 'repurchas', 'ship', 'ship', 'sell', 'buy']
    """
    word = _IRREGULAR.get(word, word)
    for end in ("ing", "ied", "ed", "es", "s"):
        if word.endswith(end) and len(word) - len(end) >= 3:
            word = word[: -len(end)] + ("y" if end == "ied" else "")
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word.rstrip("e") if len(word) > 3 else word


def matcher(user: Path | None = None) -> Matcher:
    """The matcher of our lexicon, widened by the user's file."""
    return _matcher(user, stamp(user))


@lru_cache(maxsize=4)
def _matcher(user: Path | None, _: tuple[int, int]) -> Matcher:
    stock = load_twin("metrics", "phrases") if user is None else None
    return Matcher(load_lexicon(user), Stock(*stock) if stock else None)
