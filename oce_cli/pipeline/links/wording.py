"""The plain words in and around what names a metric, as features: see ``oce_cli.pipeline.plain``."""

from __future__ import annotations

from oce_cli.pipeline.links.proposals import Proposal
from oce_cli.pipeline.links.situation import Situation
from oce_cli.pipeline.plain import around, begins


def of_words(proposal: Proposal, here: Situation, group: str) -> tuple[str, ...]:
    """The words of one proposal; ``group``: the sources that share what their words tell."""
    if proposal.source == "none":
        return _of_none(here)
    return _of_name(proposal, here, group) if proposal.first >= 0 else _of_elsewhere(here, group)


def _of_none(here: Situation) -> tuple[str, ...]:
    """The words beside the number."""
    second, before, after, next_one = around(here.view.said, here.at, here.at + 1)
    return (
        f"none|word before={before}",
        f"none|words before={second} {before}",
        f"none|word behind={after}",
        f"none|word behind={after}&form={here.form}",
        f"none|words behind={after} {next_one}",
    )


def _of_name(proposal: Proposal, here: Situation, group: str) -> tuple[str, ...]:
    """The words of the name and those beside it."""
    said, first, last = here.view.said, proposal.first, proposal.last
    second, before, after, next_one = around(said, first, last)
    head = said[last - 1]
    return (
        f"{group}|head word={head}",
        f"head word={head}&form={here.form}",
        f"{group}|first word={said[first]}",
        f"{group}|words={' '.join(said[first:last])}",
        f"{group}|it follows={before}",
        f"{group}|it follows={second} {before}",
        f"{group}|it precedes={after}",
        f"{group}|it precedes={after} {next_one}",
    )


def _of_elsewhere(here: Situation, group: str) -> tuple[str, ...]:
    """For a metric that the sentence does not name: the words beside the number, and how the sentence begins."""
    found = here.words.get(group)
    if found is None:
        said = here.view.said
        _, before, after, _ = around(said, here.at, here.at + 1)
        found = here.words[group] = (
            f"{group}|word before={before}",
            f"{group}|word behind={after}",
            *[f"{group}|{name}" for name in begins(said)],
        )
    return found
