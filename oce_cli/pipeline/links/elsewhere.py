"""What speaks for a metric that the sentence does not name before the number: a row's before, a sentence's before."""

from __future__ import annotations

from oce_cli.lexicon import listed_words
from oce_cli.pipeline.blocks import Block, block
from oce_cli.pipeline.links import grammar
from oce_cli.pipeline.links.nouns import noun_class
from oce_cli.pipeline.links.place import bucket
from oce_cli.pipeline.links.proposals import Proposal
from oce_cli.pipeline.links.situation import Situation
from oce_cli.pipeline.links.view import View


def of_elsewhere(proposal: Proposal, here: Situation) -> list[Block]:
    """How the sentence begins, what stands beside the number, and where in its sentence it stands."""
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
