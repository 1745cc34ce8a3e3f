"""The phrases of the row's own sentence, and the words by which it points back."""

from __future__ import annotations

from oce_cli.pipeline.segments.classes import AUXILIARY, HEAD, MOVE, NUMBER, OPEN, RESET, words
from oce_cli.pipeline.segments.evidence import View, bin_of
from oce_cli.pipeline.segments.lists import respective, slot
from oce_cli.pipeline.segments.metric_names import left_of
from oce_cli.pipeline.segments.phrases import Phrase
from oce_cli.pipeline.segments.places import places_of
from oce_cli.pipeline.segments.tokens import Token
from oce_cli.pipeline.segments.wording import of_phrase, of_place, said_by

RANK = (
    "list",
    "modifier",
    "direct",
    "subject",
    "of_metric",
    "after",
    "follows",
    "lead",
    "opening",
    "actor",
)  # the telling places, best first
WITH_LEAD = frozenset(
    ("of_metric", "after", "lead", "before", "behind", "factor", "subject", "direct", "opening", "related", "set aside")
)
POINTER_REACH = 4  # sentences
OWN_REACH = 12  # sentences back in which the segment of "segment margin" is named
WITH_NEXT = frozenset(("subject", "opening", "before", "behind", "lead", "direct"))


def in_sentence(view: View, phrases: list[Phrase]) -> str:
    """The phrases of the row's own sentence. Returns the best place and grade that was met, or ""."""
    row = view.row
    told = respective(view.tokens, phrases, view.number)
    meant = next((phrases[index].first for index, right in told.items() if right), -1)
    phrases = [phrase for index, phrase in enumerate(phrases) if told.get(index, True)]
    places = places_of(view.tokens, phrases, view.number, view.mention)
    filled = slot(view.tokens, phrases, view.number, _others(view))
    if told and meant >= 0:
        next(view.get(phrase, "list") for phrase in phrases if phrase.first == meant).add("pointed out")
    if meant >= 0:
        filled = next(index for index, phrase in enumerate(phrases) if phrase.first == meant)
    if filled >= 0:
        view.slot = phrases[filled].key
        places[filled] = places[filled]._replace(label="list")
    listed = "listed" if row.listed else "open"
    named = {word[:5] for word in row.metric.split("_") if len(word) > 2}
    best = ""
    rank = len(RANK)
    for phrase, place in zip(phrases, places, strict=True):
        grade = view.study.grade(phrase.key)
        if place.label in RANK and grade < "f" and RANK.index(place.label) < rank:
            rank = RANK.index(place.label)
            best = f"{place.label} {grade}"
    said = said_by(view.tokens)
    clause = _clause(view.tokens, view.number)
    aside = _relative_clause(view.tokens, view.number)
    owner = next((phrase.first for phrase in phrases if clause <= phrase.first < view.number), -1)
    mentions = view.scene.mentions[row.sentence] if row.sentence < len(view.scene.mentions) else ()
    for phrase, place in zip(phrases, places, strict=True):
        one = view.get(phrase, place.label)
        label = place.label
        kind = "place" if phrase.place else "name" if phrase.capital else "common"
        one.add(
            f"at {label}",
            f"at {label} & {one.grade}",
            f"at {label} & {kind}",
            f"at {label} & gap {bin_of(place.gap, 1, 4, 9, 18)}",
        )
        one.add(*of_place(label, row), *of_phrase(view.tokens, said, phrase, view.number, view.mention))
        before = place.before
        side = "before" if before else "behind"
        one.add(
            f"{side} {bin_of(place.numbers, 0, 1)} numbers {bin_of(place.breaks, 0, 1, 2)} breaks",
            f"{side} order={bin_of(place.order, 0, 1, 2)}",
        )
        one.add(f"{side} numbers={bin_of(place.numbers, 0, 1, 2)}")
        if phrase.first == owner:
            one.add("owns clause", f"owns clause & {one.grade}", f"owns clause at {label}")
        elif before and phrase.first < clause:
            one.add("other clause", f"other clause though {'owned' if owner >= 0 else 'free'}")
        if phrase.first in aside:
            one.add("in a relative clause", f"in a relative clause {kind}")
        if before and any(token.mask & RESET for token in view.tokens[phrase.end : max(phrase.end, view.mention[0])]):
            one.add("reset between it and metric")
        if 0 < phrase.first != view.number + 1 and view.tokens[phrase.first - 1].kind == NUMBER:
            one.add("stuck to another number")
        if label in WITH_LEAD:
            one.add(f"at {label} lead={phrase.lead}")
        if label in WITH_NEXT:
            one.add(f"at {label} then={phrase.after}")
        if phrase.head in words("strong_heads"):
            one.add(f"at {label} & headed")
        if best and label != best.split()[0]:
            one.add(f"at {label} though {best.split()[0]}", f"rival {best}")
        if row.metric in words("whole"):
            one.add(f"whole metric at {label}", f"whole metric at {label} & {one.grade}")
        share = [word for word in phrase.key.split() if word[:5] in named]
        if label == "inside":
            low, high = view.mention
            edge = "begins" if phrase.first == low else "ends" if phrase.last == high else "within"
            one.add(f"{edge} metric's words", f"{edge} metric's words & {one.grade}", f"{edge} metric's words {listed}")
            left = left_of(view.tokens, view.mention, phrase, row.metric)
            one.add(f"metric without it {left}", f"metric without it {left} & {one.grade}")
            one.add(f"metric without it {left} {listed}")
        if row.metric in words("debts"):
            debt = "instrument" if phrase.key.split()[-1] in words("instruments") else "other"
            one.add(f"debt of {debt}", f"debt of {debt} at {label}", f"debt of {debt} {row.metric}")
        if label in ("inside", "modifier"):
            one.add(
                f"at {label} {'named' if share else 'unnamed'}",
                f"at {label} {'named' if share else 'unnamed'} & {one.grade}",
            )
        if share:
            whole = len(share) == len(phrase.key.split())
            one.add("in metric's name" if whole else "partly in metric's name")
            if whole and not row.listed:
                more = (
                    "more" if phrase.key in view.study.items and len(view.study.items[phrase.key].before) > 1 else "one"
                )
                one.add(
                    f"open metric named by it {one.grade}",
                    f"open metric named by it {label}",
                    f"open metric named by it, {more} metrics",
                    f"open metric named by it {row.quantity.kind} {label}",
                )
        for mention in mentions:
            if mention.start <= phrase.span[0] and phrase.span[1] <= mention.end and mention.strength != "verb":
                one.add(f"in a mention {'own' if mention.metric == row.metric else 'other'}")
    return best


def _clause(tokens: list[Token], number: int) -> int:
    """Where the clause of a number begins: behind the last ";", or ", and", "while", "but" before it."""
    for at in range(number - 1, 0, -1):
        norm = tokens[at].norm
        if norm in (";", "while", "whereas", "but") or (norm == "and" and tokens[at - 1].norm == ","):
            return at + 1
    return 0


def _relative_clause(tokens: list[Token], number: int) -> range:
    """The clause that explains a subject before its verb: "the rate, *which measures the revenue of students*, was"."""
    start, found = 0, range(0)
    for at in range(1, number - 1):
        if tokens[at].norm in ("which", "who"):
            start = at
        ends = tokens[at].norm == "," and tokens[at + 1].kind & (AUXILIARY | MOVE)
        if ends and start and tokens[start - 1].norm == ",":
            found = range(start, at)
    return found


def pointed_at(view: View) -> None:
    """What "this hotel", "the project" point at: the last phrase of that noun some sentences back, or the last name."""
    noun = next((token.norm for at, token in enumerate(view.tokens[: view.number]) if _points(view.tokens, at)), "")
    if not noun:
        return
    study, sentences, row = view.study, view.scene.sentences, view.row
    if noun in view.found:
        view.found[noun].add("is pointer")
    name = True
    for index in range(row.sentence - 1, max(-1, row.sentence - 1 - POINTER_REACH), -1):
        if sentences[index].turn != sentences[row.sentence].turn:
            return
        tokens, phrases = study.read(index)
        for phrase in reversed(phrases):
            if phrase.joined or phrase.key == noun:
                continue
            if phrase.head == noun or tokens[phrase.last - 1].norm == noun:
                view.get(phrase, "pointed at").add("pointed at noun", f"pointed at noun {view.bare}")
                return
            if name and phrase.capital and study.grade(phrase.key) < "g":
                view.get(phrase, "pointed at").add("pointed at name", f"pointed at name {view.bare}")
                name = False


def segments_own(view: View) -> None:
    """What "segment margin" means: the last part that its turn named with "segment", "group" or the like."""
    low, high = view.mention
    said = [token.norm for token in view.tokens[max(0, low - 1) : high]]
    if not said or {"segment", "division"}.isdisjoint(said[:2]):
        return
    study, sentences, row = view.study, view.scene.sentences, view.row
    for index in range(row.sentence - 1, max(-1, row.sentence - 1 - OWN_REACH), -1):
        if sentences[index].turn != sentences[row.sentence].turn:
            break
        headed = [one for one in study.read(index)[1] if one.head in words("naming_heads") and not one.joined]
        if headed:
            head = "opens" if low <= 1 else "later"
            view.get(headed[-1], "segment's own").add("segment's own metric", f"segment's own metric {head}")
            view.found[""].add(f"none though segment's own metric {head}")
            return


def _points(tokens: list[Token], at: int) -> bool:
    heads = words("strong_heads") | words("pointing_heads")
    return at > 0 and tokens[at].norm in heads and tokens[at - 1].norm in ("this", "that", "these", "those", "the")


def former_or_latter(view: View) -> None:
    """ "The former" and "the latter" are the two parts that the sentence before joins by "and"."""
    said = [token.norm for token in view.tokens[: view.number]]
    which = max(("former", "latter"), key=lambda word: len(said) - said[::-1].index(word) if word in said else -1)
    index = view.row.sentence - 1
    sentences = view.scene.sentences
    if which not in said or index < 0 or sentences[index].turn != sentences[index + 1].turn:
        return
    phrases = view.study.read(index)[1]
    pair = next((phrase for phrase in phrases if phrase.joined == 2), None)
    if pair is not None:
        members = [one for one in phrases if one.member and pair.first <= one.first and one.end <= pair.end]
        meant = members[which == "latter"]
        view.get(meant, "former or latter").add("pointed out", "at list")
        view.slot = meant.key


def _others(view: View) -> list[int]:
    """The tokens of the sentence's other numbers of the same unit and measure."""
    found = []
    rows = view.scene.rows
    for other in range(max(0, view.at - 8), min(len(rows), view.at + 9)):
        row = rows[other]
        if other == view.at or row.sentence != view.row.sentence:
            continue
        if (row.quantity.unit, row.measure) == (view.row.quantity.unit, view.row.measure):
            found += [at for at, token in enumerate(view.tokens) if token.start == row.quantity.start]
    return found


def pointer(tokens: list[Token]) -> str:
    """How the sentence points back: "this segment", "the business", "it"; "" where it does not."""
    for at, token in enumerate(tokens[1:], 1):
        before = tokens[at - 1].norm
        if before in ("this", "that", "these", "those", "the", "its", "their", "both") and (
            (plain := token.norm.removesuffix("'s")) in words("strong_heads") or plain in words("pointing_heads")
        ):
            return "this part" if before in ("this", "that", "these", "those") else "the part"
    if (
        tokens
        and tokens[0].norm in ("this", "that", "these")
        and len(tokens) > 1
        and not tokens[1].kind & (OPEN | HEAD)
    ):
        return "this"
    if any(token.norm in ("it", "its", "they", "their", "it's", "there") for token in tokens[:5]):
        return "it"
    return ""
