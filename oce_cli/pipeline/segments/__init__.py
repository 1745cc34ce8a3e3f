"""Of which part of the company a number tells: the call's own inventory of parts first, then one part a row."""

from oce_cli.pipeline.segments.assignment import SEGMENT

__all__ = ["SEGMENT"]
