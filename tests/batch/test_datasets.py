"""A folder of Parquet files as others read it: pandas, DuckDB, Arrow and Spark, with nothing told to them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from oce_cli.batch import Plan, run
from oce_cli.batch.manifest import Manifest
from oce_cli.batch.running import Tally
from tests.batch import calls

pytest.importorskip("pyarrow", reason="the extra parquet is not installed")
FILES = 9
ROWS = 4 * FILES


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Parts of several calls, a part without rows, a part whose inputs failed, and traces of a run that was killed."""
    place = tmp_path_factory.mktemp("dataset")
    calls.folder(place / "in", FILES)
    (place / "in" / "c").mkdir()
    (place / "in" / "c" / "quiet.txt").write_text("Good morning to all. " * 60)
    (place / "in" / "d").mkdir()
    (place / "in" / "d" / "bad.txt").write_bytes(b"\0" * 900)
    plan = Plan((f"{place}/in",), output=f"{place}/facts/", workers=0, part_size=800)
    tally = run(plan)
    assert (tally.files, tally.rows, tally.failed) == (FILES + 2, ROWS, 1)
    (place / "facts" / ".part-000009-0.parquet.77.tmp").write_bytes(b"PAR1 half")
    return place / "facts"


def test_only_parts_stand_where_readers_look(dataset: Path) -> None:
    from pyarrow import parquet

    shown = [path for path in sorted(dataset.iterdir()) if not path.name.startswith(("_", "."))]
    assert [path.suffix for path in shown] == [".parquet"] * len(shown)
    assert len(shown) > 3
    assert 0 in [parquet.read_metadata(path).num_rows for path in shown]
    schemas = [parquet.read_schema(path).remove_metadata() for path in shown]
    assert all(schema.equals(schemas[0]) for schema in schemas)  # Spark takes the types from any one of them
    assert "null" not in map(str, schemas[0].types)


def test_pandas_and_arrow_read_it(dataset: Path) -> None:
    import pandas
    from pyarrow import dataset as arrow

    frame = pandas.read_parquet(dataset)
    assert len(frame) == arrow.dataset(dataset).count_rows() == ROWS
    assert frame["document"].nunique() == FILES
    assert list(frame["document"].unique()) == [f"call{n:03d}.txt" for n in (*range(1, FILES, 2), *range(0, FILES, 2))]
    chosen = pandas.read_parquet(dataset, columns=["value"], filters=[("metric", "==", "revenue")])
    assert len(chosen) == len(frame[frame["metric"] == "revenue"]) > 0


@pytest.mark.parametrize("names", ["*.parquet", "**/*.parquet", "part-*.parquet"])
def test_duckdb_reads_it(dataset: Path, names: str) -> None:
    import duckdb

    found = duckdb.connect().execute(
        f"select count(*), count(distinct document), sum(value) filter (metric = 'revenue' and measure = 'level')"
        f" from '{dataset}/{names}'"
    )
    assert found.fetchone() == (ROWS, FILES, sum(10.5 + n for n in range(FILES)) * 1e6)


def test_one_manifest_stands_for_each_part(dataset: Path) -> None:
    stems = {path.stem for path in dataset.glob("*.parquet")}
    told = [json.loads(path.read_text()) for path in (dataset / "_manifest").iterdir()]
    assert {one["stem"] for one in told} == stems
    assert sum(entry["rows"] for one in told for entry in one["entries"]) == ROWS
    assert [entry["kind"] for one in told for entry in one["entries"] if entry["error"]] == ["input"]


def test_it_can_be_read_while_it_grows(tmp_path: Path) -> None:
    import pandas

    calls.folder(tmp_path / "in", 6)
    seen: list[int] = []

    def look(tally: Tally, manifest: Manifest) -> None:
        seen.append(len(pandas.read_parquet(tmp_path / "facts")) - tally.rows)

    run(Plan((f"{tmp_path}/in",), output=f"{tmp_path}/facts/", workers=0, part_size=600), look)
    assert len(seen) > 1
    assert set(seen) == {0}


SPARK = """
import json, sys
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
table = spark.read.parquet(sys.argv[1])
documents = table.select("document").distinct().count()
print(json.dumps([table.count(), documents, dict(table.dtypes)["value"]]))
"""


@pytest.mark.program
@pytest.mark.skipif(not (find_spec("pyspark") and shutil.which("java")), reason="needs pyspark and java")
def test_spark_reads_it(dataset: Path) -> None:
    done = subprocess.run([sys.executable, "-c", SPARK, str(dataset)], capture_output=True, text=True, timeout=300)
    told: list[Any] = json.loads(done.stdout.splitlines()[-1])
    assert told == [ROWS, FILES, "double"]
