"""The metrics that a number may belong to: anchors of its sentence and of the ones before, noun phrases, and defaults.

Each proposal says where it was found (``source``); what speaks for it is counted in ``features``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from oce_cli.lexicon import load_table
from oce_cli.lexicon import metric as lookup
from oce_cli.model import Mention, Quantity, Row, Span, Word
from oce_cli.pipeline.links import grammar
from oce_cli.pipeline.links.view import Anchor, View


@dataclass(frozen=True, slots=True)
class Proposal:
    """A metric for a number and where it was read.

    ``first`` and ``last`` bound the naming words in the number's own sentence (-1 where they stand elsewhere).
    """

    metric: str
    source: str  # mention, weak, verb, twin, slug, impact, carried, earlier, implied, none
    kind: str = ""  # kind of unit in the lexicon
    listed: bool = False
    first: int = -1
    last: int = -1
    span: Span | None = None
    detail: str = ""  # how exactly it was found within its source
    anchor: Anchor | None = None


NOTHING = Proposal("", "none")


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(word.rstrip("'") for word in load_table("grammar")[section][key].split())


def _span(words: Sequence[Word], first: int, last: int) -> Span:
    return Span(words[first].start, words[last - 1].end)


def slug_of(words: Sequence[Word], first: int, last: int) -> str:
    """The name of an unlisted metric from its noun phrase; "" where nothing is left.

    >>> from oce_cli.model import Word
    >>> slug_of([Word(0, 0, w, w.lower(), -1) for w in "total fast - claims".split()], 0, 4)
    'fast_claims'
    """
    parts = [w.norm.replace("'s", "").replace("&", "_").strip("_'.") for w in words[first:last]]
    parts = [part for part in parts if part and part[0].isalnum()]
    while len(parts) > 1 and parts[0] in _words("slug", "leading"):
        parts = parts[1:]
    return "_".join(parts)


def is_core(metric: str) -> bool:
    """Whether the metric's id always stands in the table."""
    known = lookup(metric)
    return known is not None and known.core


def name_of(mention: Mention) -> str:
    """The metric's id where it is a core metric or the words said hold at least half of the id's; else those words.

    >>> from oce_cli.model import Mention
    >>> name_of(Mention(0, 0, "ownership interest", "ownership_stake", "strong", "percent"))
    'ownership_interest'
    >>> name_of(Mention(0, 0, "top line", "revenue", "strong", "money"))
    'revenue'
    """
    if is_core(mention.metric) or mention.strength == "verb":
        return mention.metric
    said = {word.rstrip("s") for word in mention.text.lower().replace("-", " ").split()}
    named = {word.rstrip("s") for word in mention.metric.split("_")}
    if 2 * len(said & named) >= len(said | named) or named <= said:
        return mention.metric
    parts = mention.text.lower().replace("-", " ").replace("'s", "").replace("&", " ").split()
    return "_".join(part for part in parts if part.isalnum())


def of_anchors(view: View, quantity: Quantity) -> Iterator[Proposal]:
    """Every anchor of the sentence, and its twin where the number is of the twin's kind."""
    for anchor in view.anchors:
        mention = anchor.mention
        span = Span(mention.start, mention.end)
        source = "mention" if mention.strength == "strong" else mention.strength
        listed = is_core(mention.metric)
        detail = "" if listed else "extended"
        name = name_of(mention)
        yield Proposal(name, source, mention.kind, listed, anchor.first, anchor.last, span, detail, anchor)
        for twin in twins_of(mention.metric, quantity):
            yield Proposal(
                twin.metric, "twin", twin.kind, True, anchor.first, anchor.last, span, source, anchor=anchor
            )


def twins_of(metric: str, quantity: Quantity) -> Iterator[Proposal]:
    """The metrics that the same words name when the number is of another kind (earnings of $0.72)."""
    known = lookup(metric)
    if known is None:
        return
    for kind, other in known.twins.items():
        if kind == kind_of(quantity) or (kind == "per_share" and is_per_share(quantity)):
            found = lookup(other)
            yield Proposal(other, "twin", found.kind if found else kind, True)


def kind_of(quantity: Quantity) -> str:
    """The kind of unit, as the lexicon speaks of it."""
    return {"points": "percent", "price": "money"}.get(quantity.kind, quantity.kind)


def is_per_share(quantity: Quantity) -> bool:
    """Plain money below 100 without a scale: what a number per share looks like."""
    return quantity.kind == "money" and quantity.scale == 1 and abs(quantity.value) < 100


def of_phrases(view: View, at: int) -> Iterator[Proposal]:
    """Slugs of the noun phrases around the number at word ``at``."""
    words, tags = view.words, view.tags
    seen: set[tuple[int, int]] = set()
    for detail, found in _phrases(view, at):
        if found is None or found in seen:
            continue
        seen.add(found)
        first, last = found
        if words[last - 1].norm in _words("slug", "empty_heads") and last < len(words) and words[last].norm == "of":
            inner = grammar.phrase_right(words, tags, _after_determiners(tags, last + 1))
            if inner is not None and inner not in seen:
                seen.add(inner)
                name = slug_of(words, *inner)
                if name:
                    yield Proposal(name, "slug", "", False, *inner, _span(words, *inner), f"{detail} of")
        name = slug_of(words, first, last)
        if name and words[last - 1].norm not in _words("slug", "never"):
            yield Proposal(name, "slug", "", False, first, last, _span(words, first, last), detail)


def _after_determiners(tags: str, at: int) -> int:
    while at < len(tags) and tags[at] in "DA":
        at += 1
    return at


_LINKS = "BMVADPTRX,C"  # what may stand between a noun phrase and its number


def _phrases(view: View, at: int) -> Iterator[tuple[str, tuple[int, int] | None]]:
    """Noun phrases by where they stand: left, left2, right, of, in, subject."""
    words, tags = view.words, view.tags
    end = at
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
    after = _after_determiners(tags, at + 1)
    yield "right", grammar.phrase_right(words, tags, after)
    if after < len(words) and tags[after] in "PM":
        prep = after if tags[after] == "P" else after + 1
        if prep < len(words) and tags[prep] == "P":
            detail = f"right {words[prep].norm}" if words[prep].norm in {"of", "in", "on", "for", "from"} else "right prep"
            yield detail, grammar.phrase_right(words, tags, _after_determiners(tags, prep + 1))
    first = 0
    while first < at and tags[first] in "DRACPTX,K":
        first += 1
    if first < at:
        yield "subject", grammar.phrase_right(words, tags, first)


def of_impacts(view: View, at: int) -> Iterator[Proposal]:
    """``x_impact`` for a number that tells what x added or cost."""
    words, tags, norms = view.words, view.tags, view.norms
    nouns, verbs, links = _words("impact", "nouns"), _words("impact", "verbs"), _words("impact", "from")
    for place, norm in enumerate(norms):
        if abs(place - at) > 14:
            continue
        if norm in nouns and tags[place] != "B":
            before = grammar.phrase_left(words, tags, place)
            if before is not None:
                yield _impact(view, before, f"noun before {_side(place, at)}")
            beyond = place + 1
        elif norm in verbs and place < at:
            subject = grammar.phrase_left(words, tags, _back_to_noun(tags, place))
            if subject is not None:
                yield _impact(view, subject, "verb")
            beyond = at + 1
        else:
            continue
        end = min(len(words), beyond + 9)
        while beyond < end:
            if norms[beyond] in links:
                after = grammar.phrase_right(words, tags, _after_determiners(tags, beyond + 1))
                if after is not None and norms[after[1] - 1] in _words("slug", "never"):  # "changes in fuel prices"
                    beyond = after[1]
                    continue
                if after is not None:
                    yield _impact(view, after, f"{'noun' if norm in nouns else 'verb'} {norms[beyond]} {_side(place, at)}")
                    break
            beyond += 1
    told = impact_link(view, at)
    if told and not _words("impact", "currency").isdisjoint(norms):
        place = next(i for i, norm in enumerate(norms) if norm in _words("impact", "currency"))
        side = _side(place, at)
        span = _span(words, place, place + 1)
        yield Proposal("fx_impact", "impact", "money", True, place, place + 1, span, f"currency {side} {told}")
    if any(norm in nouns for norm in norms) and _back_to_noun(tags, at) > 0:
        first = 0
        while first < at and tags[first] in "DRACPTX,K":
            first += 1
        subject = grammar.phrase_right(words, tags, first)
        if subject is not None and subject[1] <= at:
            yield _impact(view, subject, "subject")


def impact_link(view: View, at: int) -> str:
    """How the sentence says that the number is what something did: ``after`` ("a 20 point headwind"), ``before``
    ("a benefit of $3 million"), ``verb`` ("impacted by $9 million"), "" where it does not."""
    norms, tags = view.norms, view.tags
    nouns, verbs = _words("impact", "nouns"), _words("impact", "verbs")
    beyond = at + 1
    while beyond < len(norms) and beyond < at + 5 and (tags[beyond] in "DA" or norms[beyond] in _OPEN_WORDS):
        beyond += 1
    if beyond < len(norms) and norms[beyond] in nouns:
        return "after"
    place = at - 1
    while place >= 0 and at - place < 7 and norms[place] not in nouns | verbs and tags[place] in "DAPBT":
        place -= 1
    if place >= 0 and norms[place] in nouns:
        return "before"
    return "verb" if place >= 0 and norms[place] in verbs else ""


_OPEN_WORDS = frozenset("negative positive net unfavorable favorable unfavourable favourable year-over-year per share diluted".split())


def _back_to_noun(tags: str, at: int) -> int:
    while at > 0 and tags[at - 1] in "BVADRM":
        at -= 1
    return at


def _side(place: int, at: int) -> str:
    return "before" if place < at else "after"


def _impact(view: View, found: tuple[int, int], detail: str) -> Proposal:
    words = view.words
    nouns = _words("impact", "nouns")
    first, last = found
    while last - 1 > first and words[last - 1].norm in nouns:
        last -= 1
    name = slug_of(words, first, last)
    if set(name.split("_")) & _words("impact", "currency"):
        return Proposal("fx_impact", "impact", "money", True, first, last, _span(words, first, last), detail)
    return Proposal(f"{name}_impact", "impact", "", False, first, last, _span(words, first, last), detail)


def of_rows(rows: Sequence[Row], at: int) -> Iterator[Proposal]:
    """The metrics of the rows before: the nearest, and the nearest with another metric."""
    seen: list[str] = []
    for back in range(at - 1, max(-1, at - 7), -1):
        row = rows[back]
        if row.metric and row.metric not in seen:
            yield Proposal(
                row.metric, "carried", row.metric_kind, row.listed, span=row.mention, detail=str(len(seen) + 1)
            )
            seen.append(row.metric)
            if len(seen) == 2:
                return


def of_earlier(views: Sequence[View | None], quantity: Quantity) -> Iterator[Proposal]:
    """Strong anchors of the sentences before, nearest sentence first: its last and its first anchor."""
    for back, view in enumerate(views, 1):
        if view is None or not view.strong:
            continue
        ends = [view.strong[-1]] + ([view.strong[0]] if len(view.strong) > 1 else [])
        for anchor, which in zip(ends, ("last", "first"), strict=False):
            mention = anchor.mention
            span = Span(mention.start, mention.end)
            detail = f"{which} {back}"
            listed = is_core(mention.metric)
            yield Proposal(name_of(mention), "earlier", mention.kind, listed, span=span, detail=detail)
            for twin in twins_of(mention.metric, quantity):
                yield Proposal(twin.metric, "earlier", twin.kind, True, span=span, detail=f"twin {detail}")


def implied(quantity: Quantity) -> Iterator[Proposal]:
    """What a number means when nothing names its metric."""
    if quantity.kind in {"percent", "money"}:
        yield Proposal("revenue", "implied", "money", True)
    if is_per_share(quantity):
        yield Proposal("eps", "implied", "per_share", True)
    unit = quantity.unit.partition("/")[2] or quantity.unit
    for metric in load_table("grammar")["units"].get(unit, ()):
        known = lookup(metric)
        yield Proposal(metric, "implied", known.kind if known else "", True, detail="unit")
