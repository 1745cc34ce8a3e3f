"""First pass: the call's own inventory of parts, with the support that each has in the document."""

from __future__ import annotations

from collections import Counter

from oce_cli.model import Scene
from oce_cli.pipeline.segments.abbreviations import spell_out
from oce_cli.pipeline.segments.called import listed_headings
from oce_cli.pipeline.segments.classes import ARTICLE, EDGE, METRIC, NUMBER, PREPOSITION, words
from oce_cli.pipeline.segments.items import Item
from oce_cli.pipeline.segments.names import company_names, people
from oce_cli.pipeline.segments.phrases import key_of
from oce_cli.pipeline.segments.study import Study
from oce_cli.pipeline.segments.turning import is_sole, turns_at
from oce_cli.pipeline.segments.usage import usage_of

LEADS = frozenset(("in", "for", "within", "at", "from", "across", "on", "of"))
LONGEST_WORD = 40  # letters before a phrase in which the word before it stands
ANNOUNCED = 6  # sentences behind a heading in which its numbers stand


def study(scene: Scene) -> Study:
    """Looks over the whole document once."""
    company = company_names(scene)
    single = frozenset(key_of(" ".join(name)) for name in listed_headings(scene.sentences).values())
    usage = usage_of(scene.sentences)
    found = Study(scene, barred=people(scene) | company, company=company, usage=usage, single=single)
    items = found.items
    end = line = 0
    for sentence in scene.sentences:
        line += "\n" in scene.text[end : sentence.start]
        end = sentence.end
        found.paragraph.append(line)
    for row in scene.rows:
        if row.mention is not None:
            start, end = row.mention.start, row.mention.end
            if row.listed or row.metric == scene.text[start:end].lower().replace(" ", "_"):
                found.named.setdefault(row.sentence, []).append((start, end))
        if row.measure == "level":
            name = (row.metric, row.quantity.unit)
            found.largest[name] = max(found.largest.get(name, 0.0), float(abs(row.quantity.value)))
    rows = Counter(row.sentence for row in scene.rows)
    told = {scene.sentences[row.sentence].turn for row in scene.rows}
    # turns without a number say little of parts; the question before one does
    near = told | {turn - 1 for turn in told}
    for sentence in scene.sentences:
        if sentence.turn not in near or len(sentence.words) < 2:
            continue
        tokens, phrases = found.read(sentence.index)
        sole = is_sole(tokens, phrases)
        if not phrases or (len(sentence.words) < 4 and not sole):
            continue
        turning = turns_at(tokens)
        numbers = [at for at, token in enumerate(tokens) if token.kind == NUMBER]
        opens = sentence.index == 0 or found.paragraph[sentence.index] != found.paragraph[sentence.index - 1]
        mentions = scene.mentions[sentence.index] if sentence.index < len(scene.mentions) else ()
        next_ones = range(sentence.index + 1, min(len(scene.sentences), sentence.index + 1 + ANNOUNCED))
        follow = sum(rows[index] for index in next_ones if scene.sentences[index].turn == sentence.turn)
        for phrase in phrases:
            item = items.get(phrase.key)
            if item is None:
                item = items[phrase.key] = Item()
            item.total += 1
            found.where.setdefault(phrase.key, []).append(sentence.index)
            item.headed += phrase.head in words("strong_heads")
            item.modifier += phrase.after == "metric"
            item.subject += phrase.after in ("move", "is")
            item.led += phrase.lead in LEADS
            item.opening += phrase.first <= 2
            item.listed += phrase.member
            item.capital += phrase.capital
            item.place = item.place or phrase.place
            item.announced += follow > 1 and (phrase.first <= 2 or turning >= 0 or sole) and not phrase.joined
            item.turned += 0 <= turning < phrase.first <= turning + 8 and phrase.lead in ("to", "with", "at", "on")
            item.first += opens and phrase.first <= 3
            item.counted += bool(numbers)
            item.beside += any(0 <= at - phrase.end <= 3 or 0 <= phrase.first - at <= 2 for at in numbers)
            if phrase.lead in LEADS:  # does it follow a metric: "revenue from _"
                before = phrase.first - 1
                while before > 0 and tokens[before].kind & (ARTICLE | PREPOSITION | EDGE):
                    before -= 1
                item.of_metric += tokens[before].kind == METRIC
            if phrase.after == "metric":
                item.before.add(tokens[min(phrase.end, len(tokens) - 1)].norm[:5])
            if phrase.lead in LEADS:
                item.leads.add(phrase.lead)
            if mentions and any(m.start <= phrase.span[0] and phrase.span[1] <= m.end for m in mentions):
                item.metric += 1
    _leave_out_own_name(found)
    spell_out(found)
    return found


def _leave_out_own_name(study: Study) -> None:
    """Bars words that stand only behind the first words of the company's name: "Harbor" of "First Harbor"."""
    called = [word.strip(".,()") for word in study.scene.transcript.head.company.lower().split()]
    places: dict[str, list[bool]] = {}
    for phrases in study.phrases.values():
        for phrase in phrases:
            first = phrase.value.split()[0]
            if first in called[1:]:
                before = study.scene.text[max(0, phrase.span[0] - LONGEST_WORD) : phrase.span[0]].lower().split()
                places.setdefault(phrase.key, []).append(before[-1:] == [called[called.index(first) - 1]])
    own = {key for key, found in places.items() if all(found)}
    if own:
        study.barred |= own
        for key in own:
            study.items.pop(key, None)
            study.where.pop(key, None)
        for index, phrases in study.phrases.items():
            study.phrases[index] = [phrase for phrase in phrases if phrase.key not in own]
