"""What speaks for a number that belongs to no metric."""

from __future__ import annotations

from oce_cli.lexicon import listed_words
from oce_cli.pipeline.blocks import Block, block
from oce_cli.pipeline.links import grammar
from oce_cli.pipeline.links.nouns import noun_class
from oce_cli.pipeline.links.place import bucket
from oce_cli.pipeline.links.situation import Situation


def of_nothing(here: Situation) -> list[Block]:
    """What stands beside the number, what the sentence names, and whether the number before is a row."""
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
