"""One spelling for all signs, digits and cases, as long as the text itself."""

from __future__ import annotations

_ODD = str.maketrans(
    {
        **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
        "％": "%", "＄": "$", "．": ".", "，": ",", "＋": "+", "－": "-", "（": "(", "）": ")", "￥": "¥", "￡": "£",
        "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2007": " ", "\u2002": " ", "\u2003": " ", "\u2008": " ",
        "\t": " ",
        "\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\ufe63": "-", "\u2043": "-",
        "\u2014": "—", "\u2015": "—", "’": "'", "‘": "'", "﹪": "%", "٪": "%",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """Lower case, plain digits, spaces, hyphens and apostrophes; as long as ``text``, so offsets stay.

    >>> fold("ＵＳ 5\u00a0% – İ")
    'ｕｓ 5 % - İ'
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(lower if len(lower := char.lower()) == 1 else char for char in text)
    return low if low.isascii() and "\t" not in low else low.translate(_ODD)
