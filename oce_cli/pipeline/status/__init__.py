"""Whether a number tells a fact or an outlook."""

from oce_cli.pipeline.status.choice import DRAFT, STATUS

__all__ = ["DRAFT", "STATUS"]
