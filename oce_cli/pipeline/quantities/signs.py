"""Minus signs of every kind, "negative", "minus" and accounting brackets."""

from __future__ import annotations

from oce_cli.pipeline.quantities import money, tails
from oce_cli.pipeline.quantities.figure import Figure
from oce_cli.pipeline.quantities.page import Page
from oce_cli.pipeline.quantities.patterns import Pattern

_WORDS = Pattern(r"\b(?:negative|minus)(?: of)?[ -]$")
_AFTER_BRACKET = Pattern(r"\) ?(?:thousand|million|billion|trillion|mn|bn|m|k|%|percent)")
_AFTER_NUMBER = Pattern(r"[\d%] -$")
_OPENS = Pattern(
    r"(?:\) ?-|\b(?:of|was|were|is|to|at|from|and|or|than|between|about|approximately|around"
    r"|vs\.?|versus|eps|ebitda|loss|income|earnings|profit)|[:=$€£]) ?\($"
)


def read_sign(page: Page, figure: Figure) -> None:
    """Mark a figure that is written as negative and take the sign into its span."""
    flat, start = page.flat, figure.start
    if not start:
        return
    last = flat[start - 1]
    if last == "-":
        before = flat[start - 2 : start - 1]
        if before in ("", " ", "(", "\n", "~") and not _AFTER_NUMBER.search(flat, max(0, start - 3), start):
            figure.signed, figure.dashed, figure.start = True, True, start - 1
    elif last == " " and not figure.signed:
        match = _WORDS.search(flat, max(0, start - 14), start)
        if match and not flat.endswith("plus or ", 0, match.start()):
            figure.signed, figure.start = True, match.start()
    elif last == "(" and not figure.signed:
        _read_brackets(page, figure)


def read_word_sign(page: Page, figure: Figure) -> None:
    """Mark a range in words that is told as negative: "negative mid-single digits"."""
    match = _WORDS.search(page.flat, max(0, figure.start - 14), figure.start)
    if match and not page.flat.endswith("plus or ", 0, match.start()):
        figure.signed, figure.start = True, match.start()
    if figure.signed and figure.bound == "over":
        figure.bound = "under"


def _read_brackets(page: Page, figure: Figure) -> None:
    flat = page.flat
    if flat[figure.end : figure.end + 1] != ")":
        return
    after = _AFTER_BRACKET.match(flat, figure.end)
    opens = _OPENS.search(flat, max(0, figure.start - 14), figure.start)
    if not after and not opens:
        return
    figure.signed, figure.dashed, figure.start, figure.end = True, True, figure.start - 1, figure.end + 1
    if not figure.kind:
        money.read_before(page, figure)
    if after and figure.scale == 1 and figure.kind in ("", "money"):
        tails.read_tail(page, figure)
