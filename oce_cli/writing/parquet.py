"""Parquet, with the meaning of each column and the heads of the documents in the schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO

from oce_cli.writing.sheet import Sheet

TYPES = {"int": "int64", "float": "double", "str": "string"}


def render(sheet: Sheet, name: str) -> Iterator[bytes]:
    """A Parquet file. Column metadata: ``description``, ``unit``, ``allowed``; file metadata: ``ocx``, a JSON text."""
    import pyarrow as pa
    from pyarrow import parquet as pq

    from oce_cli import __version__

    about = {
        "version": __version__,
        "documents": [
            {
                "document": known.document,
                "company": known.head.company,
                "ticker": known.head.ticker,
                "period": known.head.period,
                "currency": known.head.currency,
                "sha256": known.sha256,
            }
            for known in sheet.documents
        ],
    }
    fields = []
    for column in sheet.columns:
        meta = {"description": column.meaning, "unit": column.unit, "allowed": ",".join(column.allowed)}
        kept = {key: text for key, text in meta.items() if text}
        fields.append(pa.field(column.name, TYPES[column.dtype], metadata=kept))
    schema = pa.schema(fields, metadata={"ocx": json.dumps(about, ensure_ascii=False)})
    arrays = [pa.array([row[field.name] for row in sheet.rows], type=field.type, from_pandas=True) for field in schema]
    buffer = BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), buffer)
    yield buffer.getvalue()
