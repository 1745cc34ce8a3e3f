"""What speaks for a proposal, as short named features.

Names read ``source|what=value``: the same observation weighs differently for an anchor, a noun phrase or a carried
metric, so each source has weights of its own. They come in blocks, see ``oce_cli.pipeline.chooser``.
"""

from __future__ import annotations

from oce_cli.pipeline.blocks import Block, block
from oce_cli.pipeline.links.candidates import kind_of
from oce_cli.pipeline.links.elsewhere import of_elsewhere
from oce_cli.pipeline.links.nothing import of_nothing
from oce_cli.pipeline.links.nouns import noun_class
from oce_cli.pipeline.links.own import Own
from oce_cli.pipeline.links.place import GROUPS, of_place
from oce_cli.pipeline.links.proposals import Proposal
from oce_cli.pipeline.links.situation import Situation, fit, form_of


def of(proposal: Proposal, here: Situation) -> list[Block]:
    """The features of one proposal for one number, but for its words."""
    source, form, detail = proposal.source, here.form, proposal.detail
    if source == "none":
        return [_source(source, form, here.section, "", ""), *of_nothing(here)]
    fits = fit(proposal.kind, form, here.quantity)
    found = [
        _source(source, form, here.section, here.impact, detail),
        _kind(source, proposal.kind or "open", form, fits),
        *_of_history(proposal, here),
    ]
    if proposal.listed:
        quantity = here.quantity
        unit = quantity.unit.partition("/")[2] or quantity.unit if quantity.kind in {"physical", "price"} else ""
        found.append(_listed(source, proposal.metric, unit, kind_of(quantity)))
    if here.own is not None:
        own = here.own
        found.append(_own(source, GROUPS.get(source, source), own.how, *_relation(proposal, here, own)))
    if proposal.first >= 0:
        found += of_place(proposal, here, fits)
    if source in {"slug", "impact"}:
        found += _of_slug(proposal, here)
    if source in {"carried", "recalled", "earlier", "implied"}:
        found += of_elsewhere(proposal, here)
    return found


def _relation(proposal: Proposal, here: Situation, own: Own) -> tuple[str, str, bool]:
    """What a proposal is to the number's own noun, and what that noun may name."""
    head = here.view.norms[own.last - 1]
    if proposal.first >= 0 and own.touches(proposal.first, proposal.last):
        told = "it" if proposal.last == own.last else "part of it"
    else:
        told = "akin" if own.is_akin(here.view, proposal.metric) else "another"
    return told, noun_class(head), head.endswith("s")


@block
def _own(source: str, group: str, how: str, told: str, head: str, plural: bool) -> list[str]:
    found = [f"{source}|own={how}&{told}", f"{source}|own={how}&{told}&head={head}"]
    if plural:
        found.append(f"{source}|own={how}&{told}&plural")
    return [*found, f"{group}|own={how}&{told}"] if group != source else found


@block
def _source(source: str, form: str, section: str, impact: str, detail: str) -> list[str]:
    found = [source, f"{source}|form={form}", f"{source}|section={section}"]
    if impact:
        found += [f"{source}|impact {impact}", f"{source}|{detail}|impact {impact}&form={form}"]
    if detail:
        found += [f"{source}|{detail}", f"{source}|{detail}&form={form}"]
    return found


@block
def _kind(source: str, kind: str, form: str, fits: str) -> list[str]:
    return [f"{source}|fit={fits}", f"kind={kind}&form={form}", f"{source}|kind={kind}&form={form}"]


@block
def _listed(source: str, metric: str, unit: str, kind: str) -> list[str]:
    found = [f"id={metric}", f"id={metric}&form={kind}"]
    if source != "mention":
        found.append(f"{source}|id={metric}")
    if unit:
        found.append(f"id={metric}&unit={unit}")
    return found


def _of_history(proposal: Proposal, here: Situation) -> list[Block]:
    """Whether the row before has the same metric, and how the two numbers are joined."""
    source, row = proposal.source, here.before
    if row is None:
        last = here.last
        if last is None or not last.metric:
            return [_first(source, "", "")]
        return [_first(source, str(proposal.metric == last.metric), f"{form_of(last.quantity)}>{here.form}")]
    same = proposal.metric == row.metric
    kinds = f"{form_of(row.quantity)}>{here.form}"
    return [_joined(source, same, here.link), _kinds(source, same, kinds), _led(same, here.leading, kinds)]


@block
def _first(source: str, same: str, kinds: str) -> list[str]:
    if not same:
        return [f"{source}|first"]
    return [f"{source}|first&same as last={same}", f"{source}|first&same as last={same}&kinds={kinds}"]


@block
def _joined(source: str, same: bool, link: str) -> list[str]:
    return [f"{source}|same={same}&link={link}", f"same={same}&link={link}"]


@block
def _kinds(source: str, same: bool, kinds: str) -> list[str]:
    return [f"same={same}&kinds={kinds}", f"{source}|same={same}&kinds={kinds}"]


@block
def _led(same: bool, leading: str, kinds: str) -> list[str]:
    return [f"same={same}&previous={leading}&kinds={kinds}"]


def _of_slug(proposal: Proposal, here: Situation) -> list[Block]:
    """Head, length and surroundings of a noun phrase."""
    view, first, last, source = here.view, proposal.first, proposal.last, proposal.source
    head = view.words[last - 1]
    kind = noun_class(head.norm)
    noun = "" if kind == "other" else head.norm.removesuffix("s")  # plain English nouns of the lexicon, never a name
    found = [
        _phrase(source, min(last - first, 5), head.text[:1].isupper(), view.tells_impact),
        _rare(source, proposal.detail, min(len(view.strong), 2), here.form, head.norm.endswith("s")),
        _head(source, proposal.detail, kind, noun, here.form),
    ]
    inside = [a for a in view.anchors if a.first >= first and a.last <= last]
    if inside:
        covers = "whole" if any(a.first == first and a.last == last for a in inside) else "part"
        strength = "strong" if any(a.mention.strength == "strong" for a in inside) else "weak"
        found.append(_holds(source, strength, covers))
    return found


@block
def _phrase(source: str, length: int, capital: bool, impact: bool) -> list[str]:
    found = [f"{source}|length={length}", f"{source}|capital={capital}"]
    return [*found, f"{source}|impact noun in sentence"] if impact else found


@block
def _rare(source: str, detail: str, strong: int, form: str, plural: bool) -> list[str]:
    found = [f"{source}|strong anchors={strong}&form={form}", f"{source}|{detail}&strong anchors={strong}"]
    return [*found, f"{source}|plural&form={form}"] if plural else found


@block
def _head(source: str, detail: str, kind: str, noun: str, form: str) -> list[str]:
    found = [f"{source}|head={kind}", f"{source}|head={kind}&form={form}", f"{source}|head={kind}&detail={detail}"]
    return [*found, f"{source}|noun={noun}"] if noun else found


@block
def _holds(source: str, strength: str, covers: str) -> list[str]:
    return [f"{source}|holds {strength} {covers}"]
