"""Build hook: OCX_COMPILE=1 compiles the steps from text to rows with mypyc; without it the wheel is pure Python.

An editable install is never compiled, so that no compiled module stands before a source that was changed. The sources
are in the compiled wheel too: ``ocx why`` names their lines.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VARIABLE = "OCX_COMPILE"
NEEDED = ["mypy>=1.13", "setuptools>=65"]
PURE = (  # what stays Python: doors to spaCy, the blocks (a decorator), the number reader (it waits for patterns)
    "__init__.py", "assembly.py", "blocks.py", "marks.py", "stages.py", "tokens.py", "quantities/",
)  # fmt: skip


class CompileHook(BuildHookInterface[Any]):
    """Adds the compiled modules to the wheel where that is asked for."""

    def wanted(self, version: str = "standard") -> bool:
        """Whether this build is one of compiled modules."""
        return os.environ.get(VARIABLE, "0") not in ("", "0") and version != "editable"

    def dependencies(self) -> list[str]:
        """What the build needs besides hatchling."""
        return NEEDED if self.wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles before the wheel is put together."""
        if self.target_name != "wheel" or not self.wanted(version):
            return
        self._place = tempfile.TemporaryDirectory()
        found = compiled(Path(self.root), Path(self._place.name))
        build_data["force_include"] |= found
        build_data["infer_tag"], build_data["pure_python"] = True, False

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leaves nothing behind."""
        if self.wanted(version):
            self._place.cleanup()


def modules(root: Path) -> list[str]:
    """The modules that are compiled, as paths from the root."""
    room = root / "oce_cli" / "pipeline"
    names = (path.relative_to(room).as_posix() for path in sorted(room.rglob("*.py")))
    return [f"oce_cli/pipeline/{name}" for name in names if not any(part in name for part in PURE)]


def compiled(root: Path, place: Path) -> dict[str, str]:
    """Compiles into a place; gives each file made there with its path in the wheel."""
    from mypyc.build import mypycify
    from setuptools import Distribution

    before = Path.cwd()
    os.chdir(root)  # mypy reads pyproject.toml where it is run
    try:
        options = ["--cache-dir", str(place / "mypy"), *modules(root)]
        extensions = mypycify(options, opt_level="2", debug_level="0", group_name="ocx", target_dir=str(place / "c"))
        build = Distribution({"name": "oce_cli", "ext_modules": extensions}).get_command_obj("build_ext")
        build.build_lib, build.build_temp = str(place / "lib"), str(place / "objects")
        build.ensure_finalized()
        build.run()
    finally:
        os.chdir(before)
    made = sorted(path for path in (place / "lib").rglob("*") if path.is_file())
    return {str(path): path.relative_to(place / "lib").as_posix() for path in made}
