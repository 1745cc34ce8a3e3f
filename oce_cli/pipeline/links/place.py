"""What the place of the naming words tells: side, way and distance to the number, and what stands between."""

from __future__ import annotations

from functools import cache

from oce_cli.lexicon import load_table
from oce_cli.pipeline.links import grammar
from oce_cli.pipeline.links.proposals import Proposal, listed_words
from oce_cli.pipeline.links.situation import Situation, fit, next_word, word_or_class
from oce_cli.pipeline.links.view import View

GROUPS = {
    "mention": "anchor",
    "weak": "anchor",
    "verb": "anchor",
    "twin": "anchor",
    "kin": "anchor",
}  # they share what their place tells


def of_place(proposal: Proposal, here: Situation, fits: str) -> list[str]:
    """Side, way, distance, and what stands between the naming words and the number."""
    view, at = here.view, here.at
    first, last, source = proposal.first, proposal.last, proposal.source
    side = "before" if last <= at else "after" if first > at else "around"
    start, end = (last, at) if side == "before" else (at + 1, first)
    way = grammar.path(view.words, view.tags, start, end)
    between = view.tags[start:end]
    numbers = between.count("Q")
    anchors = sum(1 for a in view.strong if start <= a.first and a.last <= end)
    breaks = between.count("K") + between.count(",")
    group = GROUPS.get(source, source)
    found = [
        f"{source}|{side}",
        f"{source}|{side}|way={way}",
        f"{source}|{side}|gap={bucket(end - start)}",
        f"{source}|{side}|numbers={min(numbers, 3)}",
        f"{source}|{side}|anchors={min(anchors, 3)}",
        f"{side}|numbers={min(numbers, 2)}&anchors={min(anchors, 2)}",
        f"{source}|{side}|breaks={min(breaks, 3)}",
        f"{source}|{side}|next={here.following}",
        f"{source}|{side}|previous={here.leading}",
        f"{side}|rank={min(here.rank, 3)}&numbers={min(numbers, 3)}",
    ]
    rivals = [a for a in view.strong if fit(a.mention.kind, here.form, here.quantity) in {"strict", fits}]
    nearer = sum(1 for a in rivals if start <= a.first and a.last <= end)
    other = sum(1 for a in rivals if (a.first > at if side == "before" else a.last <= at))
    found += [
        f"{group}|{side}|fit={fits}&nearer={min(nearer, 2)}&numbers={min(numbers, 2)}",
        f"{source}|{side}|fit={fits}&nearer={min(nearer, 2)}&numbers={min(numbers, 2)}",
        f"{source}|{side}|nearer={min(nearer, 2)}&other side={min(other, 2)}",
        f"{source}|rivals={min(len(rivals), 3)}&fit={fits}",
        f"{side}|fit={fits}&nearer={min(nearer, 2)}",
        f"{source}|{side}|modifiers={_nouns_before(view, first)}",
        f"{source}|noun after={_noun_after(view, last)}",
        f"{source}|modifier={_modifier(view, first)}",
    ]
    if group != source:
        found += [
            f"{group}|{side}|way={way}",
            f"{group}|{side}|fit={fits}&way={way}",
            f"{group}|{side}|gap={bucket(end - start)}",
            f"{group}|{side}|numbers={min(numbers, 3)}",
            f"{group}|{side}|next={here.following}",
            f"{group}|{side}|previous={here.leading}",
            f"{group}|{side}|governor={_governor(view, first)}",
            f"{group}|{side}|next to it={next_word(view, last - 1, 1)}",
        ]
    if "K" in between:
        found.append(f"{source}|{side}|clause end between")
    if "C" in between:
        found.append(f"{source}|{side}|conjunction between")
    if "V" in between or "M" in between:
        found.append(f"{source}|{side}|verb between")
    if view.causes[first]:
        found.append(f"{group}|{side}|cause&numbers={min(numbers, 2)}")
        found.append(f"{source}|{side}|cause")
        found.append(f"{source}|{side}|cause&numbers={min(numbers, 2)}")
    found.append(f"{source}|{side}|governor={_governor(view, first)}")
    found.append(f"{source}|{side}|next to it={next_word(view, last - 1, 1)}")
    if first == 0 or all(tag in "DRAC," for tag in view.tags[:first]):
        found.append(f"{group}|{side}|subject&numbers={min(numbers, 2)}")
        found.append(f"{source}|{side}|subject")
    if proposal.span is not None:
        taken = here.used.get(proposal.span, 0)
        found.append(f"{source}|{side}|taken={min(taken, 3)}&form={here.form}")
        if here.before is not None:
            same_form = here.before.quantity.kind == here.quantity.kind
            found.append(f"{source}|{side}|taken={min(taken, 2)}&same kind={same_form}")
    if here.respectively:
        found.append(f"respectively|{side}|rank={_anchor_rank(view, first) - here.rank}")
    if "percentage" in view.norms[last : last + 4] and "of" in view.norms[last : last + 5]:
        found.append(f"{source}|as a percentage")
    if "percentage" in view.norms[max(0, first - 4) : first] and view.norms[first - 1 : first] == ["of"]:
        found.append(f"{source}|{side}|whole of a percentage")
    return found


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


@cache
def _noun_classes() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, nouns in load_table("nouns").items():
        for noun in nouns:
            found.setdefault(noun, name)
    for noun in listed_words("slug", "empty_heads"):
        found.setdefault(noun, "empty")
    return found


def noun_class(norm: str) -> str:
    """What the noun may name (a list of ``lexicon/nouns.toml``); ``other`` for a noun in none, plural or not."""
    classes = _noun_classes()
    return classes.get(norm) or classes.get(norm.removesuffix("s")) or classes.get(norm.removesuffix("es")) or "other"


def bucket(count: int) -> str:
    return (
        str(count) if count < 3 else "3-5" if count < 6 else "6-10" if count < 11 else "11-20" if count < 21 else ">20"
    )
