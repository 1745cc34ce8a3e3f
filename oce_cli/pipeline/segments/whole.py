"""What speaks for the whole company."""

from __future__ import annotations

from oce_cli.pipeline.segments.classes import AUXILIARY, METRIC, MOVE, NUMBER, RESET, words
from oce_cli.pipeline.segments.evidence import View
from oce_cli.pipeline.segments.phrases import Phrase
from oce_cli.pipeline.segments.tokens import Token
from oce_cli.pipeline.segments.wording import of_whole, said_by

PARTED = 2  # words between "total" and a part that it belongs to


def whole_company(view: View, phrases: list[Phrase], near: str, topic: str) -> list[str]:
    """The names of the features that speak for the whole company."""
    row, tokens, number, mention = view.row, view.tokens, view.number, view.mention
    found = ["none", f"none near={near}", f"none near={near.split()[0] if near else ''}", f"none topic={topic}"]
    if row.metric in words("whole"):
        found += ("none whole metric", f"none whole metric near={near}")
    if row.listed:
        found += ("none listed", f"none {row.metric}")
    if row.measure == "level":
        most = view.study.largest.get((row.metric, row.quantity.unit), 0.0)
        value = float(abs(row.quantity.value))
        size = (
            "most" if value >= most else "much" if value > 0.8 * most else "part" if value > 0.15 * most else "little"
        )
        found.append(f"none {row.quantity.kind} is {size}")
    found += (f"none {row.quantity.kind}", f"none {row.measure}")
    turn = view.scene.sentences[row.sentence].turn
    if turn >= 0:
        found.append(f"none {view.scene.transcript.turns[turn].section}")
    found += (f"none {row.status}", f"none {row.status} near={near.split()[0] if near else ''}")
    found += _resets(view, phrases)
    if any(token.norm in ("we", "our") for token in tokens[:number]):
        head = any(token.norm in ("we", "our") for token in tokens[:4])
        found += ("none we", "none we in head" if head else "none we later")
    if view.bare:
        found += [f"none points {view.bare}", f"none points {view.bare} near={near.split()[0] if near else ''}"]
    opening = next((token for token in tokens if token.kind & (METRIC | MOVE | AUXILIARY | NUMBER)), None)
    if opening is not None and opening.kind == METRIC and not near:
        found.append("none metric opens")
    return found + of_whole(said_by(tokens), row, mention)


def last_reset(tokens: list[Token], end: int) -> int:
    """The last word before a place that says that the talk is of the whole company ("total", "overall"), -1 for none.

    Where a part's share is told, the whole is only what it is a share of: "its contribution to *total* revenue".
    """
    return next((at for at in reversed(range(end)) if _is_reset(tokens, at)), -1)


def _is_reset(tokens: list[Token], at: int) -> bool:
    return bool(tokens[at].mask & RESET) and not _is_held(tokens, at) and not _is_denominator(tokens, at)


def _is_denominator(tokens: list[Token], at: int) -> bool:
    """Whether a share is told of what a word for the whole company stands before: "a percentage of *total* sales"."""
    link = at - 1
    if link > 0 and tokens[link].norm in ("our", "the"):
        link -= 1
    return link > 0 and tokens[link].norm in ("of", "to") and tokens[link - 1].norm in words("shares")


def _is_held(tokens: list[Token], at: int) -> bool:
    """Whether a word for the whole company is the head of a part: "holding company"."""
    return at > 0 and tokens[at].norm == "company" and tokens[at - 1].norm in words("company_kinds")


def _resets(view: View, phrases: list[Phrase]) -> list[str]:
    """What the words for the whole company say ("total", "consolidated"), by the word and by a part behind it."""
    tokens, (low, high) = view.tokens, view.mention
    last = last_reset(tokens, view.number)
    if low <= last < high:  # "combined ratio": the word belongs to the metric's own name
        return [f"none reset in metric {tokens[last].norm}"]
    if last < 0:
        return ["none reset at metric"] if any(_is_reset(tokens, at) for at in range(max(0, low - 4), low)) else []
    where = "at metric" if low - 4 <= last < low else "before"
    parted = any(0 < one.first - last <= PARTED and view.study.grade(one.key) < "f" for one in phrases)
    how = "with part" if parted else "alone"
    return [f"none reset {where}", f"none reset {where} {how}", f"none reset={tokens[last].norm} {how}"]
