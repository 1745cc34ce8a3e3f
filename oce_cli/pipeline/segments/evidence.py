"""The reasons for each part that a row may be about, as named features."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from oce_cli.model import Row, Scene
from oce_cli.pipeline.segments.classes import METRIC, MOVE, RESET, AUXILIARY, NUMBER, whole_metrics
from oce_cli.pipeline.segments.inventory import STRONG_HEADS, Study
from oce_cli.pipeline.segments.phrases import Phrase, Token, key_of
from oce_cli.pipeline.segments.places import mention_of, places_of, respective
from oce_cli.pipeline.segments.topics import heading_of

REACH = 18  # sentences back that a heading is looked for
RANK = ("modifier", "direct", "subject", "of_metric", "after", "follows", "lead", "opening", "actor")  # the telling places, best first
WITH_LEAD = frozenset(("of_metric", "after", "lead", "before", "behind", "factor"))
WITH_NEXT = frozenset(("subject", "opening", "before", "behind", "lead", "direct"))


@dataclass(slots=True)
class Evidence:
    """A part with all that speaks for it."""

    value: str
    rule: str = ""
    span: tuple[int, int] | None = None
    grade: str = "g"
    features: dict[str, None] = field(default_factory=dict)

    def add(self, *names: str) -> None:
        for name in names:
            self.features[name] = None

    def copy(self) -> Evidence:
        return Evidence(self.value, self.rule, self.span, self.grade, dict(self.features))


@dataclass(slots=True)
class View:
    """A row in its sentence, and the candidates found so far."""

    study: Study
    scene: Scene
    at: int
    row: Row
    tokens: list[Token]
    number: int
    mention: tuple[int, int]
    bare: str  # what the sentence says before the metric: nothing, we, company ...
    found: dict[str, Evidence]

    def get(self, phrase: Phrase, rule: str) -> Evidence:
        one = self.found.get(phrase.key)
        if one is None:
            grade = self.study.grade(phrase.key)
            one = self.found[phrase.key] = Evidence(phrase.value, rule, phrase.span, grade)
            one.add("some", f"grade={grade}", *_traits(self.study, phrase))
        return one


def bin_of(count: int, *limits: int) -> str:
    """A coarse size: the first limit that is not exceeded, else "more".

    >>> bin_of(3, 1, 4), bin_of(9, 1, 4)
    ('4', 'more')
    """
    for limit in limits:
        if count <= limit:
            return str(limit)
    return "more"


def gather(scene: Scene, at: int) -> list[Evidence]:
    """All candidates of the row, the whole company first."""
    study = scene.notes["segments"]
    assert isinstance(study, Study)
    view, near, topic = _static(study, scene, at)
    view.found = {key: one.copy() for key, one in view.found.items()}
    _from_rows(view, near)
    if study.draft:
        _from_draft(view)
    _told(view)
    _freshness(view)
    _whole(view, near, topic)
    return list(view.found.values())


def _static(study: Study, scene: Scene, at: int) -> tuple[View, str, str]:
    """What does not depend on choices made before: it is the same in both rounds."""
    views = study.memory.setdefault("views", {})
    assert isinstance(views, dict)
    known = views.get(at)
    if known is None:
        row = scene.rows[at]
        tokens, phrases = study.read(row.sentence)
        number = next((i for i, token in enumerate(tokens) if token.start == row.quantity.start), 0)
        mention = mention_of(scene, row, tokens, number)
        view = View(study, scene, at, row, tokens, number, mention, _pointer(tokens), {"": Evidence("", "whole company")})
        near = _in_sentence(view, phrases)
        known = views[at] = (view, near, _from_headings(view, near))
    view, near, topic = known
    return replace(view), near, topic


def _pointer(tokens: list[Token]) -> str:
    """How the sentence points back: "this segment", "the business", "it"; "" where it does not."""
    for at, token in enumerate(tokens[1:], 1):
        before = tokens[at - 1].norm
        if before in ("this", "that", "these", "those", "the", "its", "their", "both") and (
            token.norm in STRONG_HEADS or token.norm in ("sector", "market", "brand", "channel", "line", "platform")
        ):
            return "this part" if before in ("this", "that", "these", "those") else "the part"
    if any(token.norm in ("it", "its", "they", "their", "it's", "there") for token in tokens[:5]):
        return "it"
    return ""


def _traits(study: Study, phrase: Phrase) -> list[str]:
    """What is known of the phrase by itself."""
    names = [f"size={bin_of(phrase.size, 1, 2, 3)}"]
    if phrase.capital:
        names.append("capital")
    if phrase.place:
        names.append("geography")
    if phrase.head:
        names.append("head=" + ("strong" if phrase.head in STRONG_HEADS else "bare" if phrase.head == "bare" else "other"))
    if phrase.joined:
        names.append("joined")
    if phrase.member:
        names.append("member")
    return names


def _in_sentence(view: View, phrases: list[Phrase]) -> str:
    """The phrases of the row's own sentence. Returns the best place and grade that was met, or ""."""
    row = view.row
    words = {word[:5] for word in row.metric.split("_") if len(word) > 2}
    places = places_of(view.tokens, phrases, view.number, view.mention)
    best = ""
    rank = len(RANK)
    for phrase, place in zip(phrases, places, strict=True):
        grade = view.study.grade(phrase.key)
        if place.label in RANK and grade < "f" and RANK.index(place.label) < rank:
            rank = RANK.index(place.label)
            best = f"{place.label} {grade}"
    told = respective(view.tokens, phrases, view.number)
    for index, meant in told.items():
        view.get(phrases[index], "respectively").add("respective" if meant else "not respective")
    mentions = view.scene.mentions[row.sentence] if row.sentence < len(view.scene.mentions) else ()
    for phrase, place in zip(phrases, places, strict=True):
        one = view.get(phrase, place.label)
        label = place.label
        kind = "place" if phrase.place else "name" if phrase.capital else "common"
        one.add(f"at {label}", f"at {label} & {one.grade}", f"at {label} & {kind}", f"at {label} & gap {bin_of(place.gap, 1, 4, 9, 18)}")
        side = "before" if place.before else "behind"
        one.add(f"{side} {bin_of(place.numbers, 0, 1)} numbers {bin_of(place.breaks, 0, 1, 2)} breaks", f"{side} order={bin_of(place.order, 0, 1, 2)}")
        one.add(f"{side} numbers={bin_of(place.numbers, 0, 1, 2)}")
        if label in WITH_LEAD:
            one.add(f"at {label} lead={phrase.lead}")
        if label in WITH_NEXT:
            one.add(f"at {label} then={phrase.after}")
        if phrase.head in STRONG_HEADS:
            one.add(f"at {label} & headed")
        if best and label != best.split()[0]:
            one.add(f"at {label} though {best.split()[0]}", f"rival {best}")
        share = [word for word in phrase.key.split() if word[:5] in words]
        if label in ("inside", "modifier"):
            one.add(f"at {label} {'named' if share else 'unnamed'}", f"at {label} {'named' if share else 'unnamed'} & {one.grade}")
        if share:
            one.add("in metric's name" if len(share) == len(phrase.key.split()) else "partly in metric's name")
        for mention in mentions:
            if mention.start <= phrase.span[0] and phrase.span[1] <= mention.end and mention.strength != "verb":
                one.add(f"in a mention {'own' if mention.metric == row.metric else 'other'}")
    return best


def _from_headings(view: View, near: str) -> str:
    """Topics of the sentences before, within the turn and the question before it. Returns the nearest and its grade."""
    study, row = view.study, view.row
    sentences = study.scene.sentences
    turn = sentences[row.sentence].turn
    met: set[str] = set()
    nearest = ""
    strong: list[str] = []
    reset = 0
    age = 0
    index = row.sentence - 1
    while index >= 0 and age < REACH:
        sentence = sentences[index]
        if sentence.turn < 0 <= turn:
            index -= 1
            continue
        age += 1
        other = sentence.turn != turn
        if other and sentence.turn < turn - 2:
            break
        heading = heading_of(study, index)
        if len(strong) < 4:
            for phrase in study.read(index)[1]:
                if study.grade(phrase.key) < "d" and phrase.key not in strong and len(strong) < 4:
                    strong.append(phrase.key)
                    view.get(phrase, "spoken of").add(f"strong topic {len(strong)}", f"strong topic{' asked' if other else ''}")
        gap = bin_of(study.paragraph[row.sentence] - study.paragraph[index], 0, 1)
        for phrase, label in heading.topics:
            grade = study.grade(phrase.key)
            name = f"{'asked ' if other else ''}{label}"
            if (name in met and not phrase.joined) or grade == "g":
                continue
            met.add(name)
            one = view.get(phrase, "heading")
            far = bin_of(age, 1, 2, 4, 7, 12)
            one.add(f"topic {name}", f"topic {name} age {far}", f"topic {name} & {grade}", f"topic {name} paragraph {gap}")
            one.add(f"topic {'with' if near else 'without'} near")
            if reset:
                one.add("topic before reset")
            if not nearest:
                nearest = f"{grade} {bin_of(age, 1, 4, 9)}"
                if view.bare:
                    one.add(f"topic nearest & {view.bare}")
                one.add("topic nearest", f"topic nearest & {grade}", f"topic nearest & {grade} {'with' if near else 'without'} near")
        if heading.reset and not reset:
            reset = age
        index -= 1
    if reset:
        view.found[""].add(f"none reset heading {bin_of(reset, 1, 3, 6)}")
    return nearest


def _freshness(view: View) -> None:
    """How lately and how often a part was spoken of before the row's sentence."""
    study = view.study
    sentences = study.scene.sentences
    index = view.row.sentence
    turn = sentences[index].turn
    for key, one in view.found.items():
        if not key:
            continue
        last = -1
        count = 0
        for at in study.where.get(key, ()):
            if at >= index:
                break
            if sentences[at].turn == turn:
                last, count = at, count + 1
        if last < 0:
            one.add("fresh=never")
            continue
        gap = bin_of(study.paragraph[index] - study.paragraph[last], 0, 1)
        one.add(f"fresh={bin_of(index - last, 1, 2, 4, 8)}", f"spoken={bin_of(count, 1, 2, 4)}", f"fresh & {one.grade} paragraph {gap}")


def _from_rows(view: View, near: str) -> None:
    """What the rows before were about."""
    scene, row, at, found = view.scene, view.row, view.at, view.found
    empty = found[""]
    if at == 0:
        empty.add("first row")
        return
    last = scene.rows[at - 1]
    relation = _relation(view, last)
    same = "same metric" if last.metric == row.metric else "other metric"
    key = key_of(last.segment)
    one = found.get(key)
    if one is None:
        one = found[key] = Evidence(last.segment, "row before", last.spans.get("segment"), view.study.grade(key))
        one.add("some", "not in reach")
    tag = "part" if key else "none"
    local = "with near" if near else "without near"
    one.add(f"row before {tag}", f"row before {tag} {relation}", f"row before {tag} {relation} {same}", f"row before {tag} {relation} {local}")
    one.add(f"row before {tag} {same} {last.measure}>{row.measure}", f"row before {tag} {same} {local}")
    if view.bare:
        one.add(f"row before {tag} & {view.bare}")
    if row.metric in whole_metrics():
        one.add(f"row before {tag} whole metric")
    if key:
        parts = set(key.split())
        for other_key, other_one in found.items():
            if other_key and other_key != key and parts & (words := set(other_key.split())):
                other_one.add("narrower than row before" if parts < words else "wider than row before" if words < parts else "akin to row before")
    chosen = {key_of(other.segment) for other in scene.rows[max(0, at - 5) : at]}
    if len(chosen) == 1 and at >= 3:
        one.add(f"rows before {tag} all", f"rows before {tag} all {local}")
    for back in range(at - 2, max(-1, at - 7), -1):
        other = scene.rows[back]
        key = key_of(other.segment)
        if key != key_of(last.segment):
            two = found.get(key)
            if two is None:
                two = found[key] = Evidence(other.segment, "row before", other.spans.get("segment"), view.study.grade(key))
                two.add("some", "not in reach")
            tag = "part" if key else "none"
            two.add(f"row further {tag}", f"row further {tag} {_relation(view, other)}")
            break
    used = {key_of(other.segment) for other in scene.rows[:at]}
    for key, one in found.items():
        if key and key in used:
            one.add("chosen before", f"chosen before & {one.grade}")


def _told(view: View) -> None:
    """What was told of the same metric and measure elsewhere: a figure is told once for each part, or with the same value."""
    rows, row, at = view.scene.rows, view.row, view.at
    draft = view.study.draft
    value = row.quantity.value * row.sign
    told: dict[str, set[str]] = {}
    for other_at in view.study.same_metric(row):
        if other_at == at:
            continue
        other = rows[other_at]
        if other_at < at:
            key, when = key_of(other.segment), "told"
        elif draft:
            key, when = draft[other_at][0], "later"
        else:
            break
        if other.sentence == row.sentence:
            continue
        if other.quantity.value * other.sign == value:
            told.setdefault(key, set()).add(f"{when} same value")
        elif row.period and other.period:
            told.setdefault(key, set()).add(f"{when} other value {'same' if other.period == row.period else 'other'} period")
        else:
            told.setdefault(key, set()).add(f"{when} other value")
    for key, one in view.found.items():
        tag = "part" if key else "none"
        if key in told:
            one.add(*(f"{tag} {how}" for how in told[key]))
            if any("same period" in how for how in told[key]) and not any("same value" in how for how in told[key]):
                one.add(f"{tag} contradicted")
        elif told:
            one.add(f"{tag} metric told of others", *(f"{tag} others {how}" for how in set().union(*told.values()) if "same value" in how))
        else:
            one.add(f"{tag} metric untold")


def _from_draft(view: View) -> None:
    """What the first round of choosing made of this row and of its neighbours on both sides."""
    study, at, rows = view.study, view.at, view.scene.rows
    draft = study.draft
    here = study.paragraph[view.row.sentence]
    turn = view.scene.sentences[view.row.sentence].turn
    around: list[tuple[str, float]] = []
    spoken: list[str] = []
    for other in range(max(0, at - 8), min(len(rows), at + 9)):
        if other == at or view.scene.sentences[rows[other].sentence].turn != turn:
            continue
        if study.paragraph[rows[other].sentence] == here:
            around.append((draft[other][0], draft[other][2]))
        spoken.append(draft[other][0])
    after = draft[at + 1][0] if at + 1 < len(rows) else None
    if after is not None and after not in view.found and _relation_to(view, rows[at + 1]) != "other turn":
        one = view.found[after] = Evidence(draft[at + 1][1], "row after", None, study.grade(after))
        one.add("some", "not in reach")
    total = sum(chance for _, chance in around)
    for key, one in view.found.items():
        tag = "part" if key else "none"
        if draft[at][0] == key:
            sure = "sure" if draft[at][2] > 0.85 else "likely" if draft[at][2] > 0.6 else "perhaps"
            one.add(f"draft {tag}", f"draft {tag} {sure}")
        if after == key:
            next_row = rows[at + 1]
            same = "same metric" if next_row.metric == view.row.metric else "other metric"
            one.add(f"row after {tag}", f"row after {tag} {_relation_to(view, next_row)}", f"row after {tag} {same}")
        if total > 0:
            share = sum(chance for other, chance in around if other == key) / total
            one.add(f"paragraph {tag} {bin_of(int(share * 100), 0, 25, 50, 75)}")
        if spoken:
            share = sum(1 for other in spoken if other == key) / len(spoken)
            one.add(f"neighbours {tag} {bin_of(int(share * 100), 0, 25, 50, 75)}")
        if key:
            one.add(f"in draft {bin_of(study.drafted(key), 0, 1, 3)}")


def _relation_to(view: View, after: Row) -> str:
    sentences, row = view.scene.sentences, view.row
    if after.sentence == row.sentence:
        return "same sentence"
    if sentences[after.sentence].turn != sentences[row.sentence].turn:
        return "other turn"
    return "same paragraph" if view.study.paragraph[after.sentence] == view.study.paragraph[row.sentence] else "other paragraph"


def _relation(view: View, last: Row) -> str:
    sentences, row = view.scene.sentences, view.row
    if last.sentence == row.sentence:
        spans = [one for one in view.study.read(row.sentence)[1] if last.quantity.end <= one.span[0]]
        new = [one for one in spans if one.span[1] <= row.quantity.start and view.study.grade(one.key) < "e"]
        after = [one for one in spans if one.span[0] >= row.quantity.end and one.span[0] - row.quantity.end < 12]
        return "same sentence " + ("parted" if new else "followed" if after else "clean")
    if sentences[last.sentence].turn != sentences[row.sentence].turn:
        return "other turn"
    same = view.study.paragraph[last.sentence] == view.study.paragraph[row.sentence]
    return f"sentences {bin_of(row.sentence - last.sentence, 1, 2, 5)}{' paragraph' if same else ''}"


def _whole(view: View, near: str, topic: str) -> None:
    """What speaks for the whole company."""
    row, tokens, number, mention = view.row, view.tokens, view.number, view.mention
    one = view.found[""]
    one.add("none", f"none near={near}", f"none near={near.split()[0] if near else ''}", f"none topic={topic}")
    if row.metric in whole_metrics():
        one.add("none whole metric", f"none whole metric near={near}")
    if row.listed:
        one.add("none listed", f"none {row.metric}")
    if row.measure == "level":
        most = view.study.largest.get((row.metric, row.quantity.unit), 0.0)
        value = float(abs(row.quantity.value))
        size = "most" if value >= most else "much" if value > 0.8 * most else "part" if value > 0.15 * most else "little"
        one.add(f"none {row.quantity.kind} is {size}")
    one.add(f"none {row.quantity.kind}", f"none {row.measure}")
    turn = view.scene.sentences[row.sentence].turn
    if turn >= 0:
        one.add(f"none {view.scene.transcript.turns[turn].section}")
    low = mention[0]
    if any(token.mask & RESET for token in tokens[max(0, low - 4) : max(low, mention[1])]):
        one.add("none reset at metric")
    elif any(token.mask & RESET for token in tokens[:number]):
        one.add("none reset before")
    if any(token.norm in ("we", "our") for token in tokens[:number]):
        one.add("none we", "none we in head" if any(token.norm in ("we", "our") for token in tokens[:4]) else "none we later")
    head = next((token for token in tokens if token.kind & (METRIC | MOVE | AUXILIARY | NUMBER)), None)
    if head is not None and head.kind == METRIC and not near:
        one.add("none metric opens")
