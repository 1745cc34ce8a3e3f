"""How many wrong changes of the code the tests notice: ``make mutation``.

A sample of small changes (a comparison turned, a number moved by one, "and" for "or", a sign, a condition) is made one
at a time in a copy of the number reader and the checks, and their tests run. What nothing notices survives.
``python -m scripts.mutate SECONDS`` takes as many as fit; the sample is the same on every run.
"""

from __future__ import annotations

import ast
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
ROOMS = {
    "oce_cli/pipeline/quantities": ("tests/pipeline/test_quantities.py", "oce_cli/pipeline/quantities"),
    "oce_cli/checks": ("tests/checks", "oce_cli/checks"),
}
TURNED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add,
}  # fmt: skip


class Turn(ast.NodeTransformer):
    """Makes the change with the given number, and counts all that could be made."""

    def __init__(self, wanted: int) -> None:
        self.wanted, self.seen, self.told = wanted, 0, ""

    def _hit(self, node: ast.AST, told: str) -> bool:
        self.seen += 1
        if self.seen - 1 == self.wanted:
            self.told = f"line {getattr(node, 'lineno', 0)}: {told}"
            return True
        return False

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        for at, operator in enumerate(node.ops):
            if type(operator) in TURNED and self._hit(node, f"{type(operator).__name__} turned"):
                node.ops[at] = TURNED[type(operator)]()  # type: ignore[call-overload]
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        if self._hit(node, f"{type(node.op).__name__} turned"):
            node.op = TURNED[type(node.op)]()  # type: ignore[assignment]
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if type(node.op) in TURNED and self._hit(node, f"{type(node.op).__name__} turned"):
            node.op = TURNED[type(node.op)]()  # type: ignore[assignment]
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        return node.operand if isinstance(node.op, ast.Not) and self._hit(node, "not left out") else node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if type(node.value) is int and self._hit(node, f"{node.value} moved by one"):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node


def changes(room: str) -> Iterator[tuple[Path, int]]:
    """All changes that can be made in a room."""
    for path in sorted((ROOT / room).glob("*.py")):
        counter = Turn(-1)
        counter.visit(ast.parse(path.read_text("utf-8")))
        yield from ((path.relative_to(ROOT), number) for number in range(counter.seen))


def noticed(folder: Path, path: Path, number: int, tests: tuple[str, ...]) -> tuple[bool, str]:
    """Whether the tests fail on the change; the copy is as before afterwards."""
    before = (folder / path).read_text("utf-8")
    turn = Turn(number)
    (folder / path).write_text(ast.unparse(turn.visit(ast.parse(before))), "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=60)
        return done.returncode != 0, turn.told
    except subprocess.TimeoutExpired:
        return True, turn.told
    finally:
        (folder / path).write_text(before, "utf-8")


def main() -> None:
    """Prints the score of each room and the changes that survived."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 120.0
    with TemporaryDirectory() as place:
        folder = Path(place)
        for name in ("oce_cli", "tests", "scripts", "samples", "fuzz"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        for name in ("pyproject.toml", "README.md"):
            shutil.copy(ROOT / name, folder)
        for room, tests in ROOMS.items():
            possible = list(changes(room))
            random.Random(0).shuffle(possible)
            until = time.monotonic() + seconds / len(ROOMS)
            tried, survived = 0, []
            for path, number in possible:
                if time.monotonic() > until:
                    break
                tried += 1
                found, told = noticed(folder, path, number, tests)
                if not found:
                    survived.append(f"{path}, {told}")
            score = 1 - len(survived) / max(tried, 1)
            print(f"{room}: {tried - len(survived)} of {tried} changes noticed ({score:.0%}); {len(possible)} possible")
            print("".join(f"  survived: {line}\n" for line in survived), end="")


if __name__ == "__main__":
    main()
