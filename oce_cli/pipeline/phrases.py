"""The phrases of the lexicon as one tree of folded words, and the walk along a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from oce_cli.lexicon import Lexicon, load_lexicon, load_twin
from oce_cli.lexicon.folding import acronym, fold_phrase, fold_word
from oce_cli.model import Word

Node = dict[str, Any]
Keys = tuple[str, ...]
END = ""  # key of a node under which the phrases stand that end there
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


class Tree(NamedTuple):
    """What a lexicon's phrases look like to the walk; made of dicts, lists and texts only, so that JSON can hold it."""

    root: Node
    verbs: dict[str, list[list[Any]]]  # stem of the first word -> [metric, words up to the number, words after it]


def grow(lexicon: Lexicon) -> Tree:
    """The tree of all phrases and verb patterns of a lexicon.

    >>> from oce_cli.lexicon import Lexicon, Metric
    >>> grow(Lexicon({"rig_count": Metric("rig_count", "Rigs", "count", strong=("active rigs",))})).root
    {'active': {'rig': {'': [['strong', 'rig_count']]}}}
    """
    root: Node = {}
    for phrase in lexicon.never:
        _add(root, phrase, NEVER, "")
    fillers = frozenset(key for word in lexicon.fillers for key in fold_phrase(word))
    verbs: dict[str, list[list[Any]]] = {}
    for metric in lexicon.metrics.values():
        for strength, phrases in (
            ("strong", metric.strong),
            ("weak", metric.weak),
            ("block", metric.blockers),
        ):
            for phrase in phrases:
                _add(root, phrase, strength, metric.id)
        for pattern in metric.verbs:
            first, *keys = fold_phrase(pattern)
            gap = keys.index("_")
            after = [key for key in keys[gap + 1 :] if key not in fillers]
            verbs.setdefault(verb_stem(first), []).append([metric.id, keys[:gap], after])
    return Tree(root, verbs)


def _add(root: Node, phrase: str, strength: str, metric: str) -> None:
    node = root
    for key in fold_phrase(phrase):
        node = node.setdefault(key, {})
    node.setdefault(END, []).append([strength, metric])


class Matcher:
    """All phrases and verb patterns of a lexicon, ready to be found.

    >>> from oce_cli.lexicon import load_lexicon
    >>> matcher = Matcher(load_lexicon())
    >>> matcher.metric_of("operating margins")
    'operating_margin'
    """

    def __init__(self, lexicon: Lexicon, tree: Tree | None = None) -> None:
        self.metrics = lexicon.metrics
        self.root, verbs = tree or grow(lexicon)
        self.verbs = {
            stem: [Verb(metric, tuple(before), tuple(after)) for metric, before, after in patterns]
            for stem, patterns in verbs.items()
        }
        self.basis = frozenset(key for word in lexicon.basis for key in fold_phrase(word))
        self.fillers = frozenset(key for word in lexicon.fillers for key in fold_phrase(word))
        self._keys: dict[str, Keys] = {}

    def keys(self, word: Word) -> Keys:
        """What a word may stand for in the tree, likeliest first.

        A number may be part of a name ("tier 1"): it stands for itself as written.
        """
        found = self._keys.get(word.text)
        if found is None:
            capitals, folded = acronym(word.text), fold_word(word.text)
            found = (capitals, folded) if capitals else (folded,)
            exact = f"={word.norm}"
            if exact in self.root:
                found = (*found, exact)
            if word.quantity < 0:
                self._keys[word.text] = found
        return found

    def walk(self, keys: Sequence[Keys], words: Sequence[Word], start: int) -> list[Hit]:
        """Every phrase that begins at ``start``, shortest first.

        Hyphens and slashes are passed over, and so are words of basis inside a phrase ("gross non-GAAP margin"), and
        commas of an enumerating name ("selling, general and administrative").
        """
        hits: list[Hit] = []
        open_ends = [(start, self.root, 0, 0, False)]
        while open_ends:
            at, node, length, skipped, comma = open_ends.pop()
            for key in keys[at]:
                step = node.get(key)
                if step is None:
                    continue
                closed = comma and key not in ("and", "or", "&")
                for strength, metric in step.get(END, ()) if not closed else ():
                    hits.append(Hit(start, at + 1, length + 1, strength, metric))
                if at + 1 < len(keys):
                    open_ends.append((at + 1, step, length + 1, 0, closed))
            if length and at + 1 < len(keys):
                norm = words[at].norm
                if norm in JOINTS:
                    open_ends.append((at + 1, node, length, skipped, comma))
                elif norm == ",":
                    open_ends.append((at + 1, node, length, MOST_SKIPPED, True))
                elif skipped < MOST_SKIPPED and self._is_basis(words[at]):
                    open_ends.append((at + 1, node, length, skipped + 1, comma))
        return hits

    def _is_basis(self, word: Word) -> bool:
        return word.norm in self.basis or word.text in self.basis

    def metric_of(self, phrase: str | Iterable[str]) -> str:
        """The metric that a whole phrase names by a strong phrase; "" if none."""
        node = self.root
        for key in fold_phrase(phrase) if isinstance(phrase, str) else phrase:
            node = node.get(key, {})
        return next((metric for strength, metric in node.get(END, ()) if strength == "strong"), "")


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


@cache
def matcher(user: Path | None = None) -> Matcher:
    """The matcher of our lexicon, widened by the user's file."""
    tree = load_twin("metrics", "phrases") if user is None else None
    return Matcher(load_lexicon(user), Tree(*tree) if tree else None)
