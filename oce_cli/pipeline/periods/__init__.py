"""Which fiscal period a number belongs to: time expressions, the call's calendar, and the choice."""

from oce_cli.pipeline.periods.choice import PERIOD

__all__ = ["PERIOD"]
