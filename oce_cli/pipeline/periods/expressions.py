"""Finds time expressions and reads them as far as they can be read without knowing the call.

Time words with nothing but small words between them make a group; the grammar reads a group. What cannot be read
is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from oce_cli.pipeline.periods.calendar import Reading
from oce_cli.pipeline.periods.grammar import parts_of, read
from oce_cli.pipeline.periods.timewords import SIGNALS, Token, lowered, tokens, words

_GAP = re.compile(r"(?:[\s\-–]|['’]s?\b|\b(?:of|in|the|for the|our|a|that)\b)*")


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression in the text. ``rule`` names the grammar's way, ``lead`` what part the words around give it."""

    start: int
    end: int
    text: str
    rule: str
    reading: Reading
    lead: str = ""  # base ("compared to"), beyond ("over"), in, point ("at"), later ("since"), of or ""


def find(text: str) -> list[Expression]:
    """All time expressions of a text that can be read, in order.

    >>> [(e.text, e.rule, e.lead) for e in find("Sales in Q3 2021 were up from $2 million in the prior-year quarter.")]
    [('Q3 2021', 'quarter_number', 'in'), ('prior-year quarter', 'quarter_of_year', 'in')]
    """
    low = lowered(text)
    found: list[Expression] = []
    group: list[Token] = []
    for token in tokens(text, low):
        if group and (token.kind in SIGNALS or group[-1].kind in SIGNALS or not _joins(low, group[-1], token)):
            _read_into(found, text, low, group)
            group = []
        group.append(token)
    if group:
        _read_into(found, text, low, group)
    return found


def _joins(low: str, left: Token, right: Token) -> bool:
    """Whether nothing but small words stand between two time words (a comma or a day only before a year)."""
    gap = low[left.end : right.start]
    if gap == " " or gap == "-" or not gap:
        return True
    if len(gap) > 14:
        return False
    if left.kind == "unit" and left.text[-1:] == "s" and right.kind == "relation" and "in" in gap.split():
        return False  # "7.4 months in the prior quarter"
    if right.kind == "Y" and gap.strip() in ("", ","):
        return True
    return _GAP.fullmatch(gap) is not None


def _read_into(found: list[Expression], text: str, low: str, group: list[Token]) -> None:
    """Reads a group and adds its expression, if it makes one."""
    start, end = group[0].start, group[-1].end
    if group[0].kind in SIGNALS:
        found.append(
            Expression(start, end, text[start:end], group[0].kind, Reading(group[0].kind), lead_of(low, start))
        )
        return
    determined = low[max(0, start - 4) : start] == "the "
    parts, to_date = parts_of(group, determined)
    understood = read(parts, to_date, determined)
    if understood is not None:
        rule, reading = understood
        lead = lead_of(low, start)
        if rule in _SAYINGS and _was_said(low, start):
            return
        if lead == "due" or (rule == "year_number" and _names_debt(low, end)):
            return
        if lead == "edge":
            lead, reading = "point", reading._replace(point=True)
        elif lead == "later" and reading.point and reading.grain in ("quarter", "year", "month"):
            rule, reading = "after_end", Reading("quarter", None, None, None, 1)
        elif (
            lead == "beyond"
            and low.endswith(("over ", "over the ", "over our "), 0, start)
            and not (rule in _BASES or (rule == "to_date" and reading.year))
        ):
            lead = "in"
        elif low.startswith((" level", "'s level"), end):
            lead = "base"
        found.append(Expression(start, end, text[start:end], rule, reading, lead))


_SAYINGS = frozenset(("month", "month_relative", "quarter_relative"))  # what may tell when a thing was said


def _was_said(low: str, start: int) -> bool:
    """Whether the words before a time make it that of a saying: "higher than we guided in May".

    >>> _was_said("higher than we guided in may", 25), _was_said("sales that we made in may", 22)
    (True, False)
    """
    cues = words().cues
    before = low[max(0, start - 48) : start].split()
    while before and before[-1] in cues["saidlink"]:
        before.pop()
    if not before or before[-1] not in cues["saying"]:
        return False
    return "than" in before and not cues["sayer"].isdisjoint(before[-5:-1])


def _names_debt(low: str, end: int) -> bool:
    """Whether a year is part of the name of a debt or a lease: "2026 senior notes", "the 2024 maturity".

    >>> _names_debt("our 2026 senior notes", 8), _names_debt("in 2026 we note", 7)
    (True, False)
    """
    cues = words().cues
    for word in low[end : end + 40].split()[:4]:
        plain = word.strip(".,;?)")
        if plain in cues["instrument"]:
            return True
        if plain not in cues["between"]:
            return False
    return False


_BASES = frozenset(  # what "over" can make the base of a comparison; with others it means during
    (
        "year_relative",
        "quarter_relative",
        "same_period",
        "year_number",
        "quarter_number",
        "quarter_of_year",
        "year_ago",
        "years_ago",
    )
)
_SKIP = frozenset(
    ("the", "a", "an", "our", "its", "their", "that", "what", "we", "had", "of", "levels", "level", "just", "this")
)


def _far_base(before: list[str], leads: dict[str, str]) -> str:
    """The part of "than" or "versus" before "what we had in", "those in": words that take up what is compared."""
    if before and leads.get(before[-1]) in ("base", "beyond"):  # "than in the quarter before"
        return leads[before[-1]]
    if not before or before[-1] not in words().cues["taken"]:
        return ""
    for at in range(len(before) - 2, max(-1, len(before) - 6), -1):
        word = before[at].strip(",")
        part = leads.get(word) or leads.get(f"{word} {before[at + 1]}")
        if part in ("base", "beyond"):
            return part
        if part is not None and part != "of":
            break
    return ""


_TERMS = frozenset(("in", "point", "to"))  # leads that may stand before the end of a debt


def _falls_due(before: list[str], leads: dict[str, str]) -> bool:
    """Whether what falls due stands just before "in", "until" or "by": "maturities of those notes until"."""
    for at in range(len(before) - 1, max(-1, len(before) - 5), -1):
        word = before[at]
        pair = f"{before[at - 1]} {word}" if at else word
        if leads.get(word.strip(",")) == "due" or leads.get(pair) == "due":
            return True
        if word[-1:] in ".,;" or any(letter.isdigit() for letter in word):
            return False
    return False


def _prolonged(before: list[str]) -> bool:
    """Whether a term is said to run longer before its new end: "extended the facility for 4 years to".

    >>> _prolonged("was extended for 4 years".split()), _prolonged("extended sales by 3".split())
    (True, False)
    """
    cues = words().cues
    for at in range(len(before) - 1, max(-1, len(before) - 8), -1):
        if before[at] in cues["prolong"]:
            return True
        if before[at][-1:] in ".,;" or (
            before[at][:1].isdigit() and (at + 1 == len(before) or before[at + 1] not in cues["term"])
        ):
            return False
    return False


def lead_of(low: str, start: int) -> str:
    """The part that the words before a place give to what stands there; see ``lead`` in the lexicon.

    >>> low = "compared to the same quarter"
    >>> lead_of(low, 16), lead_of("as of the end", 10), lead_of("revenue grew 5", 13)
    ('base', 'point', '')
    """
    leads, traits = words().leads, words().cues["trait"]
    before = low[max(0, start - 42) : start].replace("-", " ").split()
    of = ""
    while before:
        word = before.pop().strip(",$€£")
        pair = f"{before[-1]} {word}" if before else word
        part = leads.get(pair) or leads.get(word)
        if part in _TERMS and _falls_due(before, leads):
            return "due"
        if word in words().cues["upto"] and _prolonged(before):
            return "due"
        if part == "in":
            return _far_base(before, leads) or part
        if part is not None and part != "of":
            return part
        if part == "of":
            of = "of"
        if word not in _SKIP and word not in traits and part is None:
            break
    return of
