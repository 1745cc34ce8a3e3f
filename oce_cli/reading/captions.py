"""SRT and WebVTT captions: cues put together again to sentences, by speaker."""

from __future__ import annotations

import re
from html import unescape

from oce_cli.errors import InputError
from oce_cli.reading.composing import Draft, Piece, compose
from oce_cli.reading.decoding import decode
from oce_cli.reading.limits import Limits

PAUSE = 4.0  # seconds of silence after which a new paragraph begins
_TIME = re.compile(
    r"\s*(?:(?P<h1>\d{1,3}):)?(?P<m1>\d{1,2}):(?P<s1>\d{1,2}(?:[.,]\d{1,3})?)\s*-->"
    r"\s*(?:(?P<h2>\d{1,3}):)?(?P<m2>\d{1,2}):(?P<s2>\d{1,2}(?:[.,]\d{1,3})?)"
)
_VOICE = re.compile(r"<v(?:\.[^ >]*)?[ \t]+([^<>]{1,100})>")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<\d[\d:.]*>|\{\\[^{}]{0,60}\}")
_LABEL = re.compile(r"(?:>>+\s*|-\s+)?(?P<name>[A-Z][^:<>.?!]{1,60}):\s+")
_CHANGE = re.compile(r">>+\s*")
_ENDS = (".", "?", "!", "…", '."', "?”", ".”")


def read_captions(data: bytes, document: str, limits: Limits) -> Draft:
    """The talk of a captions file. Raises InputError where it has no cues.

    >>> from oce_cli.reading.limits import LIMITS
    >>> cues = b"00:01,000 --> 00:02,000\\nJane Poe: Sales\\n\\n00:02,000 --> 00:03,000\\nrose 5%.\\n"
    >>> draft = read_captions(cues, "call.srt", LIMITS)
    >>> draft.turns[0].speaker, draft.text[draft.turns[0].start:draft.turns[0].end]
    ('Jane Poe', 'Sales rose 5%.')
    """
    cues = _cues(decode(data, document))
    if not cues:
        raise InputError(f"{document}: no captions found; cues need a line like 00:00:01,000 --> 00:00:04,000")
    pieces: list[tuple[str, list[str]]] = []
    speaker, last, before = "", "", 0.0
    for begin, end, lines in cues:
        for line in lines:
            voice = _VOICE.search(line)
            plain = unescape(_TAG.sub("", line)).strip()
            label = _LABEL.match(plain)
            change = _CHANGE.match(plain)
            if voice:
                name = voice.group(1).strip()
            elif label and _is_label(label["name"]):
                name, plain = label["name"].strip(), plain[label.end() :]
            else:
                name = "" if change else speaker
                plain = plain[change.end() :] if change else plain
            plain = plain.strip()
            if not plain or plain == last:  # live captions roll: a line comes again in the next cue
                continue
            last = plain
            new = not pieces or name != speaker or (change is not None and not voice and not label)
            if new:
                pieces.append((name, [plain]))
            elif begin - before > PAUSE and pieces[-1][1][-1].endswith(_ENDS):
                pieces[-1][1].append("\n\n" + plain)
            else:
                pieces[-1][1].append(" " + plain)
            speaker = name
        before = end
    return compose(Piece("".join(lines), name) for name, lines in pieces)


def _is_label(name: str) -> bool:
    words = name.split()
    return len(words) <= 5 and all(word[0].isupper() or word[0].isdigit() or not word[0].isalpha() for word in words)


def _cues(text: str) -> list[tuple[float, float, list[str]]]:
    """Begin and end in seconds and the lines of each cue; headers, notes and styles have no times and fall away."""
    cues: list[tuple[float, float, list[str]]] = []
    lines: list[str] | None = None
    for raw in text.splitlines():
        line = raw.strip()
        time = _TIME.match(line)
        if time:
            lines = []
            cues.append((_seconds(time, "1"), _seconds(time, "2"), lines))
        elif not line:
            lines = None
        elif lines is not None:
            lines.append(line)
    return cues


def _seconds(time: re.Match[str], which: str) -> float:
    return int(time[f"h{which}"] or 0) * 3600 + int(time[f"m{which}"]) * 60 + float(time[f"s{which}"].replace(",", "."))
