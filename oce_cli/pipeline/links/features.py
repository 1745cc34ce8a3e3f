"""What speaks for a proposal, as short named features.

Names read ``source|what=value``: the same observation weighs differently for an anchor, a noun phrase or a carried
metric, so each source has weights of its own.
"""

from __future__ import annotations

from oce_cli.pipeline.links import grammar
from oce_cli.pipeline.links.candidates import kind_of
from oce_cli.pipeline.links.place import GROUPS, bucket, noun_class, of_place
from oce_cli.pipeline.links.proposals import Proposal, listed_words
from oce_cli.pipeline.links.situation import Situation, fit, form_of
from oce_cli.pipeline.links.view import View
from oce_cli.pipeline.links.wording import of_words


def of(proposal: Proposal, here: Situation) -> tuple[str, ...]:
    """The features of one proposal for one number."""
    source, form = proposal.source, here.form
    found = [source, f"{source}|form={form}", f"{source}|section={here.section}"]
    if source == "none":
        return tuple(found + _of_none(here) + of_words(proposal, here, source))
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
        found += of_place(proposal, here, fits)
    found += _of_history(proposal, here)
    if source in {"slug", "impact"}:
        found += _of_slug(proposal, here)
    if source in {"carried", "recalled", "earlier", "implied"}:
        found += _of_elsewhere(proposal, here)
    found += of_words(proposal, here, GROUPS.get(source, source))
    return tuple(found)


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
    if kind_of_head != "other":  # plain English nouns of the lexicon, never a name
        found.append(f"{source}|noun={head.norm.removesuffix('s')}")
    found.append(f"{source}|head={kind_of_head}&form={here.form}")
    found.append(f"{source}|head={kind_of_head}&detail={proposal.detail}")
    inside = [a for a in view.anchors if a.first >= first and a.last <= last]
    if inside:
        covers = "whole" if any(a.first == first and a.last == last for a in inside) else "part"
        strength = "strong" if any(a.mention.strength == "strong" for a in inside) else "weak"
        found.append(f"{source}|holds {strength} {covers}")
    if any(norm in listed_words("impact", "nouns") for norm in view.norms):
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
        f"{source}|{detail}|only a whole named={view.names_whole_alone()}&subject={_subject(view)}",
    ]


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
    if not listed_words("slug", "parts").isdisjoint(view.norms[at:end]):
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
    if noun in listed_words("slug", "never"):
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
