"""The head of a call: company, ticker, fiscal period, fiscal calendar and currency."""

from __future__ import annotations

from oce_cli.model import Head, Turn


def find_head(text: str, turns: tuple[Turn, ...], document: str = "") -> Head:
    """What the text tells of the call as a whole."""
    return Head()
