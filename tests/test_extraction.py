from __future__ import annotations

import os
from pathlib import Path

import pytest

import oce_cli
from oce_cli import InputError, Options, extract
from oce_cli.extraction import extract_rows
from oce_cli.table import frame

TEXT = "Jane Roe -- CFO\n\nRevenue was $3.2 million in the fourth quarter of 2020, up 12%.\n"


def corpus() -> list[str]:
    folder = Path(os.environ.get("OCX_SHARED") or Path(__file__).resolve().parents[2] / "shared") / "corpus"
    return sorted(path.name for path in folder.glob("*.txt")) or ["(no measuring texts)"]


@pytest.mark.corpus
@pytest.mark.parametrize("name", corpus())
def test_every_row_stands_at_its_offsets(shared: Path, name: str) -> None:
    path = shared / "corpus" / name
    text = path.read_bytes().decode("utf-8")
    extraction = extract_rows(path, Options())
    assert extraction.rows
    for row in extraction.rows:
        assert text[int(row["start"] or 0) : int(row["end"] or 0)] == row["text"]
    starts = [row["start"] for row in extraction.rows]
    assert starts == sorted(starts)  # type: ignore[type-var]


def test_a_path_a_text_and_a_name_give_the_same_table(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text(TEXT, encoding="utf-8")
    tables = [extract(source).drop(columns="document") for source in (path, str(path), TEXT)]
    assert len(tables[0]) == 2
    assert tables[0].equals(tables[1])
    assert tables[0].equals(tables[2])


def test_options_select_and_override() -> None:
    table = extract(TEXT, Options(company="Roe & Co", currency="CAD", measure=("level",), columns=("company", "unit")))
    assert table.to_dict("records") == [{"company": "Roe & Co", "unit": "CAD"}]


def test_a_missing_file_is_no_text() -> None:
    for name in ("no_such_call.txt", "my calls/no such call.txt"):
        with pytest.raises(InputError, match="no such file"):
            extract(name)


def test_a_text_without_a_number_gives_an_empty_table() -> None:
    assert extract("Thank you all for joining us today.\n").dtypes.equals(frame([]).dtypes)


def test_public_names_are_there_and_few() -> None:
    assert all(getattr(oce_cli, name) is not None for name in oce_cli.__all__)
    with pytest.raises(AttributeError):
        oce_cli.no_such_name  # noqa: B018
