"""Whether to colour, and the few colours there are."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

RESET = "\x1b[0m"
NUMBER = "\x1b[1;36m"
METRIC = "\x1b[33m"
MARGIN = "\x1b[2m"


def wants_color(choice: str, screen: bool | None = None, environ: Mapping[str, str] = os.environ) -> bool:
    """Whether output is coloured: ``--color`` first, then NO_COLOR, FORCE_COLOR, TERM=dumb, then what it goes to.

    >>> quiet = {"NO_COLOR": "1", "FORCE_COLOR": "1"}
    >>> wants_color("auto", True, quiet), wants_color("always", False, quiet)
    (False, True)
    >>> wants_color("auto", False, {"FORCE_COLOR": "1"}), wants_color("auto", True, {"TERM": "dumb"})
    (True, False)
    """
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    if environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty() if screen is None else screen
