"""The words of a sentence that may name the metric of a number.

Phrases of the lexicon are looked up at every word; of those that overlap the longest wins, also over one that starts
earlier. Verb patterns ("repurchased _ shares") are looked up around the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from oce_cli.lexicon.folding import acronym, fold_phrase, fold_word
from oce_cli.model import Mention, Word
from oce_cli.pipeline.phrases import JOINTS, Hit, Keys, Matcher, Verb, matcher, verb_stem

__all__ = ["Matcher", "find", "matcher"]

WIDEST_GAP = 5  # words between a verb and its number
MOST_FILLERS = 5  # words between a number and its noun
MOST_UNKNOWN = 2  # of them not among the fillers of the lexicon ("12 *corporate* stores")
_RANK = {"strong": 0, "never": 1, "weak": 2}
_STOPS = frozenset(
    "and or but for from by with on at as is are was were be that which we they it compared versus".split()
)
_BEFORE_WHOLE = frozenset(("net", "total", "our", "the"))
_STANDARDS = frozenset(("gaap", "ifrs", "gap"))
_AND = frozenset(("and", "or", "&", ","))


def find(words: Sequence[Word], matcher: Matcher) -> list[Mention]:
    """All mentions of a sentence in text order, with strength strong, weak or verb.

    Strong ones do not overlap each other, weak ones do not overlap strong ones. Two metrics that share a weak phrase
    give two mentions on one span. A verb mention covers the words before its number.

    >>> from oce_cli.pipeline.phrases import matcher
    >>> from oce_cli.model import Quantity, Sentence
    >>> from oce_cli.pipeline.words import cut
    >>> text = "Our operating margins rose, and stores too."
    >>> [(m.text, m.metric, m.strength) for m in find(cut(text, Sentence(0, 0, len(text), -1), [], 0), matcher())]
    [('operating margins', 'operating_margin', 'strong'), ('stores', 'store_count', 'weak')]
    """
    keys = [matcher.keys(word) for word in words]
    phrases = matcher.phrases
    hits: list[Hit] = []
    for start, found in enumerate(keys):
        if found[0] in phrases or (len(found) > 1 and any(key in phrases for key in found)):
            hits += matcher.walk(keys, words, start)
    chosen = _longest(_affirmed(_unblocked(hits), words))
    chosen = _without_wholes(chosen, words)
    chosen += _coordinated(chosen, keys, words, matcher)
    verbs = _verbs(words, keys, matcher, chosen)
    return _mentions(chosen, verbs, words, matcher)


def _unblocked(hits: list[Hit]) -> list[Hit]:
    """The hits without those of a metric that stand inside one of its blockers."""
    blocks = [hit for hit in hits if hit.strength == "block"]
    if not blocks:
        return hits
    return [
        hit
        for hit in hits
        if hit.strength != "block"
        and not any(b.metric == hit.metric and b.start <= hit.start and hit.end <= b.end for b in blocks)
    ]


def _affirmed(hits: list[Hit], words: Sequence[Word]) -> list[Hit]:
    """The hits without those whose first word is denied: "non-*cash* charges" are no cash.

    What is "non-GAAP" is the metric all the same.
    """
    return [hit for hit in hits if not _is_denied(hit.start, words)]


def _is_denied(start: int, words: Sequence[Word]) -> bool:
    at = start - 2 if start > 1 and words[start - 1].norm in JOINTS else start - 1
    return at >= 0 and words[at].norm == "non" and words[start].norm not in _STANDARDS


def _longest(hits: list[Hit]) -> list[Hit]:
    """The longest hits first, none over another; weak hits of several metrics may share one span."""
    hits.sort(key=lambda hit: (-hit.length, _RANK[hit.strength], hit.start))
    taken: dict[int, Hit] = {}
    chosen = []
    for hit in hits:
        holders = [taken[at] for at in range(hit.start, hit.end) if at in taken]
        if holders and not all(_share(holder, hit) for holder in holders):
            continue
        chosen.append(hit)
        for at in range(hit.start, hit.end):
            taken.setdefault(at, hit)
    return [hit for hit in chosen if hit.strength != "never"]


def _share(one: Hit, other: Hit) -> bool:
    return one[:2] == other[:2] and one.strength == other.strength == "weak" and one.metric != other.metric


def _without_wholes(hits: list[Hit], words: Sequence[Word]) -> list[Hit]:
    """The hits without the whole of a share: "SG&A *as a percentage of sales*" is about SG&A alone."""
    strong = [hit for hit in hits if hit.strength == "strong"]
    ends = {hit.end for hit in strong}
    first = min(ends, default=len(words))
    return [h for h in hits if not _is_whole(h.start, ends, words) and not _is_said_again(h.start, first, words)]


def _is_said_again(start: int, first: int, words: Sequence[Word]) -> bool:
    """Whether a hit is the whole of a number said twice: "$7 million, or 12% *of sales*"."""
    at = start
    while at > 0 and words[at - 1].norm in _BEFORE_WHOLE:
        at -= 1
    return (
        at >= 4
        and first < at
        and words[at - 1].norm == "of"
        and words[at - 2].quantity >= 0
        and words[at - 3].norm in ("or", "(")
        and any(word.quantity >= 0 for word in words[max(at - 6, 0) : at - 3])
    )


def _is_whole(start: int, ends: set[int], words: Sequence[Word]) -> bool:
    at = start
    while at > 0 and words[at - 1].norm in _BEFORE_WHOLE:
        at -= 1
    if [word.norm for word in words[max(at - 2, 0) : at]] not in (["percentage", "of"], ["percent", "of"]):
        return False
    at -= 2
    while at > 0 and words[at - 1].norm in ("a", "as", ",", "expressed"):
        at -= 1
    return at in ends


def _coordinated(hits: list[Hit], keys: Sequence[Keys], words: Sequence[Word], matcher: Matcher) -> list[Hit]:
    """Metrics whose head noun is said once: "*gross* and operating margin", "operating income and *margin*"."""
    taken = {at for hit in hits for at in range(hit.start, hit.end)}
    more: list[Hit] = []
    for index, hit in enumerate(hits):
        if hit.strength != "strong":
            continue
        if hit.end - hit.start >= 2:
            more += _left_of(hit, keys, words, taken, matcher)
        elif (
            words[hit.start].norm.startswith("margin") and hit.start > 1 and words[hit.start - 1].norm in ("and", "or")
        ):
            name = _after_name(hit, hits, keys, matcher)
            if name:
                hits[index] = hit._replace(metric=name)
    return more


def _left_of(hit: Hit, keys: Sequence[Keys], words: Sequence[Word], taken: set[int], matcher: Matcher) -> list[Hit]:
    """The modifiers before a hit that make a metric with its head noun."""
    head = [found[0] for found in keys[hit.start + 1 : hit.end] if found]
    at, found_hits = hit.start, []
    while at >= 2 and words[at - 1].norm in _AND:
        at -= 2 if words[at - 2].norm not in _AND else 3
        if at < 0 or at in taken or not keys[at]:
            break
        name = matcher.metric_of([keys[at][0], *head])
        if not name or name == hit.metric:
            break
        found_hits.append(Hit(at, at + 1, 1, "strong", name))
    return found_hits


def _after_name(hit: Hit, hits: list[Hit], keys: Sequence[Keys], matcher: Matcher) -> str:
    """The metric of a bare "margin" right after "X and"."""
    for other in hits:
        if other.end == hit.start - 1 and other.strength == "strong":
            names = [found[0] for found in keys[other.start : other.end] if found]
            margin = keys[hit.start][0]
            return matcher.metric_of([*names, margin]) or matcher.metric_of([*names[:-1], margin])
    return ""


def _verbs(words: Sequence[Word], keys: Sequence[Keys], matcher: Matcher, hits: list[Hit]) -> list[Hit]:
    """Verb patterns around the numbers; those with a noun also displace weaker hits on that noun."""
    found: list[Hit] = []
    for number, word in enumerate(words):
        if word.quantity < 0:
            continue
        best: tuple[int, Hit, int] | None = None
        for at in range(max(0, number - WIDEST_GAP - 1), number):
            if words[at].norm == "close" and words[at + 1].norm == "to":  # "close to 600 stores" closes none
                continue
            for verb in matcher.verbs.get(verb_stem(words[at].norm), ()) if words[at].quantity < 0 else ():
                last = _fits(verb, at, number, words, matcher)
                rank = (len(verb.before) + 3 * len(verb.after)) * 10 + at
                if last and (best is None or rank > best[0]):
                    strength = "verb" if verb.after else "weak"
                    end = at + 1 + len(verb.before)
                    best = (
                        rank,
                        Hit(at, end, 1 + len(verb.before) + len(verb.after), strength, verb.metric),
                        last,
                    )
        if best and not (best[1].strength == "weak" and _has_subject(best[1], hits, words)):
            _, hit, last = best
            inside = [h for h in hits if number < h.start < last]
            if any(h.strength == "strong" and h.metric == hit.metric for h in inside):
                continue
            if hit.strength == "verb":
                for weaker in inside:
                    if weaker.strength == "weak":
                        hits.remove(weaker)
            found.append(hit)
    return found


def _has_subject(verb: Hit, hits: list[Hit], words: Sequence[Word]) -> bool:
    """Whether a mention stands right before a bare verb ("*deposits* grew 3%"): then the verb names nothing."""
    between = 0 if words[verb.start - 1].norm in _AND else 1
    return any(0 <= verb.start - hit.end <= between for hit in hits)


def _fits(verb: Verb, at: int, number: int, words: Sequence[Word], matcher: Matcher) -> int:
    """The index after the last word of a pattern whose verb stands at ``at``; 0 where it does not fit."""
    here = at + 1
    for key in verb.before:
        if here >= number or not _is(words[here], key):
            return 0
        here += 1
    if any(words[gap].norm not in matcher.fillers for gap in range(here, number)):
        return 0
    here = number + 1
    if not verb.after:
        return here
    wanted, unknown = _in_number(verb.after, words[number]), 0
    if wanted == len(verb.after):
        return here
    for here in range(number + 1, min(len(words), number + 1 + MOST_FILLERS + len(verb.after))):
        word = words[here]
        if _is(word, verb.after[wanted]):
            wanted += 1
            if wanted == len(verb.after):
                return here + 1
        elif word.norm not in matcher.fillers and word.norm not in JOINTS:
            unknown += 1
            if unknown > MOST_UNKNOWN or word.quantity >= 0 or not word.norm[0].isalpha() or word.norm in _STOPS:
                return 0
    return 0


def _in_number(nouns: Keys, word: Word) -> int:
    """How many of the first nouns are the unit of a number already ("shipped *2.2 million tons*", "4 square feet").

    >>> _in_number(("square", "feet", "lease"), Word(0, 0, "4 million square feet", "", 0))
    2
    """
    said = fold_phrase(word.text)[1:]
    return next((count for count, noun in enumerate(nouns) if noun not in said), len(nouns))


def _is(word: Word, key: str) -> bool:
    return fold_word(word.text) == key or acronym(word.text) == key


def _mentions(hits: list[Hit], verbs: list[Hit], words: Sequence[Word], matcher: Matcher) -> list[Mention]:
    strong = {at for hit in hits if hit.strength == "strong" for at in range(hit.start, hit.end)}
    hits = hits + [verb for verb in verbs if verb.strength == "verb" or verb.start not in strong]
    hits.sort(key=lambda hit: hit[:2])
    found = []
    for hit in hits:
        first, last, metric = words[hit.start].start, words[hit.end - 1].end, matcher.metrics[hit.metric]
        text, twins = written(words[hit.start : hit.end]), tuple(metric.twins.items())
        found.append(Mention(first, last, text, hit.metric, hit.strength, metric.kind, metric.core, twins))
    return found


def written(words: Sequence[Word]) -> str:
    """The words with the white space that stood between them."""
    parts = [words[0].text]
    for before, word in pairwise(words):
        parts.append(" " * (word.start - before.end) + word.text)
    return "".join(parts)
