"""The reading room: bytes to ``Transcript``.

>>> read_text("Operator: Good day.\\nJane Poe: Sales were $5 million.").turns[1].speaker
'Jane Poe'
"""

from oce_cli.reading.decoding import decode
from oce_cli.reading.limits import LIMITS, Limits
from oce_cli.reading.reader import READERS, read_data, read_file, read_text

__all__ = ["LIMITS", "READERS", "Limits", "decode", "read_data", "read_file", "read_text"]
