"""The metrics that the lexicon's words propose: in the sentence, in the ones before, by other rows or the unit."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from oce_cli.lexicon import listed_words, load_table
from oce_cli.lexicon import metric as lookup
from oce_cli.lexicon.folding import fold_word
from oce_cli.model import Mention, Quantity, Row, Span
from oce_cli.pipeline.links.proposals import Proposal
from oce_cli.pipeline.links.view import View

_STEM = 9  # letters by which words are one: "outperformed" and "outperformance"
_LOOSE_ENDS = frozenset("a about above an and at by for from is of than the to was were with".split())  # of no name
_PARTS = re.compile(r"[^\W_]+")
EQUAL_REACH = 60  # rows of the same number that are looked back upon; few calls have more
MARGIN_REACH = 30  # rows before in which a margin or its profit is looked for


def of_anchors(view: View, quantity: Quantity) -> Iterator[Proposal]:
    """Every anchor of the sentence, and its twin where the number is of the twin's kind.

    What is only the whole of "as a percentage of revenue, it was" is none: the pronoun stands for the metric.
    """
    for anchor in view.anchors:
        if view.gives_way(anchor):
            continue
        mention = anchor.mention
        span = Span(mention.start, mention.end)
        source = "mention" if mention.strength == "strong" else mention.strength
        detail = "" if mention.core else "extended"
        name = name_of(mention)
        yield Proposal(name, source, mention.kind, mention.core, anchor.first, anchor.last, span, detail, anchor)
        for twin in twins_of(mention, quantity):
            yield Proposal(twin.metric, "twin", twin.kind, True, anchor.first, anchor.last, span, source, anchor=anchor)


def name_of(mention: Mention) -> str:
    """The metric's id where it is a core metric or the words said hold at least half of the id's; else those words.

    >>> from oce_cli.model import Mention
    >>> name_of(Mention(0, 0, "ownership interest", "ownership_stake", "strong", "percent"))
    'ownership_interest'
    >>> name_of(Mention(0, 0, "price/mix", "price_mix", "strong", "percent"))
    'price_mix'
    >>> name_of(Mention(0, 0, "swaps at", "interest_rate_swaps", "strong", "money"))
    'swaps'
    >>> name_of(Mention(0, 0, "top line", "revenue", "strong", "money", core=True))
    'revenue'
    """
    if mention.core or mention.strength == "verb":
        return mention.metric
    parts = _PARTS.findall(mention.text.lower().replace("'s", "").replace("&", " and "))
    said = {fold_word(part)[:_STEM] for part in parts}
    named = {fold_word(word)[:_STEM] for word in mention.metric.split("_")}
    if 2 * len(said & named) >= len(said | named) or named <= said:
        return mention.metric
    while len(parts) > 1 and parts[-1] in _LOOSE_ENDS:
        parts.pop()
    if parts[-1] in listed_words("impact", "winds"):
        parts[-1] = "impact"
    return "_".join(parts)


def twins_of(mention: Mention, quantity: Quantity) -> Iterator[Proposal]:
    """The metrics that the same words name when the number is of another kind (earnings of $0.72)."""
    for kind, other in mention.twins:
        if kind == kind_of(quantity) or (kind == "per_share" and is_per_share(quantity)):
            found = lookup(other)
            yield Proposal(other, "twin", found.kind if found else kind, True)


def kind_of(quantity: Quantity) -> str:
    """The kind of unit, as the lexicon speaks of it."""
    return {"points": "percent", "price": "money"}.get(quantity.kind, quantity.kind)


def is_per_share(quantity: Quantity) -> bool:
    """Plain money below 100 without a scale: what a number per share looks like."""
    return quantity.kind == "money" and quantity.scale == 1 and abs(quantity.value) < 100


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


def of_equal_numbers(rows: Sequence[Row], at: int, equal: Sequence[int]) -> Iterator[Proposal]:
    """The metrics of earlier rows with the same number and unit: what was told is told again, and asked about.

    ``equal``: indices of the rows with the number of ``rows[at]``, in text order.
    """
    digits = min(len(rows[at].quantity.value.normalize().as_tuple().digits), 3)
    seen: list[str] = []
    place = bisect_left(equal, at)
    for index in reversed(equal[max(0, place - EQUAL_REACH) : place]):
        row = rows[index]
        if row.sentence != rows[at].sentence and row.metric and row.metric not in seen:
            detail = f"{'last' if not seen else 'before'} {digits}"
            yield Proposal(row.metric, "recalled", row.metric_kind, row.listed, span=row.mention, detail=detail)
            seen.append(row.metric)
            if len(seen) == 2:
                return


def of_margins(view: View, rows: Sequence[Row], at: int) -> Iterator[Proposal]:
    """What a bare "margin" may be of: the profit that was named before it, the margin that was told before."""
    bare = next((anchor for anchor in view.anchors if anchor.mention.metric == "margin"), None)
    if bare is None:
        return
    of_profit = load_table("grammar")["margins"]
    span = Span(bare.mention.start, bare.mention.end)
    seen: set[str] = set()
    for index in range(at - 1, max(-1, at - MARGIN_REACH), -1):
        row = rows[index]
        how = "profit" if row.metric in of_profit else "margin" if row.metric in of_profit.values() else ""
        name = of_profit.get(row.metric, row.metric)
        if how and how not in seen:
            seen.add(how)
            near = "here" if row.sentence == rows[at].sentence else "near" if at - index < 6 else "far"
            yield Proposal(name, "kin", "percent", True, bare.first, bare.last, span, f"{how} {near}", bare)


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
            yield Proposal(name_of(mention), "earlier", mention.kind, mention.core, span=span, detail=detail)
            for twin in twins_of(mention, quantity):
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
