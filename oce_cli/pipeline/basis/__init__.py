"""On which footing a number is told: reported, adjusted, in constant currency, organic or pro forma."""

from oce_cli.pipeline.basis.choice import BASIS

__all__ = ["BASIS"]
