"""What speaks for a proposal, as short named features.

Names read ``source|what=value``: the same observation weighs differently for an anchor, a noun phrase or a carried
metric, so each source has weights of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from oce_cli.lexicon import load_table
from oce_cli.model import Quantity, Row
from oce_cli.pipeline.links import grammar
from oce_cli.pipeline.links.candidates import Proposal, _words, impact_link, is_per_share, kind_of
from oce_cli.pipeline.links.view import View


@dataclass(slots=True)
class Situation:
    """What is the same for all proposals of one number."""

    view: View
    at: int  # word index of the number
    quantity: Quantity
    form: str  # kind of number as said
    rank: int  # how many numbers stand before it in the sentence
    before: Row | None  # the row before, if it is in the same sentence
    last: Row | None  # the row before, wherever
    link: str  # the way from the row before in the same sentence
    following: str  # the word or class after the number
    leading: str  # the word or class before the number
    section: str
    role: str
    used: dict[tuple[int, int], int]  # anchors (by word range start, end offsets) already taken in this sentence
    respectively: bool
    impact: str  # how the sentence says that the number is what something did


def form_of(quantity: Quantity) -> str:
    """The kind of number as a linker sees it: small money and small counts are kinds of their own."""
    if quantity.kind == "money" and is_per_share(quantity):
        return "small money"
    if quantity.kind == "count":
        word = quantity.text[:1].isalpha()
        return "word count" if word else "small count" if quantity.value < 20 and quantity.scale == 1 else "count"
    if quantity.kind == "physical" and quantity.unit in {"day", "week", "month", "year", "hour", "minute", "second"}:
        return "duration"
    return quantity.kind


def word_or_class(view: View, at: int) -> str:
    """A preposition, sign or movement particle by name, another word by its class; ``end`` outside the sentence."""
    if not 0 <= at < len(view.tags):
        return "end"
    tag = view.tags[at]
    if tag in "PCK,X" or view.norms[at] in {"up", "down", "was", "were", "is", "higher", "lower"}:
        return view.norms[at]
    return tag


def next_word(view: View, at: int, step: int) -> str:
    """``word_or_class`` of the next word that is no determiner or adverb."""
    at += step
    while 0 <= at < len(view.tags) and view.tags[at] in "DA":
        at += step
    return word_or_class(view, at)


_STRICT = {
    "money": {"money"},
    "percent": {"percent"},
    "count": {"count"},
    "per_share": {"per_share", "money"},
    "multiple": {"multiple"},
    "physical": {"physical"},
    "price": {"money", "physical"},
}


def fit(kind: str, form: str, quantity: Quantity) -> str:
    """How well a metric of a kind takes a number: strict, moves (a percent that moves or shares it), loose or bad."""
    if not kind:
        return "open"
    if form == "small money":
        return "strict" if kind == "per_share" else "loose" if kind == "money" else "bad"
    said = kind_of(quantity)
    if kind in _STRICT.get(said, ()):
        return "strict" if kind == said or kind != "per_share" else "bad"
    if said == "percent":
        return "moves"
    return "loose" if {kind, said} <= {"count", "physical", "multiple"} else "bad"


@cache
def _noun_classes() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, nouns in load_table("nouns").items():
        for noun in nouns:
            found.setdefault(noun, name)
    for noun in _words("slug", "empty_heads"):
        found.setdefault(noun, "empty")
    return found


def noun_class(norm: str) -> str:
    """What the noun may name (a list of ``lexicon/nouns.toml``); ``other`` for a noun in none, plural or not."""
    classes = _noun_classes()
    return classes.get(norm) or classes.get(norm.removesuffix("s")) or classes.get(norm.removesuffix("es")) or "other"


def bucket(count: int) -> str:
    return str(count) if count < 3 else "3-5" if count < 6 else "6-10" if count < 11 else "11-20" if count < 21 else ">20"


def of(proposal: Proposal, here: Situation) -> tuple[str, ...]:
    """The features of one proposal for one number."""
    source, form = proposal.source, here.form
    found = [source, f"{source}|form={form}", f"{source}|section={here.section}"]
    if source == "none":
        return tuple(found + _of_none(here))
    if here.impact:
        found.append(f"{source}|impact {here.impact}")
        found.append(f"{source}|{proposal.detail}|impact {here.impact}&form={form}")
    kind = proposal.kind or "open"
    fits = fit(proposal.kind, form, here.quantity)
    found.append(f"{source}|fit={fits}")
    found.append(f"kind={kind}&form={form}")
    found.append(f"{source}|kind={kind}&form={form}")
    if proposal.listed:
        found.append(f"id={proposal.metric}")
        if source != "mention":
            found.append(f"{source}|id={proposal.metric}")
        if here.quantity.kind in {"physical", "price"}:
            found.append(f"id={proposal.metric}&unit={here.quantity.unit.partition('/')[2] or here.quantity.unit}")
        found.append(f"id={proposal.metric}&form={kind_of(here.quantity)}")
    if proposal.detail:
        found.append(f"{source}|{proposal.detail}")
        found.append(f"{source}|{proposal.detail}&form={form}")
    if proposal.first >= 0:
        found += _of_place(proposal, here, fits)
    found += _of_history(proposal, here)
    if source in {"slug", "impact"}:
        found += _of_slug(proposal, here)
    if source in {"carried", "earlier", "implied"}:
        found += _of_elsewhere(proposal, here)
    return tuple(found)


_GROUPS = {"mention": "anchor", "weak": "anchor", "verb": "anchor", "twin": "anchor"}  # they share what their place tells


def _of_place(proposal: Proposal, here: Situation, fits: str) -> list[str]:
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
    group = _GROUPS.get(source, source)
    found = [
        f"{group}|{side}|way={way}",
        f"{group}|{side}|fit={fits}&way={way}",
        f"{group}|{side}|gap={bucket(end - start)}",
        f"{group}|{side}|numbers={min(numbers, 3)}",
        f"{group}|{side}|next={here.following}",
        f"{group}|{side}|previous={here.leading}",
        f"{group}|{side}|governor={_governor(view, first)}",
        f"{group}|{side}|next to it={next_word(view, last - 1, 1)}",
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


def _of_history(proposal: Proposal, here: Situation) -> list[str]:
    """Whether the row before has the same metric, and how the two numbers are joined."""
    source, row = proposal.source, here.before
    if row is None:
        last = here.last
        if last is not None and last.metric:
            return [f"{source}|first&same as last={proposal.metric == last.metric}"]
        return [f"{source}|first"]
    same = proposal.metric == row.metric
    kinds = f"{form_of(row.quantity)}>{here.form}"
    return [
        f"{source}|same={same}&link={here.link}",
        f"same={same}&link={here.link}",
        f"same={same}&kinds={kinds}",
        f"{source}|same={same}&kinds={kinds}",
        f"same={same}&previous={here.leading}&kinds={kinds}",
    ]


def _of_slug(proposal: Proposal, here: Situation) -> list[str]:
    """Head, length and surroundings of a noun phrase."""
    view, first, last = here.view, proposal.first, proposal.last
    head = view.words[last - 1]
    source = proposal.source
    strong = len(view.strong)
    found = [
        f"{source}|length={min(last - first, 5)}",
        f"{source}|strong anchors={min(strong, 2)}&form={here.form}",
        f"{source}|{proposal.detail}&strong anchors={min(strong, 2)}",
        f"{source}|capital={head.text[:1].isupper()}",
    ]
    kind_of_head = noun_class(head.norm)
    found.append(f"{source}|head={kind_of_head}")
    found.append(f"{source}|head={kind_of_head}&form={here.form}")
    found.append(f"{source}|head={kind_of_head}&detail={proposal.detail}")
    inside = [a for a in view.anchors if a.first >= first and a.last <= last]
    if inside:
        covers = "whole" if any(a.first == first and a.last == last for a in inside) else "part"
        strength = "strong" if any(a.mention.strength == "strong" for a in inside) else "weak"
        found.append(f"{source}|holds {strength} {covers}")
    if any(norm in _words("impact", "nouns") for norm in view.norms):
        found.append(f"{source}|impact noun in sentence")
    if head.norm.endswith("s"):
        found.append(f"{source}|plural&form={here.form}")
    return found


def _of_elsewhere(proposal: Proposal, here: Situation) -> list[str]:
    """For metrics that the sentence itself does not name before the number."""
    view, source = here.view, proposal.source
    strong_before = sum(1 for a in view.strong if a.last <= here.at)
    strong_after = len(view.strong) - strong_before
    weak = any(a.mention.strength != "strong" for a in view.anchors)
    opening = view.tags[:1]
    detail = proposal.detail
    return [
        f"{source}|{detail}|before={min(strong_before, 2)}&after={min(strong_after, 1)}",
        f"{source}|weak={weak}&strong={bool(view.strong)}",
        f"{source}|opening={opening}",
        f"{source}|{detail}|rank={min(here.rank, 2)}",
        f"{source}|previous={here.leading}",
        f"{source}|next={here.following}",
        f"{source}|{detail}|role={here.role}",
        f"{source}|length={bucket(len(view.words))}",
        f"{source}|{detail}|subject={_subject(view)}&form={here.form}",
        f"{source}|subject={_subject(view)}&previous={here.leading}",
    ]


_PARTS = frozenset("business businesses segment segments division divisions region regions channel category brand unit".split())


def _subject(view: View) -> str:
    """What the sentence begins with: a pronoun, a part of the company, a name, an anchor or another noun."""
    at = 0
    while at < len(view.tags) and view.tags[at] in "DACPTX,K":
        at += 1
    if at == len(view.tags):
        return "none"
    if view.tags[at] != "N":
        return view.norms[at] if view.norms[at] in {"it", "that", "we", "this"} else view.tags[at]
    end = at
    while end < len(view.tags) and view.tags[end] == "N":
        end += 1
    if any(a.first < end and a.last > at for a in view.anchors):
        return "anchor"
    if not _PARTS.isdisjoint(view.norms[at:end]):
        return "part"
    return "name" if at > 0 and view.words[at].text[:1].isupper() else "noun"


def _of_none(here: Situation) -> list[str]:
    """What speaks for a number that belongs to no metric."""
    view = here.view
    after = grammar.NOUN if here.following == "N" else here.following
    at = here.at + 1
    while at < len(view.tags) and view.tags[at] in "DA":
        at += 1
    noun = view.norms[at] if at < len(view.tags) and view.tags[at] == "N" else ""
    found = [
        f"none|previous={here.leading}",
        f"none|previous={here.leading}&form={here.form}",
        f"none|next={after}&form={here.form}",
        f"none|anchors={min(len(view.strong), 2)}&form={here.form}",
        f"none|role={here.role}",
        f"none|role={here.role}&form={here.form}",
        f"none|length={bucket(len(view.words))}",
        f"none|bound={here.quantity.bound}&form={here.form}",
        f"none|rank={min(here.rank, 2)}",
    ]
    if noun in _words("slug", "never"):
        found.append("none|never noun")
    if noun:
        found.append(f"none|noun class={noun_class(noun)}&form={here.form}")
    if here.before is not None:
        found.append(f"none|row before={bool(here.before.metric)}&link={here.link}")
    elif here.rank:
        found.append("none|numbers before none")
    if here.view.causes[here.at]:
        found.append("none|cause")
    return found


def situations(view: View, rows: Sequence[Row], at: int, word: int, quantity: Quantity, section: str, role: str) -> Situation:
    """The situation of ``rows[at]``; rows before it have their metric."""
    last = rows[at - 1] if at else None
    same = last is not None and last.sentence == rows[at].sentence
    before = last if same else None
    link = ""
    used: dict[tuple[int, int], int] = {}
    if before is not None:
        link = grammar.path(view.words, view.tags, before.word + 1, word)
        back = at - 1
        while back >= 0 and rows[back].sentence == rows[at].sentence:
            if rows[back].mention is not None:
                used[rows[back].mention] = used.get(rows[back].mention, 0) + 1
            back -= 1
    return Situation(
        view, word, quantity, form_of(quantity), sum(1 for n in view.numbers if n < word), before, last, link,
        next_word(view, word, 1), next_word(view, word, -1), section, role, used, "respectively" in view.norms,
        impact_link(view, word),
    )
