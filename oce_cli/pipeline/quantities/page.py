"""The text that is read, in the spellings that the readers need."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from oce_cli.pipeline.quantities.patterns import Pattern
from oce_cli.pipeline.quantities.vocabulary import Vocabulary

_YEARS = Pattern(r"\b20(\d\d)\b")
_BACK, _AHEAD = 4, 5  # years around the one that a text names most
_USUAL_YEARS = 20, 35  # where it names none


@dataclass(slots=True)
class Page:
    """A text in three spellings of the same length; offsets hold in all of them."""

    text: str
    flat: str  # see folding.fold
    spaced: str  # flat with hyphens as spaces, for phrases
    words: Vocabulary
    currencies: dict[str, str]  # what an ambiguous sign or word means here: "?dollar" -> USD
    years: tuple[int, int] | None = None  # see span_of_years

    def before(self, place: int, length: int = 48) -> str:
        """What stands before ``place`` on its line, folded, at most ``length`` characters."""
        left = self.flat[max(0, place - length) : place]
        return left[left.rfind("\n") + 1 :]

    def after(self, place: int, length: int = 48) -> str:
        """What stands from ``place`` on its line, folded, at most ``length`` characters."""
        right = self.flat[place : place + length]
        cut = right.find("\n")
        return right if cut < 0 else right[:cut]

    def currency(self, code: str) -> str:
        """The ISO code of a currency word or sign, ambiguous ones resolved."""
        return self.currencies.get(code, code)

    def span_of_years(self) -> tuple[int, int]:
        """The first and last two digits that may be a year in this text; read once."""
        if self.years is None:
            told = Counter(map(int, _YEARS.findall(self.flat)))
            middle = told.most_common(1)[0][0] if told else 0
            self.years = (middle - _BACK, middle + _AHEAD) if told else _USUAL_YEARS
        return self.years
