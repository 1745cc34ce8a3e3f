"""The reasons for each part that a row may be about, as named features."""

from __future__ import annotations

from dataclasses import dataclass, field

from oce_cli.model import Row, Scene
from oce_cli.pipeline.segments.classes import RESET, whole_metrics
from oce_cli.pipeline.segments.inventory import STRONG_HEADS, Item, Study
from oce_cli.pipeline.segments.phrases import Phrase, Token, key_of
from oce_cli.pipeline.segments.places import Place, mention_of, places_of
from oce_cli.pipeline.segments.topics import heading_of

REACH = 10  # sentences back that a heading is looked for
STRONG = frozenset(("modifier", "of_metric", "direct", "subject", "after"))


@dataclass(slots=True)
class Evidence:
    """A part with all that speaks for it."""

    value: str
    rule: str = ""
    span: tuple[int, int] | None = None
    features: dict[str, None] = field(default_factory=dict)

    def add(self, *names: str) -> None:
        for name in names:
            self.features[name] = None


def bin_of(count: int, *limits: int) -> str:
    """A coarse size: the first limit that is not exceeded, else "more"."""
    for limit in limits:
        if count <= limit:
            return str(limit)
    return "more"


def gather(scene: Scene, at: int) -> list[Evidence]:
    """All candidates of the row, the whole company first."""
    study = scene.notes["segments"]
    assert isinstance(study, Study)
    row = scene.rows[at]
    tokens, phrases = study.read(row.sentence)
    number = next((i for i, token in enumerate(tokens) if token.start == row.quantity.start), 0)
    mention = mention_of(scene, row, tokens, number)
    found: dict[str, Evidence] = {"": Evidence("", "whole company")}
    seen = _in_sentence(study, row, tokens, phrases, number, mention, found)
    heads = _from_headings(study, row, found)
    _from_rows(scene, at, found)
    _whole(scene, at, tokens, number, mention, seen, heads, found)
    return list(found.values())


def _get(found: dict[str, Evidence], phrase: Phrase, rule: str) -> Evidence:
    one = found.get(phrase.key)
    if one is None:
        one = found[phrase.key] = Evidence(phrase.value, rule, phrase.span)
    return one


def _traits(study: Study, phrase: Phrase) -> list[str]:
    """What is known of the phrase by itself and over the document."""
    item = study.items.get(phrase.key) or Item()
    names = ["some"]
    support = bin_of(item.total, 1, 2, 4, 9)
    names.append(f"support={support}")
    if item.headed:
        names.append(f"headed={bin_of(item.headed, 1, 3)}")
    if item.modifier:
        names.append(f"modifies={bin_of(item.modifier, 1, 3)}")
    if item.subject:
        names.append(f"acts={bin_of(item.subject, 1, 3)}")
    if item.led * 2 >= item.total:
        names.append("often led")
    if phrase.capital:
        names.append("capital")
    elif item.capital * 2 > item.total:
        names.append("often capital")
    if phrase.place:
        names.append("geography")
    names.append(f"size={bin_of(phrase.size, 1, 2, 3)}")
    if phrase.head:
        names.append("head=" + ("strong" if phrase.head in STRONG_HEADS else phrase.head if phrase.head == "bare" else "other"))
    if phrase.joined:
        names.append("joined")
    if phrase.member:
        names.append("member")
    return names


def _in_sentence(
    study: Study,
    row: Row,
    tokens: list[Token],
    phrases: list[Phrase],
    number: int,
    mention: tuple[int, int],
    found: dict[str, Evidence],
) -> set[str]:
    """The phrases of the row's own sentence. Returns the labels that were met."""
    labels: set[str] = set()
    words = {word[:5] for word in row.metric.split("_") if len(word) > 2}
    for phrase, place in zip(phrases, places_of(tokens, phrases, number, mention), strict=True):
        one = _get(found, phrase, place.label)
        traits = _traits(study, phrase)
        one.add(*traits)
        label = place.label
        labels.add(label)
        strength = "strong" if "headed=1" in traits or "headed=3" in traits or "headed=more" in traits else (
            "known" if "support=1" not in traits else "once"
        )
        kind = "place" if phrase.place else "name" if phrase.capital else "common"
        one.add(f"at {label}", f"at {label} & {strength}", f"at {label} & {kind}", f"at {label} & {place.label and bin_of(place.gap, 1, 4, 9, 18)}")
        side = "before" if place.before else "after"
        one.add(f"{side} numbers={bin_of(place.numbers, 0, 1)}", f"{side} breaks={bin_of(place.breaks, 0, 1, 2)}", f"{side} order={bin_of(place.order, 0, 1, 2)}")
        one.add(f"{side} lead={phrase.lead}", f"{side} then={phrase.after}")
        if label in ("of_metric", "after", "lead"):
            one.add(f"at {label} lead={phrase.lead}")
        share = [word for word in phrase.key.split() if word[:5] in words]
        if share:
            one.add("in metric's name" if len(share) == len(phrase.key.split()) else "partly in metric's name")
    return labels


def _from_headings(study: Study, row: Row, found: dict[str, Evidence]) -> list[str]:
    """Topics of the sentences before, within the turn and the question before it."""
    sentences = study.scene.sentences
    turn = sentences[row.sentence].turn
    met: set[str] = set()
    notes: list[str] = []
    age = 0
    index = row.sentence - 1
    while index >= 0 and age < REACH:
        sentence = sentences[index]
        if sentence.turn < 0:
            index -= 1
            continue
        age += 1
        other = sentence.turn != turn
        if other and sentence.turn < turn - 2:
            break
        heading = heading_of(study, index)
        if heading.reset and "reset" not in met:
            met.add("reset")
            notes.append(f"reset heading {bin_of(age, 1, 3, 6)}")
        for phrase, label in heading.topics:
            name = f"{'asked ' if other else ''}{label}"
            if name in met and not phrase.joined:
                continue
            met.add(name)
            one = _get(found, phrase, "heading")
            one.add(*_traits(study, phrase))
            item = study.items.get(phrase.key) or Item()
            strength = "strong" if item.headed else "known" if item.total > 1 else "once"
            one.add(f"topic {name}", f"topic {name} {bin_of(age, 1, 2, 4, 7)}", f"topic {name} & {strength}")
            if len(met) and "reset" in met:
                one.add("topic before reset")
            if not met - {name, "reset"}:
                one.add("topic nearest")
        index -= 1
    return notes


def _from_rows(scene: Scene, at: int, found: dict[str, Evidence]) -> None:
    """What the rows before were about."""
    row = scene.rows[at]
    empty = found[""]
    if at == 0:
        empty.add("first row")
        return
    last = scene.rows[at - 1]
    near = _relation(scene, last, row)
    same = "same metric" if last.metric == row.metric else "other metric"
    chosen = {other.segment for other in scene.rows[max(0, at - 6) : at]}
    key = key_of(last.segment)
    one = found.get(key)
    if one is None:
        one = found[key] = Evidence(last.segment, "row before", last.spans.get("segment"))
        one.add("some", "not in reach")
    tag = "some" if key else "none"
    one.add(f"row before {tag}", f"row before {tag} {near}", f"row before {tag} {near} {same}", f"row before {tag} {same} {last.measure}>{row.measure}")
    if len(chosen) == 1 and at >= 3:
        one.add(f"rows before {tag} all")
    for back in range(at - 2, max(-1, at - 7), -1):
        other = scene.rows[back]
        if other.segment != last.segment:
            key = key_of(other.segment)
            two = found.get(key)
            if two is None:
                two = found[key] = Evidence(other.segment, "row before", other.spans.get("segment"))
                two.add("some", "not in reach")
            two.add(f"row further {'some' if key else 'none'}", f"row further {'some' if key else 'none'} {_relation(scene, other, row)}")
            break
    used = {key_of(other.segment) for other in scene.rows[:at]}
    for key, one in found.items():
        if key and key in used:
            one.add("chosen before")


def _relation(scene: Scene, last: Row, row: Row) -> str:
    if last.sentence == row.sentence:
        return "same sentence"
    if scene.sentences[last.sentence].turn != scene.sentences[row.sentence].turn:
        return "other turn"
    return f"sentences {bin_of(row.sentence - last.sentence, 1, 2, 5)}"


def _whole(
    scene: Scene,
    at: int,
    tokens: list[Token],
    number: int,
    mention: tuple[int, int],
    labels: set[str],
    heads: list[str],
    found: dict[str, Evidence],
) -> None:
    """What speaks for the whole company."""
    row = scene.rows[at]
    one = found[""]
    one.add("none")
    if row.metric in whole_metrics():
        one.add("none whole metric")
    if row.listed:
        one.add("none listed", f"none {row.metric}")
    one.add(f"none {row.quantity.kind}", f"none {row.measure}")
    for label in labels & STRONG:
        one.add(f"none though {label}")
    if not labels & STRONG:
        one.add("none nothing near")
    one.add(*(f"none {note}" for note in heads))
    turn = scene.sentences[row.sentence].turn
    if turn >= 0:
        one.add(f"none {scene.transcript.turns[turn].section}")
    low = mention[0]
    if any(token.mask & RESET for token in tokens[max(0, low - 4) : max(low, mention[1])]):
        one.add("none reset at metric")
    elif any(token.mask & RESET for token in tokens[:number]):
        one.add("none reset before")
    if tokens and any(token.norm in ("we", "our") for token in tokens[:6]):
        one.add("none we")
