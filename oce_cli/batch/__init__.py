"""Many calls: ``run`` works through a ``Plan``. Engines do the parts, sinks take their rows in order."""

from oce_cli.batch.running import ENGINES, Plan, Tally, run

__all__ = ["ENGINES", "Plan", "Tally", "run"]
