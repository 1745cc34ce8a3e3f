"""The fields of a row in the order in which they are decided: each may look at those before it."""

from __future__ import annotations

from oce_cli.model import Scene
from oce_cli.pipeline import confidence, leftovers
from oce_cli.pipeline.basis import BASIS
from oce_cli.pipeline.chooser import Field, Watcher, decide, load
from oce_cli.pipeline.comparison import COMPARISON
from oce_cli.pipeline.links.metric import METRIC
from oce_cli.pipeline.measure import MEASURE
from oce_cli.pipeline.periods import PERIOD
from oce_cli.pipeline.segments import SEGMENT
from oce_cli.pipeline.status import DRAFT as STATUS_DRAFT
from oce_cli.pipeline.status import STATUS
from oce_cli.pipeline.units import settle_units

FIELDS: tuple[Field, ...] = (
    METRIC,
    MEASURE,
    STATUS_DRAFT,
    PERIOD,
    SEGMENT,
    STATUS,
    BASIS,
    COMPARISON,
)
KEPT = ("leftovers",)  # notes that are read after the fields were decided


def decide_all(scene: Scene, watch: Watcher | None = None) -> None:
    """Decides every field of every row; a number without a metric is no row. ``watch`` sees each decision.

    Then tells how sure each row is.
    """
    for field in FIELDS:
        decide(field, scene, load(field.name), watch)
        settle(field, scene)
    confidence.load().tell(scene.rows)
    # What the fields found out on their way points back at the scene. Without it the scene goes as soon as nobody
    # holds it, and does not wait for the garbage collector.
    scene.notes = {name: note for name, note in scene.notes.items() if name in KEPT}


def settle(field: Field, scene: Scene) -> None:
    """What follows from a field without a choice: rows without a metric go, the unit follows the measure."""
    if field is METRIC:
        leftovers.note(scene)
        scene.rows = [row for row in scene.rows if row.metric]
    elif field is MEASURE:
        settle_units(scene)
