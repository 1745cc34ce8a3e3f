"""Runs atheris on one target: ``python -m fuzz TARGET [SECONDS]``; ``make fuzz`` runs all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import atheris

HERE = Path(__file__).parent
LONGEST = 4_096


def main() -> None:
    """Ends with an error where a promise was broken; the input is kept in ``fuzz/found``."""
    target, seconds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "60"
    found = HERE / "found" / target
    found.mkdir(parents=True, exist_ok=True)
    with atheris.instrument_imports(include=["oce_cli"]):
        from fuzz.harness import TARGETS

        run = TARGETS[target]
        run(b"Revenue rose 5% to $3 million.\n")  # loads everything before the clock runs
    # The same seed each time: a run that passed here passes anywhere, as far as it comes; `SEED` looks elsewhere.
    seed = os.environ.get("SEED", "1")
    options = [
        f"-seed={seed}",
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        "-timeout=20",
        f"-artifact_prefix={found}/",
    ]
    places = [str(found), str(HERE / "corpus" / target)]
    atheris.Setup([sys.argv[0], *options, "-print_final_stats=1", "-verbosity=0", *places], run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
