"""How a number and a word of movement are put together, and which way the movement turns the named metric.

The constructions: "M #" (up 5%), "M by #", "M of #" (an increase of 5%), "M .. by #" (raised prices by 5%), "M .. of #"
(a decrease in debt of 5 million), "# M" (a 5% increase, 5% above plan), "# V" (sales of 5 million increased ...),
"# or M" (5 million or 3% more). "m" in place of "M" is a word that may or may not tell a movement.
"""

from __future__ import annotations

import re
from functools import cache

from oce_cli.lexicon import load_table
from oce_cli.model import Row
from oce_cli.pipeline.cues import Near, View

STRICT = ("up", "down")
LOOSE = ("raise", "cut")
WAYS = ("better", "worse", *STRICT, *LOOSE)
MOVED = frozenset(("M #", "M by #", "M of #", "M .. by #", "M .. of #", "# M", "# or M"))
BOUNDS = frozenset("more less greater higher lower better fewer".split())  # behind "or"
LINKS = frozenset("by of to from at in was is between".split())
VERBS = frozenset("grew rose fell grows rises falls increases decreases improves declines drops shrank slid".split())
NOUNS = frozenset(
    "increase increases growth rise decrease decreases decline declines reduction reductions drop"
    " improvement improvements"
    " expansion contraction gain uplift uptick fall compression shortfall deterioration".split()
)
BURDENS = frozenset(
    "cost costs expense expenses loss losses churn debt leverage dso delinquency turnover attrition"
    " provision charge charges"
    " capex nonperforming tax combined opex days sga liabilities offs vacancy inventory"
    " dilution borrowings delinquencies npl emissions".split()
)


def way_at(view: View, at: int) -> str:
    """The group of the word of movement at a place, "" where there is none."""
    ways = view.memo.get(("ways",))
    if not isinstance(ways, dict):
        ways = dict[int, str]()
        for group in reversed(WAYS):
            for cue in view.groups.get(group, ()):
                ways |= dict.fromkeys(range(cue.start, cue.end), group)
        view.memo["ways",] = ways
    found: str = ways.get(at, "")
    return found


def nearest(view: View, at: int, left: bool, groups: tuple[str, ...] = STRICT) -> Near | None:
    """The nearest word of movement on one side."""
    key = ("nearest", at, left, groups)
    if key not in view.memo:
        look = view.before if left else view.after
        some = [
            near for group in groups if (near := look(group, at)) is not None and not is_bound(view, near.cue.start)
        ]
        view.memo[key] = min(some, key=lambda near: (near.numbers, near.gap)) if some else None
    found = view.memo[key]
    return found if isinstance(found, Near) else None


def is_bound(view: View, at: int) -> bool:
    """Whether a word that could tell a movement only opens the number before it: "3% or *greater*"."""
    bound = view.norm(at - 1) == "or" and view.norm(at) in BOUNDS
    return bound and view.norm(at + 1) != "than" and _is_number(view, at - 2)


def _is_number(view: View, at: int) -> bool:
    """Whether a number stands at a place, with the noun of its unit or without: "3 *points*"."""
    return view.norm(at) == "#" or view.norm(at - 1) == "#"


def build(view: View, at: int) -> str:
    """How the number at a place and a movement are put together, "none" where they are not.

    Beside the constructions in ``MOVED`` it may be "m #", "M to #", "to #", "# V", "# up", "# m" and the like.
    """
    found = view.memo.get(("build", at))
    if not isinstance(found, str):
        found = view.memo["build", at] = _build(view, at)
    return found


def _build(view: View, at: int) -> str:
    before = view.previous(at)
    prev = view.norm(before)
    if before >= 0 and way_at(view, before) and before not in view.light:
        return "m #" if way_at(view, before) in LOOSE else "M #"
    if prev in LINKS:
        found = _linked(view, before, prev, at)
        if found:
            return found
    after = _after(view, at)
    if after != "none":
        return after
    return f"{prev} #" if prev in LINKS else "none"


def _linked(view: View, before: int, prev: str, at: int) -> str:
    """The construction with a link word before the number, "" where no movement stands before it."""
    prior = view.previous(before)
    if prior >= 0 and way_at(view, prior) and prior not in view.light:
        return f"{'m' if way_at(view, prior) in LOOSE else 'M'} {prev} #"
    if prev == "by":
        ways = [near for groups in (STRICT, LOOSE) if (near := nearest(view, before, True, groups)) is not None]
        return "M .. by #" if before == 0 or any(near.gap <= 14 for near in ways) else ""
    left = nearest(view, before, True)
    if left is None or left.numbers or left.gap > 8:
        return ""
    if prev == "of":
        told = view.norm(left.cue.end) in ("in", "for", "on") and view.norm(left.cue.start) in NOUNS
        return "M .. of #" if told and not left.breaks else ""
    return f"M .. {prev} #{',' if left.breaks else ''}"


def _after(view: View, at: int) -> str:
    """The construction with the movement after the number."""
    step = at + 1
    while step < len(view.words) and view.norm(step) in (
        "year",
        "over",
        "-",
        "per",
        "diluted",
        "share",
        "sequential",
        "quarter",
    ):
        if any(cue.start == step for cue in view.groups.get("apart", ())):
            break
        step += 1
    norm = view.norm(step)
    if any(cue.start == step for cue in view.groups.get("apart", ())):
        return "# M"
    way = way_at(view, step)
    if way in LOOSE:
        return "# m"
    if way:
        return "# up" if norm in ("up", "down") else "# V" if is_verb(norm) else "# M"
    if (norm == "or" and view.norm(step + 1) == "#") or (norm == "or" and view.norm(step + 2) == "#"):
        follow = _after(view, step + 1 if view.norm(step + 1) == "#" else step + 2)
        return "# or M" if follow in ("# M", "# or M") else "none"
    right = nearest(view, at, False)
    if right is not None and right.gap <= 3 and not right.numbers and not right.breaks:
        if is_verb(view.norm(right.cue.start)):
            return "# .. V"
        return "# .. M" if norm != "of" else "# of M"
    return "none"


def is_verb(word: str) -> bool:
    """Whether a word of movement is a finite verb or participle, not a noun or adjective.

    >>> is_verb("increased"), is_verb("increase")
    (True, False)
    """
    return word in VERBS or word.endswith(("ed", "ing"))


def distance(near: Near | None) -> str:
    """A near word as features know it: words between in steps, # for each number between, a comma for breaks."""
    if near is None or near.gap > 8:
        return "none"
    gap = "0" if near.gap == 0 else "1" if near.gap == 1 else "3" if near.gap <= 3 else "8"
    return f"{gap}{'#' * min(near.numbers, 2)}{',' if near.breaks else ''}"


def is_burden(metric: str) -> bool:
    """Whether less of a metric is better.

    >>> is_burden("net_loss_ratio"), is_burden("revenue")
    (True, False)
    """
    parts = metric.split("_")
    if "savings" in parts:
        return False
    return not BURDENS.isdisjoint(parts) or "conversion_cycle" in metric or less_is_better(metric)


def less_is_better(metric: str) -> bool:
    """Whether the lexicon counts a metric by its head among those of which less is better, which leaves no doubt.

    >>> [less_is_better(name) for name in ("operating_ratio", "cost_of_deposits", "cost_savings", "inventory_turnover")]
    [True, True, False, False]
    """
    return _less_is_better().search(metric) is not None


@cache
def _less_is_better() -> re.Pattern[str]:
    table = load_table("directions")
    ends, beginnings = ("|".join(map(re.escape, table[key].split())) for key in ("less_is_better", "less_of_it"))
    return re.compile(rf"(?:^|_)(?:{ends})$|^(?:{beginnings})_")


def direction(view: View, row: Row, flow: bool = False) -> int:
    """The rules' own answer: which way the words turn the named metric, 0 where no word of movement is near."""
    near = deciding(view, row.word, flow)
    if near is None:
        return 0
    way = way_at(view, near.cue.start)
    burden = is_burden(row.metric) or row.measure == "share"
    return {"up": 1, "raise": 1, "down": -1, "cut": -1, "better": -1 if burden else 1, "worse": 1 if burden else -1}[
        way
    ]


def deciding(view: View, place: int, flow: bool = False) -> Near | None:
    """The word of movement that decides the direction of the number at a place."""
    both = [STRICT, LOOSE] if not flow else [LOOSE, STRICT]
    for groups in both:
        left, right = nearest(view, place, True, groups), nearest(view, place, False, groups)
        if (
            right is not None
            and not right.gap
            and not right.numbers
            and not right.breaks
            and build(view, place)[:3] in ("# M", "# m")
        ):
            return right
        if left is not None and left.gap <= 4 and not left.numbers:
            return left
        if right is not None and right.gap <= 2 and not right.numbers:
            return right
        if left is not None and left.gap <= 12:
            return left
    return None
