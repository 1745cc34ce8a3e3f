"""Judges that look at more than the field's own word: ``collect(..., judge=measure_judge)``."""

from __future__ import annotations

from decimal import Decimal

from oce_cli.model import Row
from oce_cli.pipeline.chooser import Candidate
from training.fit import Judge, judge
from training.gold import SIGNED, Label


def gold_sign(label: Label) -> int:
    """+1 or -1, the direction words' part of the label's sign; 0 where a zero value leaves it open.

    >>> gold_sign({"text": "5%", "value": "-5", "low": "-5", "high": "-5"})
    -1
    >>> gold_sign({"text": "(5)%", "value": "-5", "low": "-5", "high": "-5"})
    1
    """
    told = next((Decimal(label[key]) for key in ("value", "low", "high") if label[key]), Decimal(0))
    if told == 0:
        return 1 if label["low"] else 0
    return 1 if told > 0 or SIGNED.match(label["text"]) else -1


def right_sign(sign: int, label: Label) -> bool:
    """Whether a row's sign gives the label's value its direction."""
    return gold_sign(label) in (0, sign)


def has_sign(label: Label) -> bool:
    """Whether the sign of a label is a matter of direction words: growth, change and what is negative."""
    return label["measure"] in ("growth", "change") or gold_sign(label) < 0 or label["metric"].endswith("_impact")


def measure_judge(field: str, candidate: Candidate, label: Label | None) -> bool:
    """Right measure and right sign."""
    if not judge(field, candidate, label):
        return False
    return label is None or not isinstance(candidate.payload, int) or right_sign(candidate.payload, label)


def sign_report(told: list[tuple[Row, Label]]) -> str:
    """The share of right signs among growth, change and signed levels, and among growth and change alone."""
    moves = [right_sign(row.sign, label) for row, label in told if label["measure"] in ("growth", "change")]
    some = [right_sign(row.sign, label) for row, label in told if has_sign(label)]
    every = [right_sign(row.sign, label) for row, label in told]
    parts = (("of growth and change", moves), ("with impacts and negatives", some), ("of all", every))
    return "sign right: " + ", ".join(f"{sum(v) / max(1, len(v)):.4f} {name} ({len(v)})" for name, v in parts)


def draft_judge(field: str) -> Judge:
    """The first round of a field is judged like the second."""
    return lambda _, candidate, label: judge(field, candidate, label)
