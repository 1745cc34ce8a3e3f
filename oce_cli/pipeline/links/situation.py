"""What is the same for all proposals of one number: its sentence, its form, the row before, the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from oce_cli.model import Quantity, Row, Span
from oce_cli.pipeline.blocks import Block
from oce_cli.pipeline.links import grammar
from oce_cli.pipeline.links.candidates import is_per_share, kind_of
from oce_cli.pipeline.links.impacts import impact_link
from oce_cli.pipeline.links.own import Own
from oce_cli.pipeline.links.view import Anchor, View

_STRICT = {
    "money": {"money"},
    "percent": {"percent"},
    "count": {"count"},
    "per_share": {"per_share", "money"},
    "multiple": {"multiple"},
    "physical": {"physical"},
    "price": {"money", "physical"},
}


@dataclass(slots=True)
class Situation:
    """What is the same for all proposals of one number."""

    view: View
    at: int  # word index of the number
    quantity: Quantity
    form: str  # kind of number as said
    rank: int  # how many numbers stand before it in the sentence
    before: Row | None  # the row before, if it is in the same sentence
    last: Row | None  # the row before, wherever
    link: str  # the way from the row before in the same sentence
    following: str  # the word or class after the number
    leading: str  # the word or class before the number
    section: str
    role: str
    used: dict[Span, int]  # how often a mention was taken by the rows before in this sentence
    respectively: bool
    impact: str  # how the sentence says that the number is what something did
    rivals: dict[str, list[Anchor]] = field(default_factory=dict)  # see rivals_of
    shared: dict[str, list[Block]] = field(default_factory=dict)  # by source, what is told of each of its proposals
    own: Own | None = None  # the number's own noun
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by source too, as names


def situations(
    view: View, rows: Sequence[Row], at: int, word: int, quantity: Quantity, section: str, role: str
) -> Situation:
    """The situation of ``rows[at]``; rows before it have their metric."""
    last = rows[at - 1] if at else None
    same = last is not None and last.sentence == rows[at].sentence
    before = last if same else None
    link = ""
    used: dict[Span, int] = {}
    if before is not None:
        link = grammar.path(view.words, view.tags, before.word + 1, word)
        back = at - 1
        while back >= 0 and rows[back].sentence == rows[at].sentence:
            mention = rows[back].mention
            if mention is not None:
                used[mention] = used.get(mention, 0) + 1
            back -= 1
    return Situation(
        view,
        word,
        quantity,
        form_of(quantity),
        sum(1 for n in view.numbers if n < word),
        before,
        last,
        link,
        next_word(view, word, 1),
        next_word(view, word, -1),
        section,
        role,
        used,
        "respectively" in view.norms,
        impact_link(view, word),
    )


def form_of(quantity: Quantity) -> str:
    """The kind of number as a linker sees it: small money and small counts are kinds of their own."""
    if quantity.kind == "money" and is_per_share(quantity):
        return "small money"
    if quantity.kind == "count":
        word = quantity.text[:1].isalpha()
        return "word count" if word else "small count" if quantity.value < 20 and quantity.scale == 1 else "count"
    if quantity.kind == "physical" and quantity.unit in {"day", "week", "month", "year", "hour", "minute", "second"}:
        return "duration"
    return quantity.kind


def fit(kind: str, form: str, quantity: Quantity) -> str:
    """How well a metric of a kind takes a number: strict, moves (a percent that moves or shares it), loose or bad."""
    if not kind:
        return "open"
    if form == "small money":
        return "strict" if kind == "per_share" else "loose" if kind == "money" else "bad"
    said = kind_of(quantity)
    if kind in _STRICT.get(said, ()):
        return "strict" if kind == said or kind != "per_share" else "bad"
    if said == "percent":
        return "moves"
    return "loose" if {kind, said} <= {"count", "physical", "multiple"} else "bad"


def rivals_of(here: Situation, fits: str) -> list[Anchor]:
    """The names in the sentence that take the number strictly, or as well as one that fits so."""
    found = here.rivals.get(fits)
    if found is None:
        kinds = ("strict", fits)
        strong = here.view.strong
        found = here.rivals[fits] = [a for a in strong if fit(a.mention.kind, here.form, here.quantity) in kinds]
    return found


def word_or_class(view: View, at: int) -> str:
    """A preposition, sign or movement particle by name, another word by its class; ``end`` outside the sentence."""
    if not 0 <= at < len(view.tags):
        return "end"
    tag = view.tags[at]
    if tag in "PCK,X" or view.norms[at] in {"up", "down", "was", "were", "is", "higher", "lower"}:
        return view.norms[at]
    return tag


def next_word(view: View, at: int, step: int) -> str:
    """``word_or_class`` of the next word that is no determiner or adverb."""
    at += step
    while 0 <= at < len(view.tags) and view.tags[at] in "DA":
        at += step
    return word_or_class(view, at)
