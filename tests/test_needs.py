"""What ``pip install oce-cli`` brings is what the package imports, no more; what it imports is brought or an extra."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MODULES = {  # a distribution -> the module that it brings, where the names differ
    "charset-normalizer": "charset_normalizer",
    "python-docx": "docx",
    "sqlite-utils": "sqlite_utils",
    "psycopg": "psycopg",
}
BROUGHT = {  # a module -> the distribution that brings it along, by its own needs
    "dask": "distributed",
    "numpy": "pandas",
    "typeguard": "quantulum3",
    "click": "typer",
    "markupsafe": "jinja2",
    "openpyxl": "",  # reads XLSX back where somebody has it
}
BY_NAME = {"psycopg", "s3fs", "gcsfs", "aiohttp"}  # loaded by SQLAlchemy and fsspec, by the address that they are given


def distributions(needs: list[str]) -> set[str]:
    found = (re.match(r"[\w-]+", need) for need in needs)
    return {match.group() for match in found if match} - {"oce-cli"}


NEEDED = distributions(PROJECT["dependencies"])
EXTRA = {name for needs in PROJECT["optional-dependencies"].values() for name in distributions(needs)}


def imported() -> set[str]:
    """The first names of all modules that the package imports anywhere, but for its own and Python's."""
    found: set[str] = set()
    for path in (ROOT / "oce_cli").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add(str(node.module).partition(".")[0])
    return found - {"oce_cli"} - sys.stdlib_module_names


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_whatever_is_brought_is_imported(name: str) -> None:
    assert MODULES.get(name, name) in imported()


@pytest.mark.parametrize("name", sorted(EXTRA - BY_NAME))
def test_whatever_an_extra_brings_is_imported(name: str) -> None:
    assert MODULES.get(name, name) in imported()
    assert name not in NEEDED


@pytest.mark.parametrize("module", sorted(imported()))
def test_whatever_is_imported_can_be_had(module: str) -> None:
    known = {MODULES.get(name, name) for name in NEEDED | EXTRA}
    assert module in known or module in BROUGHT
