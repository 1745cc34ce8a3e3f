"""Texts that break programs, by name. Sizes are kept small enough for every run of the tests."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable


def _every(*categories: str) -> str:
    return "".join(c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) in categories)


DIGITS = _every("Nd")
OTHER_NUMBERS = _every("Nl", "No")
NINES = "9" * 10_000

TEXTS: dict[str, str] = {
    "empty": "",
    "one byte": "5",
    "one letter": "a",
    "only white space": " \n\t\r\n\x0b\x0c\u2028\u3000",
    "nul": "Revenue was \0 $5 million.",
    "lone surrogate": "Revenue was \ud800 $5 million.",
    "digits of every script": f"Revenue was {' '.join(DIGITS)} million, up {DIGITS}%.",
    "other numbers of every script": f"Revenue was {' '.join(OTHER_NUMBERS)} million, up {OTHER_NUMBERS}%.",
    "right-to-left marks": "Revenue was \u202e$5 million\u202c and \u200f5%\u200e, \u2067up 3%\u2069.",
    "zero width inside numbers": "Revenue was $5\u200b.\u200b3\u200d million, 1\u2060,000, 4\ufeff2%, $\u200c7.",
    "1e308": "Revenue was 1e308, 1e-308, $1e999, 1E+5000 million dollars and 1.5e400%.",
    "nines": f"Revenue was {NINES} and ${NINES} million, up {NINES}%, .{NINES}, {NINES}.{NINES} bps.",
    "nines in groups": "Revenue was " + ",".join(["999"] * 2_000) + " million and " + " ".join(["999"] * 2_000) + "%.",
    "combining characters": "Revenue was 5\u0301%\u0302 " + "6" + "\u0301" * 5_000 + "% up.",
    "emoji": "Revenue 😀 was $5 million 👨\u200d👩\u200d👧, up 5️⃣% and 🇺🇸7 billion. " * 20,
    "letters that change their length": "İ5% ſß5ﬁ ŉ3 million ΐ $4 billion. " * 50,
    "nested brackets": "Revenue was " + "(" * 3_000 + "$5 million" + ")" * 3_000 + ".",
    "terminal sequences": "Revenue was \x1b[2J\x1b]0;title\x07$5 million\x9b31m, up \x08\x085%.",
    "line ends": "Revenue was\r$5\r\nmillion\u2028up\x855%\x0b\x1c\x1d\x1e3%.",
    "looks like code": "Revenue was =cmd|' /C calc'!A0 $5 million; DROP TABLE facts;-- <script>alert(1)</script>.",
    "one long line": "Revenue rose 5% to $3 million " * 200,
    "numbers alone": "5 " * 2_000,
    "numbers in lines": "5\n" * 500,
    "one long word": "a" * 20_000 + "5%",
    "replacement signs": "Revenue \ufffd was \ufffd$5 million\ufffd.",
    "noncharacters": "Revenue \uffff was \U0010ffff$5 million\ufdd0.",
}

# Units that are repeated to grow a text: each once made, or might make, something quadratic.
REPEATED = (
    "9", "9,", "9.", "9 ", "9-", "9/", "$", "$9m ", "(", "(9) ", ")", '"\'', "%", ".", ". ", "-", "–", ":", "a:", "a",
    "A", "A.", "Aa", "A B ", "Mr. ", " ", "\t", "\n", "\r\n", "a\n", " \n", "\u2028", "…", "and ", "to ",
    "of ", "9 to ",
    "from 5 to 6 ", "between 5 and 6 ", "five ", "hundred ", "twenty-", "and a half ", "percent ", "million ",
    "first quarter ", "fiscal year ended ", "2020 ", "2020-", "revenue ", "net revenue growth ", "the segment ",
    "up 5% ", "down from 5%, ", "respectively, ", "Operator\n", "Q: a\n", "Jane Poe -- CEO\n\n", "JANE POE: ",
    "plus or minus ", "a ", "-a", "a-", "a'", "<", "</", "&amp;", "[", "{", "_", "a_", "\u0301", "٣", "½", "9½ ",
)  # fmt: skip
GROW: dict[str, Callable[[int], str]] = {
    unit: (lambda size, unit=unit: (unit * (size // len(unit) + 1))[:size])  # type: ignore[misc]
    for unit in REPEATED
}
