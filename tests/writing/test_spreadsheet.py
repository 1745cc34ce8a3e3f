"""A real spreadsheet program opens what ocx writes, and the cells have the right types."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from oce_cli.writing import render
from tests.made_up import sheet

PROGRAM = shutil.which("soffice") or shutil.which("localc")
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
Cells = list[list[tuple[str, str]]]

pytestmark = pytest.mark.program


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cells]:
    """The first sheet of the CSV and of the XLSX as LibreOffice reads them: (type, value) of each cell."""
    if PROGRAM is None:
        message = "LibreOffice is not installed: apt-get install libreoffice-calc-nogui"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    pytest.importorskip("xlsxwriter")
    folder = tmp_path_factory.mktemp("sheets")
    for name in ("csv", "xlsx"):
        (folder / f"facts_{name}.{name}").write_bytes(b"".join(render(sheet(), name)))
    # UTF-8 (76), comma, English numbers, no column formats, quoted fields are not forced to text
    filters = "--infilter=CSV:44,34,76,1,,1033,false,true"
    for name, extra in (("csv", [filters]), ("xlsx", [])):
        source = str(folder / f"facts_{name}.{name}")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [PROGRAM, "--headless", profile, *extra, "--convert-to", "ods", "--outdir", str(folder), source]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {name: read(folder / f"facts_{name}.ods") for name in ("csv", "xlsx")}


def read(path: Path) -> Cells:
    tree = ElementTree.fromstring(zipfile.ZipFile(path).read("content.xml"))
    found: Cells = []
    for line in next(tree.iter(f"{TABLE}table")).iter(f"{TABLE}table-row"):
        cells: list[tuple[str, str]] = []
        for cell in line.iter(f"{TABLE}table-cell"):
            kind = cell.get(f"{OFFICE}value-type", "")
            text = "".join("".join(part.itertext()) for part in cell.iter(f"{TEXT}p"))
            value = cell.get(f"{OFFICE}value", text) if kind not in ("string", "") else text
            if cell.get(f"{TABLE}formula"):
                kind = "formula"
            cells += [(kind, value)] * min(int(cell.get(f"{TABLE}number-columns-repeated", "1")), 64)
        found.append(cells)
    return found


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_numbers_are_numbers_and_texts_are_texts(opened: dict[str, Cells], name: str) -> None:
    head, *lines = opened[name][:6]
    at = {text: index for index, (_, text) in enumerate(head) if text}
    wanted: dict[str, list[float]] = {
        "value": [42.3, 3310000000, 2330000000, -0.7, 550000000],
        "high": [42.3, 3310000000, 2330000000, -0.7, 560000000],
        "start": [int(lines[0][at["start"]][1])],
        "confidence": [0.912],
    }
    for column, values in wanted.items():
        for line, value in zip(lines, values, strict=False):
            kind, text = line[at[column]]
            assert kind in ("float", "percentage", "currency"), (column, kind, text)
            assert float(text) == value
    assert lines[3][at["low"]] == ("", "")
    for column in ("metric", "unit", "sentence", "measure"):
        assert {line[at[column]][0] for line in lines} == {"string"}
    assert lines[4][at["segment"]] == ("string", "süd|west <b>")


@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_no_text_becomes_a_formula_or_a_date(opened: dict[str, Cells], name: str) -> None:
    kinds = {kind for line in opened[name] for kind, _ in line}
    assert kinds <= {"", "string", "float", "percentage", "currency"}
    head, first = opened[name][:2]
    company = first[[text for _, text in head].index("company")]
    assert company == ("string", "'=Brook & Sons" if name == "csv" else "=Brook & Sons")
