"""Parts of pages that scripts write: the lines between ``<!-- NAME -->`` and the next ``<!-- end -->``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1] / "docs"
END = "<!-- end -->"


def renewed(page: str, name: str, lines: Sequence[str]) -> str:
    r"""The page with other lines in the part ``name``. Raises ValueError where the page has no such part.

    >>> renewed("# A\n<!-- b -->\nold\n<!-- end -->\nrest\n", "b", ["new"])
    '# A\n<!-- b -->\n\nnew\n\n<!-- end -->\nrest\n'
    """
    before, mark, rest = page.partition(f"<!-- {name} -->\n")
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"the page has no part between <!-- {name} --> and {END}")
    return "".join([before, mark, "\n", *(f"{line}\n" for line in lines), "\n", end, after])


def write(file: str, name: str, lines: Sequence[str]) -> None:
    """Renews a part of a page of the docs."""
    path = DOCS / file
    path.write_text(renewed(path.read_text("utf-8"), name, lines), "utf-8")
