"""The field ``comparison``: against what a growth or a change is measured, where that is said.

``yoy``, ``qoq``, another stated base as a period (``2019``), ``guidance``, or "" where clause and list say nothing.
"""

from __future__ import annotations

from bisect import bisect_left

from oce_cli.model import Row, Scene, Span
from oce_cli.pipeline import cues
from oce_cli.pipeline.chooser import Candidate
from oce_cli.pipeline.comparison_bases import SIGNALS, apart, bases_of, bases_told
from oce_cli.pipeline.comparison_scope import scopes_before
from oce_cli.pipeline.comparison_sure import by_prior, share_of_past, sole_base
from oce_cli.pipeline.periods.against import MOVES, held_against, held_all_against
from oce_cli.pipeline.periods.findings import Around, Findings, look, turn_of
from oce_cli.pipeline.periods.parts import PRIOR
from oce_cli.pipeline.status.planned import plan_at

PRIOR_REACH = 2  # numbers behind or before a move in which its prior value may stand
EARLIER = 300  # rows that are looked back upon; few calls have more


class _Cases:
    """What speaks for each base of comparison."""

    def __init__(self) -> None:
        self.features: dict[str, list[str]] = {"": []}
        self.spans: dict[str, tuple[Span | None, str]] = {"": (None, "default")}

    def add(self, value: str, features: list[str], span: Span | None, rule: str) -> None:
        self.spans.setdefault(value, (span, rule))
        self.features.setdefault(value, []).extend(features)


class Comparisons:
    """The ``Field`` of the column ``comparison``; ``row.period`` must stand."""

    name = "comparison"

    def prepare(self, scene: Scene) -> None:
        findings = look(scene)
        if len(findings.parts) != len(scene.rows):
            findings.read_rows(scene)

    def candidates(self, scene: Scene, at: int) -> list[Candidate]:
        row = scene.rows[at]
        if row.measure not in MOVES and row.measure != "share":
            return [Candidate("", ())]
        findings = look(scene)
        view = cues.of(scene)[row.sentence]
        plan = plan_at(view, row.word) if row.measure in MOVES else -1
        if plan >= 0:
            return [Candidate("guidance", (), Span(view.words[plan].start, view.words[plan].end), "said")]
        around = findings.of_sentence(scene.sentences[row.sentence])
        behind, before = _prior(findings, scene, at, 1), _prior(findings, scene, at, -1)
        near = behind if behind is not None else before
        surely = _surely(findings, around, row, scene.rows[near] if near is not None else None)
        if surely is not None:
            return [surely]
        cases = _Cases()
        heard = _stated(cases, findings, around, row)
        carried = _carried(cases, scene, at)
        rule = heard or carried
        for value in ("yoy", "qoq", "guidance"):
            cases.add(value, [], None, "default")
        turn = turn_of(scene, row)
        place = turn.section[:1] + turn.role[:1]
        told = "heard" if heard else "carried" if carried else "silent"
        shape = f"{row.measure}{row.quantity.kind[:3]}"
        if behind is not None:
            _by_prior(cases, findings, scene, at, behind, heard)
        if before is not None:
            _by_prior(cases, findings, scene, at, before, heard)
        result = "from" if behind is not None else ""
        _scoped(cases, findings, scene, row, told)
        _told_before(cases, scene, at, told)
        held = _held(cases, findings, around, row)
        found = []
        for value, features in cases.features.items():
            if held and value in ("", "guidance"):
                continue
            sort = value if value in ("", "yoy", "qoq", "guidance") else "base"
            features += [
                f"is={sort}",
                f"is={sort}|{row.measure}",
                f"is={sort}|{shape}|{told}",
                f"is={sort}|{told}|{place}",
                f"is={sort}|{findings.tenses[at]}",
                f"is={sort}|{told}|{findings.tenses[at]}",
                f"is={sort}|{result}{told}",
            ]
            if around.goal:
                features.append(f"is={sort}|goal|{told}|{row.measure}")
            if value == rule:
                features.append(f"rule|{told}")
            span, why = cases.spans[value]
            found.append(Candidate(value, tuple(features), span, why))
        return found

    def write(self, row: Row, choice: Candidate) -> None:
        row.comparison = choice.value


def _surely(findings: Findings, around: Around, row: Row, prior: Row | None) -> Candidate | None:
    """The one base that the sentence leaves for a move, None where the choice is open. ``prior``: see ``_prior``."""
    if row.measure not in MOVES:
        return None
    sole = sole_base(findings, around, row)
    if sole is not None:
        return Candidate(sole[0], (), sole[1], "said")
    told = by_prior(around, row, prior) if prior is not None else None
    return Candidate(told[0], (), told[1], "prior value") if told is not None else None


def _held(cases: _Cases, findings: Findings, around: Around, row: Row) -> bool:
    """Whether a base stands at the number that leaves no doubt of there being one."""
    every = sorted(around.expressions + around.signals, key=lambda expression: expression.start)
    every_one = held_all_against(findings, every, row)
    if every_one is not None and every_one.reading.grain in SIGNALS:
        return every_one.reading.grain in cases.features
    against = every_one or held_against(findings, every, row) or share_of_past(findings.low, around, row)
    if against is None or against.reading.grain in SIGNALS:
        return False
    return any(value in cases.features for value in bases_of(findings, against, row.period))


def _prior(findings: Findings, scene: Scene, at: int, step: int) -> int | None:
    """The row of the prior value that the sentence tells next (step 1: "up 5% to 3 from 2") or told just before (-1:
    "54, compared to 50 last year, which is an 8% increase"): it says the base of a move as a number."""
    rows = scene.rows
    for near in range(at + step, at + step * (PRIOR_REACH + 1), step):
        if not 0 <= near < len(rows) or rows[near].sentence != rows[at].sentence:
            return None
        if step > 0 and rows[near].measure in MOVES:
            return None
        if findings.parts[near] in PRIOR and rows[near].measure not in MOVES:
            return near
    return None


def _by_prior(cases: _Cases, findings: Findings, scene: Scene, at: int, near: int, heard: str) -> None:
    """The candidate that the period of a prior value makes. ``heard``: what the sentence says of a base, or ""."""
    row, prior = scene.rows[at], scene.rows[near]
    base = apart(row.period, prior.period)
    if base:
        sort = base if base in SIGNALS else "base"
        same = "same" if prior.metric == row.metric else "other"
        told = f"prior value {'behind' if near > at else 'before'}|{sort}"
        features = [told, f"{told}|{same}|{'said' if heard else 'silent'}"]
        cases.add(base, features, Span(prior.quantity.start, prior.quantity.end), "prior value")


def _scoped(cases: _Cases, findings: Findings, scene: Scene, row: Row, told: str) -> None:
    """What heads a list or was said of all comparisons. ``told``: whether sentence or list say more."""
    for scope, far in scopes_before(findings, scene, row.sentence):
        expression = scope.expression
        if scope.sentence == row.sentence and expression.start > row.quantity.start:
            continue
        for value in bases_told(findings, expression, row.period):
            sort = value if value in SIGNALS else "base"
            cases.add(
                value,
                [
                    f"{scope.kind}.{far}|{told}",
                    f"{scope.kind}.{far}|{sort}",
                    f"{scope.kind}|{sort}|{row.measure}|{told}",
                    f"{scope.kind}.{far}|{expression.rule}",
                ],
                Span(expression.start, expression.end),
                "heading",
            )


def _told_before(cases: _Cases, scene: Scene, at: int, told: str) -> None:
    """The same figure told before, and against what."""
    row = scene.rows[at]
    for back in range(at - 1, max(-1, at - EARLIER), -1):
        before = scene.rows[back]
        if (
            before.measure == row.measure
            and before.metric == row.metric
            and before.quantity.value == row.quantity.value
        ):
            value = before.comparison
            sort = value if value in ("", "yoy", "qoq", "guidance") else "base"
            like = "p" if before.period == row.period else ""
            cases.add(
                value,
                [f"told before|{sort}|{told}", f"told before|{sort}{like}"],
                Span(before.quantity.start, before.quantity.end),
                "told before",
            )
            return


def _stated(cases: _Cases, findings: Findings, around: Around, row: Row) -> str:
    """Candidates of what the sentence says. Returns the nearest's value, "" for none."""
    start, end = row.quantity.start, row.quantity.end
    answer, least = "", 99.0
    heard = [e for e in around.signals if e.reading.grain in SIGNALS] + around.expressions
    heard.sort(key=lambda expression: expression.start)
    for side, several in (
        ("b", [e for e in heard if e.end <= start][::-1]),
        ("a", [e for e in heard if e.start >= end]),
    ):
        for rank, expression in enumerate(several[:3]):
            low, high = (expression.end, start) if side == "b" else (end, expression.start)
            between = min(2, bisect_left(around.quantities, high) - bisect_left(around.quantities, low))
            strength = max((s for place, s in around.breaks if low <= place < high), default=0)
            close = "far" if between > 1 else "num" if between else ("adj", "com", "brk")[strength]
            signal = expression.reading.grain in SIGNALS
            base = "S" if signal else {"base": "B", "beyond": "O"}.get(expression.lead, "n")
            values = bases_told(findings, expression, row.period)
            for value in values:
                sort = value if value in SIGNALS else "base"
                form = f"{len(value)}" if sort == "base" else sort
                slot = f"{side}{min(rank, 1)}"
                cases.add(
                    value,
                    [
                        f"{slot}.{close}{base}",
                        f"{slot}.{close}{base}|{sort}",
                        f"{slot}.{base}|{row.measure}|{sort}",
                        f"{side}.{close}{base}|{expression.rule}",
                        f"{expression.rule}|{base}|{sort}",
                        f"{expression.rule}|{base}|{form}",
                        f"{slot}.{close}|{expression.lead}|{row.measure}|{form}",
                    ],
                    Span(expression.start, expression.end),
                    "said",
                )
            cost = between * 2 + strength + rank * 1.5 + (0.5 if side == "b" else 0) + min(2, (high - low) / 80)
            if values and base != "n" and cost < least and cost < 5:
                answer, least = values[0], cost
    return answer


def _carried(cases: _Cases, scene: Scene, at: int) -> str:
    """Candidates of the moves before: a list goes on with the base it began with. Returns the last row's, if near."""
    row = scene.rows[at]
    answer = ""
    rank = 0
    for back in range(at - 1, max(-1, at - 8), -1):
        before = scene.rows[back]
        if before.measure not in MOVES:
            continue
        apart = row.sentence - before.sentence
        same = scene.sentences[row.sentence].turn == scene.sentences[before.sentence].turn
        far = "0" if apart == 0 else "1" if apart == 1 and same else "2" if apart < 4 and same else "3"
        value = before.comparison
        sort = value if value in ("", "yoy", "qoq", "guidance") else "base"
        like = "p" if before.period == row.period else ""
        slot = f"before{rank}.{far}"
        cases.add(
            value,
            [
                slot + "|" + sort,
                f"{slot}|{sort}{like}",
                f"{slot}|{before.measure[:1]}{row.measure[:1]}{like}",
                f"{slot}|{'m' if before.metric == row.metric else ''}{like}",
            ],
            Span(before.quantity.start, before.quantity.end),
            "carried",
        )
        if rank == 0 and far in ("0", "1"):
            answer = value
        rank += 1
        if rank == 2:
            break
    return answer


COMPARISON = Comparisons()
