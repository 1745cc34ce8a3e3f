"""The import rules of the house, read from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "oce_cli"

# Rooms from the ground up. A room imports from rooms of a lower level only, or from itself.
LEVELS = {
    "model": 0,
    "errors": 0,
    "columns": 0,
    "amounts": 0,
    "lexicon": 1,
    "options": 1,
    "config": 2,
    "facts": 2,
    "reading": 3,
    "pipeline": 3,
    "table": 3,
    "checks": 4,
    "stored": 4,
    "verify": 4,
    "writing": 4,
    "merging": 4,
    "selecting": 4,
    "report": 5,
    "evidence": 5,
    "ledger": 5,
    "extraction": 6,
    "why": 6,
    "batch": 7,
    "calls": 7,
    "panel": 8,
    "diff": 9,
    "cli": 10,
}
DOORS = {  # a library -> the rooms that may import it
    "typer": {"cli"},
    "rich": {"cli", "writing"},
    "quantulum3": {"pipeline"},
    "spacy": {"pipeline"},
    "pandas": {"table", "checks", "stored", "writing", "report", "batch"},
    "joblib": {"batch"},
    "distributed": {"batch"},
    "dask": {"batch"},
    "fsspec": {"batch"},
    "sqlalchemy": {"batch"},
    "xlsxwriter": {"writing"},
    "pyarrow": {"writing", "stored", "batch"},
    "sqlite_utils": {"writing", "stored"},
    "jinja2": {"report"},
    "matplotlib": {"report"},
    "openpyxl": {"stored"},
    "platformdirs": {"config"},
    "charset_normalizer": {"reading"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py") if parts[0] not in ("__init__.py", "__main__.py") else ""


def imports(path: Path) -> Iterator[str]:
    """Full names of all modules that a file imports when it runs, at its head or in a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in node.body
    }
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield str(node.module)
            if node.module in ("oce_cli", "oce_cli.pipeline", "oce_cli.writing", "oce_cli.cli"):
                yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_room_has_a_level() -> None:
    assert {room_of(path) for path in FILES} - {""} <= LEVELS.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_downward_and_through_the_doors(path: Path) -> None:
    room = room_of(path)
    if not room:
        return
    for name in imports(path):
        first, *rest = name.split(".")
        if first == "oce_cli":
            other = rest[0] if rest else room
            if other.startswith("__"):
                continue
            assert other == room or LEVELS[other] < LEVELS[room], f"{room} must not import {name}"
        elif first in DOORS:
            assert room in DOORS[first], f"{first} is imported through {DOORS[first]} only"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_steps_do_not_import_each_other(path: Path) -> None:
    """Stages of the pipeline talk through the Scene; only the files that set them up know them all."""
    parts = path.relative_to(PACKAGE).parts
    if parts[0] != "pipeline" or len(parts) < 3:
        return
    steps = {folder.name for folder in (PACKAGE / "pipeline").iterdir() if (folder / "__init__.py").exists()}
    for name in imports(path):
        if name.startswith("oce_cli.pipeline."):
            other = name.split(".")[2]
            assert other == parts[1] or other not in steps, f"stage {parts[1]} must not import {name}"
