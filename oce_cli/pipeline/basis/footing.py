"""What a call says of the footing of its own figures: blanket rules, habits of naming, and words on a metric's mention.

"Unless otherwise noted, we refer to non-GAAP measures" holds for the document, "my comments will be on an adjusted
basis" for the turn.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from oce_cli.lexicon import load_table
from oce_cli.model import Row, Scene, Sentence
from oce_cli.pipeline import cues
from oce_cli.pipeline.basis.blankets import blankets_of
from oce_cli.pipeline.cues import View

WORDS = {"adjusted": "adjusted", "constant": "constant_currency", "organic": "organic", "proforma": "pro_forma"}
SCOPES = ("adjusted", "gaap", "excluding", "constant", "organic", "proforma")
VERBS = frozenset("grew grow growing growth grown".split())


class Rule(NamedTuple):
    """A basis that a sentence sets for what follows it."""

    sentence: int
    basis: str
    metrics: frozenset[str]  # the metrics it is told of; none: all


class Rules(NamedTuple):
    """What the document says of its own figures."""

    blankets: list[Rule]  # rules that hold from there on for the whole document
    turns: dict[int, list[Rule]]  # turn -> rules that set the basis of what follows in it
    habits: dict[str, tuple[int, int]]  # metric -> mentions with a word of adjustment on them, and mentions
    named: str  # the sentences that name the document's adjusted measures, in lower case
    mentions: list[tuple[int, int] | None]  # per row, the words that name its metric

    @property
    def any(self) -> bool:
        """Whether the document has a rule at all."""
        return bool(self.blankets or self.turns)

    def of(self, basis: str, sentence: int, turn: int, metric: str = "") -> str:
        """How a rule for a basis reaches a sentence: document, turn or "" (not at all)."""
        for rule in self.blankets:
            if rule.basis == basis and rule.sentence < sentence and _covers(rule.metrics, metric):
                return "document"
        told = [rule.basis for rule in self.turns.get(turn, ()) if rule.sentence < sentence]
        return "turn" if told and told[-1] == basis else ""

    def before(self, basis: str, turn: int) -> bool:
        """Whether an earlier turn was told on a basis."""
        return any(at < turn and any(rule.basis == basis for rule in told) for at, told in self.turns.items())


def _covers(metrics: frozenset[str], metric: str) -> bool:
    """Whether a rule that is told of some metrics holds for one: for themselves, their margins, earnings per share."""
    if not metrics or not metric or metric in metrics:
        return True
    margins = load_table("grammar")["margins"]
    return any(margins.get(name) == metric or (name == "eps" and metric.endswith("_per_share")) for name in metrics)


def rules(scene: Scene) -> Rules:
    """The document's blanket rules, its turns' switches and its habits of naming metrics."""
    known = cues.of(scene)
    blankets: list[Rule] = []
    turns: dict[int, list[Rule]] = {}
    habits: dict[str, tuple[int, int]] = {}
    named: list[str] = []
    with_rows = {row.sentence for row in scene.rows}
    for sentence in _likely(scene):
        if sentence.index in with_rows:
            continue
        view = known[sentence.index]
        if _names(view):
            named.append(scene.text[sentence.start : sentence.end].lower())
        if sentence.turn >= 0 and scene.transcript.turns[sentence.turn].section == "qa":
            continue
        for told in blankets_of(view):
            metrics = frozenset(
                metric
                for start, end, metric, verb in _mentions(scene, sentence.index)
                if told.start <= start and end <= told.end and not verb and metric
            )
            rule = Rule(sentence.index, told.basis, metrics)
            if told.reach == "document" or metrics:
                blankets.append(rule)
            else:
                turns.setdefault(sentence.turn, []).append(rule)
    mentions = [words_of(scene, row) for row in scene.rows]
    for row, mention in zip(scene.rows, mentions, strict=True):
        if mention is not None:
            told_so, every = habits.get(row.metric, (0, 0))
            habits[row.metric] = (told_so + (on_mention(known[row.sentence], mention) == "adjusted"), every + 1)
    return Rules(blankets, turns, habits, " ".join(named), mentions)


def _likely(scene: Scene) -> list[Sentence]:
    """The sentences with a word that may set the basis of the talk."""
    starts = [sentence.start for sentence in scene.sentences]
    text = scene.text.lower()
    if len(text) != len(scene.text):  # a letter whose lower case is two
        return scene.sentences
    hits = set()
    for stem in load_table("cues")["stems"]["phrases"]:
        at = text.find(stem)
        while at >= 0:
            hits.add(bisect_right(starts, at) - 1)
            at = text.find(stem, at + 1)
    return [scene.sentences[index] for index in sorted(hits) if index >= 0]


def _names(view: View) -> bool:
    """Whether a sentence names the measures that are not reported ones ("non-GAAP measures such as ...")."""
    return any(
        view.norm(cue.start) == "non" and any(near.start > cue.end for near in view.groups.get("naming", ()))
        for cue in view.groups.get("adjusted", ())
    )


def words_of(scene: Scene, row: Row) -> tuple[int, int] | None:
    """The words of the row's sentence that name its metric, half open; None where they stand elsewhere."""
    words = scene.sentences[row.sentence].words
    if row.mention is not None and row.mention.end > row.mention.start:
        inside = [at for at, word in enumerate(words) if row.mention.start <= word.start < row.mention.end]
        given = (inside[0], inside[-1] + 1) if inside else None
        if given is None or not any(
            verb and given == (start, end) for start, end, _, verb in _mentions(scene, row.sentence)
        ):
            return given
    best: tuple[int, int, int] | None = None
    for mention in _mentions(scene, row.sentence):
        if mention[2] != row.metric:
            continue
        distance = row.word - mention[1] if mention[1] <= row.word else 2 * (mention[0] - row.word) + 4
        distance += 20 * mention[3]  # "sales grew": the noun is the name, not the verb
        if best is None or distance < best[0]:
            best = (distance, mention[0], mention[1])
    return best[1:] if best else None


def _mentions(scene: Scene, sentence: int) -> list[tuple[int, int, str, bool]]:
    """The mentions of a sentence as word numbers, metric and whether it is a verb (looked for at need)."""
    kept = scene.notes.setdefault("basis mentions", {})
    assert isinstance(kept, dict)
    if sentence not in kept:
        words = scene.sentences[sentence].words
        if scene.mentions and scene.mentions[sentence]:
            found = scene.mentions[sentence]
        else:
            from oce_cli.pipeline.metrics import find, matcher

            found = find(words, matcher())
        starts = {word.start: at for at, word in enumerate(words)}
        ends = {word.end: at + 1 for at, word in enumerate(words)}
        kept[sentence] = [
            (starts[m.start], ends[m.end], m.metric, m.strength == "verb" or m.text.lower() in VERBS)
            for m in found
            if m.start in starts and m.end in ends
        ]
    found_before: list[tuple[int, int, str, bool]] = kept[sentence]
    return found_before


def on_mention(view: View, mention: tuple[int, int]) -> str:
    """The basis word that stands on a mention: inside of it or within three words before it."""
    start, end = mention
    best, place = "", -1
    for group in SCOPES:
        for cue in view.groups.get(group, ()):
            if start - 4 <= cue.start and cue.end <= end and cue.start > place:
                near = view.between(cue, cue.end, start) if cue.end <= start else None
                if near is None or (near.gap <= 2 and not near.numbers and not near.breaks):
                    best, place = group, cue.start
    if best == "gaap" and place > 0 and any(c.start < place < c.end for c in view.groups.get("adjusted", ())):
        return "adjusted"
    return best
