"""The head of a call: company, ticker, fiscal period, fiscal calendar and currency."""

from __future__ import annotations

from collections.abc import Sequence

from oce_cli.model import Head, Turn
from oce_cli.reading.expressions import lowered
from oce_cli.reading.fiscal import read_fiscal
from oce_cli.reading.wording import head_words


def find_head(text: str, turns: Sequence[Turn], document: str = "") -> Head:
    """What the text tells of the call as a whole."""
    words = head_words()
    low = lowered(text)
    fiscal = read_fiscal(low, turns, document, words)
    return Head(
        period=fiscal.period, year_end=fiscal.year_end, year_end_month=fiscal.month, spans=fiscal.spans
    )
