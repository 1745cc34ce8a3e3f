"""The engine without helpers: every part is done in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from oce_cli.batch.manifest import Manifest
from oce_cli.batch.parts import Part
from oce_cli.batch.work import Job, do_part


def manifests(job: Job, parts: Iterable[Part]) -> Iterator[Manifest]:
    """Does the parts one after the other."""
    for part in parts:
        yield do_part(job, part)
