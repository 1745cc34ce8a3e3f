"""The writing room: a ``Sheet`` to bytes. ``FORMATS`` knows each format's suffixes and the module that writes it."""

from oce_cli.writing.formats import FORMATS, Format, format_of, render
from oce_cli.writing.sheet import Sheet, lay_out

__all__ = ["FORMATS", "Format", "Sheet", "format_of", "lay_out", "render"]
