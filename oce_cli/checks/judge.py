"""From a claim (this number should follow from those) to a verdict.

``agrees``: the stated and the computed interval meet. ``rounding``: they meet only if somebody dropped digits
where he should have rounded, or repeated a number more roughly. ``contradicts``: they do not meet at all. A
claim that is not firm (another row might be meant) may agree but never contradict: a finding has to be worth
reading.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from oce_cli.checks.intervals import Interval
from oce_cli.checks.told import Told
from oce_cli.model import Finding

Compute = Callable[[Sequence[Interval]], Interval]


class Claim(NamedTuple):
    """``told`` should be what ``compute`` gives for the intervals of ``others``."""

    relation: str
    told: Told
    others: tuple[Told, ...]
    compute: Compute
    formula: str
    firm: bool

    @property
    def rows(self) -> tuple[int, ...]:
        """The checked row, then the others."""
        return self.told.row, *(other.row for other in self.others)


def judge(claims: Sequence[Claim]) -> tuple[Claim, str] | None:
    """The claim that tells most among several ways to check one number, the likeliest first, with its verdict."""
    results = [(claim, _verdict(claim)) for claim in claims if _can_fail(claim)]
    for wanted in ("agrees", "rounding"):
        for claim, verdict in results:
            if verdict == wanted and (wanted == "agrees" or claim.firm):
                return claim, "rounding" if claim.relation == "repeat" else verdict
    if results and all(claim.firm for claim, _ in results):
        return results[0]
    return None


def finding(document: str, claim: Claim, verdict: str) -> Finding:
    """The claim as a finding with this verdict."""
    computed = claim.compute([other.interval for other in claim.others])
    told, key = claim.told, claim.told.key
    return Finding(
        document,
        claim.relation,
        verdict,
        claim.rows,
        key.metric,
        key.segment,
        key.period,
        key.unit,
        _end(computed.low),
        _end(computed.high),
        _end(told.interval.low),
        _end(told.interval.high),
        claim.formula,
    )


def _end(end: object) -> float | None:
    return None if end is None else float(f"{float(end):.12g}")  # type: ignore[arg-type]


def _verdict(claim: Claim) -> str:
    if claim.compute([other.interval for other in claim.others]).meets(claim.told.interval):
        return "agrees"
    if claim.compute([other.cut for other in claim.others]).meets(claim.told.cut):
        return "rounding"
    return "contradicts"


def holds(claim: Claim) -> bool:
    """Whether the claim agrees, and could have failed."""
    return _can_fail(claim) and _verdict(claim) == "agrees"


def _can_fail(claim: Claim) -> bool:
    """Whether the computed interval says anything: it must be narrower than the number itself is large."""
    computed = claim.compute([other.interval for other in claim.others])
    return not computed.closed or computed.width < abs(claim.told.value)
