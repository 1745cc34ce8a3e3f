"""Money: currency signs, codes and names before and after a number, cents, and prices per unit."""

from __future__ import annotations

from decimal import Decimal

from oce_cli.pipeline.quantities.figure import ONE, Figure
from oce_cli.pipeline.quantities.page import Page
from oce_cli.pipeline.quantities.patterns import Pattern

_BEFORE = Pattern(r"([a-z.łč]*[^\w\s.,;:!?()\[\]'\"%+*/&<>|=~#@—-]|[a-złč]+\.?)[ ]?$")
_SIGN_CHARS = frozenset("$€£¥₹₩₺₪₱₫฿₽₴₦₿")
_PER = Pattern(r"(?:,? ?per,? per|,? per|,? an?|/| /|,? each) ?")
_ENGLISH = frozenset(
    [
        "ALL",
        "TOP",
        "TRY",
        "CUP",
        "MOP",
        "PEN",
        "SOS",
        "BAM",
        "GEL",
        "NOK",
        "LAK",
        "BOB",
        "COP",
        "ARS",
        "MAD",
        "RON",
        "PAB",
        "SIT",
        "FIM",
    ]
)
_COMMON = frozenset(["usd", "eur", "gbp", "chf", "jpy", "cny", "inr", "sek", "dkk", "cad", "aud", "hkd", "sgd"])
_SCALED = Pattern(r"[\d.,]+ ?(?:thousand|million|billion|m|bn|mn|mln)\b")
_RUN = Pattern(r"[\d.,]+ ?")
_WORD = Pattern(r"[a-z]+")
_NEAR = 40  # characters before a rate that may name its currency
_TO_THE = Pattern(
    r" to (?:(?:the|one|1) ((?:[a-z.]+ ){0,2}[a-z]+)|([a-z]{3,6}) (?:one|1)\b(?![.,]?\d)|((?:[a-z.]+ ){1,2}[a-z]+))"
)
_PLAIN = frozenset(("available_seat_mile", "revenue_passenger_mile"))  # unit costs of airlines are plain money
_TOTAL = Decimal(100)
_ONE_DOLLAR = Pattern(r"\ba (dollar|euro|pound),? (and )?$")


def read_before(page: Page, figure: Figure) -> None:
    """Take in the currency before a number: "$", "US$ ", "CNY ", "Rs. ", "eur" glued to it."""
    place = figure.start
    flat = page.flat
    last = flat[place - 1 : place]
    if not last or not (last in _SIGN_CHARS or last == " " or last == "." or last.isalpha() or last == "-"):
        return
    if last == "-" and flat[place - 2 : place - 1] not in _SIGN_CHARS:
        return
    if last == "-":
        match = _BEFORE.search(flat, max(0, place - 6), place - 1)
    else:
        match = _BEFORE.search(flat, max(0, place - 6), place)
    if match is None:
        return
    sign, start = match.group(1), match.start(1)
    while sign and sign not in page.words.signs and sign[-1] in _SIGN_CHARS and len(sign) > 1:
        sign, start = sign[1:], start + 1
    code = page.words.signs.get(sign, "")
    if start and (flat[start - 1].isalpha()):
        return
    if not code and sign in page.words.scaled:
        code, figure.scale = page.words.scaled[sign]
    elif not code:
        code = _code(page, sign, start, place)
    elif sign[-1] not in _SIGN_CHARS and not _is_sign_here(page, sign, start, figure):
        return
    if code:
        if last == "-":
            figure.signed = True
        figure.start = start
        figure.kind, figure.unit = "money", page.currency(code)
        figure.currency_before = True


_NAME_BEFORE = Pattern(r"((?:[a-z.]+ ){0,3}[a-z]+) $")


def read_name_before(page: Page, figure: Figure, free: int) -> None:
    """Take in a currency name before a number: "US dollars 207 million", "rupees 74.39".

    ``free`` is where the number before ends, whose currency the name may be.
    """
    match = _NAME_BEFORE.search(page.flat, max(free, figure.start - 34, 0), figure.start)
    if match is None:
        return
    words = match.group(1).split(" ")
    if words[-1] not in page.words.money_ends:
        return
    for size in (4, 3, 2, 1):
        name = " ".join(words[-size:])
        code = page.words.names.get(name) if size <= len(words) else None
        if code:
            start = figure.start - 1 - len(name)
            if start > free or free == 0:
                figure.start, figure.kind, figure.unit, figure.currency_before = (
                    start,
                    "money",
                    page.currency(code),
                    True,
                )
            return


def _code(page: Page, sign: str, start: int, place: int) -> str:
    upper = sign.upper()
    if upper not in page.words.codes:
        return ""
    written = page.text[start : start + len(sign)]
    if written.isupper() and (upper not in _ENGLISH or page.flat[place - 1] != " "):
        return upper
    if written.isupper() and page.words.tails.at(page.spaced, _past_number(page, place)) is None:
        follows = _SCALED.match(page.flat, place)
        return upper if follows else ""
    return upper if sign in _COMMON else ""


def _past_number(page: Page, place: int) -> int:
    match = _RUN.match(page.flat, place)
    return match.end() if match else place


def _is_sign_here(page: Page, sign: str, start: int, figure: Figure) -> bool:
    """Whether letters such as "Rs" or "kr" before a number are a currency."""
    if figure.spelled:
        return False
    written = page.text[start : start + len(sign)]
    if sign == "dm":
        return written.isupper() and _SCALED.match(page.flat, figure.core) is not None
    if sign.strip(".") in ("re", "fr", "ft", "rm", "tl", "nis", "php", "rp", "zl"):
        return written[:1].isupper()
    return True


def take_currency(page: Page, figure: Figure, code: str, end: int) -> None:
    """A currency after the number; where another stood before it, the one before wins."""
    if figure.kind != "money":
        figure.kind, figure.unit = "money", page.currency(code)
    figure.end = end


def take_cents(page: Page, figure: Figure, code: str, end: int) -> None:
    """Hundredths of a currency: 83 cents are 0.83."""
    unit = page.currency(code)
    if figure.kind == "money" and figure.currency_before:
        figure.end = end
        return
    figure.kind, figure.unit, figure.end = "money", unit, end
    figure.number, figure.grain, figure.form = figure.number / _TOTAL, figure.grain / _TOTAL, "cents"
    if figure.low is not None and figure.high is not None:
        figure.low, figure.high = figure.low / _TOTAL, figure.high / _TOTAL


def join_cents(page: Page, figures: list[Figure]) -> list[Figure]:
    """ "15 dollars 50", "one euro 60", "thirteen dollars (and) forty-five cents" as one number."""
    kept: list[Figure] = []
    for figure in figures:
        last = kept[-1] if kept else None
        if last is not None and _are_one_price(page, last, figure):
            if figure.kind == "money":
                last.number += figure.number
            else:
                last.number += figure.number / _TOTAL
            last.grain, last.end = Decimal("0.01"), figure.end
            continue
        _take_one_dollar(page, figure)
        kept.append(figure)
    return kept


def _take_one_dollar(page: Page, figure: Figure) -> None:
    """Read "a dollar and 5 cents" as one number."""
    tens = figure.bare and figure.spelled and figure.grain == ONE and 10 <= figure.number < 100
    if figure.reason or figure.ordinal or not (figure.form == "cents" or tens):
        return
    match = _ONE_DOLLAR.search(page.flat, max(0, figure.start - 14), figure.start)
    if match is None or (tens and match.group(2)):
        return
    if tens:
        figure.kind, figure.unit = "money", page.currency(page.words.names[match.group(1)])
        figure.number, figure.grain = figure.number / _TOTAL, figure.grain / _TOTAL
    figure.start, figure.number, figure.form = match.start(), figure.number + 1, ""


def _are_one_price(page: Page, last: Figure, figure: Figure) -> bool:
    if last.kind != "money" or last.scale != ONE or last.reason or figure.reason:
        return False
    if last.currency_before and (figure.form != "cents" or page.flat[last.end : figure.start] != " and "):
        return False
    if last.number != last.number.to_integral() or page.flat[last.end : figure.start] not in (
        " ",
        " and ",
        ", ",
    ):
        return False
    if figure.kind == "money":
        return not figure.currency_before and figure.scale == ONE and 0 < figure.number < 1 and figure.unit == last.unit
    return figure.bare and 10 <= figure.number < 100 and page.flat[last.end : figure.start] == " "


def read_rate(page: Page, figure: Figure) -> None:
    """A price per something after money: "$65 per barrel", "$20,000 a day", "INR 74 to the dollar"."""
    if page.flat[figure.end : figure.end + 1] not in (" ", "/", ","):
        return
    if _read_exchange(page, figure):
        return
    match = _PER.match(page.flat, figure.end)
    if match is None:
        return
    place = match.end()
    word = _WORD.match(page.flat, place)
    if word is None:
        return
    name = page.words.rates.get(word.group())
    end = word.end()
    entry = page.words.tails.at(page.spaced, place) if name is None else None
    if match.group().strip(", ").startswith("a") and (entry is None or entry[1] != "physical"):
        entry = None
    elif name is None:
        if word.group() == "pound":
            name = "pound"
        elif entry is not None and entry[1] == "physical":
            name, end = ("" if entry[2] in _PLAIN else entry[2]), place + len(entry[0])
        elif entry is not None and entry[1] in ("currency", "code"):
            name, end = page.currency(entry[2]), place + len(entry[0])
        else:
            name = page.words.things.get(word.group())
    if name:
        figure.kind, figure.unit, figure.end = "price", f"{figure.unit}/{name}", end


def _read_exchange(page: Page, figure: Figure) -> bool:
    """A rate between two currencies: "INR 74 to the dollar", "rupees 59 to the Swiss franc", "$1.21 to EUR one"."""
    match = _TO_THE.match(page.flat, figure.end)
    if match is None:
        return False
    group = match.lastindex or 1
    words = match.group(group).split(" ")
    for size in range(len(words), 1 if group == 3 else 0, -1):
        name = " ".join(words[:size]).rstrip(".")
        code = page.words.names.get(name, name.upper() if name.upper() in page.words.codes else "")
        if code and page.currency(code) != figure.unit:
            figure.kind, figure.unit = "price", f"{figure.unit}/{page.currency(code)}"
            figure.end = match.end() if group == 2 else match.start(group) + len(name)
            return True
    return False


def read_bare_exchange(page: Page, figure: Figure) -> None:
    """A rate whose first currency is told before: "the rouble traded at 62.5 to the dollar"."""
    match = _TO_THE.match(page.flat, figure.end)
    if match is None or match.group(1) is None:
        return
    after, before = match.group(1).split(" "), _WORD.findall(page.before(figure.start, _NEAR))
    names = page.words.names
    wholes = (" ".join(after[:size]) for size in range(len(after), 0, -1))
    second = next((names[name] for name in wholes if name in names), "")
    first = next((names[name] for name in reversed(before) if name in names), "")
    if first and second and first != second:
        figure.kind, figure.unit = "price", f"{page.currency(first)}/{page.currency(second)}"
        figure.end = match.end(1)
