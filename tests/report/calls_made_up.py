"""Invented calls for the tests of the report: one like any other, one that means harm, one that is large."""

from __future__ import annotations

from typing import Any

from oce_cli.checks import check
from oce_cli.model import Head, Span, Transcript, Turn
from oce_cli.report import Call

HARM = (
    "<script>window.harmed = 1</script>",
    '"><img src="https://harm.example/x.png" onerror="window.harmed = 1">',
    "</style><style>@import url(https://harm.example/x.css);</style>",
    '=HYPERLINK("https://harm.example", "click")',
    "{{ 7 * 7 }}{% raw %}",
    "]]><svg onload=window.harmed=1>",
    "javascript:window.harmed=1",
    "$\\frac{1}{0}$ \x00\x1b[31m\u202e",
)


class Writer:
    """Writes a call sentence by sentence and keeps the rows of its numbers."""

    def __init__(self) -> None:
        self.text = ""
        self.rows: list[dict[str, Any]] = []
        self.turns: list[Turn] = []
        self.evidence: dict[int, dict[str, Span]] = {}

    def speaks(self, speaker: str, *sentences: tuple[str, tuple[dict[str, Any], ...]], role: str = "executive") -> None:
        """A turn; each "#" of a sentence is replaced by the text of the next row."""
        self.text += f"{speaker}\n"
        start = len(self.text)
        for sentence, rows in sentences:
            self._sentence(sentence, rows, speaker, role)
        self.turns.append(Turn(start, len(self.text), speaker, "", role, "prepared"))

    def _sentence(self, sentence: str, rows: tuple[dict[str, Any], ...], speaker: str, role: str) -> None:
        parts = sentence.split("#")
        told = "".join(f"{part}{row['text'] if row else ''}" for part, row in zip(parts, (*rows, None), strict=True))
        for part, row in zip(parts, (*rows, None), strict=True):
            self.text += part
            if row is not None:
                number = len(self.rows) + 1
                start = len(self.text)
                self.text += row["text"]
                own = {"row": number, "start": start, "end": len(self.text), "speaker": speaker, "role": role}
                self.rows.append(PLAIN | {"sentence": told} | row | own)
                self.evidence[number] = {"metric": Span(max(0, start - 9), start - 1)}
        self.text += "\n"

    def call(self, head: Head, document: str = "made-up.txt") -> Call:
        rows = [row | {"document": document} for row in self.rows]
        transcript = Transcript(document, self.text, tuple(self.turns), head, "0" * 64)
        return Call(
            transcript, rows, check(rows), self.evidence, {"revenue": "Revenue", "gross_margin": "Gross margin"}
        )


PLAIN: dict[str, Any] = {
    "metric": "revenue", "segment": "", "measure": "level", "bound": "exact", "unit": "USD", "step": 1e6,
    "period": "2021-Q2", "comparison": "", "status": "actual", "basis": "reported", "section": "prepared",
    "statement": 1, "fact": 1, "rule": "", "mention": "", "confidence": 0.91,
}  # fmt: skip


def said(text: str, value: float, **other: Any) -> dict[str, Any]:
    """A row of revenue in 2021-Q2 unless ``other`` says otherwise."""
    return {"text": text, "value": value, "low": value, "high": value} | other


def percent(text: str, value: float, measure: str = "growth", **other: Any) -> dict[str, Any]:
    return said(text, value, measure=measure, unit="percent", step=1, **other)


def plain_call() -> Call:
    """A call with all that a report shows."""
    writer = Writer()
    yoy: dict[str, Any] = {"comparison": "yoy"}
    writer.speaks("Operator", ("Welcome to the call of Harbour Crane Works.", ()), role="operator")
    writer.speaks(
        "Ada Finch",
        ("Good day 🏗️ to all. Revenue rose # to # from #.", (
            percent("20%", 20, **yoy), said("$120 million", 120e6), said("$100 million", 100e6, period="2020-Q2"))),
        ("Cranes grew # and hoists fell #.", (
            percent("31%", 31, segment="cranes", **yoy), percent("4%", -4, segment="hoists", **yoy))),
        ("Cranes made #, or # of total revenue.", (
            said("$84 million", 84e6, segment="cranes"), percent("55%", 55, "share", segment="cranes"))),
        ("Gross margin was # against #.", (
            percent("38%", 38, "level", metric="gross_margin"),
            percent("35%", 35, "level", metric="gross_margin", period="2020-Q2"))),
    )  # fmt: skip
    ahead: dict[str, Any] = {"status": "guidance", "bound": "range", "period": "2022-Q2"}
    writer.speaks(
        "Bo Lindqvist",
        (
            "We expect # next year.",
            (said("$130 million to $140 million", 135e6, **ahead) | {"low": 130e6, "high": 140e6},),
        ),
    )
    head = Head("Harbour Crane Works", "HCW", "2021-Q2")
    return writer.call(head)


def harmful_call() -> Call:
    """A call whose every text tries to become markup, script, style or template."""
    writer = Writer()
    for at, harm in enumerate(HARM):
        row = {"metric": f"harm{at}{harm}", "segment": harm, "mention": harm, "period": f"20{at:02d}"}
        moved = row | {"metric": "revenue", "comparison": "yoy", "period": "2021"}
        writer.speaks(
            f"Eve {harm}",
            (f"We say {harm} and # and #.", (said(f"$1 {harm}", 1e6 + at, **row), percent(f"{at}%", at, **moved))),
        )
    return writer.call(Head(f"Company {HARM[0]}", HARM[1], HARM[2]), f"call{HARM[1]}.txt")


def large_call(rows: int = 300, length: int = 100_000) -> Call:
    """A call of ``rows`` numbers and about ``length`` characters."""
    writer = Writer()
    filler = "We kept our promises to the customers of all our yards and thank them for theirs. "
    for at in range(rows):
        row = said(f"${at + 1} million", (at + 1) * 1e6, segment=f"yard {at % 7}")
        talk = filler * (length // rows // len(filler))
        writer.speaks(f"Speaker {at % 5}", (f"{talk}It came to # in all.", (row,)))
    return writer.call(Head("Long Talk Yards", "LTY", "2021-Q2"))
