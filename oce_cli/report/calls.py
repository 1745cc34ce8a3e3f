"""What a report is made of: a call, its rows as a reader sees them, and the names of things."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from oce_cli.amounts import written
from oce_cli.model import Finding, Span, Transcript

Cells = Mapping[str, Any]
GRAVEST = ("contradicts", "rounding", "agrees")
MARKS = {"contradicts": "✗", "rounding": "≈", "agrees": "✓", "": ""}
_UNSHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
HEDGES = {"approx": "≈ ", "over": "> ", "under": "< "}
COMPARISONS = {"yoy": "on the year before", "qoq": "on the quarter before", "guidance": "on earlier guidance"}


@dataclass(frozen=True, slots=True)
class Call:
    """One document with what was found in it.

    ``evidence`` maps the number of a row to the spans that decided its fields; ``labels`` maps metrics to
    their names.
    """

    transcript: Transcript
    rows: Sequence[Cells]
    findings: Sequence[Finding] = ()
    evidence: Mapping[int, Mapping[str, Span]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def label(self, metric: str) -> str:
        """The name of a metric as a reader knows it.

        >>> call = Call(Transcript("-", ""), [], labels={"eps": "Earnings per share"})
        >>> call.label("eps"), call.label("crane_hours")
        ('Earnings per share', 'Crane hours')
        """
        return label_of(self.labels, metric)


def label_of(labels: Mapping[str, str], metric: str) -> str:
    """The name of a metric, out of its id where the lexicon has none."""
    plain = metric.replace("_", " ")
    return labels.get(metric) or plain[:1].upper() + plain[1:]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table on the page."""

    row: int
    cells: Cells
    label: str
    value: str
    base: str
    verdict: str
    mark: str
    findings: tuple[int, ...]  # numbers of the findings that name the row
    evidence: str  # "metric:12-19 period:30-44", for the script


def lines_of(call: Call) -> list[Line]:
    """The rows of a call as the page shows them."""
    verdicts, named = _by_row(call.findings)
    return [
        Line(
            row=(number := int(cells["row"])),
            cells=cells,
            label=call.label(str(cells["metric"])),
            value=value_text(cells),
            base=base_text(str(cells.get("comparison") or "")),
            verdict=verdicts.get(number, ""),
            mark=MARKS[verdicts.get(number, "")],
            findings=tuple(named.get(number, ())),
            evidence=" ".join(
                f"{name}:{span.start}-{span.end}" for name, span in sorted(call.evidence.get(number, {}).items())
            ),
        )
        for cells in call.rows
    ]


def _by_row(findings: Sequence[Finding]) -> tuple[dict[int, str], dict[int, list[int]]]:
    """The gravest verdict on each row, and the findings that name it.

    A number that served to check another one is marked where both agree; where they do not, the checked one
    is.
    """
    verdicts: dict[int, str] = {}
    named: dict[int, list[int]] = {}
    for number, found in enumerate(findings, 1):
        for row in found.rows:
            named.setdefault(row, []).append(number)
        for row in found.rows if found.verdict == "agrees" else found.rows[:1]:
            if row not in verdicts or GRAVEST.index(found.verdict) < GRAVEST.index(verdicts[row]):
                verdicts[row] = found.verdict
    return verdicts, named


def value_text(cells: Cells) -> str:
    """The value of a row with its hedge, or the ends of its range.

    >>> value_text({"value": 12e6, "unit": "USD", "bound": "over", "measure": "level"})
    '> USD 12 million'
    >>> value_text({"value": 5, "low": 4, "high": 6, "unit": "percent", "bound": "range", "measure": "growth"})
    '+4% to +6%'
    """
    unit, sign = str(cells["unit"]), "+" if cells.get("measure") in ("growth", "change") else ""
    if cells.get("bound") == "range" and cells.get("low") is not None and cells.get("high") is not None:
        return _joined(_signed(cells["low"], unit, sign), _signed(cells["high"], unit, sign))
    value = cells.get("value")
    if value is None:
        return ""
    return HEDGES.get(str(cells.get("bound")), "") + _signed(value, unit, sign)


def _joined(low: str, high: str) -> str:
    """A range that names currency and scale once where both ends share them.

    >>> _joined("USD 1.52 billion", "USD 1.54 billion"), _joined("4%", "6%")
    ('USD 1.52 to 1.54 billion', '4% to 6%')
    """
    one, two = low.split(" "), high.split(" ")
    if len(one) > 1 and one[0] == two[0]:
        two = two[1:]
    if len(one) > 1 and one[-1] == two[-1]:
        one = one[:-1]
    return f"{' '.join(one)} to {' '.join(two)}"


def _signed(value: float, unit: str, plus: str) -> str:
    text = written(abs(float(value)), unit).replace(" percentage points", " pp")
    return ("−" if value < 0 else plus if value > 0 else "") + text


def base_text(comparison: str) -> str:
    """What a growth is measured against, in words.

    >>> base_text("yoy"), base_text("2019-Q3"), base_text("")
    ('on the year before', 'on 2019-Q3', '')
    """
    return COMPARISONS.get(comparison, f"on {comparison}" if comparison else "")


def shown(text: str) -> str:
    """A text of the same length without characters that HTML and SVG cannot hold.

    >>> shown("a\\x00b\\x1b[1m") == "a\\ufffdb\\ufffd[1m"
    True
    """
    return _UNSHOWN.sub("\ufffd", text)


def period_of(call: Call) -> str:
    """The period that the call is about: of its head, else the one most numbers belong to."""
    if call.transcript.head.period:
        return call.transcript.head.period
    actual = [cells for cells in call.rows if cells.get("period") and cells.get("status") == "actual"]
    periods = [str(cells["period"]) for cells in actual]
    return max(sorted(set(periods)), key=periods.count, default="")
