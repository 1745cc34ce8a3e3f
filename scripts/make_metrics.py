"""Turns the wide list of metrics (``metrics_extended.csv``) into the form of ``metrics.toml``; also writes that form.

Used once: ``python -m scripts.make_metrics ../shared/metrics_extended.csv > metrics.toml``. The TOML is the source of
truth since then. ``write`` serves every later mass change.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

WIDTH = 110
LISTS = ("never", "basis", "fillers")


def convert(path: Path) -> dict[str, Any]:
    """The table of a metrics CSV with the columns metric, label, unit, industry, strong, weak, verbs, twin."""
    metrics: dict[str, Any] = {}
    with path.open(newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            entry: dict[str, Any] = {"label": row["label"], "kind": row["unit"]}
            entry["industry"] = [name.strip() for name in row["industry"].split(",")]
            for key in ("strong", "weak", "verbs"):
                phrases = [_spelt(phrase.strip()) for phrase in row[key].split("|") if phrase.strip()]
                entry[key] = [phrase for phrase in dict.fromkeys(phrases) if "$" not in phrase]
            entry["twins"] = dict(pair.split(":") for pair in row["twin"].split("|") if pair)
            metrics[row["metric"]] = {key: value for key, value in entry.items() if value}
    return {"metric": metrics}


def _spelt(phrase: str) -> str:
    """A phrase without the marks of a crude cutter of plurals and with the scale left to the number."""
    words = ["series" if word == "sery" else word for word in phrase.split()]
    return " ".join(words).replace("_ million ", "_ ")


def write(table: dict[str, Any]) -> str:
    """A metrics table as TOML, in its own order, lists folded at the width of the house."""
    parts = ["# The metrics of ocx. Keys and their meaning: oce_cli/lexicon/schema.py.\n"]
    parts += [_list(key, table[key]) for key in LISTS if key in table]
    for id, entry in table["metric"].items():
        lines = [f"\n[metric.{id}]"]
        for key, value in entry.items():
            if isinstance(value, dict):
                pairs = ", ".join(f"{k} = {_text(v)}" for k, v in value.items())
                lines.append(f"{key} = {{ {pairs} }}")
            else:
                lines.append(_list(key, value) if isinstance(value, list) else f"{key} = {_scalar(value)}")
        parts.append("\n".join(lines))
    return "\n".join(parts) + "\n"


def _list(key: str, values: list[str]) -> str:
    whole = f"{key} = [{', '.join(map(_text, values))}]"
    if len(whole) <= WIDTH:
        return whole
    lines, line = [f"{key} = ["], "   "
    for value in map(_text, values):
        if len(line) + len(value) + 2 > WIDTH and line.strip():
            lines.append(line)
            line = "   "
        line += f" {value},"
    return "\n".join([*lines, line, "]"])


def _scalar(value: str | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else _text(value)


def _text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    sys.stdout.write(write(convert(Path(sys.argv[1]))))
