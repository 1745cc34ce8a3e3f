"""What a reader with a few plain rules would choose: the first rule that finds something decides.

The answer is one feature among many, and a strong one: it says in one word what the single observations say in many.
The rules are tried in the order of ``RULES``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from oce_cli.pipeline.links import grammar
from oce_cli.pipeline.links.nouns import noun_class
from oce_cli.pipeline.links.proposals import Proposal
from oce_cli.pipeline.links.situation import Situation, fit

Rule = Callable[[Sequence[Proposal], Situation], int | None]

_ANCHORS = frozenset({"mention", "weak", "verb", "twin"})
_FITS = frozenset({"strict", "moves"})
_JOINS = frozenset({"to", "from", "or", ", or", "C", ", C", "to T", "M to", "M from", ", M from", "M by", ", M", "C M"})
_PRIOR = ("from", "versus", "V to", "V with", "compared", ", V to", ", V with", "over", "against")
_IMPACTS = (
    "noun from",
    "noun of",
    "judged",
    "verb passive from",
    "verb passive",
    "verb from",
    "verb by",
    "currency",
    "doer",
    "noun before",
    "noun",
    "verb",
    "subject",
)


def _place(proposal: Proposal, here: Situation) -> tuple[str, int, str]:
    """Side, words between, and classes between the naming words and the number."""
    if proposal.last <= here.at:
        return "before", here.at - proposal.last, here.view.tags[proposal.last : here.at]
    return "after", proposal.first - here.at - 1, here.view.tags[here.at + 1 : proposal.first]


def _nearest(proposals: Sequence[Proposal], here: Situation, side: str, most: int, numbers: bool) -> int | None:
    """The nearest fitting anchor on a side, no cause, with or without numbers between."""
    best: tuple[int, int, int] | None = None
    for index, proposal in enumerate(proposals):
        if proposal.source not in _ANCHORS or here.view.causes[proposal.first]:
            continue
        if proposal.anchor is not None and here.view.is_whole(proposal.anchor):
            continue
        fits = fit(proposal.kind, here.form, here.quantity)
        on, gap, between = _place(proposal, here)
        if on != side or gap > most or fits not in _FITS or ("Q" in between) != numbers:
            continue
        rank = (proposal.source == "weak", gap, index)
        if best is None or rank < best:
            best = rank
    return None if best is None else best[2]


def impact(proposals: Sequence[Proposal], here: Situation) -> int | None:
    """ "a 200 basis point headwind from the sale": the cause is what the metric is named for."""
    if not here.impact:
        return None
    ranked = [
        (next((rank for rank, start in enumerate(_IMPACTS) if proposal.detail.startswith(start)), 99), index)
        for index, proposal in enumerate(proposals)
        if proposal.source == "impact"
    ]
    return min(ranked)[1] if ranked else None


def counted(proposals: Sequence[Proposal], here: Situation) -> int | None:
    """ "594 premium customers": the noun right after a count."""
    if not here.form.endswith("count") or here.quantity.step < 1:
        return None
    first = grammar.after_determiners(here.view.tags, here.at + 1)
    found = [
        (proposal.source == "slug", -proposal.last, index)
        for index, proposal in enumerate(proposals)
        if (proposal.source in _ANCHORS or proposal.detail == "right")
        and first <= proposal.first <= first + 2
        and here.view.norms[proposal.last - 1].endswith("s")
    ]
    return min(found)[2] if found else None


def joined(proposals: Sequence[Proposal], here: Situation) -> int | None:
    """ "42.3% to CNY 3.31 billion": numbers in one breath are of one metric."""
    return _carried(proposals) if here.before is not None and here.link in _JOINS else None


def prior(proposals: Sequence[Proposal], here: Situation) -> int | None:
    """ "$509 million, compared to $450 million": a prior value is of the same metric."""
    return _carried(proposals) if here.before is not None and here.link.startswith(_PRIOR) else None


def named_before(proposals: Sequence[Proposal], here: Situation) -> int | None:
    """ "Net sales in the fourth quarter of $498 million": the nearest name before, no number between."""
    return _nearest(proposals, here, "before", 12, False)


def named_after(proposals: Sequence[Proposal], here: Situation) -> int | None:
    """ "54% sales growth", "$75 million of cash": the name right after."""
    return _nearest(proposals, here, "after", 3, False)


def named_farther(proposals: Sequence[Proposal], here: Situation) -> int | None:
    """The nearest name before, beyond other numbers."""
    return _nearest(proposals, here, "before", 40, True)


def phrase_before(proposals: Sequence[Proposal], here: Situation) -> int | None:
    """The noun phrase on the left where no name of the lexicon stands in the sentence."""
    if here.view.strong:
        return None
    heads = here.view.norms
    return next(
        (
            index
            for index, proposal in enumerate(proposals)
            if proposal.source == "slug"
            and proposal.detail == "left"
            and noun_class(heads[proposal.last - 1]) == "measures"
        ),
        None,
    )


def spoken_of(proposals: Sequence[Proposal], here: Situation) -> int | None:
    """The name in the sentence before, for the first number of a sentence that names nothing."""
    if here.before is not None or (here.view.anchors and not here.view.names_whole_alone()):
        return None
    return next((i for i, p in enumerate(proposals) if p.source == "earlier" and p.detail == "last 1"), None)


def same_as_before(proposals: Sequence[Proposal], here: Situation) -> int | None:
    """The metric of the row before."""
    return _carried(proposals)


def _carried(proposals: Sequence[Proposal]) -> int | None:
    return next((i for i, p in enumerate(proposals) if p.source == "carried"), None)


RULES: tuple[Rule, ...] = (
    impact, counted, joined, named_before, named_after, prior, named_farther, phrase_before, spoken_of, same_as_before,
)  # fmt: skip


def answer(proposals: Sequence[Proposal], here: Situation) -> tuple[int, str]:
    """Index of the proposal that the first rule with an answer chooses, and that rule's name; -1 where none has one."""
    for rule in RULES:
        index = rule(proposals, here)
        if index is not None:
            return index, rule.__name__
    return -1, ""
