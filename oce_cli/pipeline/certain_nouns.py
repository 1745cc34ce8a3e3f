"""What a noun beside a number leaves no doubt of: "60 basis points *of margin expansion*" moved, "an EBITDA *loss*"
is below zero.
"""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from oce_cli.lexicon import listed_words
from oce_cli.model import Row
from oce_cli.pipeline.certain_amounts import is_added, is_amount_moved, is_function
from oce_cli.pipeline.certain_parts import is_contribution, is_part_of_all, is_reset, rate_cut
from oce_cli.pipeline.cues import BREAKS, View
from oce_cli.pipeline.measure_rules import usual_move
from oce_cli.pipeline.movement import build, deciding, is_burden, less_is_better, way_at
from oce_cli.pipeline.natures import SUMS, is_impact, nature

_words = partial(listed_words, "certain")

_NAME = 8  # words between a number and the noun of its movement
_BASE = 7  # words between a number and the one it is set against
_DOWNWARD = frozenset(("down", "cut"))


def told_measure(view: View, row: Row) -> str:
    """The measure that a noun or the words of a rate leave, "" where they leave all.

    "SOFR plus 175 basis points" is a level whatever moved to it; points of expansion, contraction and gain of what is
    a rate are a change.
    """
    if row.quantity.kind in ("points", "percent", "count") and _is_over_benchmark(view, row.word):
        return "level"
    if row.quantity.kind == "percent":
        if _is_compounded(view) or _is_rate_of_growth(view, row):
            return "growth"
        if row.quantity.text.lower().startswith(("down ", "up ")):
            return usual_move(row)  # "down 1% to up 2%"
        if is_part_of_all(view, row) or is_contribution(view, row):
            return "share"
        if view.norm(view.previous(row.word)) == "by" and not is_impact(row.metric):
            return "growth"
    if row.quantity.kind in SUMS and is_reset(view, row.word):
        return "level"
    if rate_cut(view, row) or is_amount_moved(view, row):
        return "change"
    if _is_named_loss(view, row) and build(view, row.word) in ("M #", "M by #", "# M"):
        return usual_move(row)
    if _leveraged(view, row):
        return "change"
    if row.quantity.kind == "points":
        return _of_points(view, row)
    return ""


def _of_points(view: View, row: Row) -> str:
    """What points are by their words: a part of a total ("11 basis points *of total loans*"), a move of a rate."""
    at = row.word
    if view.norm(at + 1) == "of" and view.norm(at + 2) in ("total", "average"):
        return "share"
    if view.norm(at + 1) == "to" and view.norm(at + 2) == "#" and view.norm(view.previous(at)) != "from":
        return "change"
    if nature(row) in ("percent", "rate", "open"):
        return "change" if noun_of_move(view, at) or _gain_before(view, at) else ""
    return ""


def _is_compounded(view: View) -> bool:
    """Whether the sentence tells of growth by the year over several: "a *CAGR* of 11%", "2% *compounded annually*"."""
    norms = [word.norm for word in view.words]
    return "cagr" in norms or any(
        one in ("compound", "compounded") and behind in _words("yearly") for one, behind in pairwise(norms)
    )


def told_sign(view: View, row: Row) -> int:
    """The sign that nouns give to a number that moved; 0 where they leave it open."""
    at = row.word
    near = deciding(view, at)
    if near is not None and near.gap <= 1 and not near.numbers and less_is_better(row.metric):
        way = way_at(view, near.cue.start)
        if way in ("better", "worse"):
            return -1 if way == "better" else 1
    if sign := _leveraged(view, row) or rate_cut(view, row):
        return sign
    if is_added(view, row):
        return 1
    noun = noun_of_move(view, at)
    if noun and noun not in row.metric and not way_at(view, view.previous(at)):
        if noun in _words("judged_moves"):
            good = noun not in _words("downward")
            return 1 if good != (is_burden(row.metric) or less_is_better(row.metric)) else -1
        return -1 if noun in _words("downward") else 1
    return _gain_before(view, at) if row.quantity.kind == "points" else 0


def noun_of_move(view: View, at: int) -> str:
    """The noun of movement that a number is an amount of, "" where there is none: "60 basis points of margin
    *expansion*", "a 2 point share *gain*"."""
    for place in range(at + 1, at + 2 + _NAME):
        norm = view.norm(place)
        if norm in _words("upward") or norm in _words("downward"):
            return norm
        if norm in ("of", "-") or place in view.light or (norm == "in" and place == at + 1):
            continue
        if not norm or norm in ("#", *BREAKS) or way_at(view, place) or is_function(norm):
            return ""
    return ""


def _leveraged(view: View, row: Row) -> int:
    """-1 for points by which a cost fell as a share of sales, 1 where it rose: "60 basis points of SG&A *leverage*"."""
    if row.quantity.kind != "points" or row.metric_kind != "money" or not less_is_better(row.metric):
        return 0
    for place in range(row.word + 1, row.word + 2 + _NAME):
        norm = view.norm(place)
        if norm in ("leverage", "deleverage"):
            return -1 if norm == "leverage" else 1
        if not norm or norm in ("#", *BREAKS) or (norm != "of" and is_function(norm)):
            return 0
    return 0


def _gain_before(view: View, at: int) -> int:
    """1 after "a gain of" or "the gain was", -1 after "a loss of", 0 else."""
    link = view.previous(at)
    if view.norm(link) not in ("of", "was", "were", "is"):
        return 0
    noun = view.norm(view.previous(link))
    return 1 if noun in ("gain", "gains") else -1 if noun in ("loss", "losses") else 0


def _is_over_benchmark(view: View, at: int) -> bool:
    """Whether a number is what a rate lies above another: "SOFR *plus 175*"."""
    sign = view.previous(at)
    return view.norm(sign) in ("plus", "+") and view.norm(sign - 1) in _words("benchmarks")


def _is_rate_of_growth(view: View, row: Row) -> bool:
    """Whether a percent of what is no rate is called a growth or a fall: "a 2% *decline*", "growth slowed to *3%*"."""
    if nature(row) not in ("money", "count", "physical", "things", "open") or view.norm(row.word + 1) == "of":
        return False
    if row.metric_kind == "money" and (
        view.norm(row.word + 1) in ("growth", *_words("falls")) or _growth_told(view, row.word)
    ):
        return True
    return reached_sign(view, row.word) != 0 or base_sign(view, row.word) != 0


def base_sign(view: View, at: int) -> int:
    """The sign of the growth that one reached is set against: "growth slowed to 8% from *11%*", "from *11%* to 8%"."""
    link = view.previous(at)
    before = view.norm(link)
    if before == "from" and (view.norm(at + 1) == "to" or view.norm(view.previous(link)) in _words("pace")):
        return _moved_to(view, link)
    if before == "from" and view.norm(view.previous(link)) in ("up", "down"):
        return _told_before(view, view.previous(link) - 1)
    if before not in ("from", "versus", "vs") and not (before in ("to", "with") and view.norm(link - 1) == "compared"):
        return 0
    for place in range(link - 1, max(-1, link - 1 - _BASE), -1):
        if view.norm(place) == "#":
            return reached_sign(view, place)
        if way_at(view, place) or view.norm(place) in ("and", "but", ";"):
            return 0
    return 0


def _told_before(view: View, comma: int) -> int:
    """Which way went the growth that is "down from" another one: "growth was 2%, *down from* 5%", "grew 2%, ..."."""
    at = comma - (view.norm(comma) == ",")
    while view.norm(at) in ("year", "over", "-", "yoy", "year-over-year", "organically", "sequentially"):
        at -= 1
    if view.norm(at) == "growth":
        at -= 1
        return 1 if view.norm(at) == "#" else 0
    if view.norm(at) != "#":
        return 0
    return 1 if way_at(view, view.previous(at)) == "up" else _growth_told(view, at)


def _growth_told(view: View, at: int) -> int:
    """1 for a number that is called a growth before it: "growth was 2%", "growth of 2%"; 0 else."""
    link = view.previous(at)
    told = view.norm(link) in ("of", "was", "is", "were")
    return 1 if told and view.norm(view.previous(link)) == "growth" else 0


def reached_sign(view: View, at: int) -> int:
    """1 for a percent that a growth went to, -1 for one that a decline went to, 0 where neither is told.

    "Growth slowed by 2 points *to 5%*", "the decline in volumes moderated *to 3%*", "revenue accelerated *to 5%*".
    """
    to = view.previous(at)
    return _moved_to(view, to) if view.norm(to) == "to" and not way_at(view, at + 1) else 0


def _moved_to(view: View, to: int) -> int:
    """What a word of growth or decline is before the verb of movement that leads to the word ``to``."""
    place = to - 1
    while (
        view.norm(place) in ("#", "by", "from", "to", "in", "-") or place in view.light or _is_adverb(view.norm(place))
    ):
        place -= 1
    verb = view.norm(place)
    if place < 0 or not (way_at(view, place) or verb in _words("pace")) or verb in ("growth", *_words("falls")):
        return 0
    for before in range(place - 1, max(-1, place - 1 - _NAME), -1):
        norm = view.norm(before)
        if norm == "growth" or norm in _words("falls"):
            return 1 if norm == "growth" else -1
        if norm in ("#", *BREAKS) or norm in listed_words("classes", "V") or norm in listed_words("classes", "C"):
            break
    if verb not in _words("pace"):
        return 0
    return _joined_sign(view, place - 1) if view.norm(place - 1) == "," else 1


def _joined_sign(view: View, comma: int) -> int:
    """Which way went what goes on behind a comma: "sales fell 7%, *slowing* from 9%"."""
    ways = (way_at(view, place) for place in range(comma - 1, max(-1, comma - 1 - _NAME), -1))
    return -1 if next(filter(None, ways), "up") in _DOWNWARD else 1


def _is_adverb(norm: str) -> bool:
    return norm in listed_words("classes", "A") or norm in listed_words("classes", "T")


def loss_sign(view: View, row: Row, moved: bool) -> int:
    """The sign of a profit that its own words call a loss: its level is below zero, it grows as the loss narrows."""
    if not moved and _is_loss_before(view, row):
        return -1
    if not _is_named_loss(view, row):
        return 0
    at = row.word
    if moved:
        near = deciding(view, at)
        if near is None or near.numbers:
            return 0
        way = way_at(view, near.cue.start)
        return 1 if way in _DOWNWARD or way == "better" else -1
    if row.quantity.kind not in ("money", "price"):
        return 0
    link = view.previous(at)
    if view.norm(link) == "of" and view.norm(link - 1) not in _words("loss"):
        return 0
    return 0 if view.norm(link) in ("positive", "profit") else -1


def _is_loss_before(view: View, row: Row) -> bool:
    """Whether a profit is set against a loss: "net income was $4 million compared to *a $9 million loss*"."""
    parts = frozenset(row.metric.split("_"))
    if row.quantity.kind not in ("money", "price") or parts & _words("loss") or not parts & _words("earned"):
        return False
    article = row.word - 1
    while article in view.light and view.norm(article) not in ("a", "an"):
        article -= 1
    noun = row.word + 1
    while view.norm(noun) in ("per", "diluted", "share", "operating", "net", "pretax", "pre-tax", "-"):
        noun += 1
    if view.norm(article) not in ("a", "an") or view.norm(noun) not in ("loss", "deficit"):
        return False
    link = view.previous(article)
    against = view.norm(link) in ("versus", "vs", "vs.", "from", "against")
    against = against or (view.norm(link) in ("to", "with") and view.norm(link - 1) in ("compared", "compares"))
    return against and view.norm(noun + 1) not in ("on", *_words("of_losses"))


def _is_named_loss(view: View, row: Row) -> bool:
    """Whether the words that name a profit call it a loss: "EBITDA *loss*", "pre-tax *losses*"."""
    parts = frozenset(row.metric.split("_"))
    if row.mention is None or parts & _words("loss") or not parts & _words("profits"):
        return False
    end = row.mention.end
    last = next((at for at, word in enumerate(view.words) if word.end == end), -1)
    if last < 0:
        return False
    if view.norm(last) not in _words("loss"):
        last += 1
    return view.norm(last) in _words("loss") and view.norm(last + 1) not in _words("of_losses")
