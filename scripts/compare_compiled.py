"""Compares what the compiled and the interpreted ocx print for the same texts, byte by byte: `make compiled`.

    python -m scripts.compare_compiled [TEXT ...]

Without texts it takes the samples and, where they are, the measuring texts.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.measuring import shared

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENTS = (".venv", ".venv-compiled")
PROOF = "import oce_cli.pipeline.chooser as found; print(found.__file__.endswith('.py'))"


def texts() -> list[Path]:
    """The samples and the measuring texts."""
    places = (ROOT / "samples", shared() / "corpus", shared() / "newswire" / "texts")
    return [path for place in places for path in sorted(place.glob("*.txt"))]


def said(environment: str, *arguments: str) -> bytes:
    """What a program of an environment prints; run outside of the source tree, which would be imported first."""
    command = [str(ROOT / environment / "bin" / arguments[0]), *arguments[1:]]
    return subprocess.run(command, check=True, capture_output=True, cwd=ROOT / "build").stdout


def main(arguments: list[str]) -> str:
    """The complaint, "" where both print the same."""
    pure = [said(environment, "python", "-c", PROOF).strip() == b"True" for environment in ENVIRONMENTS]
    if pure != [True, False]:
        return "one environment must be interpreted and the other compiled"
    found = [str(Path(name).resolve()) for name in arguments] or [str(path) for path in texts()]
    one, other = (said(environment, "ocx", "extract", "--format", "jsonl", *found) for environment in ENVIRONMENTS)
    if one != other:
        return "the compiled ocx prints other rows"
    print(f"{len(found)} texts, {one.count(b'{')} rows: the same bytes")
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) or 0)
