"""Builds wheel and sdist, installs each alone in a clean environment, and extracts a sample: ``make package``."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "halden_tools.txt"
NOT_WANTED = {
    "babel",
    "distributed",
    "matplotlib",
    "pyarrow",
    "pypdf",
    "python-docx",
    "selectolax",
    "sqlalchemy",
    "xlsxwriter",
}


def run(*command: object) -> str:
    """What a command prints; stops everything when it fails."""
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True, cwd="/").stdout


def main() -> None:
    """Fails with the command that failed."""
    here = run(sys.executable, "-m", "oce_cli", "extract", SAMPLE)
    with TemporaryDirectory() as folder:
        run(sys.executable, "-m", "build", "--outdir", folder, ROOT)
        built = sorted(Path(folder).glob("*.whl")) + sorted(Path(folder).glob("*.tar.gz"))
        assert len(built) == 2, built
        names = zipfile.ZipFile(built[0]).namelist()
        assert all(name.startswith(("oce_cli/", "oce_cli-")) for name in names), names
        for package in built:
            place = Path(folder) / f"env{package.suffix}"
            run(sys.executable, "-m", "venv", place)
            run(place / "bin" / "pip", "install", "-q", "-c", ROOT / "constraints.txt", package)
            assert run(place / "bin" / "ocx", "extract", SAMPLE) == here, f"{package.name} extracts other rows"
            brought = {
                line.split("==")[0].lower() for line in run(place / "bin" / "pip", "freeze", "--all").splitlines()
            }
            assert not brought & NOT_WANTED, f"{package.name} brings {brought & NOT_WANTED}"
            print(f"{package.name}: {package.stat().st_size // 1024} KiB, {len(brought)} packages, extracts the sample")


if __name__ == "__main__":
    main()
