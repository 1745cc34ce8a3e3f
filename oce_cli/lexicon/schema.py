"""The metrics of the lexicon: what a metrics file may say, and the metrics it gives.

A file has the tables ``[metric.ID]`` and may have the lists ``never`` (phrases that name no metric), ``basis`` (words
that may stand inside a phrase) and ``fillers`` (words that may stand between a verb and its number). A file of the
user has the same form; an entry of it replaces a metric of ours with ``override = true``, widens it with
``extend = true``, or is new. The ids of its entries always stand in the table, unless they say ``core = false``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from oce_cli.errors import LexiconError
from oce_cli.lexicon.files import Table, check_keys, did_you_mean, load_file, load_table, stamp
from oce_cli.lexicon.folding import fold_phrase

KINDS = ("money", "percent", "count", "per_share", "multiple", "physical")
KEYS = {
    "label": "text",
    "kind": "text",
    "industry": "texts",
    "strong": "texts",
    "weak": "texts",
    "verbs": "texts",
    "twins": "text table",
    "blockers": "texts",
    "examples": "texts",
    "counter_examples": "texts",
    "extend": "flag",
    "override": "flag",
    "core": "flag",
}
FILE_KEYS = {"metric": "table", "never": "texts", "basis": "texts", "fillers": "texts"}
MOST_METRICS = 2_000
MOST_PHRASES = 500  # of one list of one metric
LONGEST_PHRASE = 12  # words
_ID = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_NONE: Mapping[str, str] = {}  # shared: read only


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric of the lexicon: its id, its name for people, its kind of unit, and the words that name it."""

    id: str
    label: str
    kind: str
    industry: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    twins: Mapping[str, str] = field(default_factory=dict)  # kind of a level -> the metric that is meant then
    blockers: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    core: bool = False  # an id that every table keeps to; the others group phrases of one meaning


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All metrics by id, in order, and the words that serve them all."""

    metrics: Mapping[str, Metric]
    never: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()


def load_lexicon(user: Path | None = None) -> Lexicon:
    """The metrics that come with ocx, changed by those of a file of the user. Raises LexiconError for a faulty file.

    >>> load_lexicon().metrics["net_income"].twins["per_share"]
    'eps'
    """
    return _lexicon(user, stamp(user))


@lru_cache(maxsize=4)
def _lexicon(user: Path | None, _: tuple[int, int]) -> Lexicon:
    ours = read_lexicon(load_table("metrics"))
    return ours if user is None else merge(ours, load_file(user), str(user))


def metric(id: str, user: Path | None = None) -> Metric | None:
    """A metric by its id; None for a slug that the lexicon does not list.

    >>> metric("eps").kind, metric("no_such_thing")
    ('per_share', None)
    """
    return load_lexicon(user).metrics.get(id)


def read_lexicon(table: Table) -> Lexicon:
    """The lexicon of a metrics table that was checked before."""
    metrics = {id: _metric(id, entry) for id, entry in table["metric"].items()}
    return Lexicon(metrics, *(tuple(table.get(key, ())) for key in ("never", "basis", "fillers")))


def _metric(id: str, entry: Table) -> Metric:
    get = entry.get
    return Metric(
        id,
        get("label") or id.replace("_", " ").capitalize(),
        entry["kind"],
        tuple(get("industry", ())),
        tuple(get("strong", ())),
        tuple(get("weak", ())),
        tuple(get("verbs", ())),
        get("twins", _NONE),
        tuple(get("blockers", ())),
        tuple(get("examples", ())),
        tuple(get("counter_examples", ())),
        get("core", False),
    )


def merge(ours: Lexicon, table: Table, file: str) -> Lexicon:
    """The lexicon with the entries of a user's file; a strong phrase of the user is taken from whoever had it.

    >>> table = {"metric": {"moon_dust": {"kind": "physical", "strong": ["moon dust"]}}}
    >>> merge(Lexicon({}), table, "mine.toml").metrics["moon_dust"].label
    'Moon dust'
    """
    check_file(table, file, ours.metrics)
    metrics = dict(ours.metrics)
    entries: Table = table.get("metric", {})
    for id, entry in entries.items():
        if entry.get("extend"):
            metrics[id] = _extended(metrics[id], entry)
        else:
            metrics[id] = _metric(id, {"core": True, **entry})
    taken = {_key(phrase): id for id, entry in entries.items() for phrase in entry.get("strong", ())}
    for id, known in metrics.items():
        kept = tuple(p for p in known.strong if taken.get(_key(p), id) == id)
        if len(kept) < len(known.strong):
            metrics[id] = replace(known, strong=kept)
    return Lexicon(
        metrics,
        ours.never + tuple(table.get("never", ())),
        ours.basis + tuple(table.get("basis", ())),
        ours.fillers + tuple(table.get("fillers", ())),
    )


def _extended(known: Metric, entry: Table) -> Metric:
    longer = {
        key: getattr(known, key) + tuple(entry[key]) for key, shape in KEYS.items() if shape == "texts" and key in entry
    }
    texts = {key: entry[key] for key in ("label", "kind") if key in entry}
    twins = {**known.twins, **entry.get("twins", {})}
    return replace(known, **longer, **texts, twins=twins, core=entry.get("core", True))


def check_file(table: Table, file: str, known: Mapping[str, Metric] | None = None) -> None:
    """Raises LexiconError at the first fault of a metrics file; ``known`` are the metrics that it builds upon."""
    known = known or {}
    check_keys(file, "file", table, FILE_KEYS)
    entries: Table = table.get("metric", {})
    if len(entries) > MOST_METRICS:
        raise LexiconError(f"{file}: more than {MOST_METRICS} metrics; split the file or cut it down")
    for id, entry in entries.items():
        _check_entry(file, id, entry, known)
    ids = {*known, *entries}
    owners: dict[str, str] = {}
    for id, entry in entries.items():
        for kind, other in entry.get("twins", {}).items():
            _check_choice(file, id, "twins", kind, KINDS)
            _check_choice(file, id, "twins", other, ids)
        for phrase in entry.get("strong", ()):
            owner = owners.setdefault(_key(phrase), id)
            if owner != id:
                raise LexiconError(
                    f'{file}: [metric.{id}] key "strong" has "{phrase}", which [metric.{owner}] has too; keep one'
                )


def _check_entry(file: str, id: str, entry: object, known: Mapping[str, Metric]) -> None:
    name = f"metric.{id}"
    if not _ID.fullmatch(id):
        raise LexiconError(f"{file}: [{name}] is no id; use small letters, digits and single underscores")
    check_keys(file, name, entry, KEYS)
    assert isinstance(entry, dict)
    changes = [key for key in ("extend", "override") if entry.get(key)]
    if len(changes) == 2:
        raise LexiconError(f'{file}: [{name}] has both "extend" and "override"; keep one')
    if changes and id not in known:
        raise LexiconError(
            f"{file}: [{name}] changes an unknown metric{did_you_mean(id, known)} leave out {changes[0]}"
        )
    if not changes and id in known:
        raise LexiconError(f"{file}: [{name}] exists already; add extend = true or override = true")
    if "kind" in entry:
        _check_choice(file, id, "kind", entry["kind"], KINDS)
    elif "extend" not in changes:
        raise LexiconError(f'{file}: [{name}] lacks the key "kind"; allowed: {", ".join(KINDS)}')
    for key in ("strong", "weak", "verbs", "blockers"):
        _check_phrases(file, name, key, entry.get(key, []))


def _check_phrases(file: str, name: str, key: str, phrases: list[str]) -> None:
    if len(phrases) > MOST_PHRASES:
        raise LexiconError(f'{file}: [{name}] key "{key}" has more than {MOST_PHRASES} phrases; cut it down')
    for phrase in phrases:
        keys = fold_phrase(phrase)
        if not 1 <= len(keys) <= LONGEST_PHRASE:
            raise LexiconError(f'{file}: [{name}] key "{key}" has "{phrase}"; a phrase has 1 to {LONGEST_PHRASE} words')
        if (keys.count("_") == 1) != (key == "verbs"):
            where = "exactly one _ for the number" if key == "verbs" else "no _"
            raise LexiconError(f'{file}: [{name}] key "{key}" has "{phrase}"; it must hold {where}')
        if key == "verbs" and keys[0] == "_":
            raise LexiconError(f'{file}: [{name}] key "verbs" has "{phrase}"; it must begin with a verb')


def _check_choice(file: str, id: str, key: str, value: str, allowed: Iterable[str]) -> None:
    if value not in allowed:
        few = f" allowed: {', '.join(allowed)}" if allowed is KINDS else " use the id of a metric"
        raise LexiconError(
            f'{file}: [metric.{id}] key "{key}" has the unknown "{value}"{did_you_mean(value, allowed)}{few}'
        )


def _key(phrase: str) -> str:
    return " ".join(fold_phrase(phrase))
