"""Many calls: ``run`` works through a ``Plan``. Engines do the parts, sinks take their rows in order.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     run(Plan(("samples/*.txt",), output=f"{folder}/facts.jsonl", workers=0)).files
3
"""

from oce_cli.batch.manifest import Entry, Manifest
from oce_cli.batch.running import ENGINES, Plan, Tally, run

__all__ = ["ENGINES", "Entry", "Manifest", "Plan", "Tally", "run"]
