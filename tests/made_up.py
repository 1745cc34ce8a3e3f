"""A scene made by hand, for tests of what comes after the pipeline."""

from __future__ import annotations

from decimal import Decimal

from oce_cli.model import Head, Quantity, Row, Scene, Sentence, Span, Transcript, Turn
from oce_cli.options import Options
from oce_cli.table import rows_of
from oce_cli.writing import Sheet, lay_out

TEXT = (
    "=Ana Brook: Revenue rose 42.3% to CNY 3.31 billion, from CNY 2.33 billion.\n"
    "Loss ratio fell by over 70 basis points. We see sales of $540 million to $560 million in Süd|West <b>.\n"
)


def quantity(text: str, value: str, unit: str, kind: str, step: str, **more: object) -> Quantity:
    """A number of TEXT."""
    start = TEXT.index(text)
    number = Decimal(value)
    fields: dict[str, object] = {"low": number, "high": number, "bound": "exact"} | more
    return Quantity(start, start + len(text), text, kind, number, unit=unit, step=Decimal(step), **fields)  # type: ignore[arg-type]


def scene(document: str = "call.txt", sha256: str = "ab" * 32) -> Scene:
    """Five rows with everything that is hard to write: signs, open bounds, ranges, formulas, markup."""
    first, second = TEXT.index("\n"), len(TEXT)
    sentences = [
        Sentence(0, 0, first, 0),
        Sentence(1, first + 1, TEXT.index(" We see"), 0),
        Sentence(2, TEXT.index("We see"), second - 1, 0),
    ]
    quantities = [
        quantity("42.3%", "42.3", "percent", "percent", "0.1"),
        quantity("CNY 3.31 billion", "3310000000", "CNY", "money", "10000000"),
        quantity("CNY 2.33 billion", "2330000000", "CNY", "money", "10000000"),
        quantity("70 basis points", "0.7", "percentage_points", "points", "0.01", high=None, bound="over"),
        quantity(
            "$540 million to $560 million",
            "550000000",
            "USD",
            "money",
            "1000000",
            low=Decimal(540000000),
            high=Decimal(560000000),
            bound="range",
        ),
    ]
    at = TEXT.index("Revenue")
    told = {
        "metric": "revenue",
        "status": "actual",
        "basis": "reported",
        "mention": Span(at, at + 7),
        "confidence": 0.91234,
    }
    ratio = told | {"metric": "loss_ratio", "mention": Span(TEXT.index("Loss ratio"), TEXT.index(" fell"))}
    sales = told | {"status": "guidance", "segment": "süd|west <b>", "mention": None, "confidence": 0.25}
    rows = [
        Row(quantities[0], 0, 3, measure="growth", period="2020", comparison="yoy", **told),  # type: ignore[arg-type]
        Row(quantities[1], 0, 5, measure="level", period="2020", **told),  # type: ignore[arg-type]
        Row(quantities[2], 0, 8, measure="level", period="2019", **told),  # type: ignore[arg-type]
        Row(quantities[3], 1, 4, measure="change", period="2020", sign=-1, **ratio),  # type: ignore[arg-type]
        Row(quantities[4], 2, 4, measure="level", period="", **sales),  # type: ignore[arg-type]
    ]
    head = Head(company="=Brook & Sons", ticker="BRK", period="2020-Q4", currency="USD")
    turns = (Turn(0, len(TEXT), "=Ana Brook", "CFO", "executive", "prepared"),)
    return Scene(Transcript(document, TEXT, turns, head, sha256), sentences, quantities, [], rows)


def sheet(**options: object) -> Sheet:
    """The scene's rows, ready for a writer."""
    made = scene()
    return lay_out(rows_of(made), Options(**options), [made.transcript])  # type: ignore[arg-type]
