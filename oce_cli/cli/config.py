"""`ocx config`: what is in force, and who said so."""

from __future__ import annotations

from oce_cli.cli import asking


def config(format: asking.FormatName = None, output: asking.Output = None) -> int:
    """Print each option, its value, and where the value comes from.

    A flag goes before a variable like OCX_MIN_CONFIDENCE, that before ocx.toml in this folder, and that before
    config.toml in your own folder for settings. OCX_NO_FILES=1 leaves the files out.

    Example: OCX_LAYOUT=wide ocx config

    Exit codes: 0 done, 2 a wrong key or value.
    """
    from dataclasses import replace

    from oce_cli.cli.delivering import deliver_list
    from oce_cli.columns import Column
    from oce_cli.config import build, settings, user_file
    from oce_cli.table import TableRow

    found = settings({})
    options = build(found)
    rows: list[TableRow] = [
        {"option": setting.name.replace("_", "-"), "value": value_text(setting.value), "from": setting.origin}
        for setting in found
    ]
    rows.append({"option": "(your own file)", "value": str(user_file()), "from": "default"})
    shown = [Column(name, "str", "") for name in ("option", "value", "from")]
    # Options are shown as they are for other commands; the format of this list is asked for by its own flag.
    deliver_list(shown, rows, replace(options, format=format or "", columns=(), layout="facts"), output)
    return 0


def value_text(value: object) -> str:
    """A value as one would write it.

    >>> value_text(("a", "b")), value_text(True), value_text(None), value_text(0.5)
    ('a,b', 'true', '', '0.5')
    """
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
