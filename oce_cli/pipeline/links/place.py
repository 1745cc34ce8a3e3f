"""What the place of the naming words tells: side, way and distance to the number, and what stands between."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from oce_cli.pipeline.blocks import Block, block
from oce_cli.pipeline.links import grammar
from oce_cli.pipeline.links.nouns import noun_class
from oce_cli.pipeline.links.proposals import Proposal
from oce_cli.pipeline.links.situation import Situation, next_word, rivals_of, word_or_class
from oce_cli.pipeline.links.view import View

GROUPS = {
    "mention": "anchor",
    "weak": "anchor",
    "verb": "anchor",
    "twin": "anchor",
    "kin": "anchor",
}  # they share what their place tells


_TELLING = {"K": "clause end", "C": "conjunction", "V": "verb"}  # classes whose words between tell something


@lru_cache(20_000)
def _telling(between: str) -> str:
    """The classes of words between that tell something, each once; a movement (M) is a verb too.

    >>> _telling("NPMNK")
    'KV'
    """
    verbal = between.replace("M", "V")
    return "".join([tag for tag in _TELLING if tag in verbal])


def of_place(proposal: Proposal, here: Situation, fits: str) -> list[Block]:
    """Side, way, distance, and what stands between the naming words and the number."""
    view, at = here.view, here.at
    first, last, source = proposal.first, proposal.last, proposal.source
    side = "before" if last <= at else "after" if first > at else "around"
    start, end = (last, at) if side == "before" else (at + 1, first)
    between = view.tags[start:end]
    numbers = min(between.count("Q"), 3)
    anchors = sum([start <= a.first and a.last <= end for a in view.strong])
    breaks = between.count("K") + between.count(",")
    rivals = rivals_of(here, fits)
    nearer = sum([start <= a.first and a.last <= end for a in rivals])
    other = sum([(a.first > at if side == "before" else a.last <= at) for a in rivals])
    group = GROUPS.get(source, source)
    way = grammar.path(view.words, view.tags, start, end)
    name = _of_name(view, first, last)
    found = [
        _distance(source, group, side, bucket(end - start), numbers),
        _between(source, side, numbers, min(anchors, 3), min(breaks, 3), min(here.rank, 3)),
        _way(source, group, side, way, fits),
        _beside_number(source, group, side, here.following, here.leading),
        _rivals(source, group, side, fits, min(nearer, 2), min(numbers, 2), min(other, 2), min(len(rivals), 3)),
        _told_between(source, group, side, min(numbers, 2), _telling(between), view.causes[first], name.subject),
        _surroundings(source, side, name.nouns_before, name.noun_after, name.modifier, name.percentage, name.whole),
        _beside_name(source, group, side, name.governor, name.following),
    ]
    if proposal.span is not None:
        before = here.before
        same = "" if before is None else str(before.quantity.kind == here.quantity.kind)
        found.append(_taken(source, side, min(here.used.get(proposal.span, 0), 3), here.form, same))
    if name.part >= 0:
        found.append(_whole_of(source, group, side, name.part == at))
    if here.respectively:
        found.append(_respectively(side, _anchor_rank(view, first) - here.rank))
    return found


@block
def _distance(source: str, group: str, side: str, gap: str, numbers: int) -> list[str]:
    found = [f"{source}|{side}", f"{source}|{side}|gap={gap}", f"{source}|{side}|numbers={numbers}"]
    if group != source:
        found += [f"{group}|{side}|gap={gap}", f"{group}|{side}|numbers={numbers}"]
    return found


@block
def _between(source: str, side: str, numbers: int, anchors: int, breaks: int, rank: int) -> list[str]:
    return [
        f"{source}|{side}|anchors={anchors}",
        f"{side}|numbers={min(numbers, 2)}&anchors={min(anchors, 2)}",
        f"{source}|{side}|breaks={breaks}",
        f"{side}|rank={rank}&numbers={numbers}",
    ]


@block
def _way(source: str, group: str, side: str, way: str, fits: str) -> list[str]:
    found = [f"{source}|{side}|way={way}"]
    if group != source:
        found += [f"{group}|{side}|way={way}", f"{group}|{side}|fit={fits}&way={way}"]
    return found


@block
def _beside_number(source: str, group: str, side: str, following: str, leading: str) -> list[str]:
    found = [f"{source}|{side}|next={following}", f"{source}|{side}|previous={leading}"]
    if group != source:
        found += [f"{group}|{side}|next={following}", f"{group}|{side}|previous={leading}"]
    return found


@block
def _rivals(
    source: str, group: str, side: str, fits: str, nearer: int, numbers: int, other: int, rivals: int
) -> list[str]:
    return [
        f"{group}|{side}|fit={fits}&nearer={nearer}&numbers={numbers}",
        f"{source}|{side}|fit={fits}&nearer={nearer}&numbers={numbers}",
        f"{side}|fit={fits}&nearer={nearer}",
        f"{source}|{side}|nearer={nearer}&other side={other}",
        f"{source}|rivals={rivals}&fit={fits}",
    ]


@block
def _told_between(
    source: str, group: str, side: str, numbers: int, between: str, cause: bool, subject: bool
) -> list[str]:
    found = [f"{source}|{side}|{_TELLING[tag]} between" for tag in between]
    if cause:
        found.append(f"{group}|{side}|cause&numbers={numbers}")
        found += [f"{source}|{side}|cause", f"{source}|{side}|cause&numbers={numbers}"]
    if subject:
        found += [f"{group}|{side}|subject&numbers={numbers}", f"{source}|{side}|subject"]
    return found


@block
def _surroundings(
    source: str, side: str, nouns: int, noun_after: str, modifier: str, percentage: bool, whole: bool
) -> list[str]:
    found = [f"{source}|{side}|modifiers={nouns}", f"{source}|noun after={noun_after}", f"{source}|modifier={modifier}"]
    if percentage:
        found.append(f"{source}|as a percentage")
    if whole:
        found.append(f"{source}|{side}|whole of a percentage")
    return found


@block
def _whole_of(source: str, group: str, side: str, own: bool) -> list[str]:
    """The words are the whole that a number is a part of ("19% of total revenue"): this number, or another one."""
    found = [f"{source}|{side}|whole of {'it' if own else 'another'}"]
    return [*found, f"{group}|{side}|whole of {'it' if own else 'another'}"] if group != source else found


@block
def _beside_name(source: str, group: str, side: str, governor: str, following: str) -> list[str]:
    found = [f"{source}|{side}|governor={governor}", f"{source}|{side}|next to it={following}"]
    if group != source:
        found += [f"{group}|{side}|governor={governor}", f"{group}|{side}|next to it={following}"]
    return found


@block
def _taken(source: str, side: str, taken: int, form: str, same: str) -> list[str]:
    found = [f"{source}|{side}|taken={taken}&form={form}"]
    return [*found, f"{source}|{side}|taken={min(taken, 2)}&same kind={same}"] if same else found


@block
def _respectively(side: str, ahead: int) -> list[str]:
    return [f"respectively|{side}|rank={ahead}"]


class Name(NamedTuple):
    """What the place of naming words tells whatever the number."""

    nouns_before: int
    noun_after: str
    modifier: str
    governor: str
    following: str
    subject: bool
    percentage: bool
    whole: bool
    part: int  # word of the number that is told as a part of it: "*19%* of total revenue"; -1 for none


def _of_name(view: View, first: int, last: int) -> Name:
    """The surroundings of naming words, looked at once for all numbers of the sentence."""
    found = view.names.get((first, last))
    if not isinstance(found, Name):
        norms = view.norms
        found = view.names[first, last] = Name(
            _nouns_before(view, first),
            _noun_after(view, last),
            _modifier(view, first),
            _governor(view, first),
            next_word(view, last - 1, 1),
            not view.tags[:first].strip("DRAC,"),
            "percentage" in norms[last : last + 4] and "of" in norms[last : last + 5],
            "percentage" in norms[max(0, first - 4) : first] and norms[first - 1 : first] == ["of"],
            _part_of(view, first),
        )
    return found


def _part_of(view: View, first: int) -> int:
    """The word of the number that stands before "of" and the naming words, -1 where none does."""
    at = first - 1
    while at >= 0 and first - at < 5 and view.tags[at] in "DAN":
        at -= 1
    if at < 1 or view.norms[at] != "of":
        return -1
    number = at - 1 if view.tags[at - 1] != "," else at - 2  # "13.7%, of sales"
    return number if number >= 0 and view.tags[number] == "Q" else -1


def _nouns_before(view: View, first: int) -> int:
    """How many nouns stand directly before the naming words, up to two."""
    count = 0
    while count < 2 and first - count > 0 and view.tags[first - count - 1] == "N":
        count += 1
    return count


def _modifier(view: View, first: int) -> str:
    """What stands right before the naming words: a name (capital), a plain noun, or nothing that belongs to them."""
    if first == 0 or view.tags[first - 1] != "N":
        return "none"
    before = view.words[first - 1].text
    return "name" if before[:1].isupper() and first > 1 else noun_class(view.norms[first - 1])


def _noun_after(view: View, last: int) -> str:
    """The class of the noun right after the naming words: "cash flow *impact*"; "" where none follows."""
    return noun_class(view.norms[last]) if last < len(view.tags) and view.tags[last] == "N" else ""


def _governor(view: View, first: int) -> str:
    """The preposition or class that stands before the naming words' modifiers."""
    at = first - 1
    while at >= 0 and view.tags[at] in "DANX" and first - at < 6:
        at -= 1
    return word_or_class(view, at)


def _anchor_rank(view: View, first: int) -> int:
    return sum(1 for a in view.strong if a.first < first)


def bucket(count: int) -> str:
    return (
        str(count) if count < 3 else "3-5" if count < 6 else "6-10" if count < 11 else "11-20" if count < 21 else ">20"
    )
