"""The name and ticker of the company, from the title line or the greeting."""

from __future__ import annotations

import re

from oce_cli.model import Span
from oce_cli.reading.wording import HeadWords

LONGEST = 70  # characters of a name
_BRACKETS = re.compile(r"\((?P<inside>[^()\n]{1,40})\)")
_TICKER = re.compile(r"[A-Z]{1,5}(?:[.-][A-Z]{1,3})?\Z|\d{4,6}(?:\.[A-Z]{2})\Z")
_BARE = re.compile(
    r"(?P<ticker>[A-Z]{1,5}(?:\.[A-Z])?) +(?:(?:Q[1-4]|[1-4]Q|H[12]|FY)[ ,]*)+['’]?\d{2,4}\b"
    r"|(?P<other>[A-Z]{1,5}) +earnings call",
    re.IGNORECASE,
)
_SMALL = re.compile(r"(?:20\d\d|['’]?\d\d|the|of|and)\Z")
_PERIOD = re.compile(r"(?:20\d\d|[1-4]q|q[1-4])\Z")
_TOKEN = re.compile(r"[^\s,()]+,?")
_TAIL = re.compile(r"(?:['’]s?|,|[.])+\Z")
_SUFFIX = re.compile(r",\s*(?=(?:inc|ltd|llc|plc|n\.v|s\.a|corp|co|l\.p|ag|se|limited|incorporated)\b)", re.IGNORECASE)


def find_ticker(title: str, start: int, words: HeadWords) -> tuple[str, Span | None]:
    """The ticker in the title lines, which begin at ``start``, and where it stands.

    >>> from oce_cli.reading.wording import head_words
    >>> [find_ticker(t, 0, head_words())[0] for t in ("Acme Ltd (NYSE: ACM) Q2", "ACM Q2 2021 Earnings Call", "Hello")]
    ['ACM', 'ACM', '']
    """
    for match in _BRACKETS.finditer(title):
        exchange, colon, code = match["inside"].rpartition(":")
        code = code.strip()
        if colon and exchange.strip().lower() not in words.sets["exchanges"]:
            continue
        if _TICKER.match(code) and code not in words.sets["no_tickers"]:
            at = start + match.end() - 1 - len(match["inside"].rpartition(":")[2].lstrip())
            return code, Span(at, at + len(code))
    bare = _BARE.match(title.lstrip())
    code = (bare["ticker"] or bare["other"] or "") if bare else ""
    if code and code.isupper() and _TICKER.match(code) and code not in words.sets["no_tickers"]:
        at = start + title.index(code)
        return code, Span(at, at + len(code))
    return "", None


def find_company(text: str, low: str, start: int, end: int, words: HeadWords) -> tuple[str, Span | None]:
    """The company's name between ``start`` (the first spoken word) and ``end``, after words of welcome.

    >>> from oce_cli.reading.wording import head_words
    >>> text = "Welcome to the Q1 2021 Acme Tools, Inc. Earnings Conference Call."
    >>> find_company(text, text.lower(), 0, len(text), head_words())
    ('Acme Tools, Inc.', Span(start=23, end=39))
    """
    for lead in words.leads.finditer(low, start, end):
        at = _skip_period(low, lead.end(), end, words)
        span = _name(text, at, min(end, at + LONGEST + 20), words)
        if span:
            return text[span.start : span.end], span
    return "", None


def title_company(title: str, start: int, words: HeadWords) -> tuple[str, Span | None]:
    """The company's name at the start of a title line: what stands before a ticker in brackets or a period.

    >>> from oce_cli.reading.wording import head_words
    >>> title_company("Acme Tools Ltd (NYSE: ACM) Q2 2021 Earnings Call", 0, head_words())[0]
    'Acme Tools Ltd'
    """
    bracket = title.find("(")
    if bracket > 3:
        name = title[:bracket].strip(" ,-–")
        if name and name[0].isalnum() and len(name) <= LONGEST and "\n" not in name:
            at = start + title.index(name)
            return name, Span(at, at + len(name))
    span = _name(title, 0, min(len(title), LONGEST + 20), words)
    if span and span.start == 0 and " " in title[: span.end] and not title[: span.end].isupper():
        return title[: span.end], Span(start, start + span.end)
    return "", None


def _skip_period(low: str, at: int, end: int, words: HeadWords) -> int:
    """Past "the Q1 2021", "second quarter 2021 earnings call for" and the like before a name."""
    last = ""
    while token := _TOKEN.match(low, at, end):
        word = token.group().strip(",")
        number = last == "quarter" and word in words.numbers
        if not (_stops(low, token, end, words) or number or _SMALL.match(word)):
            break
        if word.endswith("."):
            return end  # the sentence is over
        last, at = word, token.end()
        while at < end and low[at] in " ,":
            at += 1
    return at


def _stops(text: str, token: re.Match[str], end: int, words: HeadWords) -> bool:
    """Whether a word can't be part of a name: "quarter", or "first" where "quarter" follows."""
    word = token.group().strip(",.").lower()
    if word in words.sets["stops"]:
        return True
    first, _, rest = word.partition("-")
    if first not in words.sets["opens"]:
        return False
    after = _TOKEN.match(text, token.end() + 1, end)
    return rest in words.sets["stops"] or bool(after and after.group().strip(",.").lower() in words.sets["stops"])


def _name(text: str, at: int, end: int, words: HeadWords) -> Span | None:
    """A run of capitalised words from ``at``; small words count only inside of it."""
    start = stop = -1
    while token := _TOKEN.match(text, at, end):
        raw = token.group()
        bare = raw.strip(",.").lower()
        possessive = raw.endswith(("'s", "’s", "s'", "s’"))
        capital = raw[0].isupper() or raw[0].isdigit() or (len(raw) > 1 and raw[1].isupper())
        if _stops(text, token, end, words) or _PERIOD.match(bare):
            break
        if capital:
            start = token.start() if start < 0 else start
            stop = token.end()
        elif start < 0 or bare not in words.sets["inside"]:
            break
        if (
            possessive
            and not text[token.end() : token.end() + 2].strip(" ")[:1].islower()
            and not _goes_on(text, token.end(), end, words)
        ):
            break
        at = token.end()
        comma = raw.endswith(",")
        if comma and not _SUFFIX.match(text, at - 1):
            break
        while at < end and text[at] == " ":
            at += 1
        if at < end and text[at] in "\n()":
            break
        if raw.endswith(".") and len(bare.replace(".", "")) > 4 and bare not in ("corp", "incorporated"):
            break
    if start < 0:
        return None
    name = text[start:stop]
    tail = _TAIL.search(name)
    if tail and not (name.endswith(".") and re.search(r"(?:Inc|Corp|Ltd|Co|L\.P|N\.V|S\.A|plc)\.\Z", name)):
        stop -= len(tail.group())
    return Span(start, stop) if 1 < stop - start <= LONGEST else None


def _goes_on(text: str, at: int, end: int, words: HeadWords) -> bool:
    """Whether a name goes on after a word that ends in 's ("Poe's Foods")."""
    token = _TOKEN.match(text, at + 1, end)
    return token is not None and token.group()[0].isupper() and not _stops(text, token, end, words)
