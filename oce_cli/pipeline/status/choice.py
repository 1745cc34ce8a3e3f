"""The field ``status``: whether a number is a fact (``actual``) or an outlook (``guidance``).

What speaks: verbs and nouns of expectation near the number, the tense, the number's period against the period that the
call reports on, the talk's heading ("Turning to our outlook") and the rows before.
"""

from __future__ import annotations

from collections.abc import Sequence

from oce_cli.lexicon import listed_words
from oce_cli.model import Row, Scene, Sentence, Span
from oce_cli.pipeline import cues
from oce_cli.pipeline.chooser import Candidate
from oce_cli.pipeline.cues import Near, View
from oce_cli.pipeline.headings import foretells, headings_of
from oce_cli.pipeline.plain import beside, named
from oce_cli.pipeline.revised import revised
from oce_cli.pipeline.status.certain import enabled_at, target_of
from oce_cli.pipeline.status.history import again, look_up, of_history, of_talk
from oce_cli.pipeline.when import relation

GROUPS = (
    "expect",
    "thought",
    "arranged",
    "modal",
    "outlook",
    "ahead",
    "told",
    "now",
    "ago",
    "expected",
    "earlier",
    "asked",
    "heading",
    "results",
)
VERBS = ("expect", "thought", "modal", "outlook", "told", "now", "asked")


DRAFT_NAME = "status_draft"


class Status:
    """The field: actual or guidance; all features speak for (or against) guidance.

    It is decided twice: a draft before the periods, which they may look at, and again with the period of each row.
    """

    def __init__(self, name: str = "status") -> None:
        self.name = name

    def prepare(self, scene: Scene) -> None:
        """Forgets the words of the draft and finds the rows of one figure; cues are found when first asked for."""
        for row in scene.rows:
            row.spans.pop(DRAFT_NAME, None)
        look_up(scene)

    def candidates(self, scene: Scene, at: int) -> list[Candidate]:
        """Both values; the words that speak for guidance are the evidence of both."""
        row = scene.rows[at]
        view = cues.of(scene)[row.sentence]
        enabled = enabled_at(view, row.word)
        if enabled >= 0 and not _foreseen(view, enabled):
            word = view.words[enabled]
            return [Candidate("actual", (), Span(word.start, word.end), "told as past")]
        rule, answer, span = by_rule(scene, view, row)
        if rule in SURE:
            return [Candidate(answer, (), span, rule)]
        features = _features(scene, view, at)
        features += [f"rule={rule}", f"rule={answer}"]
        return [
            Candidate("actual", (), span, rule),
            Candidate("guidance", tuple(features), span, rule, under=_words(scene, view, row)),
        ]

    def write(self, row: Row, choice: Candidate) -> None:
        """Sets the status."""
        row.status = choice.value


def by_rule(scene: Scene, view: View, row: Row) -> tuple[str, str, Span | None]:
    """The rules' own answer: name of the rule, value, and the words it rests on."""
    when = relation(row.period, scene.transcript.head.period)
    place = row.word
    heading = _foretold_by(scene, view, row) or revised(scene, row)
    if heading is not None:
        return "target", "guidance", heading
    target = target_of(view, place)
    if target >= 0:
        return "target", "guidance", Span(view.words[target].start, view.words[target].end)
    if when in ("next", "future"):
        return "period to come", "guidance", None
    expect = view.before("expect", place)
    told = view.before("told", place)
    outlook = view.before("outlook", place)
    if expect is not None and not _nearer(told, expect) and when not in ("past", "to date"):
        return "word of expectation", "guidance", _span(view, expect)
    if outlook is not None and not _nearer(told, outlook) and when not in ("past", "to date"):
        return "outlook noun", "guidance", _span(view, outlook)
    modal = view.before("modal", place)
    if modal is not None and not _nearer(told, modal) and when != "past":
        return "modal verb", "guidance", _span(view, modal)
    if when == "open":
        return "period still open", "guidance", None
    if told is not None:
        return "told as past", "actual", _span(view, told)
    return "no word of outlook", "actual", None


def _foreseen(view: View, place: int) -> bool:
    """Whether a word of outlook stands before a place of a sentence."""
    return any(view.before(group, place) is not None for group in ("expect", "modal", "asked"))


def _foretold_by(scene: Scene, view: View, row: Row) -> Span | None:
    """The heading of an outlook under which a number of a list stands, but for what is held against the number before:
    "Revenue of $3 million, compared to $2 million"."""
    heading = headings_of(scene).get(row.sentence)
    apart: tuple[str, ...] = ("held", "finite", "deeds")
    if heading is None:
        heading, apart = _announced(scene, row), ("held", "deeds")
    if heading is None or not foretells(heading):
        return None
    before = {word.norm for word in view.words[: row.word]}
    if not before.isdisjoint(listed_words("status", *apart)):
        return None
    return Span(heading.start, heading.end)


def _announced(scene: Scene, row: Row) -> Sentence | None:
    """The sentence before that says what follows: "Our guidance for the year is *as follows*."."""
    sentence = scene.sentences[row.sentence]
    before = scene.sentences[row.sentence - 1] if row.sentence else None
    if before is None or before.turn != sentence.turn:
        return None
    said = [word.norm for word in before.words if word.norm not in (".", ":")]
    return before if said[-2:] == ["as", "follows"] else None


def _nearer(one: Near | None, other: Near) -> bool:
    return one is not None and one.cue.start > other.cue.start


def _span(view: View, near: Near) -> Span:
    return Span(view.words[near.cue.start].start, view.words[near.cue.end - 1].end)


def _features(scene: Scene, view: View, at: int) -> list[str]:
    row = scene.rows[at]
    place = row.word
    when = relation(row.period, scene.transcript.head.period)
    if when in ("same", "to date", "open") and scene.transcript.head.year_end:
        when += "/year end"
    found = [
        "any",
        "when=" + when,
        f"bound={row.quantity.bound}",
        f"measure={row.measure}",
        f"when={when}&bound={row.quantity.bound}",
    ]
    nearest: tuple[int, str] = (99, "none")
    for group in GROUPS:
        if group not in view.groups:
            continue
        near = view.before(group, place)
        if near is not None:
            far = _far(near)
            found += [f"{group}<", f"{group}<{far}", f"{group}<&when={when}"]
            if group in ("expect", "thought", "arranged", "modal", "outlook", "told", "now"):
                gap = place - near.cue.end
                nearest = min(nearest, (gap, group))
        near = view.after(group, place)
        if near is not None:
            found += [f"{group}>", f"{group}>{_far(near)}"]
            if not near.gap:
                found.append(f"{group}>&when={when}")
    order = sorted((cue.end, group) for group in VERBS for cue in view.groups.get(group, ()) if cue.end <= place)[-3:]
    chain = ">".join(group for _, group in order[-2:])
    found += [f"chain={chain}", f"chain={chain}&when={when}", f"chain3={'>'.join(group for _, group in order)}"]
    if row.listed:
        found.append(f"metric={row.metric}")
    found += again(scene, at)
    found += [f"verb={nearest[1]}", f"verb={nearest[1]}&when={when}", f"verb={nearest[1]}&bound={row.quantity.bound}"]
    found += beside(view.said, row.word) + named(row.metric)
    found += of_talk(scene, row)
    found += of_history(scene, at, when, nearest[1])
    return found


def _words(scene: Scene, view: View, row: Row) -> list[tuple[str, Sequence[str]]]:
    """The plain words of the sentence and of the one before it, each under what is said of it."""
    found: list[tuple[str, Sequence[str]]] = [("says=", view.vocabulary)]
    if row.sentence and scene.sentences[row.sentence - 1].turn == scene.sentences[row.sentence].turn:
        found.append(("said before=", cues.of(scene)[row.sentence - 1].vocabulary))
    return found


def _far(near: Near) -> str:
    gap = "0" if near.gap <= 1 else "4" if near.gap <= 4 else "9" if near.gap <= 9 else "far"
    return f"{gap}{'#' * min(near.numbers, 2)}{',' if near.breaks else ''}"


SURE = ("target",)  # leaves one status
RULES = (
    *SURE,
    "period to come",
    "word of expectation",
    "outlook noun",
    "modal verb",
    "period still open",
    "told as past",
    "no word of outlook",
)  # in the order in which they are asked
DRAFT = Status(DRAFT_NAME)
STATUS = Status()
