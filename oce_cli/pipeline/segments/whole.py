"""What speaks for the whole company."""

from __future__ import annotations

from oce_cli.pipeline.segments.classes import AUXILIARY, METRIC, MOVE, NUMBER, RESET, words
from oce_cli.pipeline.segments.evidence import View
from oce_cli.pipeline.segments.wording import of_whole, said_by


def whole_company(view: View, near: str, topic: str) -> list[str]:
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
    low = mention[0]
    if any(token.mask & RESET for token in tokens[max(0, low - 4) : max(low, mention[1])]):
        found.append("none reset at metric")
    elif any(token.mask & RESET for token in tokens[:number]):
        found.append("none reset before")
    if any(token.norm in ("we", "our") for token in tokens[:number]):
        head = any(token.norm in ("we", "our") for token in tokens[:4])
        found += ("none we", "none we in head" if head else "none we later")
    if view.bare:
        found += [f"none points {view.bare}", f"none points {view.bare} near={near.split()[0] if near else ''}"]
    opening = next((token for token in tokens if token.kind & (METRIC | MOVE | AUXILIARY | NUMBER)), None)
    if opening is not None and opening.kind == METRIC and not near:
        found.append("none metric opens")
    return found + of_whole(said_by(tokens), row, mention)
