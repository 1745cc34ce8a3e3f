"""What speaks for a proposal, as short named features.

Names read ``source|what=value``: the same observation weighs differently for an anchor, a noun phrase or a carried
metric, so each source has weights of its own. They come in blocks, see ``oce_cli.pipeline.chooser``.
"""

from __future__ import annotations

from oce_cli.lexicon import listed_words
from oce_cli.pipeline.blocks import Block, block
from oce_cli.pipeline.links import grammar
from oce_cli.pipeline.links.candidates import kind_of
from oce_cli.pipeline.links.nouns import noun_class
from oce_cli.pipeline.links.own import Own
from oce_cli.pipeline.links.place import GROUPS, bucket, of_place
from oce_cli.pipeline.links.proposals import Proposal
from oce_cli.pipeline.links.situation import Situation, fit, form_of
from oce_cli.pipeline.links.view import View


def of(proposal: Proposal, here: Situation) -> list[Block]:
    """The features of one proposal for one number, but for its words."""
    source, form, detail = proposal.source, here.form, proposal.detail
    if source == "none":
        return [_source(source, form, here.section, "", ""), *_of_none(here)]
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
        found += _of_elsewhere(proposal, here)
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


def _of_elsewhere(proposal: Proposal, here: Situation) -> list[Block]:
    """For metrics that the sentence itself does not name before the number."""
    view, source, detail = here.view, proposal.source, proposal.detail
    before = sum([a.last <= here.at for a in view.strong])
    after = len(view.strong) - before
    opening, subject, alone, thing = _opening(view)
    shared = here.shared.get(source)
    if shared is None:
        weak, strong = len(view.strong) < len(view.anchors), bool(view.strong)
        shared = here.shared[source] = [
            _sentence(source, weak, strong, opening, bucket(len(view.words))),
            _beside(source, here.leading, here.following, subject),
        ]
    return [
        *shared,
        _told_in(source, detail, min(here.rank, 2), here.role, min(before, 2), min(after, 1)),
        _subject_of(source, detail, subject, here.form, alone),
        _subject_names(source, thing, here.form, here.leading),
    ]


@block
def _sentence(source: str, weak: bool, strong: bool, opening: str, length: str) -> list[str]:
    return [f"{source}|weak={weak}&strong={strong}", f"{source}|opening={opening}", f"{source}|length={length}"]


@block
def _told_in(source: str, detail: str, rank: int, role: str, before: int, after: int) -> list[str]:
    return [
        f"{source}|{detail}|rank={rank}",
        f"{source}|{detail}|role={role}",
        f"{source}|{detail}|before={before}&after={after}",
    ]


@block
def _beside(source: str, leading: str, following: str, subject: str) -> list[str]:
    return [
        f"{source}|previous={leading}",
        f"{source}|subject={subject}&previous={leading}",
        f"{source}|next={following}",
    ]


@block
def _subject_of(source: str, detail: str, subject: str, form: str, alone: bool) -> list[str]:
    return [
        f"{source}|{detail}|subject={subject}&form={form}",
        f"{source}|{detail}|only a whole named={alone}&subject={subject}",
    ]


@block
def _subject_names(source: str, thing: str, form: str, leading: str) -> list[str]:
    found = [f"{source}|subject names={thing}&form={form}", f"{source}|subject names={thing}&previous={leading}"]
    return found if thing else []


def _opening(view: View) -> tuple[str, str, bool, str]:
    """How a sentence begins, whether it names only a whole, and what its first noun may name.

    Looked at once for all numbers of the sentence.
    """
    if view.opening is None:
        view.opening = view.tags[:1], _subject(view), view.names_whole_alone(), _first_noun(view)
    return view.opening


def _first_noun(view: View) -> str:
    """What the head of the first noun phrase may name, and whether it is many; "" where no noun begins."""
    at = len(view.tags) - len(view.tags.lstrip("DACPTX,K"))
    found = grammar.phrase_right(view.words, view.tags, at)
    if found is None:
        return ""
    head = view.norms[found[1] - 1]
    return f"{noun_class(head)}{' plural' if head.endswith('s') else ''}"


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


def _of_none(here: Situation) -> list[Block]:
    """What speaks for a number that belongs to no metric."""
    view = here.view
    after = grammar.NOUN if here.following == "N" else here.following
    at = grammar.after_determiners(view.tags, here.at + 1)
    noun = view.norms[at] if at < len(view.tags) and view.tags[at] == "N" else ""
    found = [
        _none_between(here.leading, after, here.form),
        _none_in(min(len(view.strong), 2), here.role, bucket(len(view.words)), here.form),
        _none_itself(here.quantity.bound, min(here.rank, 2), here.form, bool(view.causes[here.at])),
    ]
    if noun:
        found.append(_none_of(noun_class(noun), noun in listed_words("slug", "never"), here.form))
    if here.before is not None:
        found.append(_none_joined(bool(here.before.metric), here.link))
    elif here.rank:
        found.append(_NONE_BEFORE)
    return found


@block
def _none_between(leading: str, following: str, form: str) -> list[str]:
    return [f"none|previous={leading}", f"none|previous={leading}&form={form}", f"none|next={following}&form={form}"]


@block
def _none_in(strong: int, role: str, length: str, form: str) -> list[str]:
    return [
        f"none|anchors={strong}&form={form}",
        f"none|role={role}",
        f"none|role={role}&form={form}",
        f"none|length={length}",
    ]


@block
def _none_itself(bound: str, rank: int, form: str, cause: bool) -> list[str]:
    found = [f"none|bound={bound}&form={form}", f"none|rank={rank}"]
    return [*found, "none|cause"] if cause else found


@block
def _none_of(kind: str, never: bool, form: str) -> list[str]:
    found = [f"none|noun class={kind}&form={form}"]
    return [*found, "none|never noun"] if never else found


@block
def _none_joined(row: bool, link: str) -> list[str]:
    return [f"none|row before={row}&link={link}"]


_NONE_BEFORE = Block(("none|numbers before none",))
