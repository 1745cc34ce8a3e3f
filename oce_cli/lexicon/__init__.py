"""The only door to the words of ocx: TOML files in this folder, read once, checked with a closed set of keys.

A stage adds its words as ``oce_cli/lexicon/NAME.toml`` and reads them with a small loader of its own::

    table = load_table("periods")          # the whole file as a dict, cached; never change it
    check_keys("periods.toml", "months", table["months"], {"names": "texts", "number": "whole"})
"""

from oce_cli.lexicon.files import check_keys, did_you_mean, listed_words, load_file, load_table, load_twin, stamp
from oce_cli.lexicon.schema import Lexicon, Metric, load_lexicon, metric

__all__ = [
    "Lexicon",
    "Metric",
    "check_keys",
    "did_you_mean",
    "listed_words",
    "load_file",
    "load_lexicon",
    "load_table",
    "load_twin",
    "metric",
    "stamp",
]
