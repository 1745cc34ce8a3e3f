"""How many wrong changes of the code the tests notice: ``make mutation`` (CHANGES=60 in each room).

A sample of small changes (a comparison turned, a number moved by one, "and" for "or", a sign, a condition, a yes for a
no) is made one at a time in a copy of the number reader and the checks, and their tests run. What nothing notices
survives: it is printed, and the score goes into ``docs/testing.md``. The same code gives the same sample on every run.
"""

from __future__ import annotations

import ast
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts import marked

ROOT = Path(__file__).resolve().parents[1]
ROOMS = {
    "oce_cli/pipeline/quantities": (
        "tests/pipeline/test_quantities.py",
        "oce_cli/pipeline/quantities",
        "tests/pipeline/test_quantities_written.py",
    ),
    "oce_cli/checks": ("tests/checks", "oce_cli/checks"),
}
LONGEST = 60  # seconds for the tests of one change: a loop without an end is noticed too
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

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        node.body = [self.visit(inner) for inner in node.body]  # not what a decorator is told: frozen, slots
        return node

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
        if type(node.value) is bool and self._hit(node, f"{node.value} turned"):
            return ast.copy_location(ast.Constant(not node.value), node)
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
    paths = {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", "OCX_SHARED": str(folder)}
    environment = {**os.environ, **paths, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # none is needed, and they load slowly
    environment.pop("CI", None)
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=LONGEST)
        return done.returncode != 0, turn.told
    except subprocess.TimeoutExpired:
        return True, turn.told
    finally:
        (folder / path).write_text(before, "utf-8")


def score(folder: Path, room: str, most: int) -> str:
    """Tries the sample of a room in the copy; prints what survived, and returns the row of the page."""
    possible = list(changes(room))
    random.Random(0).shuffle(possible)
    survived = []
    for path, number in possible[:most]:
        found, told = noticed(folder, path, number, ROOMS[room])
        if not found:
            survived.append(f"{path}, {told}")
            print(f"  survived: {path}, {told}", flush=True)
    tried = min(most, len(possible))
    right = tried - len(survived)
    return f"| `{room}` | {len(possible)} | {tried} | {right} | {right / tried:.0%} |"


def main() -> None:
    """Prints the score of each room and the changes that survived, and writes the page."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    with TemporaryDirectory() as place:
        folder = Path(place)
        for name in ("oce_cli", "tests", "scripts", "samples", "fuzz", "training"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
        for name in ("pyproject.toml", "README.md"):
            shutil.copy(ROOT / name, folder)
        for room, tests in ROOMS.items():  # the tests pass before anything is changed
            path, _ = next(changes(room))
            assert not noticed(folder, path, -1, tests)[0], f"the tests of {room} fail as they stand"
        rows = [score(folder, room, most) for room in ROOMS]
    head = ["| room | possible changes | tried | noticed | score |", "| --- | --- | --- | --- | --- |"]
    print("\n".join(rows))
    marked.write("testing.md", "scripts.mutate", [*head, *rows])


if __name__ == "__main__":
    main()
