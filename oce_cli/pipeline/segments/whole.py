"""What speaks for the whole company."""

from __future__ import annotations

from oce_cli.pipeline.segments.classes import AUXILIARY, METRIC, MOVE, NUMBER, RESET, words
from oce_cli.pipeline.segments.evidence import View


def whole_company(view: View, near: str, topic: str) -> None:
    """What speaks for the whole company."""
    row, tokens, number, mention = view.row, view.tokens, view.number, view.mention
    one = view.found[""]
    one.add("none", f"none near={near}", f"none near={near.split()[0] if near else ''}", f"none topic={topic}")
    if row.metric in words("whole"):
        one.add("none whole metric", f"none whole metric near={near}")
    if row.listed:
        one.add("none listed", f"none {row.metric}")
    if row.measure == "level":
        most = view.study.largest.get((row.metric, row.quantity.unit), 0.0)
        value = float(abs(row.quantity.value))
        size = (
            "most" if value >= most else "much" if value > 0.8 * most else "part" if value > 0.15 * most else "little"
        )
        one.add(f"none {row.quantity.kind} is {size}")
    one.add(f"none {row.quantity.kind}", f"none {row.measure}")
    turn = view.scene.sentences[row.sentence].turn
    if turn >= 0:
        one.add(f"none {view.scene.transcript.turns[turn].section}")
    low = mention[0]
    if any(token.mask & RESET for token in tokens[max(0, low - 4) : max(low, mention[1])]):
        one.add("none reset at metric")
    elif any(token.mask & RESET for token in tokens[:number]):
        one.add("none reset before")
    if any(token.norm in ("we", "our") for token in tokens[:number]):
        one.add(
            "none we",
            "none we in head" if any(token.norm in ("we", "our") for token in tokens[:4]) else "none we later",
        )
    head = next((token for token in tokens if token.kind & (METRIC | MOVE | AUXILIARY | NUMBER)), None)
    if head is not None and head.kind == METRIC and not near:
        one.add("none metric opens")
