"""Why a number became the row it is, or none: the words that decided, the rules, and what was turned down."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from oce_cli.errors import InputError
from oce_cli.ledger import reason_of
from oce_cli.model import Quantity, Row, Scene, Sentence, Span, Transcript
from oce_cli.pipeline.chooser import Candidate, Chooser, Field
from oce_cli.pipeline.leftovers import NO_METRIC

MOST_OPTIONS = 4
MOST_REASONS = 4
LISTED_IN = {  # the lexicon files that a field reads its words from
    "metric": ("lexicon/metrics.toml",),
    "period": ("lexicon/periods.toml", "lexicon/cues.toml"),
    "segment": ("lexicon/segments.toml",),
    **dict.fromkeys(("measure", "comparison", "status", "basis"), ("lexicon/cues.toml", "lexicon/grammar.toml")),
}


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a field might have had. ``reasons`` are (what was seen, what it weighs), the heaviest first."""

    value: str
    rule: str
    words: str
    span: Span | None
    score: float
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a field was given: its chance among all options, and the best options that were turned down."""

    field: str
    chosen: Option
    chance: float
    place: str  # where the rule stands, as file and line; "" where it has no name
    options: int  # how many values there were to choose from
    turned_down: tuple[Option, ...]


@dataclass(slots=True)
class Explanation:
    """All that is known of one number. ``row`` is None where it is no row; ``reason`` says why then."""

    quantity: Quantity
    number: int | None
    row: Row | None
    sentence: Sentence | None
    speaker: str
    reason: str
    decisions: list[Decision] = field(default_factory=list)


def explain(transcript: Transcript, where: str, lexicon: Path | None = None) -> Explanation:
    """The explanation of a row ("12") or of the number at an offset ("@3774").

    A number above the last row counts as an offset without its "@". Raises InputError where there is neither.

    >>> told = explain(Transcript("call.txt", "Revenue grew 12% to $5 million."), "2")
    >>> told.quantity.text, [decision.field for decision in told.decisions][:2]
    ('$5 million', ['metric', 'measure'])
    """
    from oce_cli.pipeline.assembly import prepare, run
    from oce_cli.pipeline.fields import decide_all

    rows = [row for row in run(transcript, lexicon).rows if row.metric]
    quantities = prepare(transcript, lexicon)
    target, number = _target(quantities, rows, where)
    decisions: list[Decision] = []

    def watch(
        field: Field, row: Row, candidates: Sequence[Candidate], best: int, chance: float, chooser: Chooser
    ) -> None:
        if (row.quantity.start, row.quantity.end) == (target.start, target.end):
            decisions.append(_decision(transcript.text, field, candidates, best, chance, chooser))

    decide_all(quantities, watch)
    row = rows[number - 1] if number else None
    sentence = next((s for s in quantities.sentences if s.start <= target.start < s.end), None)
    turn = sentence.turn if sentence is not None else -1
    speaker = transcript.turns[turn].speaker if turn >= 0 else ""
    reason = "" if row else _reason(target, reason_of(quantities, target))
    return Explanation(target, number, row, sentence, speaker, reason, decisions)


def _target(scene: Scene, rows: Sequence[Row], where: str) -> tuple[Quantity, int | None]:
    """The number that is meant, and its row."""
    match = re.fullmatch(r"(@?)(\d{1,12})", where, re.ASCII)
    if match is None:
        raise InputError(f"{where}: neither a row nor an offset; write 12 for a row, @3774 for an offset")
    at = int(match[2])
    if not match[1] and 1 <= at <= len(rows):
        return rows[at - 1].quantity, at
    if at >= len(scene.text):
        raise InputError(f"{where}: the text has {len(scene.text)} characters and {len(rows)} rows; write less")
    found = next((q for q in scene.quantities if q.start <= at < q.end), None)
    if found is None:
        near = " ".join(scene.text[max(0, at - 20) : at + 20].split())
        raise InputError(f'{where}: no number stands there ("{near}"); see ocx quantities for those that were read')
    number = next((n for n, row in enumerate(rows, 1) if row.quantity.start == found.start), None)
    return found, number


def _reason(quantity: Quantity, reason: str) -> str:
    """The reason that the ledger gives, in a sentence."""
    if quantity.reason:
        return f"read as {reason}, which is no figure of a company"
    if reason == NO_METRIC:
        return "no metric was found for it: that it names none was likelier than each metric below"
    return f"read as {reason}: that it names no metric was likelier than each metric below"


def _decision(
    text: str, field: Field, candidates: Sequence[Candidate], best: int, chance: float, chooser: Chooser
) -> Decision:
    options = [_option(text, candidate, chooser) for candidate in candidates]
    chosen = options[best]
    others: dict[str, Option] = {}
    for option in sorted(options, key=lambda option: -option.score):
        if option.value != chosen.value:
            others.setdefault(option.value, option)
    place = place_of(chosen.rule, type(field).__module__)
    return Decision(field.name, chosen, chance, place, len(others) + 1, tuple([*others.values()][:MOST_OPTIONS]))


def _option(text: str, candidate: Candidate, chooser: Chooser) -> Option:
    weights = ((name, chooser.weights.get(name, 0.0)) for name in dict.fromkeys(candidate.features))
    reasons = sorted((pair for pair in weights if pair[1]), key=lambda pair: -abs(pair[1]))
    span = candidate.span
    words = " ".join(text[span.start : span.end].split()) if span is not None else ""
    score = chooser.score(candidate)
    return Option(candidate.value, candidate.rule, words, span, score, tuple(reasons[:MOST_REASONS]))


@cache
def place_of(rule: str, module: str) -> str:
    """Where a rule stands: the first line that names it, in the field's own module or package before the others.

    A rule whose name is put together while it runs is found where the field makes its candidates.

    >>> place_of("", "oce_cli.pipeline.status.choice")
    ''
    >>> place_of("a rule without a line", "oce_cli.pipeline.status.choice").rpartition(":")[0]
    'oce_cli/pipeline/status/choice.py'
    """
    if not rule:
        return ""
    own = module.removeprefix("oce_cli.").replace(".", "/")
    homes = (f"{own}.py", f"{own}/__init__.py")
    package = f"{own.rpartition('/')[0]}/" if own.count("/") > 1 else f"{own}/"

    def distance(source: tuple[str, str]) -> tuple[int, str]:
        path = source[0]
        return (0 if path in homes else 1 if path.startswith(package) else 2), path

    sources = sorted(_sources(), key=distance)
    quoted = re.compile(rf"""["']{re.escape(rule)}["']""")
    for path, text in sources:
        if match := quoted.search(text):
            return _line_of(path, text, match.start())
    for path, text in sources:
        at = text.find("def candidates(") if path in homes else -1
        if at >= 0:
            return _line_of(path, text, at)
    return ""


def _line_of(path: str, text: str, at: int) -> str:
    return f"oce_cli/{path}:{text.count(chr(10), 0, at) + 1}"


@cache
def _sources() -> tuple[tuple[str, str], ...]:
    """Path and text of every module of the pipeline and every lexicon file."""
    home = files("oce_cli")
    return tuple(_walk(home / "pipeline", "pipeline")) + tuple(_walk(home / "lexicon", "lexicon"))


def _walk(folder: Traversable, path: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and not entry.name.startswith(("_", "compact")):
            found += _walk(entry, f"{path}/{entry.name}")
        elif entry.name.endswith((".py", ".toml")):
            found.append((f"{path}/{entry.name}", entry.read_text(encoding="utf-8")))
    return found


def word_place(field: str, value: str, words: str) -> str:
    """Where the lexicon lists the words that decided a field, as file and line; "" where it does not.

    >>> word_place("metric", "revenue", "net sales").startswith("oce_cli/lexicon/metrics.toml:")
    True
    >>> word_place("metric", "crane_hours", "crane hours")
    ''
    """
    quoted = f'"{" ".join(words.lower().split())}"'
    for path, text in _sources():
        if path not in LISTED_IN.get(field, ()):
            continue
        start, end = 0, len(text)
        if field == "metric":
            start = text.find(f"[metric.{value}]")
            if start < 0:
                continue
            end = text.find("\n[", start + 1) if "\n[" in text[start + 1 :] else end
        at = text.lower().find(quoted, start, end)
        if at >= 0 or field == "metric":
            return _line_of(path, text, max(at, start))
    return ""
