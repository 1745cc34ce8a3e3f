"""read(): the steps of number reading in their order."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from oce_cli.model import Quantity
from oce_cli.pipeline.quantities import (
    calendar,
    counts,
    currencies,
    hedges,
    money,
    pairs,
    points,
    ranges,
    reasons,
    tails,
    vague,
)
from oce_cli.pipeline.quantities.figure import ONE, Figure
from oce_cli.pipeline.quantities.folding import fold
from oce_cli.pipeline.quantities.numerals import scan
from oce_cli.pipeline.quantities.page import Page
from oce_cli.pipeline.quantities.signs import read_sign, read_word_sign
from oce_cli.pipeline.quantities.spoken import read_part
from oce_cli.pipeline.quantities.vocabulary import vocabulary


def read(text: str, currency: str = "") -> list[Quantity]:
    """All numbers of a text in the order of their start, none overlapping another.

    ``currency`` is the ISO 4217 code that a bare "$" or "dollars" means; "" leaves it to the text. A quantity whose
    ``reason`` is empty may be a row of the table; every other number has kind "other" and the reason why not. Money is
    in units of its currency, percent in percent, basis points as percentage points. No errors: any text is readable.

    >>> [(q.text, str(q.value), q.unit, q.bound) for q in read("Sales rose about 5% to €1.2 billion.")]
    [('5%', '5', 'percent', 'approx'), ('€1.2 billion', '1200000000.0', 'EUR', 'exact')]
    >>> [(q.text, q.reason) for q in read("In Q3 2021 we had two questions.")]
    [('Q3 2021', 'quarter'), ('two', 'call talk')]
    """
    words = vocabulary()
    flat = fold(text)
    page = Page(text, flat, flat.replace("-", " "), words, currencies.resolve(text, flat, currency, words))
    figures = scan(flat, words)
    figures = _outside(figures, calendar.shapes(page, figures), _in_words(page))
    free = 0
    for figure in figures:
        if not figure.reason and not figure.ordinal and not figure.kind:
            _read_around(page, figure, free)
        elif figure.spelled and figure.kind and not figure.reason:
            read_word_sign(page, figure)
        free = max(free, figure.end)
    figures = money.join_cents(page, _apart(figures))
    for last, figure in pairwise(figures):
        if not figure.reason and last.reason:
            figure.reason = reasons.carry(page, last, figure)
    figures = pairs.join(page, figures)
    for figure, following in pairwise(figures):
        if (
            following.kind == "duration"
            and figure.bare
            and not figure.reason
            and flat[figure.end : following.start] in (", ", " or ", " and ")
        ):
            figure.reason = "duration"
    said: Figure | None = None
    for figure in figures:
        _finish(page, figure, said)
        if figure.kind == "money" and not figure.reason:
            said = figure
    return [figure.quantity(text) for figure in _apart(figures)]


def _in_words(page: Page) -> list[Figure]:
    """Numbers that are told by words of their own."""
    return vague.digits(page) + vague.fractions(page) + points.points(page)


def _read_around(page: Page, figure: Figure, free: int) -> None:
    """Currency, sign, scale and unit of one number, or the reason why it has none."""
    if figure.loose or figure.form == "half":
        _read_loose(page, figure)
        return
    money.read_before(page, figure)
    if not figure.kind and not figure.spelled and page.flat[figure.start - 1 : figure.start] == " ":
        money.read_name_before(page, figure, free)
    if not figure.kind and not figure.spelled:
        figure.reason = calendar.reason_of(page, figure)
        if figure.reason == "year" and _is_measured(page, figure):
            figure.reason = ""
        if not figure.reason and figure.start and page.flat[figure.start - 1] == " ":
            figure.reason = "" if _is_measured(page, figure) else reasons.place_of(page, figure)
        if figure.reason:
            return
    vague.decades(page, figure)
    if figure.reason:
        return
    tails.read_tail(page, figure)
    if figure.unit == "pound" and figure.kind == "pounds":
        _weigh_pounds(page, figure)
    if figure.kind in ("money",) or figure.scale != ONE:
        money.read_rate(page, figure)
    elif figure.bare and not figure.spelled:
        money.read_bare_exchange(page, figure)
    read_sign(page, figure)


def _is_measured(page: Page, figure: Figure) -> bool:
    """Whether what looks like a year has a unit: "1900 basis points", but not "in 2019 dollars"."""
    spaced = page.spaced
    entry = page.words.tails.at(spaced, figure.end + (spaced[figure.end : figure.end + 1] == " "))
    if entry is None or entry[1] not in ("percent", "points", "multiple", "currency", "physical"):
        return False
    left = page.before(figure.start, 20).split()
    return (
        entry[1] in ("percent", "points") or not left or left[-1] not in page.words.reasons["calendar"]["year_before"]
    )


def _weigh_pounds(page: Page, figure: Figure) -> None:
    """Pounds are money where the document has pounds sterling, or where millions of nothing else are told."""
    flat = page.flat
    sterling = any(sign in flat for sign in ("£", "gbp", "sterling")) or page.currencies.get("?home") == "GBP"
    weighed = flat.startswith(" of ", figure.end) or "per pound" in flat or "pounds of" in flat
    if sterling or (figure.scale >= Decimal(10) ** 6 and not weighed):
        figure.kind, figure.unit = "money", page.currency("?pound")
    else:
        figure.kind = "physical"


def _read_loose(page: Page, figure: Figure) -> None:
    """ "a million", "half a billion", "a dozen", "half a percentage point": numbers without digits."""
    flat, start = page.flat, figure.start
    left = page.before(start, 16)
    if figure.form == "half":
        for article in (" a ", " an ", " of a ", "-a-", " of one ", " of "):
            if flat.startswith(article, figure.end):
                rest = figure.end + len(article)
                break
        else:
            rest = figure.end + 1 if flat[figure.end : figure.end + 1] in (" ", "-") else -1
        if rest < 0:
            return
        word = page.spaced[rest : rest + 12].split(" ", 1)[0].strip(".,;")
        entry = page.words.tails.at(page.spaced, rest)
        if (len(word) > 3 and word in page.words.scales) or (entry is not None and entry[1] in ("percent", "points")):
            end = figure.end
            figure.end, figure.form = rest - 1, ""
            tails.read_tail(page, figure)
            if figure.bare:
                figure.end, figure.form = end, "half"
            else:
                money.read_rate(page, figure)
        return
    word = flat[start : figure.end]
    if (left.endswith((" a ", "a ")) and (len(left) < 3 or not left[-3].isalpha())) or left.endswith(
        ("one ", "per ")
    ) is None:
        figure.start = figure.core = start - 2
    elif not left.endswith(
        ("of ", "the ", "by ", "about ", "nearly ", "almost ", "over ", "approximately ", "around ", "than ")
    ) or word.endswith("s"):
        return
    if word.endswith("s") or flat[figure.end : figure.end + 4] in (" of ",):
        figure.start = start
        return
    if left.endswith("per "):
        return
    if word in page.words.scales:
        figure.scale = page.words.scales[word]
        if word == "hundred":
            figure.scale, figure.number, figure.grain = ONE, Decimal(100), Decimal(100)
    figure.loose = False
    part = read_part(flat, figure.end)
    if part is not None:
        figure.end, figure.number, figure.grain = part[0], figure.number + part[1], Decimal("0.5")
    money.read_before(page, figure)
    tails.read_tail(page, figure)
    if figure.unit == "pound" and figure.kind == "pounds":
        _weigh_pounds(page, figure)
    money.read_rate(page, figure)


def _outside(figures: list[Figure], shapes: list[tuple[int, int, str]], vague_ones: list[Figure]) -> list[Figure]:
    """The figures without those inside of a shape or of a vague number, and these in their places."""
    closed = [Figure(start, end, Decimal(0), ONE, start, reason=reason) for start, end, reason in shapes]
    closed.sort(key=lambda figure: figure.start)
    fixed: list[Figure] = []
    for figure in sorted(closed + vague_ones, key=lambda figure: figure.start):
        if not fixed or figure.start >= fixed[-1].end:
            fixed.append(figure)
    if not fixed:
        return figures
    kept: list[Figure] = []
    at = 0
    for figure in figures:
        while at < len(fixed) and fixed[at].end <= figure.start:
            kept.append(fixed[at])
            at += 1
        if at < len(fixed) and fixed[at].start < figure.end:
            continue
        kept.append(figure)
    kept.extend(fixed[at:])
    return kept


def _apart(figures: list[Figure]) -> list[Figure]:
    """Figures in order without overlap: what a reader took in (a scale word, a year) is no figure of its own."""
    kept: list[Figure] = []
    for figure in sorted(figures, key=lambda figure: figure.start):
        if kept and figure.start < kept[-1].end:
            if figure.reason == "name" and figure.start <= kept[-1].start and kept[-1].reason in ("", "name"):
                figure.start = kept[-1].start
                kept[-1] = figure
                continue
            if figure.end <= kept[-1].end or figure.loose:
                continue
            figure.start = kept[-1].end
            if figure.start > figure.core:
                continue
        kept.append(figure)
    return kept


def _finish(page: Page, figure: Figure, said: Figure | None) -> None:
    if figure.bare and not figure.reason:
        tails.read_margin_over(page, figure)
    if not figure.reason:
        figure.reason = reasons.reason_of(page, figure)
    if figure.reason:
        return
    if figure.kind == "duration":
        figure.kind = "physical"
    if figure.kind == "" and figure.scale >= 1000 and _is_money(page, figure):
        near = said is not None and _is_one_sentence(page, said, figure)
        figure.kind, figure.unit = "money", said.unit if said is not None and near else page.currency("?home")
        figure.form = "bare"
    ranges.from_flat(page, figure)
    hedges.read_hedge(page, figure)
    if reasons.defines(page, figure):
        figure.reason = "definition"


def _is_one_sentence(page: Page, said: Figure, figure: Figure) -> bool:
    gap = page.flat[said.end : figure.start]
    return len(gap) < 200 and "\n" not in gap and ". " not in gap


def _is_money(page: Page, figure: Figure) -> bool:
    """Whether a bare number with a scale is money: nothing that could be counted follows it."""
    if figure.scale < 10**6:
        return False
    following = counts.NEXT.match(page.flat, figure.end)
    counted = page.words.reasons["counted"]
    for word in following.groups() if following else ():
        if not word or word in counted["ends"] or word in counted["money"]:
            return True
        if word in counted["plural"] or counts.is_plural(word):
            return False
    return True
