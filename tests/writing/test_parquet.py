from __future__ import annotations

import json
from io import BytesIO

import pytest

from oce_cli.columns import NAMES
from oce_cli.table import rows_of
from oce_cli.writing import render
from tests.made_up import scene, sheet

pq = pytest.importorskip("pyarrow.parquet")


def test_types_rows_and_metadata() -> None:
    table = pq.read_table(BytesIO(b"".join(render(sheet(), "parquet"))))
    assert tuple(table.column_names) == NAMES
    assert [str(table.schema.field(name).type) for name in ("row", "value", "metric")] == ["int64", "double", "string"]
    assert table.to_pylist() == rows_of(scene())
    field = table.schema.field("measure")
    assert field.metadata[b"allowed"] == b"level,growth,change,share"
    about = json.loads(table.schema.metadata[b"ocx"])
    assert about["documents"][0]["company"] == "=Brook & Sons"


def test_the_same_rows_give_the_same_bytes() -> None:
    assert b"".join(render(sheet(), "parquet")) == b"".join(render(sheet(), "parquet"))
