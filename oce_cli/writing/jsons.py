"""JSON (one array) and JSON lines: open bounds are null, texts are as they are, never guarded."""

from __future__ import annotations

import json
from collections.abc import Iterator

from oce_cli.writing.sheet import Sheet


def render(sheet: Sheet, name: str) -> Iterator[bytes]:
    """An object for each row on a line of its own; for ``json`` with an array around them."""
    names = [column.name for column in sheet.columns]
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    lines = (encode({name: row[name] for name in names}) for row in sheet.rows)
    if name == "jsonl":
        for line in lines:
            yield f"{line}\n".encode("utf-8", "replace")
        return
    yield ("[\n" + ",\n".join(lines) + "\n]\n").encode("utf-8", "replace")
