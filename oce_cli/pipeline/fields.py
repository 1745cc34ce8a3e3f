"""The fields of a row in the order in which they are decided: each may look at those before it."""

from __future__ import annotations

from oce_cli.model import Scene
from oce_cli.pipeline.chooser import Field, decide, load
from oce_cli.pipeline.links.metric import METRIC
from oce_cli.pipeline.measure import MEASURE

FIELDS: tuple[Field, ...] = (METRIC, MEASURE)


def decide_all(scene: Scene) -> None:
    """Decides every field of every row; a number without a metric is no row."""
    for field in FIELDS:
        decide(field, scene, load(field.name))
        if field is METRIC:
            scene.rows = [row for row in scene.rows if row.metric]
