"""Where the value of each option comes from: flag, environment, ``ocx.toml`` here, the user's file, or the default."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from oce_cli.errors import OptionError
from oce_cli.options import Options, check_choices

LOCAL_FILE = "ocx.toml"
USER_FILE = "config.toml"
PREFIX = "OCX_"
NAMES = tuple(field.name for field in fields(Options))
LISTS = frozenset(field.name for field in fields(Options) if str(field.type).startswith("tuple"))
FLAGS = frozenset(field.name for field in fields(Options) if field.type == "bool")
NUMBERS = {"min_confidence": float, "limit": int}
TRUE, FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")


@dataclass(frozen=True, slots=True)
class Setting:
    """The value of one option and where it was said."""

    name: str
    value: object
    origin: str  # flag, OCX_NAME, the path of a file, or default


def resolve(flags: Mapping[str, object], environ: Mapping[str, str] = os.environ) -> Options:
    """The options in force. ``flags`` holds what the command line said, None for what it did not.

    Raises OptionError for a wrong key or value, with where it stands.

    >>> resolve({"limit": 3, "layout": None}, {"OCX_LAYOUT": "wide", "OCX_NO_FILES": "1"}).layout
    'wide'
    """
    return build(settings(flags, environ))


def build(found: list[Setting]) -> Options:
    """Options of settings. Raises OptionError that names the place of a value that is not allowed."""
    given = [setting for setting in found if setting.origin != "default"]
    try:
        return Options(**{setting.name: setting.value for setting in given})  # type: ignore[arg-type]
    except OptionError as error:
        name = str(error).partition(":")[0].replace("-", "_")
        origin = next((setting.origin for setting in given if setting.name == name), "flag")
        raise OptionError(f"{error}" if origin == "flag" else f"{origin}: {error}") from error


def settings(flags: Mapping[str, object], environ: Mapping[str, str] = os.environ) -> list[Setting]:
    """One setting for each option, in the order of Options."""
    layers: list[tuple[str, Mapping[str, object]]] = [("flag", flags), ("", of_environment(environ))]
    if not environ.get(f"{PREFIX}NO_FILES"):
        layers += [(str(path), of_file(path)) for path in (Path(LOCAL_FILE), user_file()) if path.is_file()]
    found = []
    for field in fields(Options):
        for origin, layer in layers:
            if layer.get(field.name) is not None:
                label = origin or f"{PREFIX}{field.name.upper()}"
                found.append(Setting(field.name, layer[field.name], label))
                break
        else:
            found.append(Setting(field.name, field.default, "default"))
    return found


def user_file() -> Path:
    """The user's file in the platform's folder for configuration."""
    from platformdirs import user_config_dir

    return Path(user_config_dir("ocx", appauthor=False)) / USER_FILE


def of_environment(environ: Mapping[str, str]) -> dict[str, object]:
    """The options that variables like OCX_MIN_CONFIDENCE set; lists are separated by commas.

    >>> of_environment({"OCX_COLUMNS": "metric, value", "OCX_RAW": "yes", "HOME": "/"})
    {'columns': ('metric', 'value'), 'raw': True}
    """
    found: dict[str, object] = {}
    for name in NAMES:
        variable = PREFIX + name.upper()
        if variable in environ:
            found[name] = parsed(name, environ[variable], variable)
    return found


def parsed(name: str, text: str, place: str) -> object:
    """A value of an option from its text. Raises OptionError."""
    if name in LISTS:
        return listed(text)
    if name in FLAGS:
        if text.lower() not in TRUE + FALSE:
            raise OptionError(f"{place}: {text!r} is not allowed; write 1 or 0")
        return text.lower() in TRUE
    if name in NUMBERS:
        try:
            return NUMBERS[name](text)
        except ValueError as error:
            raise OptionError(f"{place}: {text!r} is no number; write one like {NUMBERS[name](1)}") from error
    return text


def listed(text: str) -> tuple[str, ...]:
    """The items of a list that is separated by commas.

    >>> listed("a, b,,c ")
    ('a', 'b', 'c')
    """
    return tuple(item.strip() for item in text.split(",") if item.strip())


def of_file(path: Path) -> dict[str, object]:
    """The options of a TOML file; keys are written as flags (min-confidence). Raises OptionError."""
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise OptionError(f"{path}: cannot be read as TOML ({error}); mend or remove it") from error
    found = {}
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in NAMES:
            check_choices(f"{path}: key", (key,), tuple(known.replace("_", "-") for known in NAMES))
        found[name] = typed(name, value, f"{path}: {key}")
    return found


def typed(name: str, value: Any, place: str) -> object:
    """A value of TOML as the option needs it. Raises OptionError for a wrong type.

    >>> typed("columns", ["metric"], "ocx.toml: columns"), typed("sort", "-value,metric", "ocx.toml: sort")
    (('metric',), ('-value', 'metric'))
    """
    if name in LISTS:
        if isinstance(value, str):
            return listed(value)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise OptionError(f"{place}: must be a list of texts")
    if name in FLAGS:
        if isinstance(value, bool):
            return value
        raise OptionError(f"{place}: must be true or false")
    if name in NUMBERS:
        whole = NUMBERS[name] is int
        if not isinstance(value, bool) and isinstance(value, int if whole else int | float):
            return value
        raise OptionError(f"{place}: must be a {'whole ' if whole else ''}number")
    if isinstance(value, str):
        return value
    raise OptionError(f"{place}: must be a text")
