"""The single word before a metric that names no part elsewhere: "other revenue", "special dividend".

Such a word is part of no phrase, or of one that says nothing alone. Whether it names a part is told by the word itself,
and by whether the call sets it against others before the same metric.
"""

from __future__ import annotations

from collections import Counter

from oce_cli.pipeline.segments.classes import HEAD, METRIC, NEVER, SOFT, WITHIN, words
from oce_cli.pipeline.segments.evidence import Evidence, View, bin_of
from oce_cli.pipeline.segments.phrases import key_of
from oce_cli.pipeline.segments.places import mention_of
from oce_cli.pipeline.segments.study import Study
from oce_cli.pipeline.segments.tokens import Token

QUALIFYING = NEVER | WITHIN | METRIC | SOFT | HEAD


def from_qualifier(view: View) -> None:
    """The word right before the metric's words, or the first of them."""
    at = _at(view.tokens, view.mention)
    if at < 0:
        return
    token = view.tokens[at]
    key = key_of(token.norm)
    row = view.row
    kinds = _kinds(view.study)
    same = kinds.get((row.metric, key), 0)
    others = sum(1 for metric, other in kinds if metric == row.metric and other != key)
    one = view.found.get(key)
    if one is None:
        one = view.found[key] = Evidence(token.norm, "qualifier", (token.start, token.end), view.study.grade(key))
        one.add("some", "not in reach")
    listed = "listed" if row.listed else "open"
    inside = "inside" if at >= view.mention[0] else "before"
    one.add(
        f"qualifier {inside}",
        f"qualifier {inside} {listed}",
        f"qualifier={token.norm}",
        f"qualifier {row.metric}" if row.listed else "qualifier open",
        f"qualifier said {bin_of(same, 1, 2, 4)} others {bin_of(others, 0, 1, 3)}",
        f"qualifier of {row.quantity.kind} {row.measure}",
    )


def _at(tokens: list[Token], mention: tuple[int, int]) -> int:
    """Index of the word that qualifies the metric, -1 for none."""
    low, high = mention
    for at in (low - 1, low):
        if 0 <= at < high - 1 and _qualifies(tokens[at]):
            return at
    return -1


def _qualifies(token: Token) -> bool:
    may = token.kind & QUALIFYING or token.norm in words("never_alone") or token.norm in words("qualifying")
    return bool(may) and token.norm[0].isalpha() and len(token.norm) > 2 and token.norm not in words("unqualifying")


def _kinds(study: Study) -> Counter[tuple[str, str]]:
    """How often the call tells each metric with each qualifying word."""
    known = study.memory.get("qualifiers")
    if isinstance(known, Counter):
        return known
    found: Counter[tuple[str, str]] = Counter()
    study.memory["qualifiers"] = found
    for row in study.scene.rows:
        tokens = study.read(row.sentence)[0]
        number = next((i for i, token in enumerate(tokens) if token.start == row.quantity.start), 0)
        mention = mention_of(study.scene, row, tokens, number)
        at = _at(tokens, mention)
        if at >= 0:
            found[row.metric, key_of(tokens[at].norm)] += 1
    return found
