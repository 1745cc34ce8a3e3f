"""Writes the compact twin of each lexicon file: ``python -m scripts.compact_lexicon``."""

from __future__ import annotations

import json
from zlib import crc32

from oce_cli.lexicon.files import COMPACT, HOME, parse
from oce_cli.lexicon.schema import read_lexicon
from oce_cli.pipeline.phrases import gather


def twins() -> dict[str, str]:
    """The text of every twin by its stem: the tables, and the folded phrases of the metrics."""
    sources = {path.stem: path.read_bytes() for path in sorted(HOME.glob("*.toml"))}
    found = {stem: _twin(source, parse(source, f"{stem}.toml")) for stem, source in sources.items()}
    found["phrases"] = _twin(sources["metrics"], gather(read_lexicon(parse(sources["metrics"], "metrics.toml"))))
    return found


def _twin(source: bytes, table: object) -> str:
    content = {"checksum": crc32(source), "table": table}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def main() -> None:
    """Writes all twins anew."""
    COMPACT.mkdir(exist_ok=True)
    for stem, text in twins().items():
        (COMPACT / f"{stem}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
