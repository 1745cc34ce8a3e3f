"""ocx: the numbers of an earnings call as a tidy table.

>>> from oce_cli import extract
>>> frame = extract("Jane Roe - CFO\\nRevenue was $3.2 million in the fourth quarter of 2020.\\n")  # doctest: +SKIP
>>> frame[["metric", "value", "unit", "period"]]  # doctest: +SKIP
    metric      value unit   period
0  revenue  3200000.0  USD  2020-Q4

Importing this package loads nothing heavy; each public name is fetched when it is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it; importing that would double the time of `ocx --help`

if TYPE_CHECKING:
    from oce_cli import batch
    from oce_cli.errors import InputError, LexiconError, NothingFound, OcxError, OptionError, OutputError
    from oce_cli.extraction import extract, quantities
    from oce_cli.options import Options

__version__ = "0.1.0"

__all__ = [
    "InputError",
    "LexiconError",
    "NothingFound",
    "OcxError",
    "OptionError",
    "Options",
    "OutputError",
    "__version__",
    "batch",
    "extract",
    "quantities",
]

_HOMES = {
    "InputError": "errors",
    "LexiconError": "errors",
    "NothingFound": "errors",
    "OcxError": "errors",
    "OptionError": "errors",
    "OutputError": "errors",
    "Options": "options",
    "extract": "extraction",
    "quantities": "extraction",
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name == "batch":
        return import_module("oce_cli.batch")
    if name in _HOMES:
        return getattr(import_module(f"oce_cli.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'oce_cli' has no attribute {name!r}")
