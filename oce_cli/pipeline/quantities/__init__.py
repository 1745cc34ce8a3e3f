"""The number reader: every number of a text, with value, bounds, unit and span, or the reason why it is none.

One module a subject; ``reader.read`` runs them in order.
"""

from oce_cli.pipeline.quantities.reader import read

__all__ = ["read"]
