"""The noun that is a number's own: what it modifies ("a *$7 million* facility"), what a verb moves by it ("cut scrap by
*5%*"), what it is a part of ("including *$3 million* of fees").

A number with a noun of its own does not measure what was spoken of before, unless that is the same noun.
"""

from __future__ import annotations

from typing import NamedTuple

from oce_cli.lexicon import listed_words
from oce_cli.model import Quantity
from oce_cli.pipeline.links import grammar
from oce_cli.pipeline.links.candidates import kind_of
from oce_cli.pipeline.links.grammar import after_determiners, before_determiners
from oce_cli.pipeline.links.nouns import noun_class
from oce_cli.pipeline.links.view import View

_OPEN_TO = 3  # words between a number and the movement it tells: "a 5% *sustained* improvement in"


class Own(NamedTuple):
    """Words ``first`` up to, not including, ``last``: how they own a number, and whether that leaves no doubt."""

    how: str
    first: int
    last: int
    sure: bool

    def touches(self, first: int, last: int) -> bool:
        """Whether words stand in the noun phrase or reach into it."""
        return first < self.last and last > self.first

    def is_akin(self, view: View, metric: str) -> bool:
        """Whether a metric is named with a word of the noun phrase."""
        said = {norm.removesuffix("s") for norm in view.norms[self.first : self.last]}
        return not said.isdisjoint([part.removesuffix("s") for part in metric.split("_")])


def own_noun(view: View, at: int, quantity: Quantity) -> Own | None:
    """The noun phrase whose number stands at word ``at``, None where none shows."""
    return (
        _part(view, at, quantity)
        or _behind(view, at, quantity)
        or _grown(view, at, quantity)
        or _object(view, at)
        or _whole(view, at, quantity)
        or _subject(view, at)
    )


def _part(view: View, at: int, quantity: Quantity) -> Own | None:
    """ "Including $3 million of *legal fees*", "which included $0.05 per share of *termination income*",
    "includes a $0.05 *charge*"."""
    before = before_determiners(view.tags, at - 1)
    after = _past_share(view, at + 1)
    if before < 0 or after >= len(view.norms):
        return None
    if view.norms[before] == "of" and before and view.norms[before - 1] == "inclusive":
        before -= 1
    if view.norms[before] not in listed_words("slug", "including"):
        return None
    if view.norms[after] != "of":
        found = grammar.phrase_right(view.words, view.tags, after_determiners(view.tags, after))
        item = found is not None and view.norms[found[1] - 1] in listed_words("slug", "included")
        return Own("part", *found, quantity.kind == "money") if found is not None and item else None
    found = grammar.phrase_right(view.words, view.tags, after_determiners(view.tags, after + 1))
    return Own("part", found[0], _to_end(view, found[1]), quantity.kind == "money") if found is not None else None


def _to_end(view: View, at: int) -> int:
    """The end of a phrase that may go on behind a participle: "$3 million of merger *related costs*"."""
    end = at
    while end < len(view.tags) and view.tags[end] in "NVX" and end < at + _OPEN_TO:
        end += 1
    while end > at and view.tags[end - 1] != "N":
        end -= 1
    return end


def _past_share(view: View, at: int) -> int:
    """The word behind "per share" or "per diluted share" at word ``at``; ``at`` where none stands there."""
    if at < len(view.norms) and view.norms[at] == "per":
        for end in range(at + 1, min(at + 4, len(view.norms))):
            if view.norms[end] == "share":
                return end + 1
    return at


def _behind(view: View, at: int, quantity: Quantity) -> Own | None:
    """What stands right behind a number."""
    words, tags, norms = view.words, view.tags, view.norms
    after = _past_share(view, at + 1)
    while after < len(tags) and tags[after] == "A":
        after += 1
    if after >= len(tags) or tags[after] not in "NM":
        return None
    led = tags[at - 1] if at else ""
    if norms[after] in listed_words("slug", "comparatives"):
        found = grammar.phrase_right(words, tags, after_determiners(tags, after + 1))
        return Own("moved", *found, led == "P" and _tells(view, *found)) if found is not None else None
    money = quantity.kind == "money"
    if led == "D" and money and norms[after] in listed_words("slug", "built"):
        alone = tags[after + 1 : after + 2] != "N" and norms[after + 1 : after + 2] not in (["of"], ["in"])
        return Own("modified", after, after + 1, alone)
    found = _named_at(view, after) or grammar.phrase_right(words, tags, after)
    rate = kind_of(quantity) == "percent"
    grown = rate and found is not None and _moves_from(view, found[1])
    moved = _moved_noun(view, after)
    if found is not None and grown and (moved is None or _tells(view, *found)):
        return Own("growth", *found, _tells(view, *found))
    if moved is not None:
        return Own("movement of", *moved, rate and _tells(view, *moved))
    if found is None:
        return None
    if led == "D" and money:
        within = at > 1 and view.tags[at - 2] == "P"  # "the extension of a $7 million loan" is no loan
        return Own("modified", *found, not within and _is_thing(view, *found))
    if quantity.kind == "count" and norms[found[1] - 1].endswith("s"):
        return Own("counted", *found, _is_thing(view, *found))
    return None


def _named_at(view: View, at: int) -> tuple[int, int] | None:
    """The metric of the lexicon that is named at word ``at`` and moves: "adjusted *earnings per share* growth"."""
    for anchor in view.anchors:
        if at <= anchor.first < at + _OPEN_TO and not view.tags[at : anchor.first].strip("NAX"):
            return (at, anchor.last) if _moves_from(view, anchor.last) else None
    return None


def _moves_at(view: View, at: int) -> bool:
    return at < len(view.norms) and view.norms[at] in _movements()


def _moves_from(view: View, end: int) -> bool:
    """Whether a name that ends at a word moves: "*revenue* growth"; the lexicon may hold both ("EBITDA growth")."""
    return _moves_at(view, end) or _moves_at(view, end - 1)


def _grown(view: View, at: int, quantity: Quantity) -> Own | None:
    """ "Sales were driven by *traffic* growth of 5%": what stands before a movement "of" the number."""
    before = before_determiners(view.tags, at - 1)
    if before < 2 or view.norms[before] != "of" or not _moves_at(view, before - 1):
        return None
    found = grammar.phrase_left(view.words, view.tags, before - 1)
    if found is None:
        return None
    named = any(a.first >= found[0] and a.first < found[1] <= a.last for a in view.strong)
    here = view.norms[at + 1 : at + 2] in (["in"], ["of"])  # "an increase of 5% in fees"
    return Own("growth", *found, named and not here and kind_of(quantity) == "percent")


def _movements() -> frozenset[str]:
    return listed_words("slug", "movements")


def _moved_noun(view: View, after: int) -> tuple[int, int] | None:
    """ "A 5% sustained improvement in our *scrap rate*": what is told behind a noun of movement."""
    tags, norms = view.tags, view.norms
    place = after
    while place < min(after + _OPEN_TO, len(tags)) and tags[place] in "NA" and norms[place] not in _movements():
        place += 1
    if place + 2 >= len(tags) or norms[place] not in _movements() or norms[place + 1] not in ("in", "of"):
        return None
    return grammar.phrase_right(view.words, tags, after_determiners(tags, place + 2))


def _object(view: View, at: int) -> Own | None:
    """ "The new line cut *changeover time* by 5%": what a verb of lowering takes, with or without "by"."""
    tags, norms = view.tags, view.norms
    end = before_determiners(tags, at - 1) + 1
    if end and norms[end - 1] == "by":
        end -= 1
    timed = end > 1 and norms[end - 1] == "time"  # "changeover time"
    left = grammar.phrase_left(view.words, tags, end - timed) if end else None
    if left is None or left[1] != end - timed:
        return None
    found = left[0], end
    verb = before_determiners(tags, found[0] - 1)
    if verb < 0 or norms[verb] not in listed_words("slug", "lowering"):
        return None
    if verb and tags[verb - 1] in "DB" and not _is_auxiliary(norms[verb - 1]):  # "a reduced rate", "was cut"
        return None
    named = any(a.first < found[1] and a.last > found[0] for a in view.anchors)
    return Own("object", *found, not named and not _is_hollow(norms[found[1] - 1]))


def _whole(view: View, at: int, quantity: Quantity) -> Own | None:
    """ "40% of *the category*": what a percent is a share of."""
    if kind_of(quantity) != "percent" or view.norms[at + 1 : at + 2] != ["of"]:
        return None
    found = grammar.phrase_right(view.words, view.tags, after_determiners(view.tags, at + 2))
    return Own("share of", *found, False) if found is not None else None


def _subject(view: View, at: int) -> Own | None:
    """ "*Rate* was up 5%": the noun phrase before the verb."""
    end = at
    while end > 0 and view.tags[end - 1] in "BMA":
        end -= 1
    found = grammar.phrase_left(view.words, view.tags, end) if 0 < end < at else None
    if found is None:
        return None
    first, last = found
    begins = not first or view.tags[first - 1] in "CK,D"
    sure = begins and last - first == 1 and view.norms[first] in listed_words("slug", "moving")
    return Own("subject", first, last, sure) if begins else None


def _is_auxiliary(norm: str) -> bool:
    return norm in listed_words("slug", "doing")


def _tells(view: View, first: int, last: int) -> bool:
    """Whether a noun phrase names something measurable: a metric of the lexicon, or a noun such as "rate"."""
    if any(a.last == last and a.first >= first for a in view.anchors):
        return True
    return noun_class(view.norms[last - 1]) == "measures" and not _is_hollow(view.norms[last - 1])


def _is_thing(view: View, first: int, last: int) -> bool:
    """Whether a noun phrase ends with a noun of something measurable or counted that stands for itself."""
    head = view.norms[last - 1]
    return noun_class(head) in ("measures", "counted") and not _is_hollow(head) and head != "rate"


def _is_hollow(norm: str) -> bool:
    """Whether a noun stands for the metric that is spoken of: "our $3 million *target*"."""
    hollow = listed_words("slug", "hollow")
    return norm in hollow or norm.removesuffix("s") in hollow or noun_class(norm) in ("empty", "never")
