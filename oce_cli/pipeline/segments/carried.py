"""What is carried into a sentence: headings, the running topic, and what the rows before were about."""

from __future__ import annotations

from bisect import bisect_left

from oce_cli.model import Row
from oce_cli.pipeline.segments.classes import words
from oce_cli.pipeline.segments.evidence import Evidence, View, bin_of
from oce_cli.pipeline.segments.nearby import RANK
from oce_cli.pipeline.segments.study import Study
from oce_cli.pipeline.segments.topics import TURNS, heading_of
from oce_cli.pipeline.segments.whole import last_reset

REACH = 18  # sentences back that a heading is looked for
TELLING = RANK[:-1]  # the places that tell of the number itself
SHORT = 8  # words of a sentence that says something
EARLIER = 300  # rows that are looked back upon; few calls have more


def from_headings(view: View, near: str) -> str:
    """Topics of the sentences before, within the turn and the question before it. Returns the nearest and its grade."""
    study, row = view.study, view.row
    sentences = study.scene.sentences
    turn = sentences[row.sentence].turn
    met: set[str] = set()
    nearest = ""
    strong: list[str] = []
    reset = 0
    age = 0
    turns, latest = 0, turn
    index = row.sentence - 1
    while index >= 0 and age < REACH:
        sentence = sentences[index]
        if sentence.turn < 0 <= turn:
            index -= 1
            continue
        age += 1
        other = sentence.turn != turn
        if other:
            turns += sentence.turn != latest and _is_told(study, index)
            latest = sentence.turn
            if turns > 2:
                break
        heading = heading_of(study, index)
        if len(strong) < 4:
            asked = other and latest == sentence.turn and turns == 1 and not strong
            for phrase in study.read(index)[1]:
                if asked and study.grade(phrase.key) < "f" and not phrase.joined:
                    view.get(phrase, "asked").add("asked", f"asked {study.grade(phrase.key)}")
                if study.grade(phrase.key) < "d" and phrase.key not in strong and len(strong) < 4:
                    strong.append(phrase.key)
                    view.get(phrase, "spoken of").add(
                        f"strong topic {len(strong)}", f"strong topic{' asked' if other else ''}"
                    )
        gap = bin_of(study.paragraph[row.sentence] - study.paragraph[index], 0, 1)
        for phrase, label in heading.topics:
            grade = study.grade(phrase.key)
            name = f"{'asked ' if other else ''}{label}"
            opens = index == 0 or study.paragraph[index] != study.paragraph[index - 1]
            if (name in met and not phrase.joined) or (grade == "g" and label not in TURNS and not opens):
                continue
            if label == "asks":
                if grade > "c":
                    continue
                name = name if other else "asks own"
            met.add(name)
            one = view.get(phrase, "heading")
            far = bin_of(age, 1, 2, 4, 7, 12)
            one.add(
                f"topic {name}", f"topic {name} age {far}", f"topic {name} & {grade}", f"topic {name} paragraph {gap}"
            )
            one.add(f"topic {'with' if near else 'without'} near")
            if opens and not other:
                one.add("topic opens paragraph", f"topic opens paragraph {label}", f"topic opens paragraph {far}")
            if reset:
                one.add("topic before reset")
            if not nearest:
                nearest = f"{grade} {bin_of(age, 1, 4, 9)}"
                if view.bare:
                    one.add(f"topic nearest & {view.bare}")
                one.add(
                    "topic nearest",
                    f"topic nearest & {grade}",
                    f"topic nearest & {grade} {'with' if near else 'without'} near",
                )
        if heading.reset and not reset:
            reset = age
        index -= 1
    if reset:
        view.found[""].add(f"none reset heading {bin_of(reset, 1, 3, 6)}")
    return nearest


def _is_told(study: Study, last: int) -> bool:
    """Whether a turn, known by its last sentence, says more than "Okay. Yes."."""
    sentences = study.scene.sentences
    return len(sentences[last].words) >= SHORT or (
        last > 0 and sentences[last - 1].turn == sentences[last].turn and len(sentences[last - 1].words) >= SHORT
    )


def freshness(view: View, key: str, grade: str) -> dict[str, None]:
    """How lately and how often a part was spoken of before the row's sentence, as the names of features."""
    study = view.study
    sentences = study.scene.sentences
    index = view.row.sentence
    turn = sentences[index].turn
    last = -1
    count = 0
    where = study.where.get(key, ())
    for place in range(bisect_left(where, index) - 1, -1, -1):
        if sentences[where[place]].turn == turn:
            last, count = max(last, where[place]), count + 1
        elif turn >= 0:  # the sentences of a turn stand together
            break
    if last < 0:
        return {"fresh=never": None}
    gap = bin_of(study.paragraph[index] - study.paragraph[last], 0, 1)
    fresh, spoken = bin_of(index - last, 1, 2, 4, 8), bin_of(count, 1, 2, 4)
    return {f"fresh={fresh}": None, f"spoken={spoken}": None, f"fresh & {grade} paragraph {gap}": None}


def from_rows(view: View, near: str) -> None:
    """What the rows before were about."""
    scene, row, at, found = view.scene, view.row, view.at, view.found
    empty = found[""]
    if at == 0:
        empty.add("first row")
        return
    last = scene.rows[at - 1]
    relation = _relation(view, last)
    same = "same metric" if last.metric == row.metric else "other metric"
    key = view.study.key(last.segment)
    one = found.get(key)
    if one is None:
        one = found[key] = Evidence(last.segment, "row before", last.spans.get("segment"), view.study.grade(key))
        one.add("some", "not in reach")
    tag = "part" if key else "none"
    local = "with near" if near else "without near"
    one.add(
        f"row before {tag}",
        f"row before {tag} {relation}",
        f"row before {tag} {relation} {same}",
        f"row before {tag} {relation} {local}",
    )
    one.add(f"row before {tag} {same} {last.measure}>{row.measure}", f"row before {tag} {same} {local}")
    when = f"{'same' if last.period == row.period else 'other'} period {last.status}>{row.status}"
    one.add(f"row before {tag} {when}", f"row before {tag} {when} {relation.split()[0]} {local}")
    if key:
        how = _how(view, last)
        one.add(f"row before {how}", f"row before {how} {relation}", f"row before {how} {same} {local}")
        if last_reset(view.tokens, view.number) >= 0:
            one.add("row before part & reset word")
    elif at > 1 and scene.rows[at - 2].segment and scene.rows[at - 2].sentence == last.sentence:
        one.add("row before none after part")
    if view.bare:
        one.add(f"row before {tag} & {view.bare}")
    if row.metric in words("whole"):
        one.add(f"row before {tag} whole metric")
    if key:
        parts = set(key.split())
        for other_key, other_one in found.items():
            if other_key and other_key != key and parts & (others := set(other_key.split())):
                other_one.add(
                    "narrower than row before"
                    if parts < others
                    else "wider than row before"
                    if others < parts
                    else "akin to row before"
                )
    rivals = [
        rival for name, rival in found.items() if name and name != key and rival.rule in TELLING and rival.grade < "f"
    ]
    for rival in rivals:
        rival.add(f"rival of row before {rival.rule}", f"rival of row before {tag} {rival.rule} {relation.split()[0]}")
    if rivals:
        first = min((rival.rule for rival in rivals), key=TELLING.index)
        strongest = min(rival.grade for rival in rivals)
        one.add(f"row before {tag} though {first}", f"row before {tag} though {first} {strongest}")
    if row.metric in words("whole") and key and last.metric in words("whole") and "paragraph" in relation:
        one.add("whole metric of a part in paragraph")
    chosen = {view.study.key(other.segment) for other in scene.rows[max(0, at - 5) : at]}
    if len(chosen) == 1 and at >= 3:
        one.add(f"rows before {tag} all", f"rows before {tag} all {local}")
    for back in range(at - 2, max(-1, at - 7), -1):
        other = scene.rows[back]
        key = view.study.key(other.segment)
        if key != view.study.key(last.segment):
            two = found.get(key)
            if two is None:
                two = found[key] = Evidence(
                    other.segment, "row before", other.spans.get("segment"), view.study.grade(key)
                )
                two.add("some", "not in reach")
            tag = "part" if key else "none"
            two.add(f"row further {tag}", f"row further {tag} {_relation(view, other)}")
            break
    used = {view.study.key(other.segment) for other in scene.rows[max(0, at - EARLIER) : at]}
    for key, one in found.items():
        if key and key in used:
            one.add("chosen before", f"chosen before & {one.grade}")


def _how(view: View, last: Row) -> str:
    """How the row before got its part: from its own sentence, from a heading there, or carried from before."""
    span = last.spans.get("segment")
    sentence = view.scene.sentences[last.sentence]
    if span is None or not sentence.start <= span[0] < sentence.end:
        return "carried"
    topics = heading_of(view.study, last.sentence).topics
    return "heading" if any(topic.phrase.span[0] == span[0] for topic in topics) else "local"


def _exchange(view: View, last: int, turn: int) -> str:
    """What lies between two turns: an answer to the question, a further turn of the same exchange, a new questioner."""
    turns = view.scene.transcript.turns
    if last < 0 or turn < 0:
        return "outside"
    if any(one.role == "operator" for one in turns[last : turn + 1]):
        return "new"
    if turns[last].role == "analyst":
        return "answer"
    return "same" if turns[last].role == turns[turn].role else "asked"


def _relation(view: View, last: Row) -> str:
    sentences, row = view.scene.sentences, view.row
    if last.sentence == row.sentence:
        spans = [one for one in view.study.read(row.sentence)[1] if last.quantity.end <= one.span[0]]
        new = [one for one in spans if one.span[1] <= row.quantity.start and view.study.grade(one.key) < "e"]
        after = [one for one in spans if one.span[0] >= row.quantity.end and one.span[0] - row.quantity.end < 12]
        return "same sentence " + ("parted" if new else "followed" if after else "clean")
    if sentences[last.sentence].turn != sentences[row.sentence].turn:
        return f"other turn {_exchange(view, sentences[last.sentence].turn, sentences[row.sentence].turn)}"
    same = view.study.paragraph[last.sentence] == view.study.paragraph[row.sentence]
    return f"sentences {bin_of(row.sentence - last.sentence, 1, 2, 5)}{' paragraph' if same else ''}"
