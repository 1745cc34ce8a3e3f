"""The part that a number plays in a comparison, by the words before it: what is held against what."""

from __future__ import annotations

from collections.abc import Sequence

from oce_cli.model import Word
from oce_cli.pipeline.periods.expressions import Expression
from oce_cli.pipeline.periods.timewords import words

BASES = frozenset(("base", "beyond"))  # leads that make an expression the base of a comparison
_STOP = frozenset((",", ";", ":", "#", "(", ")", ".", "and", "or", "while", "but", "which", "by"))


PRIOR = frozenset(("from", "from to", "versus", "versus?", "than", "owned", "comp"))


def part_in_comparison(before: Sequence[Word]) -> str:
    """The part that a number plays in a comparison by the words of the sentence before it.

    from: "from 3"; versus: "compared to 3", "after 3"; versus?: the comparing word stands further off ("versus net
    income of 3"); than: "higher than last quarter's count of 3"; to: "to 3"; goal: "compared to our guidance
    of 3"; plain: none of these.

    >>> def cut(*norms: str) -> list[Word]:
    ...     return [Word(i, i + 1, norm, norm, 0 if norm == "#" else -1) for i, norm in enumerate(norms)]
    >>> part_in_comparison(cut("up", "from", "about"))
    'from'
    >>> part_in_comparison(cut("compared", "to", "operating", "income", "of"))
    'versus?'
    """
    cues = words().cues
    compared, filler = cues["compared"], cues["filler"]
    near = True
    to = goal = False
    for back in range(len(before) - 1, max(-1, len(before) - 10), -1):
        norm = before[back].norm
        goal = goal or norm in cues["goal"]
        if norm in compared and goal:
            return "goal"
        if norm in compared:
            if norm == "after" and not any(word.norm == "#" for word in before[:back]):
                return "plain"
            if norm == "from":
                return "from" if near else "from?"
            if norm == "than":
                return "than?" if near else "than"
            return "versus" if near else "versus?"
        if norm in _STOP:
            break
        if norm == "to" and near:
            to = True
        if norm not in filler:
            if to:
                break
            near = False
    return "to" if to else "plain"


def is_comp(cut: Sequence[Word], at: int) -> bool:
    """Whether a growth is that of the year before, which another is built on: "on top of 3", "against a 3 comparison".

    >>> def cut(text: str) -> list[Word]:
    ...     return [Word(i, i + 1, norm, norm, -1) for i, norm in enumerate(text.split())]
    >>> is_comp(cut("grew # on top of about #"), 6), is_comp(cut("against a # comparison"), 2), is_comp(cut("a #"), 1)
    (True, True, False)
    """
    cues = words().cues
    place = at - 1
    while place >= 0 and cut[place].norm in cues["filler"] and cut[place].norm != "of":
        place -= 1
    if [word.norm for word in cut[max(0, place - 2) : place + 1]] == ["on", "top", "of"]:
        return True
    return at + 1 < len(cut) and cut[at + 1].norm in cues["comp"] and place >= 0 and cut[place].norm in cues["lapped"]


def within(cut: Sequence[Word], last: int, at: int) -> bool:
    """Whether a number is part of the one before it: "3 last year, which included a benefit of 1".

    >>> words = [Word(i, i + 1, w, w, -1) for i, w in enumerate("# last year , which included a #".split())]
    >>> within(words, 0, 7)
    True
    """
    cues = words().cues
    between = [word.norm for word in cut[last + 1 : at]]
    for place, norm in enumerate(between):
        if norm in cues["relative"]:
            return (
                between[place + 1 : place + 2] != [] and between[place + 1] in cues["including"] and len(between) < 16
            )
    return False


def owned(expressions: Sequence[Expression], cut: Sequence[Word], at: int) -> bool:
    """Whether a number belongs to the base before it: "over last year's second-quarter sales of 3", "compared to the
    first quarter when sales grew 3"."""
    start = cut[at].start
    before = [expression for expression in expressions if expression.end <= start]
    if not before or before[-1].lead not in BASES:
        return False
    cues = words().cues
    if _is_moved_against(cut, before[-1].start):
        return False
    first = next(place for place, word in enumerate(cut) if word.end >= before[-1].end)
    genitive = cut[first].norm.endswith(("'s", "’s"))
    between = [word.norm for word in cut[first + 1 : at]]
    if between[0:1] and between[0] in cues["clause"]:  # "compared to the first quarter, when sales grew 3"
        return len(between) < 9 and "#" not in between
    if between and between[0] in ("'s", "’s"):
        genitive = True
        del between[0]
    while between and between[-1] in cues["filler"] and between[-1] not in ("of", "to", "with"):
        del between[-1]
    if len(between) > 8 or not cues["halt"].isdisjoint(between):
        return False
    return genitive or between[-1:] == ["of"]


def _is_moved_against(cut: Sequence[Word], start: int) -> bool:
    """Whether what is told of a base is the move from it: "an improvement versus the prior year *of 3 points*".

    >>> words = [Word(i, i + 1, w, w, -1) for i, w in enumerate("an increase over the prior year of 3".split())]
    >>> _is_moved_against(words, 4), _is_moved_against(words[2:], 4)
    (True, False)
    """
    place = next((at for at, word in enumerate(cut) if word.start >= start), len(cut)) - 1
    while place >= 0 and cut[place].norm in words().cues["towards"]:
        place -= 1
    return place >= 0 and cut[place].norm in words().cues["moved"]


def then_to(cut: Sequence[Word], at: int) -> bool:
    """Whether "to" and another number follow: "from 3 percent to 4"."""
    for word in cut[at + 1 : at + 7]:
        if word.norm == "to":
            return any(later.norm == "#" for later in cut[at + 1 : at + 12])
        if word.norm in _STOP:
            return False
    return False


def moved_to(cut: Sequence[Word], at: int) -> bool:
    """Whether the number behind a move follows it: "rose by 3 percent *to 9* for the year".

    >>> def cut(text: str) -> list[Word]:
    ...     return [Word(i, i + 1, norm, norm, -1) for i, norm in enumerate(text.split())]
    >>> moved_to(cut("by # to about #"), 1), moved_to(cut("by # to customers #"), 1)
    (True, False)
    """
    if at + 1 >= len(cut) or cut[at + 1].norm != "to":
        return False
    place = at + 2
    while place < len(cut) and cut[place].norm in words().cues["filler"]:
        place += 1
    return place < len(cut) and cut[place].norm == "#"


def joint_of(cut: Sequence[Word], last: int, at: int) -> str:
    """The "or" or "and" that hangs a number on the one just before: "$3 million or $0.10 per share"."""
    between = [word.norm for word in cut[last + 1 : at]]
    if len(between) > 6:
        return ""
    if between in (["-"], ["/"]):
        return "and"
    return next((norm for norm in between if norm in ("or", "and")), "")
