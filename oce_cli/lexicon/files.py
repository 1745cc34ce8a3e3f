"""Lexicon files: read once, checked with a closed set of keys.

Parsing TOML is slow, so each file has a twin ``compact/NAME.json``, which is read instead while it carries the
checksum of the TOML file. The TOML is the source of truth: a twin out of step is ignored, and a test asks for it to be
written anew by ``python -m scripts.compact_lexicon``.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from stat import S_ISREG
from typing import Any
from zlib import crc32

from oce_cli.errors import LexiconError

HOME = Path(__file__).parent
COMPACT = HOME / "compact"
LARGEST_FILE = 2_000_000  # bytes of a lexicon file from outside
DEEPEST_KEY = 50  # parts of a dotted key: the parser takes the square of them

Table = dict[str, Any]


@cache
def load_table(name: str) -> Table:
    """The words of ``oce_cli/lexicon/NAME.toml`` as a dict; the same object at every call: never change it.

    >>> "revenue" in load_table("metrics")["metric"]
    True
    """
    table: Table | None = load_twin(name, name)
    return parse(_source(name), f"{name}.toml") if table is None else table


def load_twin(name: str, twin: str) -> Any:
    """What ``compact/TWIN.json`` holds of NAME.toml; None where it is missing or out of step."""
    collecting = gc.isenabled()
    gc.disable()  # nothing of a file just read is garbage: looking for it would take as long as the reading
    try:
        found = json.loads((COMPACT / f"{twin}.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    finally:
        if collecting:
            gc.enable()
    return found["table"] if found["checksum"] == crc32(_source(name)) else None


def _source(name: str) -> bytes:
    try:
        return (HOME / f"{name}.toml").read_bytes()
    except OSError as error:
        raise LexiconError(f"{name}.toml: the lexicon file is missing; install ocx again") from error


def stamp(path: Path | None) -> tuple[int, int]:
    """What changes with the content of a file: what was kept of an older content is not used again.

    >>> stamp(None), stamp(Path("no such file"))
    ((0, 0), (0, 0))
    """
    try:
        found = path.stat() if path is not None else None
    except (OSError, ValueError):  # whoever reads it says what is wrong
        found = None
    return (found.st_mtime_ns, found.st_size) if found is not None else (0, 0)


def load_file(path: Path) -> Table:
    """The words of a lexicon file from outside. Raises LexiconError where it cannot be read or is no TOML."""
    try:
        if not S_ISREG(path.stat().st_mode):
            raise LexiconError(f"{path}: not a regular file; name a TOML file")
        with path.open("rb") as file:
            source = file.read(LARGEST_FILE + 1)  # bounded: the file may grow meanwhile
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise LexiconError(f"{path}: cannot be read ({reason}); check the name") from error
    if len(source) > LARGEST_FILE:
        raise LexiconError(f"{path}: larger than {LARGEST_FILE} bytes; split it or cut it down")
    return parse(source, str(path))


def parse(source: bytes, name: str) -> Table:
    """The table of a TOML file. Raises LexiconError with the file and place of the first fault.

    >>> parse(b"a = [1", "mine.toml")
    Traceback (most recent call last):
    oce_cli.errors.LexiconError: mine.toml: not valid TOML: Unclosed array (at end of document)
    """
    import tomllib

    if any(line.partition(b"=")[0].count(b".") > DEEPEST_KEY for line in source.splitlines()):
        raise LexiconError(f"{name}: not valid TOML: a key of more than {DEEPEST_KEY} parts; cut it down")
    try:
        return tomllib.loads(source.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise LexiconError(f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except (ValueError, RecursionError) as error:  # a whole number of 5,000 digits is a plain ValueError
        raise LexiconError(f"{name}: not valid TOML: {error or 'nested too deeply'}") from error


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)


SHAPES: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "text": ("a text", lambda v: isinstance(v, str) and bool(v.strip())),
    "texts": ("a list of texts", _is_texts),
    "whole": ("a whole number", lambda v: isinstance(v, int) and not isinstance(v, bool)),
    "number": ("a number", lambda v: isinstance(v, int | float) and not isinstance(v, bool)),
    "flag": ("true or false", lambda v: isinstance(v, bool)),
    "table": ("a table", lambda v: isinstance(v, dict)),
    "text table": ("a table of texts", lambda v: isinstance(v, dict) and _is_texts(list(v.values()))),
}


def check_keys(file: str, entry: str, given: object, allowed: Mapping[str, str], required: Iterable[str] = ()) -> None:
    """Raises LexiconError unless ``given`` is a table with only the allowed keys, each of its shape (see SHAPES).

    >>> check_keys("my.toml", "cash", {"wek": ["cash"]}, {"weak": "texts"})
    Traceback (most recent call last):
    oce_cli.errors.LexiconError: my.toml: [cash] has the unknown key "wek"; did you mean "weak"? allowed: weak
    >>> check_keys("my.toml", "cash", {"weak": "cash"}, {"weak": "texts"})
    Traceback (most recent call last):
    oce_cli.errors.LexiconError: my.toml: [cash] key "weak" must be a list of texts
    """
    if not isinstance(given, dict):
        raise LexiconError(f"{file}: [{entry}] must be a table with the keys {', '.join(allowed)}")
    for key, value in given.items():
        if key not in allowed:
            raise LexiconError(
                f'{file}: [{entry}] has the unknown key "{key}"{did_you_mean(key, allowed)}'
                f" allowed: {', '.join(allowed)}"
            )
        shape, fits = SHAPES[allowed[key]]
        if not fits(value):
            raise LexiconError(f'{file}: [{entry}] key "{key}" must be {shape}')
    for key in required:
        if key not in given:
            raise LexiconError(f'{file}: [{entry}] lacks the key "{key}"; add it')


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint at the nearest known word, to follow a complaint.

    >>> did_you_mean("mony", ["money", "count"])
    '; did you mean "money"?'
    >>> did_you_mean("xyz", ["money", "count"])
    ';'
    """
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), 1)
    return f'; did you mean "{near[0]}"?' if near else ";"


@cache
def listed_words(section: str, *keys: str) -> frozenset[str]:
    """The words of one or more lists of a section of ``grammar.toml``; a list is one text, its words parted by spaces.

    >>> sorted(listed_words("certain", "more"))
    ['above', 'greater', 'higher', 'more']
    """
    lists = load_table("grammar")[section]
    return frozenset(word for key in keys for word in lists[key].split())
