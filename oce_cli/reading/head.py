"""The head of a call: company, ticker, fiscal period, fiscal calendar and currency."""

from __future__ import annotations

from collections.abc import Sequence

from oce_cli.model import Head, Span, Turn
from oce_cli.reading.company import find_company, find_ticker, title_company
from oce_cli.reading.currency import find_currency
from oce_cli.reading.expressions import lowered
from oce_cli.reading.fiscal import GREETING, read_fiscal
from oce_cli.reading.wording import head_words

TITLE = 1_000  # characters before the first turn in which a title is looked for


def find_head(text: str, turns: Sequence[Turn], document: str = "") -> Head:
    """What the text tells of the call as a whole; each field is "" (the month 12) where it tells nothing.

    >>> text = "Acme Ltd (NYSE: ACM) Q3 2021 Earnings Call\\n\\nOperator\\n\\nGood day. Sales rose."
    >>> head = find_head(text, [Turn(54, len(text), "Operator")])
    >>> head.company, head.ticker, head.period
    ('Acme Ltd', 'ACM', '2021-Q3')
    """
    words = head_words()
    low = lowered(text)
    fiscal = read_fiscal(low, turns, document, words)
    first = turns[0].start if turns and turns[0].speaker else 0
    title = text[: min(first or 300, TITLE)].lstrip().split("\n", 1)[0]
    if first and title.startswith(turns[0].speaker):
        title = ""  # the first line is a speaker's already
    at = len(text[:TITLE]) - len(text[:TITLE].lstrip())
    ticker, ticker_span = find_ticker(title, at, words)
    company, company_span = title_company(title, at, words) if first and title else ("", None)
    if not company:
        company, company_span = find_company(text, low, first, min(len(text), first + GREETING), words)
    currency, currency_span = find_currency(low, words)
    spans = list(fiscal.spans)
    for field, span in (("company", company_span), ("ticker", ticker_span), ("currency", currency_span)):
        if span:
            spans.append((field, Span(*span)))
    return Head(company, ticker, fiscal.period, fiscal.year_end, fiscal.month, currency, tuple(spans))
